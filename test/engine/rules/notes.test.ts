// Entries of the timeline at their own time: every type, wherever it is written, with every way to say when (D-9).
import { describe, expect, test } from "vitest";
import type { CommentItem, Item } from "../../../src/engine/snapshot/timeline.ts";
import type { Values } from "../../../src/engine/wanted.ts";
import { at, hssi } from "../answers.ts";
import { type History, incident, time } from "../build.ts";
import { all, card, comment, does, value } from "../outcome.ts";
import { person } from "../setting.ts";

const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");
interface Line {
  readonly at: string;
  readonly what: string;
  readonly text: string;
  readonly type?: string;
}
/** The lines of a timeline among the values of a card or a review. */
const linesOf = (values: Values) => value(values, "timeline") as unknown as readonly Line[];
const timeline = (history: History, when: string) => linesOf(card(history, when));
const notes = (history: History, when: string) =>
  timeline(history, when).filter(({ what }) => what === "note");
const updates = (history: History, when: string) =>
  timeline(history, when).filter(({ what }) => what === "update" || what === "nothing-new");
const due = (history: History, when: string) => history.situation(when).incident.clocks.get("update")?.dueAt;

const places: readonly (readonly [where: string, before: string, after?: string])[] = [
  ["in plain words", ""],
  ["below a sentence", "We are on it.\n"],
  ["above a command", "", "\n/ack"],
  ["by /note", "/note "],
  ["under /note", "/note It goes on\n"],
  ["in the line of /update", "/update "],
  ["under /update", "/update We are on it\n"],
  ["under /resolve", "/resolve Fixed\n"],
  ["under /status", "/status investigating\n"],
  ["under /severity", "/severity sev1\n"],
];

describe.each(places)("an entry %s", (_, before, after = "") => {
  test.each(["alert", "action", "comms", "observation", "decision"])("of the type %s", (type) => {
    for (const [said, stands, written] of [
      [`${type} 08:50 disk full`, "Fri 1 May 08:50 BST", "09:20 BST"],
      [`${type} at 08:10 UTC: disk full`, "Fri 1 May 09:10 BST", "09:20 BST"],
      [`${type} 09:17 disk full`, "Fri 1 May 09:17 BST", ""],
      [`${type} 25m ago disk full`, "Fri 1 May 08:55 BST", "09:20 BST"],
      [`${type} 2026-04-30 18:00 disk full`, "Thu 30 Apr 18:00 BST", "Fri 1 May 09:20 BST"],
      [`${type}: disk full`, "Fri 1 May 09:20 BST", ""],
    ]) {
      const history = outage().comment("09:20", "ana", `${before}${said}${after}`);
      expect(
        notes(history, "09:20").filter((one) => one.type === type),
        said,
      ).toMatchObject([{ at: stands, by: "ana", text: "disk full", written, edited: false, deleted: false }]);
    }
  });

  test("is read in no quote and no code", () => {
    for (const hidden of ["> alert 08:50 a", "```\nalert 08:50 a\n```", "<!-- alert 08:50 a -->"]) {
      const history = outage().comment("09:20", "ana", `${before}words\n\n${hidden}\n${after}`);
      expect(
        notes(history, "09:20").filter(({ type }) => type === "alert"),
        hidden,
      ).toEqual([]);
    }
  });
});

test("/note is no update and moves no cadence; lines in plain words are one, each at its own time", () => {
  const noted = outage().comment("09:20", "ana", "/note alert 08:50 disk full\naction 09:02 restarted");
  expect(noted.situation("09:20").incident.lastUpdate).toBeUndefined();
  expect(due(noted, "09:20")).toBe(time("10:00"));
  expect(card(noted, "09:20").latest).toBeUndefined();
  expect(notes(noted, "09:20").map(({ type }) => type)).toEqual(["alert", "action"]);
  expect(does(noted.plan("09:20"))).toContain("react THUMBS_UP");
  const lines = outage().comment("09:20", "ana", "alert 08:50 disk full\n- **Comms** 09:10: told the shops");
  expect(due(lines, "09:20")).toBe(time("10:20"));
  expect(updates(lines, "09:20")).toEqual([]);
  expect(card(lines, "09:20").latest).toMatchObject({
    at: "09:20 BST",
    type: "comms",
    text: "told the shops",
  });
  expect(timeline(lines, "09:20")[0]).toMatchObject({ what: "note", type: "alert" });
});

test("what an update says besides stands in its own line, without its entries", () => {
  const history = outage().comment("09:20", "ana", "Half is back.\nalert 08:50 disk full\nNext at 09:50");
  expect(updates(history, "09:20")).toMatchObject([{ text: "Half is back. Next at 09:50" }]);
  expect(card(history, "09:20").latest).toMatchObject({ type: "", text: "Half is back. Next at 09:50" });
  expect(due(history, "09:20")).toBe(time("09:50"));
});

test("where plain words are no update an entry is noted all the same, by whoever may update, and by nobody else", () => {
  const outside = () => incident({ policy: "extends: hssi" }).opened("09:00", "alice", hssi).looked("09:00");
  const history = outside().comment("09:20", "ana", "Some words.\nalert 08:50 disk full");
  expect(history.situation("09:20").incident.lastUpdate).toBeUndefined();
  expect(notes(history, "09:20")).toMatchObject([{ at: "Fri 1 May 08:50 BST", text: "disk full" }]);
  const reader = outage().rights({ eve: "read" }).comment("09:20", "eve", "alert 08:50 disk full");
  expect(notes(reader, "09:20")).toEqual([]);
  expect(does(outage().rights({ eve: "read" }).comment("09:20", "eve", "/note a").plan("09:20"))).toContain(
    "comment refused",
  );
});

test.each([
  ["/note alert 16:00 disk full", "six hours before its beginning"],
  ["/note action 02:30 restart", "six hours before its beginning"],
  ["/note alert 09:30 disk full", "still to come"],
  ["/note alert 08:50-09:10 disk full", "a range"],
  ["/note alert about 08:50 disk full", "not exact"],
  ["/note alert 31:16 disk full", "no time of day"],
])("%s is refused, and nothing is noted", (words, why) => {
  const history = outage().comment("09:20", "ana", words);
  expect(comment(history.plan("09:20"), "refused").values).toMatchObject({
    refusal: "time",
    why: expect.stringContaining(why),
  });
  expect(notes(history, "09:20")).toEqual([]);
});

test("a line whose time can't be read for sure stands at its comment, and each such line is asked about once", () => {
  const history = outage().comment("09:20", "ana", "alert 08:50-09:10 flapping\naction 16:00 restarted");
  expect(notes(history, "09:20")).toMatchObject([
    { at: "Fri 1 May 09:20 BST", type: "alert", text: "flapping" },
    { at: "Fri 1 May 09:20 BST", type: "action", text: "restarted" },
  ]);
  expect(comment(history.plan("09:20"), "questions").values.questions).toMatchObject([
    { topic: "entry-time", text: "08:50-09:10", by: "ana" },
    { topic: "entry-time", text: "16:00", by: "ana" },
  ]);
  expect(does(history.looked("09:20").plan("09:25"))).not.toContain("comment questions");
  const command = outage().comment("09:20", "ana", "/update Going on\nalert 08:50-09:10 flapping");
  expect(does(command.plan("09:20"))).toContain("react CONFUSED");
});

test("words that somebody else wrote into a comment are not shown as its author's alone", () => {
  const history = incident()
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:10", "ana", "No data is lost")
    .looked("09:10");
  const isHers = (item: Item): item is CommentItem =>
    item.kind === "comment" && item.body.startsWith("No data");
  history.changed((snapshot) => ({
    ...snapshot,
    issue: {
      ...snapshot.issue,
      timeline: snapshot.issue.timeline.map((item) =>
        isHers(item)
          ? { ...item, body: "All data is lost", editedAt: time("09:20"), editor: person("ben") }
          : item,
      ),
    },
  }));
  const shown = { text: "All data is lost", edited: true, editedBy: "ben" };
  const values = all(history.plan("09:21"), "card")[0]?.values ?? {};
  expect(values.latest).toMatchObject({ by: "ana", ...shown });
  expect(linesOf(values)).toContainEqual(expect.objectContaining(shown));
});

test("an entry repeats its comment as it stands: edited, gone, or with a line before it", () => {
  const history = outage()
    .comment("09:20", "ana", "alert 08:50 disk full\naction 09:02 restarted")
    .looked("09:20");
  const shown = () => {
    const [written] = all(history.plan("09:30"), "card");
    return linesOf(written?.values ?? {}).filter(({ what }) => what === "note");
  };
  history.reworded("disk full", "We saw this.\nalert 08:50 disk full\naction 09:02 restarted twice");
  expect(shown()).toMatchObject([
    { at: "Fri 1 May 08:50 BST", text: "disk full", edited: true },
    { at: "Fri 1 May 09:02 BST", text: "restarted twice", edited: true },
  ]);
  history.reworded("disk full", "action 09:02 restarted");
  expect(shown()).toMatchObject([{ text: "" }, { text: "restarted" }]);
  history.deleted("restarted");
  expect(shown()).toMatchObject([
    { type: "alert", text: "", deleted: true },
    { type: "action", text: "", deleted: true },
  ]);
});

test.each([
  ["/resolve Certificate renewed", "resolved"],
  ["/resolve\nCertificate renewed", "resolved"],
  ["/resolved Certificate renewed", "resolved"],
  ["/status mitigated Certificate renewed", "mitigated"],
  ["/status mitigated: Certificate renewed", "mitigated"],
  ["/status mitigated\nCertificate renewed", "mitigated"],
  ["/mitigated Certificate renewed", "mitigated"],
  ["/mitigated: Certificate renewed", "mitigated"],
])("%s stands in the line of the status, and is the latest", (words, to) => {
  const history = outage().comment("09:10", "ben", "Looking into it").comment("09:20", "ana", words);
  const said = timeline(history, "09:20").filter(({ text }) => text === "Certificate renewed");
  expect(said).toMatchObject([{ what: "status", to: expect.stringMatching(new RegExp(to, "i")), by: "ana" }]);
  expect(card(history, "09:20").latest).toMatchObject({
    at: "09:20 BST",
    by: "ana",
    text: "Certificate renewed",
  });
});

test.each([
  "/resolve",
  "/resolve because it was the disk",
  "/resolve\nusers: 50",
  "/status mitigated because it rests",
])("%s says no more than the status", (words) => {
  const history = outage().comment("09:10", "ben", "Looking into it").comment("09:20", "ana", words);
  expect(timeline(history, "09:20").filter(({ what }) => what === "status")).toMatchObject([{ text: "" }]);
  expect(card(history, "09:20").latest).toMatchObject({ by: "ben", text: "Looking into it" });
});

test("facts that are given with a status are not said twice", () => {
  const history = outage().comment("09:20", "ana", "/resolve\ncause: a full disk\n\nCards work again");
  expect(timeline(history, "09:20").filter(({ what }) => what === "status")).toMatchObject([
    { text: "Cards work again" },
  ]);
});

test("what is said with a status that is so already is said all the same", () => {
  const history = outage()
    .comment("09:10", "ana", "/resolve")
    .comment("09:20", "ana", "/resolve Checked it again");
  expect(updates(history, "09:20")).toMatchObject([{ text: "Checked it again" }]);
});

test.each([
  ["/told cto 09:05 by phone", "told"],
  ["/called cto 09:05 no answer", "no-answer"],
])("%s was written later, which is said", (words, what) => {
  const history = outage().comment("09:20", "ana", words);
  expect(timeline(history, "09:20").filter((one) => one.what === what)).toMatchObject([
    { at: "Fri 1 May 09:05 BST", written: "09:20 BST" },
  ]);
});

test("the review has every line, in its order, and says how many its issue has no room for", () => {
  const history = outage().comment("09:20", "ana", "/note alert 08:50 disk full");
  const review = (told: History) => all(told.plan("10:00"), "create-issue")[0];
  const values =
    review(history.comment("09:50", "ana", "/resolve Fixed").closed("10:00", "ana"))?.values ?? {};
  expect(linesOf(values)[0]).toMatchObject({ type: "alert", text: "disk full" });
  expect(values).toMatchObject({ earlier: 0, slug: "incident-2026-05-01-payments-down" });
  const long = outage();
  for (let count = 0; count < 5; count += 1)
    long.comment("09:20", "ana", "alert 08:50 disk full\n".repeat(50));
  expect(review(long.closed("10:00", "ana"))?.values.earlier).toBeGreaterThan(50);
});

test("of a long title the review's keeps the short name", () => {
  const history = outage().renamed("09:10", "ana", "x".repeat(256)).closed("10:00", "ana");
  const [review] = all(history.plan("10:00"), "create-issue");
  expect(review?.title).toMatch(/^Review: x+ \(incident-2026-05-01-payments-down\)$/);
  expect(review?.title).toHaveLength(250);
});

test.each([
  "/mitigated 09:12",
  "/status mitigated 09:12",
  "/Mitigated: 09:12 Certificate renewed",
  "/mitigated at 09:12.",
])("%s was at the time that it gives", (words) => {
  const history = outage().comment("09:20", "ana", words).situation("09:20").incident;
  expect(new Date(history.status.since).toISOString()).toContain("T08:12");
});
