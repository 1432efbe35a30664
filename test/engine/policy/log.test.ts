// What a policy may say of its incident log, and what is said of a log that can't be meant.
import { describe, expect, test } from "vitest";
import { cautionsIn } from "../../../src/engine/policy/cautions.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

const load = (log: string) =>
  loadPolicy({ file: "tocsin.yml", text: `extends: sre\nlog: ${log}\n`, presets: presets() });

test("an empty section keeps a log at the ordinary place, of every incident", () => {
  expect(load("{}").policy?.log).toMatchObject({
    path: "compliance/incident-log.csv",
    when: [],
    columns: expect.arrayContaining([{ column: "id", title: "id" }]),
  });
  expect(loadPolicy({ file: "a", text: "extends: sre\n", presets: presets() }).policy?.log).toBeUndefined();
});

/** Where nothing that Tocsin commits may stand, with what is said of it. */
const forbidden: readonly (readonly [string, RegExp])[] = [
  ["/etc/notes.X", /begins at the top of a machine/],
  ["C:/notes.X", /begins at the top of a machine/],
  ["a\\\\b.X", /has a backslash/],
  ["../notes.X", /leads out of its folder/],
  ["a/../notes.X", /leads out of its folder/],
  ["./notes.X", /leads out of its folder/],
  [".git/notes.X", /begins with a dot.*might be run.*Name another place/],
  [".GitHub/workflows/notes.X", /begins with a dot/],
  ["a/.git/hooks/notes.X", /begins with a dot/],
  [".husky/notes.X", /begins with a dot/],
  ["a//notes.X", /is no path of a file here/],
  ["notes.yml", /is no path of a file here/],
];

describe("what is committed stands nowhere where it might be run", () => {
  test.each(forbidden)("%s is refused for a log, with the reason", (path, why) => {
    const { problems } = load(`{ path: "${path.replace("X", "csv")}" }`);
    expect(problems).toMatchObject([{ path: "log.path", message: expect.stringMatching(why) }]);
    expect(problems[0]?.message).toContain("for example compliance/incident-log.csv");
  });

  test.each(forbidden)("%s is refused for a document and its redacted copy", (path, why) => {
    const given = path.replace("notes", "{slug}").replace("X", "md");
    const place = `{ path: "${given}", redacted: { path: "${given}" } }`;
    const text = `extends: sre\ndocuments: { report: ${place} }\n`;
    const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
    for (const at of ["documents.report.path", "documents.report.redacted.path"])
      expect(problems).toContainEqual(
        expect.objectContaining({ path: at, message: expect.stringMatching(why) }),
      );
  });
});

describe("refused, with the place", () => {
  test.each([
    ["{ path: /log.csv }", "log.path"],
    ["{ path: ../log.csv }", "log.path"],
    ["{ path: a/../log.csv }", "log.path"],
    ["{ path: .github/workflows/x.csv }", "log.path"],
    ["{ path: .gitattributes }", "log.path"],
    ["{ path: log.yml }", "log.path"],
    ['{ path: "a\\nb.csv" }', "log.path"],
    ["{ branch: refs/heads/log }", "log.branch"],
    ["{ branch: a..b }", "log.branch"],
    ['{ branch: "a b" }', "log.branch"],
    ["{ repository: compliance }", "log.repository"],
    ["{ columns: [title] }", "log.columns"],
    ["{ columns: [id, nosuch] }", "log.columns.1"],
    ["{ columns: [id, title, title] }", "log.columns.2"],
    ["{ columns: [id, { column: title, title: ID }] }", "log.columns.1"],
    ["{ when: { nosuch: yes } }", "log.when.nosuch"],
    ["{ restricted: { flag: nosuch } }", "log.restricted.flag"],
  ])("%s", (log, path) => {
    expect(load(log).problems.map((problem) => problem.path)).toContain(path);
  });
});

test.each([
  ["{ branch: main }", ["log.branch"]],
  ["{ branch: incident-log }", []],
  ["{ repository: acme/compliance }", ["log.repository"]],
])("%s is told with what it means where it may surprise", (log, paths) => {
  const text = `extends: sre\nlog: ${log}\n`;
  const { policy } = load(log);
  if (policy === undefined) throw new Error("The policy has problems.");
  expect(cautionsIn("tocsin.yml", text, policy).map(({ path }) => path)).toEqual(paths);
});
