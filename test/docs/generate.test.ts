import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generated } from "../../docs/generate.ts";
import { commandRights } from "../../src/engine/commands/index.ts";
import { policyJsonSchema } from "../../src/engine/policy/json-schema.ts";
import { presets } from "../../src/shipped/presets.ts";

test.each(Object.entries(generated()))(
  "docs/%s is what the schema says (node docs/generate.ts writes it)",
  (name, text) => {
    expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8")).toBe(text);
  },
);

describe("the published JSON Schema", () => {
  const accepts = new Ajv({ strict: false }).compile(policyJsonSchema(commandRights));

  test.each(Object.entries(presets()))("accepts the preset %s", (_, text) => {
    expect(accepts(parse(text))).toBe(true);
  });

  test.each([
    { policy: { severities: { sev4: null }, clocks: { update: { warn: null } }, retro: null }, right: true },
    {
      policy: { teams: { payments: "acme/payments" }, clocks: { update: { within: "1h30m" } } },
      right: true,
    },
    { policy: { clock: {} }, right: false },
    { policy: { clocks: { update: { within: { sev1: "an hour" } } } }, right: false },
    { policy: { incidents: { mode: "wach" } }, right: false },
    { policy: { commands: { unset: "write" } }, right: false },
  ])("judges $policy as right: $right", ({ policy, right }) => {
    expect(accepts(policy)).toBe(right);
  });
});
