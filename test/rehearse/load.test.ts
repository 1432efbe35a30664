import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadScenario } from "../../src/rehearse/load.ts";

const EVERYTHING = readFileSync(new URL("../fixtures/scenarios/everything.yml", import.meta.url), "utf8");

const minimal = (more: string): string => `title: A story\npeople: { ana: write }\nsteps:\n${more}`;

const problemsOf = (text: string): readonly string[] =>
  loadScenario("story.yml", text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe("a scenario with every kind of step and expectation", () => {
  const { scenario, problems } = loadScenario("story.yml", EVERYTHING);

  test("has no problems", () => {
    expect(problems).toEqual([]);
  });

  test("keeps the line of each step and expectation", () => {
    const lines = EVERYTHING.split("\n");
    expect(scenario?.steps.length).toBe(31);
    for (const step of scenario?.steps ?? []) expect(lines[step.line - 1]).toContain("- { at: ");
    for (const each of scenario?.expect ?? []) expect(lines[each.line - 1]).toContain("- { at: ");
  });

  test("knows every kind of deed", () => {
    const kinds = new Set(scenario?.steps.map((step) => step.deed.kind));
    expect([...kinds].sort()).toEqual(
      [
        "app",
        "assign",
        "close",
        "comment",
        "commit",
        "delete-comment",
        "edit",
        "edit-comment",
        "faults",
        "host",
        "label",
        "merge-fix",
        "open",
        "reopen",
        "review",
        "role",
        "sweep",
        "tick",
      ].sort(),
    );
  });

  test("counts instants from the start, and takes instants with an offset as they are", () => {
    const start = Date.parse("2025-04-01T08:00:00Z");
    expect(scenario?.start).toBe(start);
    const at = (kind: string) => scenario?.steps.find((step) => step.deed.kind === kind)?.at;
    expect(at("tick")).toBe(start + 45 * 60_000);
    expect(at("reopen")).toBe(Date.parse("2025-04-01T10:30:00Z"));
  });

  test("takes a repository for public unless it says private", () => {
    expect(scenario?.repos).toEqual([
      { name: "acme/incidents", private: false, app: true },
      { name: "acme/payments", private: false, app: true },
      { name: "acme/vault", private: true, app: true },
    ]);
  });
});

describe("where a scenario comes from defaults", () => {
  const { scenario } = loadScenario("story.yml", "title: A story\nsteps: []\n");

  test("it is the sre preset on one server with one public repository", () => {
    expect(scenario?.policy).toEqual({ kind: "preset", name: "sre" });
    expect(scenario?.host).toEqual({ server: { replicas: 1 } });
    expect(scenario?.repos).toEqual([{ name: "acme/incidents", private: false, app: true }]);
  });

  test("null as the policy means that there is no policy file", () => {
    expect(loadScenario("story.yml", "title: A story\npolicy: null\nsteps: []\n").scenario?.policy).toEqual({
      kind: "none",
    });
  });

  test("a policy with a slash or an ending is a path", () => {
    const read = (policy: string) =>
      loadScenario("s.yml", `title: A\npolicy: ${policy}\nsteps: []\n`).scenario?.policy;
    expect(read("./policy.yml")).toEqual({ kind: "path", path: "./policy.yml" });
    expect(read("hssi")).toEqual({ kind: "preset", name: "hssi" });
  });

  test("the Action runs every fifteen minutes and leaves nothing alone", () => {
    const { scenario: alone } = loadScenario("s.yml", "title: A\nhost: action\nsteps: []\n");
    expect(alone?.host).toEqual({ action: { every: 900_000, grace: 0, documents: false } });
  });
});

describe("steps", () => {
  test("stay in the file's order where they share an instant, and are otherwise in the order of time", () => {
    const text = minimal(
      [
        "  - { at: +2m, role: { ana: read } }",
        "  - { at: +1m, role: { ana: triage } }",
        "  - { at: +1m, role: { ana: admin } }",
      ].join("\n"),
    );
    expect(loadScenario("s.yml", text).scenario?.steps.map((step) => step.line)).toEqual([5, 6, 4]);
  });
});

describe("every problem is named at its place", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      "an unknown key",
      "  - { at: +0m, by: ana, on: x, coment: hi }",
      '4:32 "coment" is no key here; did you mean comment?',
    ],
    [
      "an unknown person",
      "  - { at: +0m, by: anna, open: { title: x } }",
      '4:16 nobody in people is called "anna"; did you mean ana?',
    ],
    [
      "an alias that no step gives",
      "  - { at: +0m, by: ana, on: inc, comment: hi }",
      '4:25 no step gives an issue the alias "inc" (as: inc)',
    ],
    ["an instant without its sign", "  - { at: 5m, app: stop }", '4:7 "5m" is no instant'],
    [
      "a day that does not exist",
      "  - { at: 2025-13-01T00:00:00Z, app: stop }",
      "4:7 there is no such day as 2025-13-01T00:00:00Z",
    ],
    [
      "an instant before the start",
      "  - { at: 2020-01-01T00:00:00Z, app: stop }",
      "4:7 2020-01-01T00:00:00Z lies before the start",
    ],
    [
      "a step that does nothing",
      "  - { at: +0m, by: ana }",
      "4:5 the step does nothing; expected one of open",
    ],
    [
      "a step that does two things",
      "  - { at: +0m, app: stop, sweep: true }",
      "4:27 the step does two things, app and sweep",
    ],
    ["a deed without its person", "  - { at: +0m, open: { title: x } }", '4:16 open needs "by"'],
    [
      "a repository that is not there",
      "  - { at: +0m, commit: { repo: acme/other, path: a, text: b } }",
      '4:26 "acme/other" is not among repos',
    ],
    [
      "a pattern that is none",
      '  - { at: +0m, by: ana, on: { repo: acme/incidents, title: "(" }, comment: x }',
      '4:53 "(" is no JavaScript regular expression',
    ],
    [
      "a word for a number",
      "  - { at: +0m, requests: { fail: often } }",
      '4:28 expected number; found "often"',
    ],
  ];

  const channels: typeof cases = [
    [
      "a channel that is not set up",
      "  - { at: +0m, channels: { pagr: { fail: 1 } } }",
      '4:28 "pagr" is not among channels; did you mean pager?',
    ],
    [
      "a share of more than all",
      "  - { at: +0m, channels: { pager: { fail: 2 } } }",
      "4:37 2 is no fraction from 0 to 1",
    ],
    [
      "an expectation of a channel that is not set up",
      "  - { at: +0m, sweep: true }\nexpect:\n  - { at: +0m, notice: { channel: email } }",
      '6:26 "email" is not among channels',
    ],
    [
      "an address for a channel",
      "  - { at: +0m, channels: { https://example.org: {} } }",
      '4:28 "https://example.org" is no name that may stand here',
    ],
  ];

  test.each(channels)("%s", (_, step, expected) => {
    const problems = problemsOf(`${minimal(`${step}\n`)}channels: [pager]\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  test.each(cases)("%s", (_, step, expected) => {
    const problems = problemsOf(minimal(`${step}\n`));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  test("an expectation of nothing, and one about an issue that it does not name", () => {
    const text = minimal(
      "  - { at: +0m, app: stop }\nexpect:\n  - { at: +0m }\n  - { at: +0m, state: open }\n",
    );
    expect(problemsOf(text)).toEqual([
      "6:5 nothing is expected here; add comment, labels, assignees, state, issue, writes, file, pull, notice, page or site",
      '7:16 state needs "on": which issue',
    ]);
  });

  const later: readonly (readonly [string, string])[] = [
    [
      "  []\nexpect:\n  - { at: +0m, report: { state: accepted } }\n",
      "6:16 incidents have no reports yet, so that",
    ],
  ];

  test.each(later)("a word that asks about what is not there yet: %j", (more, expected) => {
    const problems = problemsOf(minimal(more));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  test("a word for later that stands elsewhere is no key like any other", () => {
    expect(problemsOf(minimal("  - { at: +0m, report: {} }\n"))[0]).toContain('4:16 "report" is no key here');
  });

  test("inside an alias, where its text stands", () => {
    const text = 'title: x\nsteps: &all [{ at: "+0m", sweep: true, repeat: 2 }]\nexpect: *all\n';
    expect(problemsOf(text).map((problem) => problem.split(" ")[0])).toContain("2:40");
  });

  test("more aliases than a file needs, and aliases of aliases", () => {
    const some = Array.from({ length: 60 }, () => "*a").join(", ");
    expect(problemsOf(`title: &a x\nsteps: [${some}]\n`)).toEqual([
      "2:209 More than 50 aliases (*name); write some of them out.",
    ]);
    expect(problemsOf("title: &a x\nsteps: &b [*a]\nexpect: *b\n")[0]).toContain("holds an alias itself");
  });

  test("several at once", () => {
    expect(problemsOf("titel: x\nsteps: 7\nhost: sever\n")).toHaveLength(4);
  });

  test("broken YAML", () => {
    const [problem] = problemsOf("title: [\nsteps: []\n");
    expect(problem).toMatch(/^\d+:\d+ not valid YAML: /);
  });
});

describe("a step that happens again and again", () => {
  const steps = (more: string) =>
    minimal(`  - { at: +10m, ${more}by: ana, open: { title: Down }, as: inc }\n`);

  test("happens up to its last time, at the same distance", () => {
    const { scenario, problems } = loadScenario("story.yml", steps("every: 1h, until: +3h10m, "));
    expect(problems).toEqual([]);
    const minutes = scenario?.steps.map(({ at }) => (at - scenario.start) / 60_000);
    expect(minutes).toEqual([10, 70, 130, 190]);
    expect(new Set(scenario?.steps.map(({ line }) => line)).size).toBe(1);
  });

  test.each([
    ["every: 1h, ", "every and until go together: every: 1h, until: +48h"],
    ["until: +3h, ", "every and until go together: every: 1h, until: +48h"],
    ["every: 0m, until: +3h, ", "every 0m until +3h is never"],
    ["every: 1h, until: +5m, ", "every 1h until +5m is never; until has to come after the step"],
    ["every: 1s, until: +3h, ", "every 1s until +3h is 10201 times; at most 1000 are played"],
  ])("is refused where it says %s", (words, message) => {
    expect(problemsOf(steps(words)).join()).toContain(message);
  });
});
