// Reminders: one live at most, what falls due together in one, and after downtime what was missed and since when.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident, type Setting, time } from "../build.ts";
import { mapOf } from "../map-of.ts";
import { all, comment, does, lookedAt, said, says, wakes, watched } from "../outcome.ts";

const outage = (setting: Setting = {}) => incident(setting).opened("09:00", "alice", at.sev1).looked("09:00");

const two = `extends: sre
contacts: { board: the board }
clocks:
  notice:
    title: Word to the board
    starts: [declared]
    stops: [told.board]
    within: { any: 63m }
    warn: [10m]
    remind: [comms]
    overdue: { after: [5m], then: escalate }
`;

/** The prompts that a reminder speaks of, by the ids in its marker. */
const speaksOf = (history: History, when: string) =>
  comment(history.plan(when), "reminder").markers[0]?.slice(1);

test("reminds the owner once when nobody answers before the limit", () => {
  const history = lookedAt(outage(), "09:50");
  expect(said(history)).toEqual(["09:50 reminder"]);
  expect(does(history.plan("09:51"))).toEqual([]);
});

test("a new reminder replaces the one before, which is folded away as outdated", () => {
  expect(said(lookedAt(outage(), "09:50", "10:05"))).toEqual([
    "09:50 reminder (minimized)",
    "10:05 reminder",
  ]);
});

test("an update folds the reminder away that it answers", () => {
  const history = lookedAt(outage(), "09:50").comment("09:55", "ana", "It is the database.").looked("09:55");
  expect(said(history)).toEqual(["09:50 reminder (minimized)"]);
});

test("a reminder that somebody deleted stays deleted", () => {
  const history = lookedAt(outage(), "09:50", "09:51")
    .comment("09:52", "ana", "/severity sev1")
    .looked("09:52");
  history.deleted("reminder");
  expect(says(history.plan("09:55"))).toEqual([]);
});

test("a reminder that this process has just written and a read does not show yet is not written again", () => {
  const history = outage();
  const { id } = comment(history.plan("09:50"), "reminder");
  history.changed((snapshot) => ({ ...snapshot, recent: mapOf({ [id]: "IC_new" }) }));
  expect(says(history.plan("09:50"))).toEqual([]);
});

test("a reminder's id hangs on what set the due time and an ordinal, so a deleted comment moves nothing", () => {
  const history = outage().comment("09:10", "ana", "First look.").comment("09:20", "ana", "Second look.");
  history.looked("09:20");
  const before = comment(history.plan("10:10"), "reminder").id;
  history.deleted("First look");
  expect(comment(history.plan("10:10"), "reminder").id).toBe(before);
  expect(before).toMatch(/^update\/IC_\d+\/warn\/1$/);
});

test("what falls due within five minutes joins", () => {
  const history = outage({ policy: two });
  expect(speaksOf(history, "09:50")).toEqual(["update/I_1/warn/1", "notice/I_1/warn/1"]);
  expect(says(history.looked("09:50").plan("09:53"))).toEqual([]);
});

test("what joins asks its own people, too, and nobody twice", () => {
  const history = outage({ policy: two, roles: { ben: "write", cas: "write" } })
    .comment("09:01", "ben", "/role lead @ben")
    .comment("09:02", "cas", "/role comms @cas");
  const reminder = comment(lookedAt(history, "09:02").plan("09:50"), "reminder");
  expect(reminder.mentions).toEqual(["ben", "cas"]);
  expect(reminder.values.what).toMatchObject([{ called: "" }, { called: "@cas" }]);
  const same = outage({ policy: two }).comment("09:01", "ben", "/role lead @ben");
  same.comment("09:02", "ben", "/role comms @ben");
  expect(comment(lookedAt(same, "09:02").plan("09:50"), "reminder").mentions).toEqual(["ben"]);
});

test("what falls due later than that is a reminder of its own, which replaces the first", () => {
  const history = outage({ policy: two.replace("63m", "78m") });
  expect(speaksOf(history, "09:50")).toEqual(["update/I_1/warn/1"]);
  history.looked("09:50").comment("09:55", "ana", "Still on it.").looked("09:55");
  expect(speaksOf(history, "10:08")).toEqual(["notice/I_1/warn/1"]);
  expect(said(history.looked("10:08"))).toEqual(["09:50 reminder (minimized)", "10:08 reminder"]);
});

test("what asks the same person for something else soon after joins, for it would have to wait for its turn", () => {
  const history = outage({ policy: two.replace("63m", "68m") });
  expect(speaksOf(history, "09:50")).toEqual(["update/I_1/warn/1", "notice/I_1/warn/1"]);
  expect(says(history.looked("09:50").plan("09:58"))).toEqual([]);
  // One that asks somebody else comes at its own time.
  const other = outage({ policy: two.replace("63m", "68m"), roles: { cas: "write" } });
  other.comment("09:01", "cas", "/role comms me").looked("09:01");
  expect(speaksOf(other, "09:50")).toEqual(["update/I_1/warn/1"]);
  expect(comment(other.looked("09:50").plan("09:58"), "reminder").mentions).toEqual(["cas"]);
});

test("what asks the same person and was not true yet waits until he may be mentioned again", () => {
  const late = two
    .replace("63m", "55m")
    .replace("warn: [10m]", "warn: []")
    .replace(/overdue: .*/, "overdue: [3m]");
  const history = outage({ policy: late }).looked("09:50");
  expect(speaksOf(outage({ policy: late }), "09:50")).toEqual(["update/I_1/warn/1"]);
  expect(says(history.plan("09:58"))).toEqual([]);
  // The card says at ten that the update is overdue.
  expect(wakes(history.plan("09:58"))).toBe("10:00");
  const plan = history.plan("10:05");
  expect(comment(plan, "reminder").mentions).toEqual(["alice"]);
  expect(comment(plan, "reminder").markers[0]?.slice(1).toSorted()).toEqual([
    "notice/I_1/overdue/1",
    "update/I_1/overdue/1",
  ]);
});

test("what joins is not called overdue before its limit has passed", () => {
  const history = lookedAt(outage({ policy: two.replace("63m", "62m") }), "09:50");
  const { values } = comment(history.plan("10:05"), "reminder");
  expect(values.what).toMatchObject([
    { title: "Update", overdue: true },
    { title: "Word to the board", overdue: true },
  ]);
  const early = lookedAt(outage({ policy: two.replace("63m", "65m") }), "09:50").plan("10:05");
  expect(comment(early, "reminder").values.what).toHaveLength(1);
});

test("after downtime one reminder says what was missed and since when", () => {
  const history = outage();
  const plan = history.plan("10:30");
  expect(says(plan)).toEqual(["reminder"]);
  const reminder = comment(plan, "reminder");
  expect(reminder).toMatchObject({ id: "update/I_1/overdue/2", due: time("09:50") });
  expect(reminder.values.late).toMatchObject({ due: "09:50 BST", sent: "10:30 BST" });
  expect(says(history.looked("10:30").plan("10:30"))).toEqual([]);
  expect(says(history.plan("10:59"))).toEqual([]);
  expect(says(history.plan("11:00"))).toEqual(["reminder"]);
});

test("after downtime past the last step one reminder goes up, then it stays on the card", () => {
  const policy = "extends: sre\nroles: { manager: { duty: [erin] } }\nattention: { silence: none }";
  const history = outage({ policy });
  expect(comment(history.plan("15:00"), "reminder")).toMatchObject({
    id: "update/I_1/overdue/3",
    mentions: ["alice", "erin"],
  });
  // From midnight on the card says on which day that was, and then it is true for good.
  expect(wakes(history.looked("15:00").plan("15:00"))).toBe("00:00");
  expect(history.plan("2 00:00").effects.map(({ kind }) => kind)).toEqual(["card"]);
  expect(history.looked("2 00:00").plan("2 00:00").wakeAt).toBeUndefined();
});

test("an update that came while the server was down makes the reminder moot", () => {
  const history = outage().comment("10:10", "ana", "All on it.");
  expect(says(history.plan("10:30"))).toEqual([]);
});

test("a warning that would lie before the clock's start is not said", () => {
  const policy = "extends: sre\nclocks: { update: { within: { sev1: 8m } } }";
  expect(said(watched(outage({ policy }), "09:13"))).toEqual(["09:13 reminder"]);
});

test("while no time has passed since the limit it is due, not overdue", () => {
  const policy = "extends: sre\nclocks: { update: { overdue: { after: [0m, 5m] } } }";
  const history = lookedAt(outage({ policy }), "09:50");
  expect(comment(history.plan("10:00"), "reminder").values.what).toMatchObject([{ overdue: false }]);
  expect(comment(history.looked("10:00").plan("10:05"), "reminder").values.what).toMatchObject([
    { overdue: true },
  ]);
});

test("a drill shows one reminder within a minute and nothing after it", () => {
  const history = outage().comment("09:05", "ana", "/drill because we train").looked("09:05");
  expect(wakes(history.plan("09:05"))).toBe("09:06");
  expect(said(watched(history, "15:00"))).toEqual(["09:06 drill-reminder"]);
});

test("a drill at a severity without an update clock shows its reminder all the same", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev3)
    .comment("09:05", "ana", "/drill because we train")
    .looked("09:05");
  expect(said(watched(history, "15:00"))).toEqual(["09:06 drill-reminder"]);
});

test("a fix that was merged leaves the reminders going", () => {
  const history = outage().closed("09:30", "ana", "completed", "acme/shop#12").looked("09:30");
  expect(says(history.plan("09:50"))).toEqual(["reminder"]);
});

test("every comment, label and card says why it is there", () => {
  const history = outage();
  for (const when of ["09:50", "10:05", "11:00"]) {
    for (const effect of history.plan(when).effects) expect(effect.because).toMatch(/^[A-Z].+\.$/);
    history.looked(when);
  }
  expect(all(outage().plan("09:50"), "comment")[0]).toMatchObject({ rule: "clocks.update" });
});

test("a notice that falls due during a call says that a holding one is enough (H-43)", () => {
  const policy =
    "extends: sre\ncontacts: { users: { title: our users, audience: true } }\nclocks: { update: null, news: { starts: declared, stops: notice, within: 60m, warn: [10m] } }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
  history.comment("09:30", "ana", "/call started");
  expect(comment(history.plan("09:50"), "reminder").values.call).toBe("09:30 BST");
  history.comment("09:51", "ana", "/call ended");
  expect(comment(history.plan("09:52"), "reminder").values.call).toBe("");
});
