// `check` over forms of public repositories, which are kept beside the checkout: they are other people's and no part of the project.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isAccepted, parseForm } from "../../src/engine/form.ts";
import { run } from "./terminal.ts";

const FOLDER = new URL("../../../shared/forms/", import.meta.url);
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".yml")) : [];
const pathOf = (name: string): string => fileURLToPath(new URL(name, FOLDER));

/** Is it no YAML at all? Of such a form there is nothing to show but where it breaks. */
const isBroken = (name: string): boolean => parseForm(readFileSync(pathOf(name), "utf8")).form === undefined;

describe.skipIf(names.length === 0)("public issue forms (skipped where ../shared/forms is not there)", () => {
  test.each(
    names.flatMap(
      (name) =>
        [
          [name, []],
          [name, ["--policy", "sre"]],
          [name, ["--policy", "hssi"]],
        ] as const,
    ),
  )("check %s %j says which question fills which fact", async (name, options) => {
    const { code, out, err } = await run(["check", pathOf(name), ...options]);
    expect([0, 1]).toContain(code);
    expect(`${out}${err}`).not.toMatch(/^\s+at .*:\d+|\b(?:TypeError|ReferenceError|undefined|\[object)\b/m);
    expect(out).toMatch(
      isBroken(name) ? /:\d+:\d+ {2}.*not valid YAML/ : / under \w+:\n(?: {2}.+\n)*? {2}severity ← .+\n/,
    );
    if (options.length === 0 && isAccepted(parseForm(readFileSync(pathOf(name), "utf8"))))
      expect(code).toBe(0);
  });

  test("are hardly ever broken", () => {
    expect(names.filter(isBroken).length).toBeLessThan(names.length / 10);
  });

  test("and headings fill facts whether their questions have ids or not", async () => {
    const name = names.find((one) => one.startsWith("049")) ?? "";
    const { out } = await run(["check", pathOf(name), "--policy", "hssi"]);
    expect(out).toContain("workaround ← Mitigation / Current Status");
  });
});
