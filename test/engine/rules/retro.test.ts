// The review: opened at close, once for an incident's life, unless what was recorded exempts it (D-11, H-28).
import { expect, test } from "vitest";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, does, labels, lookedAt, value } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const title = "Review: Payments down (incident-2026-05-01-payments-down)";

/** Titles of the issues that a plan opens. */
const opens = (history: History, when: string) =>
  all(history.plan(when), "create-issue").map((issue) => issue.title);

test("a severe incident that is closed gets its review, once", () => {
  const history = outage().closed("10:00", "ana");
  const [review] = all(history.plan("10:00"), "create-issue");
  expect(review).toMatchObject({
    repository: "acme/incidents",
    title,
    template: "retro",
    labels: ["retro"],
    parentId: "I_1",
  });
  history.looked("10:00");
  expect(opens(history, "10:01")).toEqual([]);
  expect(value(card(history, "10:01"), "retro")).toMatchObject({ state: "open" });
});

test("an incident that was closed and opened again while nobody looked has had its close: the review is opened", () => {
  const history = outage().closed("10:00", "ana").reopened("10:20", "ana");
  expect(opens(history, "10:30")).toEqual([title]);
  expect(opens(history.looked("10:30"), "10:31")).toEqual([]);
});

test("a review that was due is not opened once a person has said that there is none", () => {
  const history = outage().closed("10:00", "ana").comment("10:05", "ana", "/review no because it was a test");
  expect(opens(history, "10:30")).toEqual([]);
});

test("a review that is open keeps the incident in sight, and a closed one lets it go", () => {
  const history = lookedAt(outage().closed("10:00", "ana"), "10:00", "10:00");
  expect(labels(history)).toContain("incident: follow-up");
  history.child(title, { state: "closed", closedAt: time("11:00") }).looked("11:00");
  expect(labels(history)).not.toContain("incident: follow-up");
  expect(history.plan("11:00").effects).toEqual([]);
});

for (const [why, form, words] of [
  ["a mild severity", at.sev3, "The cache is warm again."],
  ["a false alarm by its recorded reason", at.sev1, "/set closing-reason false alarm"],
  ["a trivial one by its recorded reason", at.sev1, "/set closing-reason Trivial"],
  ["a recorded decision", at.sev1, "/review no because it was a test of the pager"],
] as const) {
  test(`no review for ${why}`, () => {
    const history = incident().opened("09:00", "alice", form).comment("09:30", "ana", words);
    expect(opens(history.closed("10:00", "ana"), "10:00")).toEqual([]);
  });
}

test("/review opens one where the policy wants none, when the incident is over", () => {
  const history = incident().opened("09:00", "alice", at.sev3).comment("09:30", "ana", "/review");
  expect(opens(history, "09:30")).toEqual([]);
  expect(opens(history.comment("10:00", "ana", "/resolve"), "10:00")).toEqual([title]);
});

test("/review no is taken back by /review", () => {
  const history = outage()
    .comment("09:30", "ana", "/review no because it was nothing")
    .closed("10:00", "ana")
    .comment("10:10", "ana", "/review");
  expect(opens(history, "10:10")).toEqual([title]);
});

test("where the policy leaves it to people, only /review opens one (H-28)", () => {
  const history = incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", hssi)
    .comment("09:30", "ana", "/resolve")
    .looked("09:30");
  expect(opens(history.closed("10:00", "ana"), "10:00")).toEqual([]);
  expect(opens(history.comment("10:10", "ana", "/review"), "10:10")).toEqual([title]);
});

test("a review that was asked for at the resolution and is done is not touched by the close", () => {
  const history = outage()
    .comment("09:30", "ana", "/review")
    .comment("09:40", "ana", "/resolve")
    .looked("09:40");
  history
    .child(title, { state: "closed", closedAt: time("09:50") })
    .looked("09:50")
    .closed("10:00", "ana");
  expect(does(history.plan("10:00"))).not.toContain("create-issue retro");
  expect(lookedAt(history, "10:00").snapshot().children).toMatchObject([{ state: "closed" }]);
});

test("closed again, an incident uses the one review that it has", () => {
  const history = lookedAt(outage().closed("10:00", "ana"), "10:00").reopened("10:30", "ana").looked("10:30");
  expect(opens(history.closed("11:00", "ana"), "11:00")).toEqual([]);
  history.child(title, { state: "closed", closedAt: time("11:10") }).reopened("11:20", "ana");
  expect(opens(history.closed("11:30", "ana"), "11:30")).toEqual([]);
});

test("a review that can't be found is reported on the card and never made again", () => {
  const history = lookedAt(outage().closed("10:00", "ana"), "10:00", "10:01");
  history.changed((snapshot) => ({
    ...snapshot,
    children: [],
    unseen: snapshot.children.map((child) => child.id),
  }));
  expect(opens(history, "10:05")).toEqual([]);
  const [written] = all(history.plan("10:05"), "card");
  expect(value(written?.values ?? {}, "retro")).toMatchObject({ state: "lost" });
});

test("a drill gets no review", () => {
  const history = outage().comment("09:05", "ana", "/drill because we train").closed("10:00", "ana");
  expect(opens(history, "10:00")).toEqual([]);
});

for (const [who, given, assignees] of [
  ["whoever has the lead", "/role lead @ben", ["ben"]],
  ["whoever closed the incident, where nobody has the lead", "The deploy is rolled back.", ["ana"]],
] as const) {
  test(`the review is given to ${who}, with a day by which it is due (D-10)`, () => {
    const history = outage().comment("09:05", "ana", given).closed("10:00", "ana");
    const [review] = all(history.plan("10:00"), "create-issue");
    expect(review).toMatchObject({
      assignees,
      values: { people: assignees.join(", "), due: "Fri 15 May 2026" },
    });
  });
}

test("a policy may give the review to another role, by another day, and name no field for the cause", () => {
  const policy =
    "extends: sre\nroles: { sage: { title: sage, duty: [carl] } }\nretro: { within: 3d, cause: null }\ntasks: { review: { owner: sage } }\n";
  const history = incident({ policy })
    .opened("09:00", "alice", at.sev1)
    .comment("09:30", "ana", "/resolve\ncause: a full disk")
    .closed("10:00", "ana");
  const { assignees, values } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(assignees).toEqual(["carl"]);
  expect(values).toMatchObject({ due: "Mon 4 May 2026", cause: "" });
  expect(values?.facts).toContainEqual({ title: "cause", text: "a full disk" });
});

test("the cause that is known stands where the review asks for it, and not among the other facts", () => {
  const history = outage().comment("09:30", "ana", "/resolve\ncause: a full disk").closed("10:00", "ana");
  const { values } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(values?.cause).toBe("a full disk");
  expect(JSON.stringify(values?.facts)).not.toContain("a full disk");
});

test("who declared it is whom its timeline says, whoever opened the issue", () => {
  const history = incident()
    .opened("08:00", "alice", { body: "The payments are down, all of them." })
    .labeled("09:00", "ana", "incident")
    .labeled("09:00", "ana", "severity: 1")
    .closed("10:00", "ana");
  const { values = {} } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(values.declarer).toBe("ana");
  expect(values.timeline).toEqual(
    expect.arrayContaining([expect.objectContaining({ what: "declared", by: "ana" })]),
  );
});

test("the review holds the record: facts, roles, and the timeline with who and when (D-9)", () => {
  const history = outage()
    .comment("09:05", "ana", "/role lead me")
    .comment("09:20", "ana", "The deploy is rolled back.")
    .closed("10:00", "ana");
  const { values = {} } = all(history.plan("10:00"), "create-issue")[0] ?? {};
  expect(values).toMatchObject({
    severity: "SEV1",
    declarer: "alice",
    heading: "Actions",
    roles: [{ title: "lead", holders: "ana" }],
  });
  expect(values.timeline).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: "update", by: "ana", text: "The deploy is rolled back." }),
    ]),
  );
});
