// Words that lie beside a policy: check reads them in the same pass, rehearsals and diff take them along.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const POLICY = `extends: sre
audiences: { public: { channels: [email, sms] } }
clocks: { public-update: { starts: declared, restarts: notice, within: 60m, warn: [60m] } }
notices: { public-update: { clock: public-update, next: public-update, approve: none } }
`;
const STORY = (words: string): string => `title: What leaves
policy: ../.github/tocsin.yml
channels: [email]
people: { ana: write }
steps:
  - { at: +0m, by: ana, open: { form: incident, title: Down, fields: { severity: SEV1, impact: Nobody can pay } } }
expect:
  - { at: +2m, notice: { channel: email, matches: ${JSON.stringify(words)}, count: 1 } }
`;
const good = "Of what you notice: {{ field.impact }}. More by {{ next }}.\n";

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const withWords = (words: Readonly<Record<string, string>>): string =>
  directoryWith({
    ".git/HEAD": "ref: refs/heads/main\n",
    ".github/tocsin.yml": POLICY,
    ...Object.fromEntries(
      Object.entries(words).map(([name, text]) => [`.github/tocsin/messages/${name}.md`, text]),
    ),
    "stories/own.yml": STORY("Of what you notice: Nobody can pay"),
    "stories/ours.yml": STORY("Impact: Nobody can pay"),
    "apart/old.yml": POLICY,
  });

const problemsIn = (out: string) =>
  (
    JSON.parse(out) as {
      readonly problems: readonly {
        readonly file: string;
        readonly line: number;
        readonly message: string;
      }[];
    }
  ).problems;

describe("check", () => {
  test("reads the words beside a policy with it", async () => {
    const cwd = withWords({ notice: good });
    expect(await run(["check", ".github/tocsin.yml"], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringContaining("this policy is fine"),
    });
  });

  test("names each flaw of them by file and line, however the policy is named", async () => {
    const cwd = withWords({
      notice: "{{ field.impact }}\n{{ nxet }}\n",
      "notice-short": `{{ next }}${"x".repeat(920)}`,
      card: "x",
      notise: "x",
    });
    const { code, out } = await run(["check", ".github/tocsin.yml", "--json"], { cwd });
    expect(code).toBe(1);
    expect(
      problemsIn(out).map(({ file, line, message }) => `${file}:${line} ${message.slice(0, 40)}`),
    ).toEqual([
      ".github/tocsin/messages/card.md:1 The words of card are not a repository's",
      ".github/tocsin/messages/notice-short.md:1 It is too long for a text message: 941 s",
      ".github/tocsin/messages/notice.md:2 There is no nxet here; did you mean next",
      ".github/tocsin/messages/notise.md:1 No message notise can be said in a repos",
    ]);
    const inside = await run(["check", "tocsin.yml"], { cwd: join(cwd, ".github") });
    expect(inside.out).toContain(
      "tocsin/messages/notice.md:2:4  There is no nxet here; did you mean next?\n",
    );
  });

  test("knows a file of words by where it lies, and says what is wrong with that one", async () => {
    const cwd = withWords({ notice: "{{ nxet }}", "notice-short": "{{ next }}" });
    const path = ".github/tocsin/messages";
    expect(await run(["check", `${path}/notice-short.md`], { cwd })).toMatchObject({
      code: 0,
      out: `${path}/notice-short.md: this message is fine\n`,
    });
    const { code, out } = await run(["check", `${path}/notice.md`], { cwd });
    expect([code, out]).toEqual([1, `${path}/notice.md:1:4  There is no nxet here; did you mean next?\n`]);
  });

  test("says so where such a file lies beside no policy", async () => {
    const cwd = directoryWith({ "tocsin/messages/notice.md": good });
    const { code, out } = await run(["check", "tocsin/messages/notice.md"], { cwd });
    expect(code).toBe(2);
    expect(out).toContain("tocsin.yml");
  });
});

describe("rehearse", () => {
  test("takes the words beside the policy of a scenario, and beside one that is given", async () => {
    const cwd = withWords({ notice: good });
    expect(await run(["rehearse", "stories/own.yml"], { cwd })).toMatchObject({ code: 0 });
    const given = await run(["rehearse", "stories/own.yml", "--policy", ".github/tocsin.yml"], { cwd });
    expect(given.code).toBe(0);
    // Without them it goes out in the words of Tocsin.
    expect(await run(["rehearse", "stories/own.yml", "--policy", "apart/old.yml"], { cwd })).toMatchObject({
      code: 1,
    });
    expect(await run(["rehearse", "stories/ours.yml", "--policy", "apart/old.yml"], { cwd })).toMatchObject({
      code: 0,
    });
  });

  test("sends nothing to the public in words that can't be used", async () => {
    const cwd = withWords({ notice: "{{ nxet }}" });
    const { out } = await run(["rehearse", "stories/ours.yml", "--json"], { cwd });
    const [report] = (JSON.parse(out) as { scenarios: readonly { notices: readonly unknown[] }[] }).scenarios;
    expect(report?.notices).toEqual([]);
    expect(out).toContain("There is no nxet here");
  });
});

describe("diff", () => {
  test("shows words that came, that say something else, that can't be used, and that went", async () => {
    const [before, after, other, broken] = [
      {},
      { notice: good },
      { notice: `Now: ${good}` },
      { notice: "{{ nxet }}" },
    ].map(withWords);
    const changes = async (one = "", two = "") => {
      const args = ["diff", join(one, ".github/tocsin.yml"), join(two, ".github/tocsin.yml")];
      const { code, out } = await run([...args, join(after ?? "", "stories/ours.yml"), "--json"]);
      expect(code).toBe(0);
      return (JSON.parse(out) as { changes: readonly object[] }).changes;
    };
    const sample = expect.stringMatching(/^Of what you notice: People can't book.* More by 11:20 BST/);
    expect(await changes(before, after)).toEqual([
      expect.objectContaining({
        kind: "words",
        subject: "notice",
        words: "The words of notice are the repository's own instead of Tocsin's.",
        before: null,
        after: sample,
      }),
    ]);
    expect(await changes(after, other)).toMatchObject([
      {
        words: "The repository's own words of notice are others.",
        before: sample,
        after: expect.stringMatching(/^Now: Of/),
      },
    ]);
    expect(await changes(after, broken)).toMatchObject([
      {
        words: expect.stringMatching(
          /can't be used, so that Tocsin's stand there: \.github\/tocsin\/messages\/notice\.md:1 There is no nxet/,
        ),
      },
    ]);
    expect(await changes(after, before)).toMatchObject([
      { words: "The words of notice are Tocsin's instead of the repository's own.", after: null },
    ]);
    expect(await changes(after, after)).toEqual([]);
  });

  test("shows what a scenario says otherwise by them", async () => {
    const [ours, own] = [{}, { notice: good }].map(withWords);
    const args = [join(ours ?? "", ".github/tocsin.yml"), join(own ?? "", ".github/tocsin.yml")];
    const { out } = await run(["diff", ...args, join(ours ?? "", "stories/ours.yml")]);
    expect(out).toContain("- The words of notice are the repository's own instead of Tocsin's.");
    expect(out).toMatch(/holds no longer: .*Impact: Nobody can pay/);
  });
});
