import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const ALL = [".github/tocsin.yml", ".github/ISSUE_TEMPLATE/incident.yml", ".github/workflows/tocsin.yml"];
const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");

describe("init in an empty checkout", () => {
  test("writes a policy that only watches from today, a form and a workflow, and says what is next", async () => {
    const cwd = emptyFolder();
    const { code, out } = await run(["init"], { cwd });
    expect(code).toBe(0);
    for (const path of ALL) expect(out).toContain(`wrote ${path}\n`);
    expect(out).toContain("Next:\n1. ");
    const policy = read(cwd, ".github/tocsin.yml");
    expect(policy.split("\n").length).toBeLessThanOrEqual(25);
    expect(parse(policy)).toEqual({
      extends: "sre",
      incidents: { mode: "watch", since: "2025-04-01", forms: ["incident"] },
    });
    const checked = await run(["check", ".github/tocsin.yml", ".github/ISSUE_TEMPLATE/incident.yml"], {
      cwd,
    });
    expect(checked).toMatchObject({ code: 0 });
    expect(parse(read(cwd, ".github/workflows/tocsin.yml"))).toMatchObject({
      permissions: { issues: "write" },
    });
  });

  test("starts from another preset where one is named", async () => {
    const cwd = emptyFolder();
    const { code, out } = await run(["init", "--preset", "hssi", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, wrote: ALL, kept: [] });
    expect(read(cwd, ".github/tocsin.yml")).toContain("extends: hssi\n");
  });

  test("starts from two presets that lie over each other, with one form that asks for both", async () => {
    const cwd = emptyFolder();
    const { code } = await run(["init", "--preset", "dpsp,dspt"], { cwd });
    expect(code).toBe(0);
    expect(read(cwd, ".github/tocsin.yml")).toContain("extends: [dpsp, dspt]\n");
    const form = read(cwd, ".github/ISSUE_TEMPLATE/incident.yml");
    expect(form).toContain("P1 — the majority of users is affected");
    expect(form).toContain("label: Time it was discovered");
    expect(
      await run(["check", ".github/tocsin.yml", ".github/ISSUE_TEMPLATE/incident.yml"], { cwd }),
    ).toMatchObject({
      code: 0,
    });
  });

  test("a preset that does not exist is wrong use, and nothing is written", async () => {
    const cwd = emptyFolder();
    const { code, err } = await run(["init", "--preset", "sra"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('there is no preset "sra"; did you mean sre?');
    expect(existsSync(join(cwd, ".github"))).toBe(false);
  });
});

describe("init where people live", () => {
  test("leaves every file that is there as it is, and says so", async () => {
    const cwd = emptyFolder();
    await run(["init"], { cwd });
    writeFileSync(join(cwd, ".github/tocsin.yml"), "extends: sre # mine\n");
    const { code, out } = await run(["init", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ wrote: [], kept: expect.arrayContaining(ALL) });
    expect(read(cwd, ".github/tocsin.yml")).toBe("extends: sre # mine\n");
  });

  test("names a team's own incident form in the policy instead of adding another", async () => {
    const cwd = emptyFolder();
    const own = ".github/ISSUE_TEMPLATE/major-incident.yml";
    mkdirSync(join(cwd, ".github/ISSUE_TEMPLATE"), { recursive: true });
    writeFileSync(join(cwd, own), "name: Major incident\n");
    const { out } = await run(["init", "--json"], { cwd });
    expect(JSON.parse(out)).toMatchObject({ kept: [own] });
    expect(parse(read(cwd, ".github/tocsin.yml"))).toMatchObject({
      incidents: { forms: ["major-incident"] },
    });
    expect(existsSync(join(cwd, ".github/ISSUE_TEMPLATE/incident.yml"))).toBe(false);
  });
});
