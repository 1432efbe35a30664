import { expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

test("a role that decides about a limit has to be one of the policy", () => {
  const text = "extends: [sre, dspt]\nclocks: { regulator: { decide: { role: sirro } } }\n";
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toContain(
    "clocks.regulator.decide.role: There is no role sirro; did you mean siro?",
  );
});
