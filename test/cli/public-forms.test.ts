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
  test.each([[[]], [["--policy", "sre"]], [["--policy", "hssi"]]])(
    "check FORM … %j says of each which question fills which fact",
    async (options) => {
      const { code, out, err } = await run(["check", ...names.map(pathOf), ...options]);
      // Those that GitHub refuses are among them.
      expect(code).toBe(1);
      expect(`${out}${err}`).not.toMatch(
        /^\s+at .*:\d+|\b(?:TypeError|ReferenceError|undefined)\b|\[object /m,
      );
      const lines = out.split("\n");
      const mapping = (name: string) =>
        lines.slice(lines.findIndex((line) => line.startsWith(`${pathOf(name)} under `))).slice(0, 20);
      for (const name of names.filter((one) => !isBroken(one)))
        expect(
          mapping(name).some((line) => line.startsWith("  severity ← ")),
          name,
        ).toBe(true);
      for (const name of names.filter(isBroken))
        expect(
          lines.some((line) => line.startsWith(`${pathOf(name)}:`) && line.includes("not valid YAML")),
        ).toBe(true);
    },
  );

  test("no form that GitHub accepts is a fault where nobody said under which policy", async () => {
    const accepted = names.filter((name) => isAccepted(parseForm(readFileSync(pathOf(name), "utf8"))));
    expect((await run(["check", ...accepted.map(pathOf)])).code).toBe(0);
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
