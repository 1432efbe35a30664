import { describe, expect, test } from "vitest";
import { attentionLines, attentionOf } from "../../src/rehearse/attention.ts";
import type { TranscriptEntry } from "../../src/rehearse/transcript.ts";

const START = Date.parse("2025-04-04T16:20:00Z");

interface Told {
  readonly id?: string | null;
  readonly did?: TranscriptEntry["did"];
  readonly on?: string;
}

/** A comment by the app so many minutes after the start, unless it says otherwise. */
function entry(minutes: number, text: string, told: Told = {}): TranscriptEntry {
  const { id = `update/I_1/overdue/${minutes}`, did = "commented", on = "acme/incidents#1" } = told;
  const at = `${new Date(START + minutes * 60_000).toISOString().slice(0, 19)}Z`;
  return { at, by: "tocsin[bot]", did, on, id, text, because: id && "It was due.", lateSeconds: null };
}

const figures = (entries: readonly TranscriptEntry[]) =>
  attentionOf(entries, { start: START, names: ["ana", "ben", "on-call safety officer"] });

describe("who was asked", () => {
  test("is whoever a comment mentions, once a comment, with when and why", () => {
    const { asked, mentions } = figures([
      entry(50, "**Update due**\n\n@ana, you hold the lead role.\n\n@ana again, and @acme/on-call"),
      entry(65, "@Ana-Maria, nobody holds it"),
    ]);
    expect(asked.map(({ at, who, how, because }) => [at, who, how, because])).toEqual([
      ["2025-04-04T17:10:00Z", "ana", "mention", "It was due."],
      ["2025-04-04T17:10:00Z", "acme/on-call", "mention", "It was due."],
      ["2025-04-04T17:25:00Z", "Ana-Maria", "mention", "It was due."],
    ]);
    expect(mentions).toEqual({ ana: 1, "acme/on-call": 1, "Ana-Maria": 1 });
  });

  test("is also whose name begins a line, which notifies nobody", () => {
    const { asked, mentions } = figures([
      entry(
        20,
        "ana, @ben, you hold it\n\nOn-call safety officer (clinical) is asked now, too.\n\nLast update by ana",
      ),
    ]);
    expect(asked.map(({ who, how }) => [who, how])).toEqual([
      ["ben", "mention"],
      ["ana", "name"],
      ["on-call safety officer", "name"],
    ]);
    expect(mentions).toEqual({ ben: 1 });
  });

  test("is nobody who asks for help, though the name begins the line", () => {
    expect(figures([entry(1, "ana asks for help: nobody knows why.")]).asked).toEqual([]);
  });

  test("is nobody whose name stands in code, a quote, an address, a hidden comment or on the card", () => {
    const { asked } = figures([
      entry(1, "`/role lead @ben`\n> @ana said\n\n<!-- @ana -->\n\nana@example.org\n\n```\n@ben\n```\n"),
      entry(2, "ana leads", { id: "card/x" }),
      entry(3, "@ana hello", { id: null }),
    ]);
    expect(asked).toEqual([]);
  });
});

describe("how much was said", () => {
  test("is counted by the hour from the start, by the densest hour and day of one issue, answers apart", () => {
    const quick = [0, 50, 65, 70, 109].map((minutes) => entry(minutes, "x"));
    const answer = entry(66, "x", { id: "answer/IC_1" });
    const other = entry(67, "x", { on: "acme/incidents#2" });
    const next = entry(60 * 24 + 1, "x");
    const { commentsPerHour, worstHour, ceilings } = figures([...quick, answer, other, next]);
    expect(commentsPerHour).toEqual([
      { hour: "2025-04-04T16:20:00Z", count: 2 },
      { hour: "2025-04-04T17:20:00Z", count: 5 },
      { hour: "2025-04-05T16:20:00Z", count: 1 },
    ]);
    expect(worstHour).toEqual({ hour: "2025-04-04T17:20:00Z", count: 5 });
    // 50, 65, 70 and 109 minutes lie in one hour; the comment a day and a minute later is not within a day of the first.
    expect(ceilings).toEqual({ perHour: 4, perDay: 5 });
  });

  test("knows what was said twice, and does not take the comments of two issues for one", () => {
    const once = entry(5, "x", { id: "a" });
    expect(figures([once, entry(5, "x", { id: "a", on: "acme/incidents#2" })]).doubles).toBe(0);
    expect(figures([once, entry(6, "x", { id: "a" })]).doubles).toBe(1);
    const issue = entry(7, "x", { id: "retro/i", did: "created-issue", on: "acme/incidents#3" });
    expect(figures([issue, { ...issue, on: "acme/incidents#4" }]).doubles).toBe(1);
  });

  test("is told in lines, and not at all where nothing was said", () => {
    const lines = attentionLines(figures([entry(50, "@ana, you hold it")]), (at) => at.slice(11, 16));
    expect(lines).toEqual([
      "  Who was asked, and why:",
      "    17:10     @ana  It was due. (update/I_1/overdue/50)",
      "  Comments per hour: 16:20 1; 1 in all",
      "  Worst hour: 1 from 16:20; on one issue at most 1 in 60 minutes and 1 in 24 hours, answers apart",
      "  Mentions: @ana 1; said twice: nothing",
    ]);
    expect(attentionLines(figures([]), String)).toEqual([]);
  });
});
