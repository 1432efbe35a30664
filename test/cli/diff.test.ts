import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { MARKER } from "../../src/diff/lines.ts";
import { emptyFolder } from "../folder.ts";
import { playsAll, playsMany } from "../laws/seeds.ts";
import { run } from "./terminal.ts";

const STORY = `title: Nobody answers
people: { ana: write }
steps:
  - { at: +0m, by: ana, open: { form: incident, title: Down, fields: { severity: SEV1, impact: Nobody can pay } }, as: inc }
expect:
  - { at: +66m, on: inc, comment: { by: app, matches: "overdue since.*: ", count: 1 } }
`;

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const cwd = directoryWith({
  "old.yml": "extends: sre\n",
  "later.yml": "extends: sre\nclocks: { update: { within: { sev1: 100m } } }\n",
  "same.yml": "# The same, said otherwise.\nretro: { how: open }\nextends: [sre]\n",
  "regulators.yml": "# The preset alone.\nextends: [dspt]\n",
  "login.yml": "# The preset alone.\nextends: [nhs-login]\n",
  "person.yml": 'extends: sre\nroles: { lead: { duty: ben, title: "<b>lead</b>" } }\n',
  "broken.yml": "extends: sre\nclock: {}\n",
  "story.yml": STORY,
  "faulty.yml": STORY.replace("open:", "opne:"),
});

describe("diff", () => {
  test("says what behaves differently, in words and in the scenario that is named", async () => {
    const { code, out } = await run(["diff", "old.yml", "later.yml", "story.yml"], { cwd });
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "old.yml → later.yml: 1 thing behaves differently.",
      "",
      "- At SEV1 the update is due after 1 hour 40 minutes instead of 1 hour, and its first reminder comes 40 minutes later.",
      "",
      "Run under both, the scenario went differently; times count from the start.",
      "",
      "Nobody answers (story.yml)",
      expect.stringMatching(/^ {2}- .*the reminder/i),
      "  - Not any more: putting on the label “overdue”, before at +1:00.",
      expect.stringMatching(/^ {2}✗ story.yml:6 holds no longer: wanted a comment by app/),
      "",
    ]);
  });

  test("says that nothing does where the file is only written otherwise", async () => {
    const { code, out } = await run(["diff", "old.yml", "same.yml", "story.yml"], { cwd });
    expect(code).toBe(0);
    expect(out).toBe(
      "old.yml → same.yml: Nothing behaves differently.\n\nRun under both, the scenario went alike.\n",
    );
    const { out: json } = await run(["diff", "old.yml", "same.yml", "story.yml", "--json"], { cwd });
    expect(JSON.parse(json)).toMatchObject({
      ok: true,
      same: true,
      changes: [],
      scenarios: [{ same: true }],
    });
  });

  test("prints the same as JSON", async () => {
    const { code, out } = await run(["diff", "sre", "later.yml", "story.yml", "--json"], { cwd });
    expect(code).toBe(0);
    const { ok, same, changes, scenarios } = JSON.parse(out);
    expect({ ok, same, changes }).toEqual({
      ok: true,
      same: false,
      changes: [
        {
          kind: "clock",
          subject: "update",
          severity: "sev1",
          severities: ["sev1"],
          words:
            "At SEV1 the update is due after 1 hour 40 minutes instead of 1 hour, and its first reminder comes 40 minutes later.",
          before: "1 hour",
          after: "1 hour 40 minutes",
          where: [],
        },
      ],
    });
    expect(scenarios).toMatchObject([{ file: "story.yml", same: false, broken: [{ line: 6 }] }]);
    expect(scenarios[0].differences[0]).toMatchObject({ what: "update", on: "acme/incidents#1" });
  });

  test.runIf(playsMany)(
    "without a scenario plays those that come with Tocsin and suit",
    async () => {
      // Of nhs-login two scenarios ship, of dspt more and longer ones.
      const [preset, own, theirs] = playsAll
        ? ["dspt", "regulators.yml", "dspt-regulators.yml"]
        : ["nhs-login", "login.yml", "nhs-login-user.yml"];
      const { code, out } = await run(["diff", preset, own, "--json"], { cwd });
      expect(code).toBe(0);
      const files = (JSON.parse(out) as { scenarios: readonly { file: string; same: boolean }[] }).scenarios;
      expect(files.map(({ file }) => file)).toContain(`templates/scenarios/${theirs}`);
      expect(files.map(({ file }) => file)).not.toContain("templates/scenarios/quiet-path.yml");
      expect(files.filter(({ same }) => !same)).toEqual([]);
    },
    120_000,
  );

  test("prints a comment whose words mention nobody and open no tag", async () => {
    const { code, out } = await run(["diff", "old.yml", "person.yml", "story.yml", "--markdown"], { cwd });
    expect(code).toBe(0);
    expect(out.startsWith(`${MARKER}\n`)).toBe(true);
    expect(out).toContain("ben instead of nobody is on duty as");
    expect(out).not.toMatch(/@\w/);
    expect(out).not.toMatch(/(?<!\\)<b>/);
    expect(out).toMatch(/<details><summary>Nobody answers: .*<\/summary>/);
  });
});

describe("diff where something is wrong", () => {
  test("with one of the policies names its problems, exit 1", async () => {
    const { code, out } = await run(["diff", "old.yml", "broken.yml"], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/^broken\.yml:2:1 {2}clock: /);
    const { code: again, out: json } = await run(["diff", "broken.yml", "old.yml", "--json"], { cwd });
    expect(again).toBe(1);
    expect(JSON.parse(json)).toMatchObject({ ok: false, problems: [{ file: "broken.yml", line: 2 }] });
  });

  test.each([
    [["diff", "old.yml"], "diff needs two policies"],
    [["diff", "old.yml", "nowhere.yml"], "nowhere.yml"],
    [["diff", "old.yml", "sra"], "did you mean sre?"],
    [["diff", "old.yml", "later.yml", "--json", "--markdown"], "not both"],
    [["diff", "old.yml", "later.yml", "--patch"], "there is no option --patch"],
  ])("with its use (%j) says so, exit 2", async (args, words) => {
    const { code, err } = await run(args, { cwd });
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test("with a scenario names its problems, exit 2", async () => {
    const { code, out } = await run(["diff", "old.yml", "later.yml", "faulty.yml"], { cwd });
    expect(code).toBe(2);
    expect(out).toContain("faulty.yml:4:");
  });
});

test("the help says where order is meaning", async () => {
  const { out } = await run(["help", "diff"], { cwd });
  expect(out).toContain("severities");
  expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain("tocsin diff");
});
