// The card: what is next, by when, whose; then the state; then what is folded. One comment, edited in place.
import { expect, test } from "vitest";
import { at, unsettled } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { mapOf } from "../map-of.ts";
import { all, card, lookedAt, value } from "../outcome.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
const next = (history: History, when: string) => value(card(history, when), "next");

/** Entries of the folded timeline, by a part of their values. */
function timeline(history: History, when: string): readonly unknown[] {
  const lines = card(history, when).timeline;
  return Array.isArray(lines) ? lines : [];
}

test("an incident has one card, made once and edited in place", () => {
  const history = incident().opened("09:00", "alice", at.sev1);
  expect(all(history.plan("09:00"), "card")).toMatchObject([{ commentId: undefined }]);
  history.looked("09:00").comment("09:05", "ana", "/confirm");
  const made = history.situation("09:05").incident.card?.item.id;
  expect(all(history.plan("09:05"), "card")).toMatchObject([{ commentId: made }]);
});

test("a card that a read does not show yet is not made again", () => {
  const history = incident().opened("09:00", "alice", at.sev1);
  const id = all(history.plan("09:00"), "card")[0]?.id ?? "";
  history.changed((snapshot) => ({ ...snapshot, recent: mapOf({ [id]: "IC_new" }) }));
  expect(all(history.plan("09:00"), "card")).toEqual([]);
});

test("a card that somebody deleted is restored", () => {
  const history = outage().deleted("tocsin:card");
  expect(all(history.plan("09:05"), "card")).toMatchObject([{ commentId: undefined }]);
});

test("a card that somebody rewrote is put right", () => {
  const history = outage().changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: snapshot.issue.timeline.map((item) =>
        item.kind === "comment" && item.body.includes("tocsin:card")
          ? { ...item, editor: { login: "ana", kind: "user" } as const, editedAt: time("09:04") }
          : item,
      ),
    },
  }));
  expect(all(history.plan("09:05"), "card")).toHaveLength(1);
});

test("the first card mentions nobody, for a new comment would call them", () => {
  const [first] = all(incident().opened("09:00", "alice", at.sev1).plan("09:00"), "card");
  expect(JSON.stringify(first?.values)).not.toContain("@alice");
  const [later] = all(outage().comment("09:05", "ana", "/role lead me").plan("09:05"), "card");
  expect(value(later?.values ?? {}, "next.whose")).toBe("@ana");
});

for (const [what, when, begin, expected] of [
  ["the next update, by when and whose", "09:00", outage, { kind: "clock", noun: "update", whose: "@alice" }],
  [
    "the severity that is not settled",
    "09:00",
    () => incident().opened("09:00", "alice", unsettled).looked("09:00"),
    { kind: "severity" },
  ],
  [
    "an update when there is news, where no clock runs",
    "09:00",
    () => incident().opened("09:00", "alice", at.sev3).looked("09:00"),
    { kind: "free" },
  ],
  [
    "to close, once it is resolved",
    "09:30",
    () => outage().comment("09:30", "ana", "/resolve").looked("09:30"),
    { kind: "close" },
  ],
  [
    "to say whether it is over, after a merged fix",
    "09:30",
    () => outage().closed("09:30", "ana", "completed", "acme/shop#1").looked("09:30"),
    { kind: "answer" },
  ],
  [
    "the review",
    "09:30",
    () => lookedAt(outage().closed("09:30", "ana"), "09:30", "09:30"),
    { kind: "retro", ref: "acme/incidents#20" },
  ],
  [
    "nothing, after a false alarm",
    "09:30",
    () =>
      outage().comment("09:29", "ana", "A false alarm").closed("09:30", "ana", "not_planned").looked("09:30"),
    { kind: "nothing" },
  ],
] as const) {
  test(`what is next: ${what}`, () => {
    expect(next(begin(), when)).toMatchObject(expected);
  });
}

test("times stand in the policy's zone with UTC beside them, and with the day when it is not today", () => {
  const history = outage().comment("09:10", "ana", "/next-update 2026-05-02 08:00 waiting for the restore");
  expect(value(card(outage(), "09:00"), "next.at")).toBe("10:00 BST (09:00 UTC)");
  expect(value(card(history, "09:10"), "next.at")).toBe("Sat 2 May 08:00 BST (07:00 UTC)");
});

test("the card is not rewritten because a day has passed", () => {
  const history = lookedAt(incident().opened("09:00", "alice", at.sev3), "09:00");
  expect(history.plan("9 09:00").effects).toEqual([]);
});

test("who has been told stands on the card, with when and how", () => {
  const history = outage().comment("09:40", "ana", "/told manager 09:20 by phone");
  expect(value(card(history, "09:40"), "told")).toMatchObject([
    { who: "manager", at: "09:20 BST", how: "phone" },
  ]);
});

test("what a reminder can reach stands on the card, with who is asked last and when", () => {
  const policy = "extends: sre\nroles: { manager: { duty: [erin] } }";
  const history = incident({ policy }).opened("09:00", "alice", at.sev1);
  expect(value(card(history, "09:00"), "reach")).toMatchObject({
    at: "11:00 BST",
    who: "erin",
    how: "duty",
  });
  expect(value(card(outage(), "09:00"), "reach")).toMatchObject({ how: "nobody" });
});

test("quiet stands on the card until it ends", () => {
  const history = outage().comment("09:05", "ana", "/quiet 60m because all are on the call");
  expect(value(card(history, "09:05"), "quietUntil")).toBe("10:05 BST");
  expect(value(card(history, "10:05"), "quietUntil")).toBe("");
});

test("boxes stand only for what does something now", () => {
  expect(value(card(outage(), "09:00"), "boxes")).toMatchObject({ back: true, takeLead: true });
  const over = outage().comment("09:30", "ana", "/resolve");
  expect(value(card(over, "09:30"), "boxes")).toMatchObject({
    nothingNew: "",
    back: false,
    takeLead: false,
    passLead: false,
  });
});

test("the timeline says what was edited and what was deleted after it was judged (D-9)", () => {
  const history = outage().comment("09:05", "ana", "One thing.").comment("09:06", "ana", "Other thing.");
  history.looked("09:06").reworded("One thing", "Quite another thing.").deleted("Other thing");
  const [one, other] = all(history.comment("09:07", "ana", "/confirm").plan("09:07"), "card").flatMap(
    ({ values }) => (Array.isArray(values.timeline) ? values.timeline.slice(-3, -1) : []),
  );
  expect(one).toMatchObject({ what: "update", edited: true, deleted: false });
  expect(other).toMatchObject({ what: "update", edited: false, deleted: true });
});

test("the timeline shows the last thirty entries", () => {
  const history = outage();
  for (let count = 10; count < 50; count += 1) history.comment(`09:${count}`, "ana", `Step ${count}.`);
  expect(timeline(history, "09:50")).toHaveLength(30);
  expect(timeline(history, "09:50").at(-1)).toMatchObject({ text: "Step 49." });
});

test("what people wrote is made harmless before it stands in our words", () => {
  const history = outage().comment(
    "09:05",
    "ana",
    "/set impact Ask @everyone <!-- tocsin:card x --> <b>now</b>",
  );
  const shown = String(value(card(history, "09:05"), "impact"));
  expect(shown).not.toContain("<!--");
  expect(shown).not.toMatch(/(?<![\w`])@everyone/);
});

test("a policy that is broken leaves the last good one in force, and the card shows the fault", () => {
  const broken = "extends: sre\nclock: {}";
  const history = outage().changed((snapshot) => ({
    ...snapshot,
    sources: {
      ...snapshot.sources,
      policy: { path: ".github/tocsin.yml", oid: broken, text: broken },
      lastGood: { path: ".github/tocsin.yml", oid: "extends: sre", text: "extends: sre" },
    },
  }));
  const [written] = all(history.plan("09:05"), "card");
  expect(String(value(written?.values ?? {}, "broken"))).toContain(".github/tocsin.yml:2:1");
  expect(history.situation("09:05").incident.clocks.get("update")).toMatchObject({ dueAt: time("10:00") });
});

test("the stages of a process stand on the card, the one that the incident is in marked (HC-1)", () => {
  const history = incident({ preset: "hssi", policy: "extends: hssi" }).opened("09:00", "alice", {
    severity: "Severity 1",
    impact: "No site can book",
  });
  const stage = (when: string) =>
    (value(card(history, when), "stages") as readonly { name: string; now: boolean }[])
      .map(({ name, now }) => (now ? `*${name}*` : name))
      .join(" ");
  expect(stage("09:00")).toBe("*alert* investigate recover review");
  history.comment("09:05", "alice", "/confirm").comment("09:20", "alice", "/status mitigated");
  expect(stage("09:20")).toBe("alert investigate *recover* review");
});
