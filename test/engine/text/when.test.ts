import { expect, test } from "vitest";
import { parseDuration } from "../../../src/engine/duration.ts";
import { parseMoment } from "../../../src/engine/moment.ts";
import { saidMoment } from "../../../src/engine/said-moment.ts";
import { readContact } from "../../../src/engine/text/contact.ts";
import { nextWhen } from "../../../src/engine/text/next-when.ts";
import {
  findWhen,
  leadingPast,
  leadingSpan,
  leadingVague,
  leadingWhen,
  onlyWhen,
} from "../../../src/engine/text/when.ts";

const now = Date.UTC(2025, 3, 1, 8, 0);

test.each([
  ["04:30", "2025-04-01T04:30:00.000Z"],
  ["at 9:30 am", "2025-04-01T09:30:00.000Z"],
  ["4:20 p.m.", "2025-04-01T16:20:00.000Z"],
  ["4pm", "2025-04-01T16:00:00.000Z"],
  ["16.05", "2025-04-01T16:05:00.000Z"],
  ["16:05 BST", "2025-04-01T15:05:00.000Z"],
  ["tomorrow 09:00", "2025-04-02T09:00:00.000Z"],
  ["09:00 tomorrow", "2025-04-02T09:00:00.000Z"],
  ["2025-04-03 09:00 UTC", "2025-04-03T09:00:00.000Z"],
  ["2025-04-03T09:00Z", "2025-04-03T09:00:00.000Z"],
  ["3 April 09:00", "2025-04-03T09:00:00.000Z"],
  ["Thu, 3 April, 09:00", "2025-04-03T09:00:00.000Z"],
  ["April 3rd at 9am", "2025-04-03T09:00:00.000Z"],
  ["in 30m", "2025-04-01T08:30:00.000Z"],
  ["+1h30m", "2025-04-01T09:30:00.000Z"],
  ["90 minutes", "2025-04-01T09:30:00.000Z"],
  ["1 hour and 30 minutes", "2025-04-01T09:30:00.000Z"],
  ["now", "2025-04-01T08:00:00.000Z"],
  ["1430Z", "2025-04-01T14:30:00.000Z"],
  ["14h30", "2025-04-01T14:30:00.000Z"],
  ["half an hour", "2025-04-01T08:30:00.000Z"],
  ["half hour", "2025-04-01T08:30:00.000Z"],
  ["a half-hour", "2025-04-01T08:30:00.000Z"],
  ["within the hour", "2025-04-01T09:00:00.000Z"],
  ["half past ten am", "2025-04-01T10:30:00.000Z"],
  ["Friday 09:00", "2025-04-04T09:00:00.000Z"],
])("what a command line gives for a time is read as an instant: %s", (text, iso) => {
  const found = leadingWhen(`${text}, then more`);
  expect(found?.others).toBe("then more");
  const moment = parseMoment(found?.when ?? "", { zone: "UTC", now });
  expect(moment).toMatchObject({ kind: "instant", at: Date.parse(iso) });
});

test.each(["soon", "30", "the 04:30 job", "04:301", "nowhere", "30 metres", "3 mayors"])(
  "a line that does not begin with a time gives none: %s",
  (text) => {
    expect(leadingWhen(text)).toBeUndefined();
  },
);

test.each(["04:20-05:00", "04:20 - 05:00", "04:20 to 05:00", "04:20 UTC – 05:00 UTC"])(
  "a range is handed on whole, so that it is asked about: %s",
  (range) => {
    expect(leadingWhen(`${range}, then more`)?.when).toBe(range);
    expect(findWhen(`bridge ${range} by phone`)?.when).toBe(range);
    expect(nextWhen(`next update ${range}, then more`)).toBe(range);
  },
);

test.each([
  ["11:30", "11:30"],
  ["at 11:30 BST.", "11:30 BST"],
  ["10m ago", "10m ago"],
  ["in 20 minutes", "in 20 minutes"],
  ["30m", "in 30m"],
  ["tomorrow 09:00", "tomorrow 09:00"],
  ["1405", "1405"],
  ["this morning", "this morning"],
  ["just now", "now"],
  ["before 11:30", "before 11:30"],
  ["until 11:30", "until 11:30"],
  ["11:30 rolled back", undefined],
  ["1405 requests failed", undefined],
  ["in 20m we rolled back", undefined],
  ["rolled back at 11:30", undefined],
  ["", undefined],
])("a text that is a time and nothing else: %j", (text, when) => {
  expect(onlyWhen(text)).toBe(when);
});

test.each([
  "16:00 ET",
  "16:00 CT",
  "16:00 UTC-3",
  "16:00 GMT+1",
  "16:00 UTC+5:30",
  "16:00 SGT",
  "16:00 KST",
  "16:00 IST",
  "16:00 CST",
  "16:00 GMT/BST",
  "16:00 (BST)",
  "16:00 Eastern time",
  "16:00 Europe/London",
  "4pm PT",
  "1600Z",
  "half past four UTC",
  "tomorrow 16:00 ET",
  "16:00 ET tomorrow",
  "16:00 Eastern time",
  "16:00 New York time",
  "16:00 berlin time",
  "16:00 (Tokyo)",
  "16:00 (New York)",
  "16:00 UK time",
])("no caller is handed a time without its zone: %s", (time) => {
  expect(leadingWhen(`${time} waiting for the restore`)?.when).toBe(time);
  expect(findWhen(`regulator by phone ${time}, INC123`)?.when).toBe(time);
  expect(nextWhen(`Restore runs. Next update at ${time}. More then`)).toBe(time);
});

test.each([
  "16:00 Eastern",
  "16:00 New York",
  "16:00 paris",
  "16:00 in Paris",
  "4pm Los Angeles",
  "1600 Tokyo",
])("a place is a zone where nothing follows that it could belong to: %s", (time) => {
  for (const [more, left] of [
    ["", ""],
    [", waiting", "waiting"],
    [" by phone", "by phone"],
    [" because it is slow", "because it is slow"],
  ]) {
    expect(leadingWhen(`${time}${more}`)).toEqual({ when: time, others: left });
    expect(findWhen(`${time}${more}`)).toEqual({ when: time, others: left });
  }
  expect(nextWhen(`next update at ${time}. More then`)).toBe(time);
});

test.each([
  ["16:00 Paris datacentre fails over", "16:00 Paris?", "Paris datacentre fails over"],
  ["16:00 Eastern waiting for the restore", "16:00 Eastern?", "Eastern waiting for the restore"],
  ["today 16:00 Sydney rings back", "today 16:00 Sydney?", "Sydney rings back"],
  ["4pm New York desk", "4pm New York?", "New York desk"],
])("a place before other words may be either, and is handed on as a question: %s", (text, when, others) => {
  expect(leadingWhen(text)).toEqual({ when, others });
  expect(leadingPast(text, "command")).toEqual({ when, others });
  expect(nextWhen(`next update ${text}`)).toBe(when);
});

test.each([
  ["16:00 BST Paris datacentre", "16:00 BST"],
  ["in 30m Paris datacentre", "in 30m"],
  ["16:00, Paris datacentre", "16:00"],
  ["16:00 waiting for the restore", "16:00"],
  ["16:00 restarted db", "16:00"],
  ["16:00 by phone", "16:00"],
  ["16:00 canary", "16:00"],
  ["16:00 in the call", "16:00"],
  ["16:00 Response time is up", "16:00"],
  ["16:00 eastern desk", "16:00"],
  ["16:00 central desk", "16:00"],
  ["16:05 SMS sent", "16:05"],
  ["16:00 and/or later", "16:00"],
  ["16:00 et 17:00", "16:00"],
  ["16:00 western desk", "16:00"],
])("what is no zone stays out of it: %s", (text, when) => {
  expect(leadingWhen(text)?.when).toBe(when);
});

test.each([
  ["about 16:05 by phone", "about 16:05"],
  ["by phone at about 16:05", "about 16:05"],
  ["by phone around 16:05", "around 16:05"],
  ["approximately 16:05", "approximately 16:05"],
  ["approx. 16:05", "approx. 16:05"],
  ["~16:05", "~16:05"],
  ["at ~16:05", "~16:05"],
  ["just after 16:05", "just after 16:05"],
  ["about an hour ago", "about an hour ago"],
  ["just now by phone", "just now"],
])("an estimate is handed on whole: %s", (text, when) => {
  expect(findWhen(text)?.when).toBe(when);
});

test("a length before words is no time that was", () => {
  expect(leadingPast("1h30 window agreed", "command")).toBeUndefined();
  expect(leadingPast("1h30: window agreed", "command")?.when).toBe("1h30");
  expect(leadingPast("14h05 window agreed", "command")?.when).toBe("14h05");
});

test.each([
  ["1405 restarted", "1405"],
  ["at 1405 restarted", "at 1405"],
  ["this morning", "this morning"],
  ["just now", "just now"],
  ["yesterday by mail", "yesterday"],
  ["a few minutes ago", "a few minutes ago"],
  ["14057", undefined],
  ["2512 users", undefined],
  ["today's lead", undefined],
])("words that tell no instant are found at the beginning: %s", (text, when) => {
  expect(leadingVague(text)?.when).toBe(when);
});

test.each([
  ["by phone at 16:05, INC123", "16:05", "by phone INC123"],
  ["20m ago INC 12", "20m ago", "INC 12"],
  ["INC12:30", undefined, undefined],
])("a time anywhere in a line is found: %s", (text, when, others) => {
  expect(findWhen(text)?.when).toBe(when);
  expect(findWhen(text)?.others).toBe(others);
});

test.each([
  ["60m because", 60],
  ["for 2 hours", 120],
  ["1h30m", 90],
  ["1h30 because", 90],
  ["1h 30 because", 90],
  ["1h 30", 90],
  ["1h 30 waiting for the restore", 90],
  ["1 hour 30 servers", 60],
  ["half an hour because", 30],
  ["an hour", 60],
])("a length at the beginning is read in minutes: %s", (text, minutes) => {
  expect(parseDuration(leadingSpan(text)?.when ?? "")).toBe(minutes * 60_000);
});

/** What the reader of a whole answer makes of words said on Tuesday 1 April 2025 at 14:05 in London. */
function outcome(when: string | undefined, side: "past" | "future"): string {
  if (when === undefined) return "nothing";
  const read = saidMoment(when, {
    zone: "Europe/London",
    said: Date.parse("2025-04-01T14:05:00+01:00"),
    side,
  });
  return read.kind === "instant" ? new Date(read.at).toISOString() : "asked";
}

const written = [
  ..."13:50|at 13:50|13:50 BST (12:50 UTC)|12:50 UTC (13:50 BST)|13:50 BST (12:55 UTC)|13:50 BST/12:50 UTC".split(
    "|",
  ),
  ..."12:50Z|12:50 Zulu|08:50 ET|10:50 UTC\u22123|09:50 UTC\u20133|18:20 +5:30|18:20+05:30|08:50 US/Eastern|15:50 EAT".split(
    "|",
  ),
  ..."02:50 HST|14:50 MESZ|18:20 Mumbai|18:20 in Mumbai|13:50 server time|13:50 AMST|13:50 British time|13:50 CST".split(
    "|",
  ),
  ..."31/03 13:50|on 31/03 at 13:50|31.03. 13:50|31/03/25 13:50|13:50 on 31/03|13:50 on 31/03/2025|02/04 13:50".split(
    "|",
  ),
  ..."13:50 on 1/4|23:45 (Monday)|23:45 on Monday night|Monday night 23:45|this morning 9:15|at 9 this morning".split(
    "|",
  ),
  ..."9 this morning|next Friday 16:00|tonight 01:20|at 2|at 14h|10 to 2|10 minutes to 2|twenty to two|5 past 1".split(
    "|",
  ),
  ..."1:50 in the afternoon|9:15 in the evening|13:40 or 13:50|13:50-14:00|13h50|13.50 Uhr|1350hrs|13:50 today".split(
    "|",
  ),
];
const past = [
  ..."last night 23:45|23:45 last night|last night at 1:30|yesterday evening 9:15|yesterday at 9|last Friday 16:00".split(
    "|",
  ),
  ..."1h30 ago|1h 30 ago|an hour and a half ago|between 13:40 and 13:50|from 13:40 to 13:50|half one|9 to 5".split(
    "|",
  ),
  ..."around 13:50|13:50 or so|13:50ish|13:50 (approx)|13:50/13:55|31:16".split("|"),
];

test.each([...written, ...past])("what was at %s is the same to all who look for it", (words) => {
  const expected = outcome(words, "past");
  for (const when of [
    onlyWhen(words),
    leadingPast(`${words}, rolled back`, "command")?.when,
    leadingPast(`${words}, rolled back`, "promise")?.when,
    readContact(`siro ${words}`)?.when,
    readContact(`the siro ${words}, by phone`)?.when,
    readContact(`service bridge by phone ${words}`)?.when,
  ])
    expect(outcome(when, "past")).toBe(expected);
});

test.each([
  ...written,
  ..."in 1h 30|in 1:30|tomorrow 9am|tomorrow morning 9:00|Friday at 16:00|4/4 09:00|2/4 09:00|at 4.30|at 15h".split(
    "|",
  ),
])("what is to come at %s is the same to all who look for it", (words) => {
  const expected = outcome(words, "future");
  for (const when of [
    leadingWhen(`${words}, then more`)?.when,
    nextWhen(`Rolled back. Next update ${words}. More then`),
    nextWhen(`The next update will be ${words}`),
  ])
    expect(outcome(when, "future")).toBe(expected);
});

const long = "word ".repeat(500);

test("a time is looked for in the first 2,000 characters of a line, and all others stay", () => {
  expect(findWhen(`16:05 ${long}`)).toEqual({ when: "16:05", others: long.trim() });
  expect(findWhen(`${long} 16:05`)).toBeUndefined();
  expect(leadingWhen(`04:30 ${long}`)).toEqual({ when: "04:30", others: long.trim() });
});

test("the next update is promised at the end of a text of any length", () => {
  expect(nextWhen(`${long.repeat(20)}next update in 30m`)).toBe("in 30m");
});

test("a line of lengths is none, though each is one", () => {
  expect(findWhen(`${"1d ".repeat(20_000)}ago`)).toBeUndefined();
  expect(parseDuration(leadingSpan("1d ".repeat(20_000))?.when ?? "")).toBeUndefined();
  expect(leadingSpan("1w 2d 3h 4m and more")?.when).toBe("1w 2d 3h 4m");
});
