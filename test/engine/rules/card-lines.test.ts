// Lines of the card before the fold, and until when they stand: what is overdue, the latest update, boxes, who is on duty, who was told.
import { expect, test } from "vitest";
import { at } from "../answers.ts";
import { type History, incident } from "../build.ts";
import { all, card, does, lookedAt, value, wakes, watched } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const kinds = (history: History, when: string) => history.plan(when).effects.map(({ kind }) => kind);

test("what is overdue is the headline from its very minute, and what comes next stands below it", () => {
  const policy =
    "extends: sre\nclocks: { note: { title: Word to the board, starts: [declared], stops: [told.board], within: { any: 2h }, remind: [lead] } }\ncontacts: { board: The board }";
  const history = lookedAt(incident({ policy }).opened("09:00", "alice", at.sev1), "09:00", "09:50");
  expect(wakes(history.plan("09:59"))).toBe("10:00");
  expect(kinds(history, "09:59:59")).toEqual([]);
  const late = card(history, "10:00");
  expect(late.next).toMatchObject({ kind: "clock", noun: "update", state: "overdue" });
  expect(late.afterwards).toMatchObject({ noun: "word to the board", state: "" });
  expect(card(history.looked("10:00"), "11:00")).toMatchObject({ alsoLate: [{ state: "overdue" }] });
});

test("a limit that had passed before it was recorded is not called overdue, and keeps nothing else from the headline", () => {
  const policy =
    "extends: sre\nfields: { began: { type: time } }\nclocks: { call: { starts: [field.began], stops: [told.cto], within: { any: 1h }, remind: [lead] } }\ncontacts: { cto: CTO }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
  history.comment("09:05", "ana", "/set began 06:00");
  expect(card(history, "09:05").next).toMatchObject({ noun: "update", state: "" });
  expect(card(history, "09:05").clocks).toMatchObject([{ state: "before" }, { state: "" }]);
  expect(does(history.looked("09:05").plan("09:05"))).not.toContain("add-label overdue");
});

test("the label says overdue from the limit on until it is met, in no drill, and under none where no policy names it", () => {
  const history = watched(outage(), "10:01");
  expect(history.snapshot().issue.labels).toContain("overdue");
  history.comment("10:02", "ana", "The disk is replaced.");
  expect(does(history.plan("10:02"))).toContain("remove-label overdue");
  const drill = outage().comment("09:10", "ana", "/drill because we train");
  expect(watched(drill, "10:01").snapshot().issue.labels).not.toContain("overdue");
  const policy = "extends: sre\nincidents: { overdue-label: null }";
  const none = watched(incident({ policy }).opened("09:00", "alice", at.sev1), "10:01");
  expect(none.snapshot().issue.labels).not.toContain("overdue");
  const own = "extends: sre\nincidents: { overdue-label: { name: late, aliases: [behind] } }";
  const named = incident({ policy: own }).opened("09:00", "alice", at.sev1);
  named.changed(({ repository, ...rest }) => ({
    ...rest,
    repository: { ...repository, labels: [...repository.labels, { id: "LA_9", name: "behind" }] },
  }));
  expect(watched(named, "10:01").snapshot().issue.labels).toContain("behind");
});

test("who takes the label off has it back twice, and then no more", () => {
  const history = watched(outage(), "10:01");
  for (const minute of ["10:02", "10:03", "10:04"])
    history.unlabeled(minute, "ana", "overdue").looked(minute).looked(minute);
  expect(history.snapshot().issue.labels).not.toContain("overdue");
  expect(value(card(history.comment("10:05", "ben", "Still down"), "10:05"), "removed")).toEqual(["overdue"]);
});

test("the latest update stands with who and when, and what became of its comment", () => {
  const history = outage();
  expect(card(history, "09:50").latest).toBeUndefined();
  history.comment("09:10", "ana", "Rolled **back**, watching.\n\nMore @ben");
  const latest = () => value(all(history.plan("09:50"), "card")[0]?.values ?? {}, "latest");
  expect(latest()).toMatchObject({
    at: "09:10 BST",
    by: "ana",
    text: "Rolled back, watching. More @\u2060ben",
  });
  history.looked("09:10").reworded("Rolled **back**", "Rolled forward");
  expect(latest()).toMatchObject({ text: "Rolled forward", edited: true });
  history.changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: snapshot.issue.timeline.map((item) =>
        item.kind === "comment" && item.body === "Rolled forward" ? { ...item, minimized: true } : item,
      ),
    },
  }));
  expect(latest()).toMatchObject({ text: "", hidden: true });
  expect(latest()).toEqual(expect.objectContaining({ by: "ana" }));
  expect(JSON.stringify(card(history, "09:50"))).not.toContain("Rolled forward");
  history.deleted("Rolled forward");
  expect(latest()).toMatchObject({ text: "", deleted: true });
  history.ticked("09:40", "ben", "nothing-new");
  expect(latest()).toMatchObject({ by: "ben", text: "", nothingNew: true });
});

test("the box names a time while that is one to name; then it is an interval after the tick", () => {
  const boxes = (when: string) => value(card(watched(outage(), when), when), "boxes");
  const plain = outage();
  plain.comment("09:30", "ana", "/set users 5");
  expect(value(card(plain, "09:30"), "boxes")).toMatchObject({
    nothingNew: "11:00 BST",
    nothingNewAfter: "",
  });
  const late = outage().comment("10:45", "ana", "/set users 5");
  expect(value(card(late, "10:44"), "boxes")).toMatchObject({ nothingNew: "11:00 BST" });
  expect(value(card(late, "10:45"), "boxes")).toMatchObject({ nothingNew: "", nothingNewAfter: "1 hour" });
  expect(boxes("10:01")).toMatchObject({ nothingNew: "11:00 BST" });
});

test("without a severity each is one tap away, for those who may set it", () => {
  const open = () =>
    incident({ roles: { alice: "write", eve: "read" } })
      .opened("09:00", "alice", { body: "It is all very slow." })
      .labeled("09:00", "alice", "incident")
      .looked("09:00");
  expect(value(card(open().comment("09:01", "alice", "x"), "09:01"), "boxes.severities")).toMatchObject([
    { key: "sev1" },
    { key: "sev2" },
    { key: "sev3" },
    { key: "sev4" },
  ]);
  const severity = (history: History) => history.situation("09:10").incident.severity;
  expect(severity(open().ticked("09:05", "alice", "severity sev2"))).toMatchObject({
    key: "sev2",
    how: "act",
    by: "alice",
  });
  expect(severity(open().ticked("09:05", "eve", "severity sev2"))).toBeUndefined();
  expect(severity(open().ticked("09:05", "alice", "severity sev9"))).toBeUndefined();
  // On a card that was read before: worse is taken, less takes a reason.
  const set = () => open().comment("09:02", "alice", "/severity sev2");
  expect(severity(set().ticked("09:05", "alice", "severity sev1"))?.key).toBe("sev1");
  const lowered = set().ticked("09:05", "alice", "severity sev3");
  expect(severity(lowered)?.key).toBe("sev2");
  expect(all(lowered.plan("09:05"), "comment").map(({ template }) => template)).toContain("refused");
});

test("a day later a time that was is one with its day, once, and what is over for good has its day at once", () => {
  const history = watched(outage().comment("09:20", "ana", "/told manager 09:15"), "23:59");
  expect(value(card(history.comment("23:59", "ana", "/set users 5"), "23:59"), "told")).toMatchObject([
    { at: "09:15 BST" },
  ]);
  history.looked("23:59");
  expect(kinds(history, "2 00:00")).toEqual(["card"]);
  expect(value(card(history, "2 00:00"), "told")).toMatchObject([{ at: "Fri 1 May 09:15 BST" }]);
  const closed = outage()
    .comment("09:20", "ana", "/told manager 09:15")
    .comment("09:30", "ana", "A false alarm")
    .closed("09:30", "ana", "not_planned");
  expect(value(card(closed, "09:30"), "told")).toMatchObject([{ at: "Fri 1 May 09:15 BST" }]);
  expect(closed.looked("09:30").plan("09:30").wakeAt).toBeUndefined();
});

test("who is told stands there as it was written, or by the title of whom the policy knows", () => {
  const policy = "extends: sre\ncontacts: { users: users and sites }";
  const told = (words: string) =>
    value(
      card(incident({ policy }).opened("09:00", "alice", at.sev1).comment("09:20", "ana", words), "09:20"),
      "told",
    );
  expect(told("/told the Shops by status page")).toMatchObject([{ who: "the Shops", how: "status page" }]);
  expect(told("/told the users 09:10 by mail")).toMatchObject([{ who: "users and sites", at: "09:10 BST" }]);
  expect(told("/told Users")).toMatchObject([{ who: "users and sites" }]);
});
