// Action lines of the review become issues in team repositories and are followed until they are closed (D-12).
import { expect, test } from "vitest";
import type { Child } from "../../../src/engine/snapshot/child.ts";
import { at } from "../answers.ts";
import { type History, incident, type Setting, time } from "../build.ts";
import { all, card, comment, does, labels, lookedAt, value, wakes } from "../outcome.ts";

const policy = `extends: sre
teams:
  payments: { repo: acme/payments, aliases: [pay], labels: [from-review] }
  shop: acme/shop
  people: {}
actions: { repositories: [acme/docs] }
`;
const title = "Review: Payments down (incident-2026-05-01-payments-down)";
const breaker = "- [ ] Add a circuit breaker @ana team:payments due:2026-06-01 type:technology";

/** An incident that was closed, with a review that has these lines, edited at 10:30. */
function reviewed(lines: readonly string[], setting: Setting = {}): History {
  const history = incident({ policy, ...setting })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .closed("10:00", "ana");
  return written(lookedAt(history, "10:00", "10:01"), lines, "10:30");
}

function written(history: History, lines: readonly string[], when: string): History {
  const [review] = history.snapshot().children;
  const [marked = ""] = (review?.body ?? "").match(/<!-- tocsin:of .*? -->/) ?? [];
  const body = `${marked}\n\n## What happened\n\n- [ ] not here\n\n## Actions\n\n${lines.join("\n")}`;
  return history.child(review?.title ?? "", { body, editedAt: time(when) });
}

const filed = (history: History, when: string) => all(history.plan(when), "create-issue");
const child = (history: History, name: string) =>
  history.snapshot().children.find((one) => one.title === name) as Child;
const reviewBody = (history: History) => child(history, title).body;

/** What our comment on the review says of each line. */
function rows(history: History, when: string) {
  const plan = history.plan(when);
  const listed = [...all(plan, "comment"), ...all(plan, "edit-comment")].find(
    (one) => one.template === "retro-actions",
  );
  return listed?.values.lines;
}

test("a line with a title and a team is filed in the team's repository", () => {
  const history = reviewed([breaker]);
  expect(filed(history, "10:30")).toMatchObject([
    {
      repository: "acme/payments",
      title: "Add a circuit breaker",
      labels: ["action", "from-review"],
      assignees: ["ana"],
      parentId: "I_1",
      values: { due: "2026-06-01", type: "technology" },
    },
  ]);
  history.looked("10:30");
  expect(filed(history, "10:31")).toEqual([]);
});

test("a line that may hold an NHS number is not filed anywhere, and what it says is not repeated", () => {
  const history = reviewed(["- [ ] Send the letter of 943 476 5919 again team:payments"]);
  expect(filed(history, "10:30")).toEqual([]);
  expect(rows(history, "10:30")).toMatchObject([
    { problem: "suspect", title: "Send the letter of (left out: it may be an NHS number) again" },
  ]);
});

for (const [line, repository] of [
  ["- [ ] Warm the cache team:pay", "acme/payments"],
  ["- [ ] Warm the cache team:SHOP", "acme/shop"],
  ["- [ ] Warm the cache repo:acme/docs", "acme/docs"],
  ["- [ ] Warm the cache repo:acme/incidents", "acme/incidents"],
  ["* [ ] Warm the cache team:payments", "acme/payments"],
] as const) {
  test(`"${line}" is filed in ${repository}`, () => {
    expect(filed(reviewed([line]), "10:30")).toMatchObject([{ repository, title: "Warm the cache" }]);
  });
}

for (const [line, problem] of [
  ["- [ ] Add a circuit breaker", "team"],
  ["- [ ] Add a circuit breaker team:ghosts", "unknown-team"],
  ["- [ ] Add a circuit breaker team:people", "team-without-repository"],
  ["- [ ] Add a circuit breaker repo:acme/secrets", "unknown-repository"],
  ["- [ ] @ana team:payments", "title"],
] as const) {
  test(`"${line}" is not filed, and what is missing (${problem}) is said once`, () => {
    const history = reviewed([line]);
    expect(filed(history, "10:30")).toEqual([]);
    expect(rows(history, "10:30")).toMatchObject([{ problem }]);
    history.looked("10:30");
    expect(history.plan("10:31").effects).toEqual([]);
  });
}

test("task lists elsewhere in the review, in fences and in comments are no actions", () => {
  const history = reviewed([
    "```",
    "- [ ] In a fence team:payments",
    "```",
    "<!-- - [ ] In a comment team:payments -->",
    "## Later",
    "- [ ] Under another heading team:payments",
  ]);
  expect(filed(history, "10:30")).toEqual([]);
});

test("due:30d counts from the closing of the incident", () => {
  expect(filed(reviewed(["- [ ] Add a breaker team:payments due:30d"]), "10:30")[0]?.values.due).toBe(
    "2026-05-31",
  );
});

for (const said of ["due 31 April", "by 31 June", "by 29 February"]) {
  test(`a day that does not exist is told and not kept quiet: ${said}`, () => {
    const history = reviewed([`- [ ] Add a breaker ${said} team:payments`]);
    expect(filed(history, "10:30")).toMatchObject([{ title: "Add a breaker", values: { due: "" } }]);
    const day = said.slice(said.indexOf(" ") + 1).toLowerCase();
    expect(rows(history, "10:30")).toMatchObject([
      { notes: [`due:${day} is no date; write a day as due:2025-05-01 or a time from now as due:30d.`] },
    ]);
  });
}

test("an action in a repository of another owner is not hung under the incident", () => {
  const elsewhere = "extends: sre\nteams: { supplier: other/backlog }";
  const [issue] = filed(reviewed(["- [ ] Add a breaker team:supplier"], { policy: elsewhere }), "10:30");
  expect(issue).toMatchObject({ repository: "other/backlog" });
  expect(issue?.parentId).toBeUndefined();
});

test("the body gets the link only after ten quiet minutes, and the words stay", () => {
  const history = reviewed([breaker]).looked("10:30");
  expect(wakes(history.plan("10:30"))).toBe("10:40");
  expect(all(history.plan("10:39:59"), "edit-lines")).toEqual([]);
  expect(all(history.plan("10:40"), "edit-lines")).toMatchObject([
    { lines: [{ raw: breaker, to: `${breaker} → acme/payments#21` }] },
  ]);
  history.looked("10:40");
  expect(reviewBody(history)).toContain(`${breaker} → acme/payments#21`);
  expect(history.plan("10:40").effects).toEqual([]);
});

test("an edit in the meantime begins the ten minutes anew", () => {
  const history = reviewed([breaker]).looked("10:30");
  written(history, [breaker, "- [ ] Warm the cache team:shop"], "10:38").looked("10:38");
  expect(all(history.plan("10:45"), "edit-lines")).toEqual([]);
  expect(all(history.plan("10:48"), "edit-lines")[0]?.lines).toHaveLength(2);
});

test("a review that is closed gets its links at once", () => {
  const history = reviewed([breaker])
    .looked("10:30")
    .child(title, { state: "closed", closedAt: time("10:33") });
  expect(all(history.plan("10:33"), "edit-lines")).toHaveLength(1);
});

test("a closed action is done on the review and the card, and its line gains the tick", () => {
  const history = reviewed([breaker]).looked("10:30").looked("10:40");
  history.child("Add a circuit breaker", {
    state: "closed",
    reason: "completed",
    closedAt: time("4 09:00"),
  });
  expect(rows(history, "4 09:00")).toMatchObject([{ state: "done", ref: "acme/payments#21" }]);
  history.looked("4 09:00");
  expect(reviewBody(history)).toContain("- [x] Add a circuit breaker @ana");
  expect(value(card(history, "4 09:00"), "actions")).toMatchObject([{ state: "done" }]);
});

test("an action that was closed as not planned is dropped and gains no tick", () => {
  const history = reviewed([breaker]).looked("10:30").looked("10:40");
  history
    .child("Add a circuit breaker", { state: "closed", reason: "not_planned", closedAt: time("4 09:00") })
    .looked("4 09:00");
  expect(reviewBody(history)).toContain("- [ ] Add a circuit breaker @ana");
  expect(value(card(history, "4 09:00"), "actions")).toMatchObject([{ state: "dropped" }]);
});

test("open actions keep the incident in sight after the review is closed", () => {
  const history = reviewed([breaker])
    .looked("10:30")
    .child(title, { state: "closed", closedAt: time("11:00") });
  expect(labels(lookedAt(history, "11:00"))).toContain("incident: follow-up");
  history.child("Add a circuit breaker", { state: "closed", closedAt: time("4 09:00") }).looked("4 09:00");
  expect(labels(history)).not.toContain("incident: follow-up");
});

test("a line with its link is the same action whatever its words become", () => {
  const history = reviewed([breaker]).looked("10:30").looked("10:40");
  written(history, ["- [ ] Something quite different team:shop → acme/payments#21"], "10:50");
  expect(filed(history, "10:50")).toEqual([]);
  expect(rows(history, "10:50")).toMatchObject([{ ref: "acme/payments#21", problem: "" }]);
});

test("a line that is reworded before it has its link is tied as the only one of its team", () => {
  const history = reviewed([breaker, "- [ ] Warm the cache team:shop"]).looked("10:30");
  written(history, ["- [ ] Add two breakers team:payments", "- [ ] Warm the cache team:shop"], "10:35");
  expect(filed(history, "10:35")).toEqual([]);
  expect(rows(history, "10:35")).toMatchObject([{ ref: "acme/payments#21" }, { ref: "acme/shop#22" }]);
});

test("where two lines of a team could be meant nothing is filed, and it is asked", () => {
  const history = reviewed([breaker, "- [ ] Warm the cache team:payments"]).looked("10:30");
  written(history, ["- [ ] One thing team:payments", "- [ ] Other thing team:payments"], "10:35");
  expect(filed(history, "10:35")).toEqual([]);
  expect(rows(history, "10:35")).toMatchObject([
    { problem: "ambiguous" },
    { problem: "ambiguous" },
    { gone: true, ref: "acme/payments#21" },
    { gone: true, ref: "acme/payments#22" },
  ]);
});

test("lines that change places stay with their issues", () => {
  const other = "- [ ] Warm the cache team:payments";
  const history = written(reviewed([breaker, other]).looked("10:30"), [other, breaker], "10:35");
  expect(filed(history, "10:35")).toEqual([]);
  expect(rows(history, "10:35")).toMatchObject([{ ref: "acme/payments#22" }, { ref: "acme/payments#21" }]);
});

test("the same line twice is filed once, and the second is told", () => {
  const history = reviewed([breaker, breaker]);
  expect(filed(history, "10:30")).toHaveLength(1);
  history.looked("10:30");
  expect(filed(history, "10:31")).toEqual([]);
  const told = [
    { ref: "acme/payments#21", lost: false },
    { problem: "repeated", where: "above", lost: false },
  ];
  expect(rows(history, "10:31")).toMatchObject(told);
  history.looked("10:31").looked("10:40");
  written(history, [breaker, breaker, "- [ ] Warm the cache team:shop"], "11:00").looked("11:00");
  expect(rows(history, "11:01")).toMatchObject([...told, { ref: "acme/shop#22" }]);
});

test("a line with the link or the old words of another's issue is told so, and that the issue is lost is not", () => {
  const history = lookedAt(reviewed([breaker]), "10:30", "10:31", "10:41");
  const linked = `${breaker} → acme/payments#21`;
  written(history, ["- [ ] Write it down → acme/payments#21", linked], "10:50");
  const taken = { ref: "acme/payments#21", problem: "taken", lost: false };
  expect(rows(history, "10:50")).toMatchObject([taken, { problem: "", state: "open" }]);
  written(history, ["- [ ] Add two breakers team:payments → acme/payments#21", breaker], "10:55");
  expect(rows(history, "10:55")).toMatchObject([{ state: "open" }, taken]);
});

test("an issue that can't be found is reported and never filed again", () => {
  const history = lookedAt(reviewed([breaker]), "10:30", "10:31");
  const { id } = child(history, "Add a circuit breaker");
  history.changed((snapshot) => ({
    ...snapshot,
    children: snapshot.children.filter((one) => one.id !== id),
    unseen: [id],
  }));
  expect(filed(history, "10:35")).toEqual([]);
  expect(rows(history, "10:35")).toMatchObject([{ lost: true, ref: "acme/payments#21" }]);
  // Nobody can end it, so that it is not owed for ever; the card tells it all the same.
  expect(all(history.plan("10:35"), "card")[0]?.values.lostActions).toEqual(["acme/payments#21"]);
});

test("a line that links somebody else's issue is not filed", () => {
  const history = reviewed(["- [ ] Add a breaker team:payments → acme/payments#3"]);
  expect(filed(history, "10:30")).toEqual([]);
  expect(rows(history, "10:30")).toMatchObject([{ problem: "foreign-link" }]);
});

test("an action that could not be filed says why on the review and is tried when its time has come", () => {
  const history = reviewed([breaker]);
  const id = filed(history, "10:30")[0]?.id ?? "";
  const fault = { effect: id, message: "Issues are disabled there", until: time("10:45") };
  history.changed((snapshot) => ({ ...snapshot, faults: [fault] }));
  expect(filed(history, "10:40")).toEqual([]);
  expect(rows(history, "10:40")).toMatchObject([{ fault: "Issues are disabled there" }]);
  expect(filed(history, "10:45")).toHaveLength(1);
});

test("a public review and card show a private action without its title", () => {
  const history = reviewed([breaker], { public: true, roles: { alice: "write", ana: "write" } });
  history.looked("10:30").child("Add a circuit breaker", { private: true, title: "Rotate the leaked key" });
  expect(rows(history, "10:31")).toMatchObject([{ hidden: true }]);
  expect(value(card(history, "10:31"), "actions")).toMatchObject([{ title: "" }]);
});

test("a private incident's title is not told to another team's repository", () => {
  const [action] = filed(reviewed([breaker]), "10:30");
  expect(action?.values.incident).toBe("");
  expect(action?.openly).toMatchObject({
    title: action?.title,
    values: { incident: "", ref: "", retro: "" },
  });
});

test("where everybody can look the address of a review that was moved out of sight is not told", () => {
  const history = reviewed([breaker], { public: true, roles: { alice: "write", ana: "write" } });
  expect(filed(history, "10:30")[0]?.openly).toBeUndefined();
  history.changed((snapshot) => ({
    ...snapshot,
    children: snapshot.children.map((child) => ({ ...child, private: true })),
  }));
  const [action] = filed(history, "10:30");
  expect(action?.values.retro).not.toBe("");
  expect(action?.openly).toEqual({ title: action?.title, values: { ...action?.values, retro: "" } });
});

test("the list on the review is one comment, edited in place", () => {
  const history = reviewed([breaker]);
  expect(comment(history.plan("10:30"), "retro-actions").mentions).toEqual([]);
  history.looked("10:30");
  expect(does(history.plan("10:30"))).toEqual(["edit-comment retro-actions"]);
  expect(does(history.looked("10:30").plan("10:31"))).toEqual([]);
});

test("an issue that can't be found is reported by the line's link, whatever its words have become", () => {
  const history = lookedAt(reviewed([breaker]), "10:30", "10:31", "10:41");
  const { id } = child(history, "Add a circuit breaker");
  history.changed((snapshot) => ({
    ...snapshot,
    children: snapshot.children.filter((one) => one.id !== id),
    unseen: [id],
  }));
  written(history, ["- [ ] Add two breakers team:payments → acme/payments#21"], "10:50");
  expect(filed(history, "10:50")).toEqual([]);
  expect(rows(history, "10:50")).toMatchObject([{ lost: true, ref: "acme/payments#21" }]);
});

test("an issue that its team renamed is still the line's", () => {
  const history = reviewed([breaker, "- [ ] Warm the cache team:payments"]).looked("10:30");
  history
    .child("Add a circuit breaker", { title: "PAY-12: breaker for the gateway" })
    .child("Warm the cache", { title: "PAY-13: cache" });
  expect(filed(history, "10:31")).toEqual([]);
  expect(rows(history, "10:31")).toMatchObject([{ ref: "acme/payments#21" }, { ref: "acme/payments#22" }]);
});

test("of a long review the first hundred lines are filed, a few in each pass, and the rest is named", () => {
  const lines = Array.from({ length: 1_500 }, (_, step) => `- [ ] Step ${step} team:payments`);
  const history = reviewed(lines);
  expect(filed(history, "10:30")).toHaveLength(100);
  const plan = history.plan("10:30");
  expect(comment(plan, "retro-actions").values).toMatchObject({ most: 100, more: 1_400 });
  history.looked("10:30").looked("10:31");
  expect(filed(history, "10:32")).toEqual([]);
  expect(does(history.plan("10:32"))).not.toContain("edit-comment retro-actions");
});

test("what finds no room under the incident is filed beside it", () => {
  const history = reviewed([
    "- [ ] One team:payments",
    "- [ ] Two team:payments",
    "- [ ] Three repo:acme/docs",
  ]);
  history.changed((snapshot) => {
    const [review] = snapshot.children;
    const other = (at: number): Child => ({ ...(review as Child), id: `I_x${at}`, marks: [], linked: true });
    return {
      ...snapshot,
      children: [...snapshot.children, ...Array.from({ length: 98 }, (_, at) => other(at))],
    };
  });
  expect(filed(history, "10:30").map(({ title: name, parentId }) => [name, parentId])).toEqual([
    ["One", "I_1"],
    ["Two", undefined],
    ["Three", undefined],
  ]);
});

test("an action is given to ten people, and the line is told of the others", () => {
  const people = Array.from({ length: 12 }, (_, at) => `@p${at}`).join(" ");
  const history = reviewed([`- [ ] Warm the cache ${people} team:payments`]);
  expect(filed(history, "10:30")[0]?.assignees).toHaveLength(10);
  expect(rows(history, "10:30")).toMatchObject([
    { notes: ["It names 12 people; an issue is given to the first 10."] },
  ]);
});

test("a clock may start when an action is filed, and stop when none is open any more", () => {
  const clocks =
    "clocks: { first: { starts: task.filed, stops: task.done, within: 10d }, all: { starts: task.filed, stops: tasks.done, within: 30d } }";
  const other = "- [ ] Write it down @ana team:shop due:2026-06-01";
  const history = lookedAt(reviewed([breaker, other], { policy: `${policy}${clocks}\n` }), "10:45", "10:46");
  const clock = (name: string, when: string) => history.situation(when).incident.clocks.get(name);
  expect(clock("all", "10:46")).toMatchObject({ running: true, startsAt: time("10:45") });
  history.child("Add a circuit breaker", { state: "closed", reason: "completed", closedAt: time("2 09:00") });
  expect(clock("first", "2 09:01")).toMatchObject({ running: false, stoppedAt: time("2 09:00") });
  expect(clock("all", "2 09:01")).toMatchObject({ running: true });
  history.child("Write it down", { state: "closed", reason: "not_planned", closedAt: time("3 09:00") });
  expect(clock("all", "3 09:01")).toMatchObject({ running: false, stoppedAt: time("3 09:00") });
});

const followUp = "incident: follow-up";

/** The incident's labels when its review was closed with these lines in it. */
function labelsAfter(lines: readonly string[], reason: "completed" | "not_planned" = "completed") {
  const history = reviewed(lines).looked("10:30").looked("10:45");
  history.child(title, { state: "closed", reason, closedAt: time("11:00") });
  return labels(lookedAt(history, "11:00", "11:01"));
}

for (const [what, line, isOwed] of [
  ["without a team", "- [ ] Add a breaker", true],
  ["for a team that nobody knows", "- [ ] Add a breaker team:ghosts", true],
  ["that is no box and names a person", "- Add a breaker @ana", true],
  ["without words", "- [ ] team:payments", true],
  ["without a team, done already", "- [x] Add a breaker", false],
  ["that is struck out", "- [ ] ~~Add a breaker~~ @ana", false],
  ["with an issue from elsewhere", "- [ ] Add a breaker (#12)", false],
  ["that is plain words", "- We were lucky", false],
  ["that is a plain bullet with a day", "- Ben will write the runbook by Friday", true],
  ["that is plain and says a day below", "- Ben will write the runbook\n  by next Friday", true],
  ["that is words with a day", "Ben to write the runbook by 1 May", true],
  ["that begins with whose it is", "@ben: write the runbook", true],
  ["that is a plain bullet with a day, struck out", "- ~~Ben will write the runbook by Friday~~", false],
  ["that is a plain bullet with a day and its issue", "- Runbook by Friday (#12)", false],
  ["that thanks somebody", "Thanks to @ben", false],
  ["that is prose with a colon", "Ana: we were lucky", false],
] as const) {
  test(`a line ${what} ${isOwed ? "keeps" : "does not keep"} the closed incident in sight`, () => {
    expect(labelsAfter([line]).includes(followUp)).toBe(isOwed);
  });
}

test("a review that was dropped owes no line that lacks something", () => {
  expect(labelsAfter(["- [ ] Add a breaker"], "not_planned")).not.toContain(followUp);
  expect(labelsAfter(["- Ben adds a breaker by Friday"], "not_planned")).not.toContain(followUp);
});

test("the card says where the lines are that were not filed", () => {
  const history = reviewed(["- [ ] Add a breaker"]).looked("10:30");
  history.child(title, { state: "closed", reason: "completed", closedAt: time("11:00") });
  expect(value(card(lookedAt(history, "11:00"), "11:01"), "next")).toMatchObject({
    kind: "actions",
    open: 0,
    ref: child(history, title).ref,
  });
});

test("an action that was done before the review is listed as done and never filed", () => {
  const history = reviewed([
    "- [x] Roll the deploy back @ana team:payments",
    "- [ ] Warm the cache team:shop",
  ]);
  expect(filed(history, "10:30").map((issue) => issue.title)).toEqual(["Warm the cache"]);
  expect(rows(history, "10:30")).toMatchObject([{ problem: "ticked", state: "" }, { problem: "" }]);
});

for (const line of [
  "- [ ] Retry with backoff (#12) team:payments",
  "- [ ] Raise the pool ([#13](https://github.com/acme/payments/issues/13)) team:payments",
  "- [ ] Alert on connections #14",
]) {
  test(`"${line}" has its issue, so that no second one is made`, () => {
    const history = reviewed([line]);
    expect(filed(history, "10:30")).toEqual([]);
    expect(rows(history, "10:30")).toMatchObject([{ problem: "foreign-link" }]);
  });
}

test("people and date in brackets are the issue's", () => {
  expect(
    filed(reviewed(["- [ ] Add a drift alert (@ben, due: 2026-06-01) team:payments priority:high"]), "10:30"),
  ).toMatchObject([
    { title: "Add a drift alert", assignees: ["ben"], values: { due: "2026-06-01", priority: "high" } },
  ]);
});

test("a day is counted from when the line was written, and stays what it was when the issue was made", () => {
  // 1 May 2026 is a Friday.
  const line = "- [ ] Warm the cache team:payments by Wednesday";
  const history = reviewed([line]);
  expect(filed(history, "10:30")[0]?.values.due).toBe("2026-05-06");
  history.looked("10:30");
  written(history, [`${line} → acme/payments#21`], "9 10:00");
  expect(rows(history, "9 10:00")).toMatchObject([{ ref: "acme/payments#21", date: false }]);
});

test("a public incident's action says its title, its severity and when it was", () => {
  const setting = { public: true, roles: { alice: "write", ana: "write" } } as const;
  expect(filed(reviewed([breaker], setting), "10:30")[0]?.values).toMatchObject({
    incident: "Payments down",
    severity: "SEV1",
    declared: "Fri 1 May 09:00 BST",
  });
});

test("a private incident's action says its severity and when it was, and where everybody can look nothing", () => {
  expect(filed(reviewed([breaker]), "10:30")[0]).toMatchObject({
    values: { incident: "", severity: "SEV1", declared: "Fri 1 May 09:00 BST" },
    openly: { values: { incident: "", ref: "", retro: "", severity: "", declared: "" } },
  });
});

test("dates that are past, kinds that the policy does not know and steps are told", () => {
  const lines = [
    "- [ ] Add a breaker team:payments due:2025-05-01 type:paper",
    "  - [ ] Order it",
    "- [ ] Warm the cache team:payments due:2026-05-01 type:Technology",
  ];
  expect(rows(reviewed(lines), "10:30")).toMatchObject([
    { past: "2025-05-01", type: "paper", types: "technology, documentation, process", steps: 1 },
    { past: "", type: "", steps: 0 },
  ]);
});

/** What is said of a line that was filed as `breaker` and reads otherwise now, where people changed its issue so. */
function differs(line: string, issue: Partial<Child> = {}) {
  const history = reviewed([breaker]).looked("10:30");
  history.child("Add a circuit breaker", { assignees: ["ana"], ...issue });
  written(history, [`${line} → acme/payments#21`], "10:50");
  expect(filed(history, "10:50")).toEqual([]);
  const said = rows(history, "10:50") as readonly Record<string, unknown>[];
  const row = said[0] ?? {};
  return Object.fromEntries(Object.keys(asFiled).map((name) => [name, row[name]]));
}

const asFiled = {
  ...{ words: false, moved: "", date: false, ticked: false },
  ...{ people: "", dropped: "", unassigned: "", kind: "" },
};

test("a filed line that was not changed is told without a word, whatever people made of its issue", () => {
  expect(differs(breaker)).toEqual(asFiled);
  expect(differs(breaker, { title: "PAY-12", assignees: ["carl"], body: "" })).toEqual(asFiled);
});

for (const [line, said, there] of [
  [breaker.replace("a circuit", "two circuit"), { words: true }, { title: "Add two circuit breakers" }],
  [breaker.replace("team:payments", "team:shop"), { moved: "acme/shop" }, undefined],
  [breaker.replace("2026-06-01", "2026-07-01"), { date: true }, { body: "- **Due** 2026-07-01" }],
  [breaker.replace("@ana", "@ben"), { people: "ben", dropped: "ana" }, { assignees: ["Ben"] }],
  [breaker.replace("@ana ", ""), { dropped: "ana" }, { assignees: ["ben"] }],
  [breaker.replace("type:technology", "type:process"), { kind: "type" }, { body: "- **Kind** process" }],
  [breaker.replace(" type:technology", ""), { kind: "type" }, { body: "" }],
  [`${breaker} priority:high`, { kind: "priority" }, { body: "- **Priority** high" }],
  [breaker.replace("[ ]", "[x]"), { ticked: true }, { state: "closed", reason: "completed" }],
] as const) {
  test(`of a filed line that became "${line}" is said that its issue stays as it is, until it was changed there`, () => {
    expect(differs(line)).toEqual({ ...asFiled, ...said });
    if (line.includes("two"))
      expect(differs(line.replace("breaker @", "breakers @"), there)).toEqual(asFiled);
    else if (there) expect(differs(line, there)).toEqual(asFiled);
  });
}

test("somebody whom GitHub did not assign is told", () => {
  expect(differs(breaker, { assignees: [] })).toEqual({ ...asFiled, unassigned: "ana" });
});

test("a line whose team was changed before it had its link stays with its issue", () => {
  const history = reviewed([breaker]).looked("10:30");
  written(history, [breaker.replace("team:payments", "team:shop")], "10:35");
  expect(filed(history, "10:35")).toEqual([]);
  expect(rows(history, "10:35")).toMatchObject([{ ref: "acme/payments#21", moved: "acme/shop" }]);
});

test("a filed line that is struck out leaves its issue to people, and no other line gets it", () => {
  const history = reviewed([breaker]).looked("10:30");
  const struck = "- [ ] ~~Add a circuit breaker~~ @ana team:payments";
  written(history, [struck, "- [ ] Warm the cache team:payments"], "10:35");
  expect(filed(history, "10:35").map((issue) => issue.title)).toEqual(["Warm the cache"]);
  expect(rows(history, "10:35")).toMatchObject([
    { title: "Warm the cache" },
    { gone: true, ref: "acme/payments#21", state: "open" },
  ]);
  expect(all(history.plan("10:35"), "close")).toEqual([]);
});

for (const box of ["[-]", "[~]"]) {
  test(`a box ${box} drops its line as striking it out does`, () => {
    const dropped = breaker.replace("[ ]", box);
    expect(filed(reviewed([dropped]), "10:30")).toEqual([]);
    const history = written(reviewed([breaker]).looked("10:30"), [dropped], "10:35");
    expect(filed(history, "10:35")).toEqual([]);
    expect(rows(history, "10:35")).toMatchObject([{ gone: true, ref: "acme/payments#21" }]);
    expect(labelsAfter([`- ${box} Add a breaker`])).not.toContain(followUp);
  });
}

test("plain bullets are named once, and a list that has none left is emptied", () => {
  const history = reviewed(["- Add a breaker", "- None"]);
  expect(comment(history.plan("10:30"), "retro-actions").values).toEqual({
    lines: [],
    verify: false,
    notes: 1,
    promises: [],
    others: 0,
  });
  written(history.looked("10:30"), ["- None"], "10:40");
  expect(does(history.plan("10:40"))).toContain("edit-comment retro-actions");
  expect(does(reviewed(["- None"]).plan("10:30"))).toEqual([]);
});

test("a row of a table is filed, and gets its link in its cell", () => {
  const head = ["| Action | Who | Team | Due |", "|---|---|---|---|"];
  const row = "| Add a breaker | @ana | payments | 2026-06-01 |";
  const history = reviewed([...head, row]);
  expect(filed(history, "10:30")).toMatchObject([
    {
      repository: "acme/payments",
      title: "Add a breaker",
      assignees: ["ana"],
      values: { due: "2026-06-01" },
    },
  ]);
  history.looked("10:30").looked("10:40");
  expect(reviewBody(history)).toContain(
    "| Add a breaker → acme/payments#21 | @ana | payments | 2026-06-01 |",
  );
  expect(history.plan("10:41").effects).toEqual([]);
});
