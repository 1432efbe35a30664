import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const FORM = `name: Incident
description: What happened
body:
  - type: input
    id: service
    attributes:
      label: Service
`;

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

describe("check knows by its content what a file is", () => {
  const cwd = directoryWith({
    "a.yml": "extends: sre\n",
    "b.yml": FORM,
    "c.yml": "title: A story\nsteps: []\n",
  });

  test("and says that it is fine", async () => {
    const { code, out } = await run(["check", "a.yml", "c.yml"], { cwd });
    expect([code, out]).toEqual([0, "a.yml: this policy is fine\nc.yml: this scenario is fine\n"]);
  });

  test("and of a form how the default preset reads it, where no policy is given or lies there", async () => {
    const { code, out } = await run(["check", "b.yml"], { cwd });
    expect(code).toBe(0);
    expect(out).toBe(`b.yml under sre:
  description ← nothing
  severity ← nothing
  impact ← nothing
  service ← Service
  not asked: users, started, detected, workaround, cause, fix, closing-reason, review-date
  every question fills a fact
b.yml: this form is fine
`);
  });

  test.each([
    [
      "the checkout's policy",
      "extends: sre\nfields: { users: { aliases: [How many] } }\n",
      /users ← How many/,
    ],
    ["the default preset, where that policy is broken", "extends: nosuch\n", /^b.yml under sre:/],
  ])("and of a form how %s reads it", async (_, policy, shown) => {
    const here = directoryWith({
      "b.yml": FORM.replace("    id: service\n", "").replace("Service", "How many"),
    });
    mkdirSync(join(here, ".github"));
    writeFileSync(join(here, ".github/tocsin.yml"), policy);
    const { code, out } = await run(["check", "b.yml"], { cwd: here });
    expect(code).toBe(0);
    expect(out).toMatch(shown);
  });

  test("in JSON too", async () => {
    const { code, out } = await run(["check", "a.yml", "b.yml", "c.yml", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      problems: [],
      mappings: [{ form: "b.yml", policy: "sre", facts: { service: ["Service"] }, nowhere: [] }],
    });
  });
});

describe("check names what is wrong, with file, line and column", () => {
  const cwd = directoryWith({
    "policy.yml": "extends: sre\nclocks:\n  update:\n    within: { sev9: 1h }\n",
    "form.yml": FORM.replace("type: input", "type: imput"),
    "scenario.yml": "title: A story\nstep: []\nsteps: []\n",
    "broken.yml": "extends: [sre\nclocks: {}\n",
    "broken-form.yml": `${FORM}  - type: [\n`,
  });

  test.each([
    ["policy.yml", { line: 4, column: 15, path: "clocks.update.within.sev9" }],
    ["form.yml", { line: 4 }],
    ["scenario.yml", { line: 2, column: 1, path: "step" }],
    ["broken.yml", { line: 2 }],
    ["broken-form.yml", { path: "" }],
  ])("%s", async (file, expected) => {
    const { code, out } = await run(["check", file, "--json"], { cwd });
    expect(code).toBe(1);
    const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: readonly object[] };
    expect(ok).toBe(false);
    expect(problems[0]).toMatchObject({ file, ...expected });
    for (const problem of problems) {
      expect(Object.keys(problem)).toEqual(["file", "path", "line", "column", "message"]);
    }
  });

  test("as lines for people and editors", async () => {
    const { out } = await run(["check", "scenario.yml"], { cwd });
    expect(out).toBe('scenario.yml:2:1  step: "step" is no key here; did you mean steps?\n');
  });

  test("a file that can't be opened is exit 2, and the others are checked all the same", async () => {
    const { code, out } = await run(["check", "none.yml", "scenario.yml", "--json"], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [
        { file: "none.yml", message: "none.yml can't be opened: there is no such file" },
        { file: "scenario.yml" },
      ],
    });
  });
});

test("check says what an author of a policy means, at its place, and that the policy is fine all the same", async () => {
  const cwd = directoryWith({ "a.yml": "extends: sre\nincidents:\n  authors: [github-actions]\n" });
  const { code, out } = await run(["check", "a.yml"], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(
    /^a\.yml:3:3 {2}incidents\.authors: warning: What github-actions writes on an incident counts as/,
  );
  const { out: json } = await run(["check", "a.yml", "--json"], { cwd });
  expect(JSON.parse(json)).toMatchObject({
    ok: true,
    problems: [],
    warnings: [{ path: "incidents.authors", line: 3 }],
  });
});

test.each(["", "# only words\n", "---\n", "{}\n"])(
  "check says of an empty policy file that it is one: %j",
  async (text) => {
    const { code, out } = await run(["check", "a.yml"], { cwd: directoryWith({ "a.yml": text }) });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^a\.yml:1:1 {2}warning: This policy file is empty: sre rules as it comes, with mode: on\./,
    );
  },
);

test("check says of a person that it has to stand in quotes, with line and column", async () => {
  const cwd = directoryWith({ "a.yml": "roles:\n  manager: { duty: [@octocat] }\n" });
  const { code, out } = await run(["check", "a.yml"], { cwd });
  expect(code).toBe(1);
  expect(out).toMatch(/^a\.yml:2:21 .*put it in quotes: "@octocat"/);
});

test("a policy that announces maintenance needs a status page, and the forms that it names", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "p.yml"), "extends: sre\nmaintenance: { forms: [work] }\n");
  const { code, out } = await run(["check", "p.yml"], { cwd });
  expect([code, out]).toEqual([
    1,
    expect.stringContaining("p.yml:2:1  maintenance: Maintenance is announced on the status page"),
  ]);
  writeFileSync(join(cwd, "p.yml"), "extends: sre\nsite: {}\nmaintenance: { forms: [maintenence] }\n");
  const other = await run(["check", "p.yml"], { cwd });
  expect([other.code, other.out]).toEqual([1, expect.stringContaining("did you mean maintenance?")]);
});
