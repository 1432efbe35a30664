// The kinds of tasks in a policy: what has to be known, and what review and action can't be told.
import { describe, expect, test } from "vitest";
import { plainJsonSchema } from "../../../src/engine/policy/json-schema.ts";
import { olderPlaces } from "../../../src/engine/policy/older-places.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { documents } from "../../../src/shipped/templates.ts";

const problemsOf = (tasks: string): readonly string[] =>
  loadPolicy({
    file: "policy.yml",
    text: `extends: sre\ntasks:\n  ${tasks}\n`,
    presets: presets(),
    documents: documents(),
  }).problems.map(({ path, line, message }) => `${path} ${line} ${message}`);

test.each([
  ["problem: { opens: [resolved, flag.clinical] }", "tasks.problem.opens.1 3 There is no flag clinical"],
  ["problem: { opens: solved }", "tasks.problem.opens 3 There is no event solved; did you mean resolved?"],
  ["problem: { opens: resolved, owner: leed }", "tasks.problem.owner 3 There is no role leed"],
  [
    "problem: { opens: resolved, close: { by: [lead, cto] } }",
    "tasks.problem.close.by.1 3 There is no role cto",
  ],
  [
    "problem: { opens: resolved, document: tasks }",
    "tasks.problem.document 3 There is no document tasks; did you mean task?",
  ],
  [
    "review: { document: postmortem }",
    "tasks.review.document 3 There is no document postmortem; known are action, action-plan, actions-list, handover-issue, incident-report, known-problems-issue, problem, retro, summary, task.",
  ],
  [
    "review: {}\nretro: { document: rertro }",
    "retro.document 4 There is no document rertro; did you mean retro?",
  ],
  ["retro: { opens: declared, label: r }", "tasks.retro 3 A kind of task can't be called retro"],
  [
    "Incident: { opens: resolved }",
    'tasks.Incident 3 "Incident" of the kind of task Incident already names the incident label; use another word',
  ],
  [
    "drill: { opens: resolved }",
    'tasks.drill 3 "drill" of the kind of task drill already names the drill label',
  ],
  [
    "handover: { opens: resolved }\nhandover: { changes: {} }",
    'tasks.handover 3 "handover" of the kind of task handover already names the handover label',
  ],
  [
    "plan: { opens: resolved }\n  Plan: { opens: resolved }",
    'tasks.Plan 4 "Plan" of the kind of task Plan already names the kind of task plan',
  ],
  [
    "review: {}\nincidents: { label: Retro }",
    'retro.label.name 4 "retro" of the review label already names the incident label',
  ],
  [
    "plan: { opens: resolved, label: { aliases: [drill] } }",
    'tasks.plan.label.aliases.0 3 "drill" of the kind of task plan already names the drill label',
  ],
  [
    "plan: { opens: resolved, labels: [itil, INCIDENT] }",
    'tasks.plan.labels.1 3 "INCIDENT" already names the incident label',
  ],
  [
    "review: { labels: ['severity: 1'] }",
    'tasks.review.labels.0 3 "severity: 1" already names the severity sev1',
  ],
  [
    "review: {}\nteams: { pay: { repo: acme/pay, labels: [incident] } }",
    'teams.pay.labels.0 4 "incident" already names the incident label',
  ],
  [`plan: { opens: resolved, labels: [${"x".repeat(51)}] }`, "is too long: at most 50."],
  [
    "plan: { opens: resolved, close: { done: [], dropped: [] } }",
    "tasks.plan.close 3 Nothing ends a task of the kind plan: name a reason",
  ],
  [
    "plan: { opens: ended.plan }",
    "tasks.plan.opens 3 No task of the kind plan is ever opened: it waits for ended.plan, which waits for it",
  ],
  ["problem: { title: A }", "tasks.problem 3 Nothing opens a task of the kind problem"],
  [
    "review: { opens: resolved }",
    "tasks.review.opens 3 tasks.review takes no opens: retro: says when there is one.",
  ],
  [
    "action: { repo: acme/x }",
    "tasks.action.repo 3 tasks.action takes no repo: a line of the review files it.",
  ],
  [
    "problem: { opens: resolved, close: { done: duplicate, dropped: [duplicate] } }",
    "tasks.problem.close.dropped 3 duplicate is under done already",
  ],
])("%s", (tasks, expected) => {
  const [problem = "", ...others] = problemsOf(tasks);
  expect(problem).toContain(expected);
  expect(others).toEqual([]);
});

test("kinds that wait for each other are named, each, and not those that also open on something else", () => {
  expect(
    problemsOf(
      "a: { opens: filed.b }\n  b: { opens: [ended.c, first.filed.a] }\n  c: { opens: filed.a }\n  d: { opens: ended.a }",
    ).map((problem) => problem.split(" it waits for ")[0]),
  ).toEqual(
    ["a", "b", "c", "d"].map(
      (key, index) => `tasks.${key}.opens ${index + 3} No task of the kind ${key} is ever opened:`,
    ),
  );
  expect(
    problemsOf("a: { opens: [filed.b, resolved] }\n  b: { opens: ended.a }\n  c: { opens: ended.review }"),
  ).toEqual([]);
});

test("a clock may hang on a kind of task", () => {
  const clock = (starts: string) =>
    problemsOf(
      `problem: { opens: resolved }\nclocks: { fix: { title: Fix, starts: ${starts}, stops: ended.problem, within: 10d, remind: lead } }`,
    );
  expect(clock("filed.problem")).toEqual([]);
  expect(clock("filed.problems")[0]).toContain("There is no kind of task problems; did you mean problem?");
});

describe("what may stand at an older place, too", () => {
  const load = (text: string, ownerText?: string) =>
    loadPolicy({
      ...{ file: "policy.yml", text, presets: presets(), documents: documents() },
      ...(ownerText !== undefined && { ownerText, repository: "acme/incidents" }),
    });
  const owner = (text: string) => `repositories: [acme/incidents]\n${text}`;

  test.each([
    ["retro", "review", "label", "pir"],
    ["retro", "review", "document", "retro"],
    ["actions", "action", "label", "todo"],
  ])(
    "%s and tasks.%s in one text: the %s of one of them counts for nothing, and is named",
    (older, kind, part, word) => {
      const text = `extends: sre\n${older}: { ${part}: ${word} }\ntasks: { ${kind}: { ${part}: ${word} } }\n`;
      expect(load(text).problems.map(({ path, line, message }) => `${line} ${path} ${message}`)).toEqual([
        `2 ${older}.${part} ${older}.${part} counts for nothing beside tasks.${kind}.${part}, which says the same; keep one of them.`,
      ]);
    },
  );

  test("an older place over a newer one that a text below has is named", () => {
    const { problems } = load(
      "retro: { label: pir }\n",
      owner("extends: sre\ntasks: { review: { label: post } }\n"),
    );
    expect(problems.map(({ file, path }) => `${file} ${path}`)).toEqual(["policy.yml retro.label"]);
  });

  test("a newer place over an older one below counts", () => {
    const { policy, problems } = load(
      "tasks: { review: { label: post } }\n",
      owner("extends: sre\nretro: { label: pir }\n"),
    );
    expect(problems).toEqual([]);
    expect(policy?.tasks.review?.label.name).toBe("post");
  });

  test("is all that both sections have", () => {
    const { properties = {} } = plainJsonSchema();
    const keysOf = (section: string) => Object.keys(properties[section]?.properties ?? {});
    const every = properties.tasks?.additionalProperties;
    const parts = typeof every === "object" ? Object.keys(every.properties ?? {}) : [];
    expect(parts).toContain("noun");
    const both = ["retro", "actions"].flatMap((section) =>
      keysOf(section)
        .filter((key) => parts.includes(key))
        .map((key) => `${section}.${key}`),
    );
    expect(both.toSorted()).toEqual(olderPlaces.map(({ older }) => older.join(".")).toSorted());
  });
});
