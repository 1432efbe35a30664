// What a closed incident still owes, each thing alone and together: a risk that is open (HA-5), an untold duty, lines that were not filed.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { all, card, comment, labels, lookedAt, said, value } from "../outcome.ts";

const followUp = "incident: follow-up";
const quiet = "retro: { severities: [] }";

const clinical = `
extends: sre
${quiet}
roles: { safety: { title: safety officer, duty: [sol] } }
flags: { clinical: { title: clinical safety, until-safe: true, dismiss: safety }, security: { until-safe: true }, press: {} }
`;

const begun = (policy: string, form: (typeof at)[keyof typeof at] = at.sev3) =>
  incident({ policy, roles: { alice: "write", ana: "write", ben: "write", sol: "write" } })
    .opened("09:00", "alice", form)
    .looked("09:00");
const flagged = () => begun(clinical).comment("09:05", "ana", "/flag clinical").looked("09:05");
const closed = (history: History) => lookedAt(history.closed("10:00", "ana"), "10:00", "10:00");

function isKept(history: History): boolean {
  return labels(history).includes(followUp);
}

function next(history: History, when = "10:01") {
  return value(card(history, when), "next");
}

/** What was asked in comments with questions, up to an instant. */
function asked(history: History, when: string): readonly unknown[] {
  return all(history.plan(when), "comment").flatMap(({ template, values }) =>
    template === "questions" && Array.isArray(values.questions)
      ? values.questions.map(({ topic }) => topic)
      : [],
  );
}

test("a flag whose risk is open keeps the closed incident in sight, and is the first thing on the card (HA-5)", () => {
  const history = closed(flagged());
  expect(isKept(history)).toBe(true);
  expect(next(history)).toEqual({ kind: "safe", flags: [{ key: "clinical", title: "clinical safety" }] });
  expect(value(card(history, "10:01"), "flags")).toMatchObject([{ owed: true }]);
});

test("while the incident is open a flag is no debt", () => {
  expect(value(card(flagged(), "09:30"), "flags")).toMatchObject([{ owed: false }]);
  expect(asked(flagged(), "09:30")).toEqual([]);
});

test("how the risk was dealt with is asked once, of whoever may say so", () => {
  const history = flagged()
    .comment("09:59", "ana", "/resolve\nclosing-reason: fixed\ncause: a wrong list")
    .looked("09:59");
  history.closed("10:00", "ana");
  const question = comment(history.plan("10:00"), "questions");
  expect(question.mentions).toEqual(["sol"]);
  expect(question.values.questions).toMatchObject([
    { topic: "made-safe", flag: "clinical", decides: "safety officer" },
  ]);
  lookedAt(history, "10:00", "10:00");
  for (const later of ["10:20", "11:00", "2 10:00", "9 10:00"]) expect(asked(history, later)).toEqual([]);
});

test.each([
  ["whoever leads", { alice: "write", ana: "write", ben: "write" }, ["/role lead @ana"], ["ana"]],
  ["whoever opened it, where nobody leads", { alice: "write", ben: "write" }, [], ["alice"]],
  [
    "whoever closed it, where the opener is known to have too little",
    { alice: "triage", ben: "write" },
    [],
    ["ben"],
  ],
] as const)(
  "where the policy names a GitHub role alone it is asked of %s",
  (_, roles, commands, expected) => {
    const policy = `extends: sre\n${quiet}\ncommands: { made-safe: write }\nflags: { clinical: { until-safe: true } }\n`;
    const history = incident({ policy, roles }).opened("09:00", "alice", at.sev3).looked("09:00");
    for (const words of [
      "/flag clinical",
      ...commands,
      "/resolve\nclosing-reason: fixed\ncause: a wrong list",
    ])
      history.comment("09:30", "ben", words).looked("09:30");
    const question = comment(history.closed("10:00", "ben").plan("10:00"), "questions");
    expect(question.mentions).toEqual(expected);
    expect(question.values.questions).toMatchObject([
      { topic: "made-safe", who: `@${expected[0]}`, vacant: "" },
    ]);
  },
);

test("where nobody has the role that may say so, it is asked who has", () => {
  const policy = clinical.replace(", duty: [sol]", "");
  const history = begun(policy).comment("09:05", "ana", "/flag clinical").looked("09:05");
  history.comment("09:06", "ana", "/role lead me").looked("09:06");
  history.comment("09:59", "ana", "/resolve\nclosing-reason: fixed\ncause: a wrong list").looked("09:59");
  const question = comment(history.closed("10:00", "ana").plan("10:00"), "questions");
  expect(question.mentions).toEqual(["ana"]);
  expect(question.values.questions).toMatchObject([{ topic: "made-safe", vacant: "safety" }]);
});

test("closed a second time it is not asked again, and is owed again", () => {
  const history = closed(flagged()).reopened("10:10", "ana").looked("10:10");
  expect(isKept(history)).toBe(false);
  history.closed("10:20", "ana");
  expect(asked(history, "10:20")).toEqual([]);
  expect(isKept(lookedAt(history, "10:20", "10:20"))).toBe(true);
});

for (const [how, words, by] of [
  ["made safe", "/made-safe clinical because the letters are switched off", "sol"],
  ["taken off with a reason", "/unflag clinical because the wrong service was named", "sol"],
] as const)
  test(`a flag that is ${how} after the close is owed no more`, () => {
    const history = closed(flagged()).comment("10:30", by, words);
    lookedAt(history, "10:30", "10:30");
    expect(isKept(history)).toBe(false);
    expect(next(history, "10:31")).toMatchObject({ kind: "nothing" });
  });

for (const [what, words, by] of [
  ["without a reason", "/unflag clinical", "sol"],
  ["by somebody who may not", "/made-safe clinical all done", "ben"],
] as const)
  test(`a flag that is dealt with ${what} is owed still`, () => {
    const history = closed(flagged()).comment("10:30", by, words);
    expect(isKept(lookedAt(history, "10:30", "10:30"))).toBe(true);
  });

test("made safe before the close, nothing is owed of a flag; set anew after the close, it is", () => {
  const history = closed(flagged().comment("09:40", "sol", "/made-safe clinical switched off"));
  expect(isKept(history)).toBe(false);
  history.comment("10:30", "ana", "/flag clinical because it went out again");
  expect(asked(history, "10:30")).toEqual(["made-safe"]);
  expect(isKept(lookedAt(history, "10:30", "10:30"))).toBe(true);
});

test("only flags that the policy names for it are owed", () => {
  const history = closed(begun(clinical).comment("09:05", "ana", "/flag press"));
  expect(isKept(history)).toBe(false);
  expect(next(history)).toMatchObject({ kind: "nothing" });
});

test("of two flags both are named", () => {
  const history = closed(flagged().comment("09:06", "ana", "/flag security"));
  expect(value(card(history, "10:01"), "next.flags")).toMatchObject([
    { key: "clinical" },
    { key: "security" },
  ]);
});

test("a risk stays open whatever the close is called, and ends where it is no incident (HA-5)", () => {
  const history = lookedAt(flagged().closed("10:00", "ana", "not_planned"), "10:00", "10:00");
  expect(isKept(history)).toBe(true);
  lookedAt(history.comment("10:10", "ana", "/not-an-incident because it was a test page"), "10:10", "10:10");
  expect(labels(history)).toEqual([]);
});

test("an exercise owes nothing of its flags and of whom nobody is to tell", () => {
  const policy = `${clinical}clocks: { bridge: { title: Report, starts: declared, stops: told.manager, within: 24h, remind: lead } }\n`;
  const history = begun(policy)
    .comment("09:02", "ana", "/drill because we train")
    .comment("09:05", "ana", "/flag clinical");
  expect(isKept(closed(history))).toBe(false);
  expect(next(history)).toMatchObject({ kind: "nothing" });
});

test("a policy that comes after the close makes no debt of a flag that was set before it", () => {
  const history = closed(
    begun(clinical.replaceAll("until-safe: true", "kept: true")).comment("09:05", "ana", "/flag clinical"),
  );
  expect(isKept(history)).toBe(false);
  lookedAt(history.policy(clinical), "10:30", "10:30");
  expect(isKept(history)).toBe(false);
  expect(asked(history, "10:31")).toEqual([]);
});

const supplier = `
extends: sre
${quiet}
contacts: { supplier: the supplier }
clocks: { supplier: { title: Report to the supplier, starts: declared, stops: told.supplier, within: 24h, remind: lead } }
`;

test("whom nobody has told is owed by name, until somebody says it", () => {
  const history = closed(begun(supplier));
  const label = incident({ policy: supplier })
    .opened("09:00", "alice", at.sev3)
    .looked("09:00")
    .closed("10:00", "ana");
  const added = all(label.plan("10:00"), "add-label").find((one) => one.label === followUp);
  expect(added?.because).toContain("still owed: the report to the supplier");
  expect(next(history)).toMatchObject({ kind: "clock", noun: "report to the supplier" });
  expect(
    isKept(lookedAt(history.comment("10:30", "ana", "/told supplier 10:20 by phone"), "10:30", "10:30")),
  ).toBe(false);
});

test("a limit that rests when the incident is closed is owed, as it is when it runs on", () => {
  const paused = begun(supplier)
    .comment("09:30", "ana", "/pause supplier because their desk is closed")
    .looked("09:30");
  const history = closed(paused);
  expect(isKept(history)).toBe(true);
  expect(next(history)).toMatchObject({
    kind: "rests",
    rests: { noun: "report to the supplier", name: "supplier" },
  });
  lookedAt(history.comment("10:10", "ana", "/resume supplier"), "10:10", "10:10");
  expect(isKept(history)).toBe(true);
  lookedAt(history.comment("10:30", "ana", "/told supplier 10:20 by phone"), "10:30", "10:30");
  expect(isKept(history)).toBe(false);
});

test("a limit that the end stops is not owed, though it rested", () => {
  const policy = supplier.replace("stops: told.supplier", "stops: [told.supplier, resolved]");
  const history = begun(policy)
    .comment("09:30", "ana", "/pause supplier because their desk is closed")
    .looked("09:30");
  expect(isKept(closed(history))).toBe(false);
});

const discovered = `
extends: sre
${quiet}
contacts: { regulator: the regulator }
fields: { found: { title: when it was found, type: time, required: identify, question: When was it found? } }
clocks: { regulator: { title: Report to the regulator, starts: field.found, stops: told.regulator, within: 72h, remind: lead } }
`;

test("a duty that can't be counted, for want of the time that it starts from, is owed until that is known and it is done", () => {
  const history = closed(begun(discovered));
  expect(isKept(history)).toBe(true);
  expect(next(history)).toMatchObject({
    kind: "uncounted",
    first: { nouns: "report to the regulator", id: "found" },
  });
  lookedAt(history.comment("10:10", "ana", "/set found 08:30"), "10:10", "10:10");
  expect(next(history, "10:11")).toMatchObject({ kind: "clock", noun: "report to the regulator" });
  lookedAt(history.comment("10:30", "ana", "/told regulator 10:20 by portal"), "10:30", "10:30");
  expect(isKept(history)).toBe(false);
});

test("what the end stops is not counted after it", () => {
  const policy = discovered.replace("stops: told.regulator", "stops: [told.regulator, closed]");
  expect(isKept(closed(begun(policy)))).toBe(false);
});

test("a line that looks like an action and can't be filed keeps the incident in sight, with nothing else owed", () => {
  const history = closed(begun("{ extends: sre, teams: { web: acme/web } }", at.sev1));
  history.child("Review", {
    body: "## Actions\n- [ ] Test the backups\n",
    state: "closed",
    reason: "completed",
  });
  lookedAt(history, "11:00", "11:00");
  expect(isKept(history)).toBe(true);
  history.child("Review", { body: "## Actions\n- [x] Test the backups\n" });
  expect(isKept(lookedAt(history, "11:10", "11:10"))).toBe(false);
});

test("everything together is named, and stays owed until the last of it is dealt with", () => {
  const policy = `${clinical}contacts: { supplier: the supplier }\nclocks: { supplier: { title: Report to the supplier, starts: declared, stops: told.supplier, within: 24h, remind: lead } }\n`;
  const history = closed(begun(policy).comment("09:05", "ana", "/flag clinical").looked("09:05"));
  expect(next(history)).toMatchObject({ kind: "safe" });
  lookedAt(history.comment("10:20", "sol", "/made-safe clinical switched off"), "10:20", "10:20");
  expect(isKept(history)).toBe(true);
  expect(next(history, "10:21")).toMatchObject({ kind: "clock", noun: "report to the supplier" });
  lookedAt(history.comment("10:30", "ana", "/told supplier 10:25 by phone"), "10:30", "10:30");
  expect(isKept(history)).toBe(false);
  expect(next(history, "10:31")).toMatchObject({ kind: "nothing" });
});

test("the one question is all that is said of an open risk, for a month", () => {
  const history = closed(flagged());
  const before = said(history).length;
  for (const day of [1, 2, 5, 12, 30]) history.looked(`${day} 12:00`);
  expect(said(history)).toHaveLength(before);
});
