// Branches, pull requests and reviews in scenarios: what steps do, what expectations see, what the output says.
import { describe, expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { reportText, type ScenarioReport } from "../../src/rehearse/report.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";

const launch = launcher(createRenderer(templates()));

const head = `title: A report as a pull request
policy: null
repos: [acme/incidents]
people: { ana: write, ben: write, cleo: read }
labels: { acme/incidents: [report] }
steps:
  - { at: +0m, by: ana, commit: { repo: acme/incidents, path: log.csv, text: "date,title\\n" } }
  - { at: +1m, by: ana, commit: { repo: acme/incidents, branch: incident/7, path: incidents/7.md, text: "# Payments down" } }
  - { at: +2m, by: ana, open: { title: "Report: Payments down", body: "For the review", branch: incident/7, draft: true, labels: [report] }, as: pull }
`;

async function play(rest: string): Promise<ScenarioReport> {
  const casting = castScenario("story.yml", `${head}${rest}`, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  return rehearse(casting.cast, launch);
}

const problemsOf = (rest: string): readonly string[] => {
  const casting = castScenario("story.yml", `${head}${rest}`, { directory: "." });
  return casting.kind === "faulty"
    ? casting.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
};

const whole = `  - { at: +3m, by: ana, on: pull, review: ready }
  - { at: +4m, by: ben, on: pull, review: { changes: "Please name the root cause" } }
  - { at: +5m, by: ana, on: pull, comment: "It was a certificate." }
  - { at: +6m, by: ana, commit: { repo: acme/incidents, branch: incident/7, path: incidents/7.md, text: "# Payments down\\n\\nA certificate." } }
  - { at: +7m, by: ana, on: pull, review: draft }
  - { at: +8m, by: ana, on: pull, review: ready }
  - { at: +9m, by: ben, on: { repo: acme/incidents, title: /payments/ }, review: approve }
  - { at: +10m, by: ana, on: pull, review: merge }
expect:
  - { at: +2m, pull: { repo: acme/incidents, title: /Payments/, matches: the review, state: draft, count: 1 } }
  - { at: +2m, file: { repo: acme/incidents, path: incidents/7.md, count: 0 } }
  - { at: +2m, file: { repo: acme/incidents, path: incidents/7.md, branch: incident/7, matches: Payments, count: 1 } }
  - { at: +5m, on: pull, comment: { by: ana, matches: certificate, count: 1 }, labels: { has: [report] }, state: open }
  - { at: +8m, pull: { state: open } }
  - { at: +10m, pull: { state: merged, count: 1 } }
  - { at: +10m, on: pull, state: closed }
  - { at: +10m, file: { repo: acme/incidents, path: incidents/7.md, matches: A certificate } }
  - { at: +10m, issue: { count: 0 } }
`;

describe("a report as a pull request", () => {
  test("is written on a branch, reviewed and merged, and every step of it is told", async () => {
    const report = await play(whole);
    expect(report.expect.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.steps.filter(({ why }) => why !== undefined)).toEqual([]);
    const told = report.transcript.map(({ by, did, on, text }) => [by, did, on, text.split("\n")[0]]);
    expect(told).toEqual([
      ["ana", "committed", "acme/incidents", "log.csv"],
      ["ana", "committed", "acme/incidents", "incidents/7.md"],
      ["ana", "opened", "acme/incidents#1", "Report: Payments down"],
      ["ana", "labeled", "acme/incidents#1", "report"],
      ["ana", "made-ready", "acme/incidents#1", ""],
      ["ben", "reviewed", "acme/incidents#1", "changes requested: Please name the root cause"],
      ["ana", "commented", "acme/incidents#1", "It was a certificate."],
      ["ana", "committed", "acme/incidents", "incidents/7.md"],
      ["ana", "made-draft", "acme/incidents#1", ""],
      ["ana", "made-ready", "acme/incidents#1", ""],
      ["ben", "reviewed", "acme/incidents#1", "approved"],
      ["ana", "merged", "acme/incidents#1", "Report: Payments down"],
    ]);
    expect(reportText(report, Date.parse("2025-04-01T09:00:00Z"))).toContain(
      "opened          acme/incidents#1  Report: Payments down",
    );
  });

  test("its files are listed at the end by their branch, and on the default one after the merge", async () => {
    const files = async (rest: string) => (await play(rest)).files;
    const draft = {
      repo: "acme/incidents",
      path: "incidents/7.md",
      text: "# Payments down",
      branch: "incident/7",
    };
    const log = { repo: "acme/incidents", path: "log.csv", text: "date,title\n" };
    expect(await files("expect: [{ at: +3m, pull: { state: draft } }]\n")).toEqual([log, draft]);
    const text = "# Payments down\n\nA certificate.";
    expect(await files(whole)).toEqual([
      log,
      { ...draft, text },
      { repo: "acme/incidents", path: "incidents/7.md", text },
    ]);
  });

  test("a pull request is no issue: neither listed among them nor found where an issue has the title", async () => {
    const report = await play(`  - { at: +3m, by: ana, open: { title: Payments are down }, as: inc }
  - { at: +4m, by: ana, on: { repo: acme/incidents, title: /Payments/ }, comment: "On the issue" }
  - { at: +5m, by: ana, on: { repo: acme/incidents, title: /Report/ }, edit: { append: More of it., title: "Report 7" } }
  - { at: +6m, by: ana, on: pull, close: completed }
  - { at: +7m, by: ana, on: pull, review: reopen }
expect:
  - { at: +5m, on: inc, comment: { matches: On the issue, count: 1 } }
  - { at: +6m, pull: { title: Report 7, matches: More of it, state: closed, count: 1 } }
  - { at: +7m, pull: { title: Report 7, state: draft, count: 1 } }
`);
    expect(report.expect.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.issues.map(({ title }) => title)).toEqual(["Payments are down"]);
  });
});

describe("what GitHub refuses is refused in a scenario", () => {
  test.each([
    ["a draft that is merged", "ben", "merge", "Pull Request is still a draft."],
    ["an approval of one's own", "ana", "approve", "Review Can not approve your own pull request."],
    [
      "a merge by somebody who reads",
      "cleo",
      "merge",
      "cleo has the role read in acme/incidents; it takes write to merge.",
    ],
  ])("%s", async (_what, by, act, why) => {
    const report = await play(
      `  - { at: +3m, by: ${by}, on: pull, review: ${act} }\nexpect: [{ at: +3m, pull: {} }]\n`,
    );
    expect(report.steps.at(-1)?.why).toBe(`GitHub refused it: ${why}`);
    const expected = await play(`  - { at: +3m, by: ${by}, on: pull, review: ${act}, refused: true }\n`);
    expect([expected.ok, expected.transcript.at(-1)?.did]).toEqual([true, "refused"]);
  });

  test("a review of what is no pull request says what there is", async () => {
    const report = await play(`  - { at: +3m, by: ben, open: { title: Down }, as: inc }
  - { at: +4m, by: ben, on: inc, review: approve }
  - { at: +5m, by: ben, on: { repo: acme/incidents, title: /nothing/ }, review: approve }
expect: [{ at: +5m, pull: { state: merged } }, { at: +5m, file: { repo: acme/incidents, path: log.csv, matches: date, count: 2 } }]
`);
    expect(report.steps.slice(-2).map(({ why }) => why)).toEqual([
      'acme/incidents#2, which is called "inc", is an issue, not a pull request',
      'no pull request in acme/incidents has a title that matches /nothing/i; there is "Report: Payments down"',
    ]);
    expect(report.expect.map(({ ok, why }) => [ok, why])).toEqual([
      [false, "wanted a pull request that is merged, at least once; found none"],
      [false, "wanted log.csv in acme/incidents to match /date/i 2 times; found 1"],
    ]);
  });
});

test.each([
  ["  - { at: +3m, by: ana, review: approve }", '10:25 review needs "on": which pull request'],
  ["  - { at: +3m, by: ana, on: pull, review: yes }", "10:35 expected approve, changes, merge"],
  [
    "  - { at: +3m, by: ana, on: pull, review: { approve: a, changes: b } }",
    "10:35 a review says one thing: give words to approve, changes or comment",
  ],
  ["  - { at: +3m, by: ana, on: pull, review: {} }", "10:35 a review says one thing"],
  ["  - { at: +3m, by: ana, open: { title: a, draft: true } }", "10:25 draft goes with branch only"],
  [
    "  - { at: +3m, by: ana, open: { title: a, branch: b }, times: 2 }",
    "10:25 a pull request, which branch makes of it, has no form and is opened once",
  ],
  ["expect: [{ at: +3m, pull: { repo: acme/other } }]", '10:29 "acme/other" is not among repos'],
])("a mistake is named where it stands: %s", (line, expected) => {
  expect(problemsOf(`${line}\n`)).toEqual([expect.stringContaining(expected)]);
});
