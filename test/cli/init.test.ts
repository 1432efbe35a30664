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

  test("brings a status page and the form of planned work where that is asked for, and each question has its fact", async () => {
    const cwd = emptyFolder();
    const { code, out } = await run(["init", "--maintenance"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("wrote .github/ISSUE_TEMPLATE/maintenance.yml\n");
    expect(parse(read(cwd, ".github/tocsin.yml"))).toMatchObject({
      site: { title: "Service status" },
      maintenance: { forms: ["maintenance"] },
    });
    const checked = await run(["check", ".github/tocsin.yml"], { cwd });
    expect(checked.code).toBe(0);
    expect(checked.out).toContain(
      "  service ← Which services?\n  start ← When does it start?\n  end ← When does it end?\n  text ← What should people know?\n  every question fills a fact\n",
    );
    const again = await run(["init", "--maintenance"], { cwd });
    expect(again.out).toMatch(
      /without them the form.*\n {3}site: .*\n {3}maintenance: \{ forms: \[maintenance\] \}\n/,
    );
    expect((await run(["init"], { cwd })).out).not.toContain("maintenance: {");
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

  test("two whole processes are wrong use, and nothing is written", async () => {
    const cwd = emptyFolder();
    const { code, err } = await run(["init", "--preset", "dpsp,hssi"], { cwd });
    expect({ code, wrote: existsSync(join(cwd, ".github")) }).toEqual({ code: 2, wrote: false });
    expect(err).toContain(
      "dpsp and hssi are both whole processes; only an overlay, dspt, goes with another.",
    );
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

  const withForms = (labels: string, name = "down.yml"): string => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, ".github/ISSUE_TEMPLATE"), { recursive: true });
    const form = `name: Down\ndescription: d\n${labels}body:\n  - type: input\n    attributes: { label: What }\n`;
    writeFileSync(join(cwd, ".github/ISSUE_TEMPLATE", name), form);
    return cwd;
  };

  test.each([
    "labels: [triage, incident]\n",
    "labels:\n  - triage\n  - incident\n",
    "labels: triage, Outage\n",
    'labels: ["type: incident"]\n',
  ])("finds a form by its labels: %j", async (labels) => {
    const cwd = withForms(labels);
    await run(["init"], { cwd });
    expect(parse(read(cwd, ".github/tocsin.yml"))).toMatchObject({ incidents: { forms: ["down"] } });
  });

  test.each([
    ["sre", "read"],
    ["dpsp,dspt", "write"],
  ])(
    "gives the workflow of %s the right to %s files, as its incident log asks for",
    async (preset, right) => {
      const cwd = emptyFolder();
      await run(["init", "--preset", preset], { cwd });
      expect(parse(read(cwd, ".github/workflows/tocsin.yml")).permissions).toEqual({
        contents: right,
        issues: "write",
      });
    },
  );

  test("lets the Action open reports as pull requests where that is asked for, and says what is left to do on GitHub", async () => {
    const cwd = emptyFolder();
    const { out } = await run(["init", "--documents"], { cwd });
    const workflow = parse(read(cwd, ".github/workflows/tocsin.yml"));
    expect(workflow.permissions).toEqual({ contents: "write", issues: "write", "pull-requests": "write" });
    expect(Object.keys(workflow.on)).toEqual(expect.arrayContaining(["pull_request", "pull_request_review"]));
    expect(workflow.jobs.tocsin.steps.at(-1).with.documents).toBe(true);
    expect(out).toContain("tick “Allow GitHub Actions to create and approve pull requests”");
    const again = await run(["init", "--documents"], { cwd });
    expect(again.out).toMatch(
      /tocsin\.yml, which was not changed, put two spaces in place of each #\+ .*tick/,
    );
  });

  test.each([
    ["sre", "3. Documents (Incident report) stand in a comment"],
    ["hssi", "3. Documents (Incident report, Management summary, Action plan) stand in a comment"],
  ])("offers that of itself where %s has documents, and leaves it off", async (preset, offer) => {
    const cwd = emptyFolder();
    const { out } = await run(["init", "--preset", preset], { cwd });
    expect(out).toContain(offer);
    const workflow = parse(read(cwd, ".github/workflows/tocsin.yml"));
    expect(Object.keys(workflow.on)).not.toContain("pull_request");
    expect(workflow.permissions).not.toHaveProperty("pull-requests");
    expect((await run(["init", "--preset", preset], { cwd })).out).not.toContain("#+");
  });

  test.each([
    [
      "log: {}\ndocuments: { report: { title: Post mortem } }",
      "3. Documents (Post mortem) stand in a comment",
      "write",
    ],
    ["documents: { report: null }", "3. Run tocsin check", "read"],
  ])("goes by the policy that is there, for the workflow that is not: %j", async (own, third, contents) => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, ".github"));
    writeFileSync(join(cwd, ".github/tocsin.yml"), `extends: sre\n${own}\n`);
    const { out } = await run(["init"], { cwd });
    expect(out).toContain(`\n${third}`);
    expect(parse(read(cwd, ".github/workflows/tocsin.yml")).permissions.contents).toBe(contents);
  });

  test("takes no other form for one, and says that it was not touched, like other workflows", async () => {
    const cwd = withForms("labels: [bug]\n");
    mkdirSync(join(cwd, ".github/workflows"));
    writeFileSync(join(cwd, ".github/workflows/ci.yml"), "on: push\n");
    const { out } = await run(["init"], { cwd });
    expect(out).toContain("wrote .github/ISSUE_TEMPLATE/incident.yml\n");
    expect(out).toContain(
      "not touched: .github/ISSUE_TEMPLATE/down.yml, .github/workflows/ci.yml, and labels, issues and settings",
    );
    const { out: json } = await run(["init", "--json"], { cwd });
    expect(JSON.parse(json)).toMatchObject({
      wrote: [],
      kept: expect.arrayContaining(ALL),
      untouched: [".github/ISSUE_TEMPLATE/down.yml", ".github/workflows/ci.yml"],
    });
  });

  test("names a kept form by the ending that it has", async () => {
    const cwd = withForms("labels: [incident]\n", "down.yaml");
    const { out } = await run(["init"], { cwd });
    expect(out).toContain("kept  .github/ISSUE_TEMPLATE/down.yaml, which was there\n");
  });

  test("says of a policy that it did not change which forms it should name", async () => {
    const cwd = withForms("labels: [incident]\n");
    writeFileSync(join(cwd, ".github/tocsin.yml"), "extends: sre\n");
    const { out } = await run(["init"], { cwd });
    expect(out).toContain(
      "1. See that .github/tocsin.yml, which was not changed, names your forms: forms: [down].",
    );
  });
});

describe("init knows where it stands", () => {
  test.each(["folder", "file"])(
    "in a subdirectory of a checkout (.git is a %s) it writes at the top",
    async (kind) => {
      const top = emptyFolder();
      if (kind === "folder") mkdirSync(join(top, ".git"));
      else writeFileSync(join(top, ".git"), "gitdir: elsewhere\n");
      const cwd = join(top, "deep/er");
      mkdirSync(cwd, { recursive: true });
      const { code, out } = await run(["init"], { cwd });
      expect(code).toBe(0);
      expect(out).toContain(`In ${top}, the top of this checkout:\nwrote .github/tocsin.yml\n`);
      for (const path of ALL) expect(existsSync(join(top, path))).toBe(true);
      expect(existsSync(join(cwd, ".github"))).toBe(false);
    },
  );

  test("outside of git it says so, at the top of a checkout it does not", async () => {
    const cwd = emptyFolder();
    expect((await run(["init"], { cwd })).out).toContain(`${cwd} is in no git checkout`);
    expect(JSON.parse((await run(["init", "--json"], { cwd })).out)).toMatchObject({ git: false, root: cwd });
    mkdirSync(join(cwd, ".git"));
    expect((await run(["init"], { cwd })).out).not.toContain("checkout");
    expect(JSON.parse((await run(["init", "--json"], { cwd })).out)).toMatchObject({ git: true });
  });
});
