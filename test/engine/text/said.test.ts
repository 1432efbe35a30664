import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFields, readUpdate } from "../../../src/engine/text/said.ts";
import { anyText } from "../../any-text.ts";

describe("the promise of a next update", () => {
  test.each([
    ["next 04:20", "04:20"],
    ["next update at 04:20", "04:20"],
    ["Nothing new, next at 04:20.", "04:20"],
    ["Restore runs. Next update: 04:20 BST, by mail", "04:20 BST"],
    ["next in 30m", "in 30m"],
    ["Next update in 45 minutes", "in 45 minutes"],
    ["next +1h30m", "+1h30m"],
    ["next update is due by 4:20 pm", "4:20 pm"],
    ["next update will be at 4pm", "4pm"],
    ["next update tomorrow 09:00", "tomorrow 09:00"],
    ["next update on Friday at 09:00 UTC", "Friday at 09:00 UTC"],
    ["next 2025-04-01 10:00", "2025-04-01 10:00"],
    ["next update 2025-04-01T10:00Z", "2025-04-01T10:00Z"],
    ["next\nupdate at\n04:20", "04:20"],
    ["**Status:** Fixing\n**Next update:** 14:30 BST", "14:30 BST"],
    ["**Next update**: 14:30", "14:30"],
    ["_Next update:_ 14:30", "14:30"],
    ["### Next update\n\n14:30 BST", "14:30 BST"],
    ["| Next update | 14:30 |", "14:30"],
    ["Next update (16:00 BST)", "16:00 BST"],
    ["The next update will be posted at 16:00.", "16:00"],
    ["Next update will be provided within 20 minutes", "within 20 minutes"],
    ["next update within 60 minutes", "within 60 minutes"],
    ["Next update in an hour", "in an hour"],
    ["Next update: half an hour", "in half an hour"],
    ["Next update: 30 minutes", "in 30 minutes"],
    ["next update in about 30 minutes", "in about 30 minutes"],
    ["next update within the hour", "within the hour"],
    ["Next update 1430Z", "1430Z"],
    ["next update: 14h30", "14h30"],
    ["next update 15.30", "15.30"],
    ["next update no later than 16:00 CT", "16:00 CT"],
    ["Next update by 16:00 at the latest", "16:00"],
    ["next update at half past two", "half past two"],
    ["next update at noon", "noon"],
    ["Next update at 3.", "at 3"],
    ["Next update: 3.", "3 o'clock"],
    ["Next update at 15h", "at 15h"],
    ["Next update at 16h CEST, or before", "at 16h CEST"],
    ["Next update in 1h 30", "in 1h 30"],
    ["Next update in 1:30", "in 1:30"],
    ["Next update at 20 past 3", "20 past 3"],
    ["Next update at 4.30", "4.30"],
    ["Next update: 15:30 Zulu", "15:30 Zulu"],
    ["Next update 12:30 UTC−3", "12:30 UTC−3"],
    ["Next update at 16:00Z (17:00 BST)", "16:00Z (17:00 BST)"],
    ["Next update: ~~14:30~~ 14:50", "14:50"],
    ["Next update moved from 15:00 to 16:00", "16:00"],
    ["Next update not before 16:00", "16:00"],
    ["Next status update: 14:30", "14:30"],
    ["Next scheduled update 14:30", "14:30"],
    ["Another update in 20 minutes", "in 20 minutes"],
    ["Next check-in 16:00", "16:00"],
    ["We will update at 4.", "at 4"],
    ["Vendor says it is a bug, next update 14:30", "14:30"],
    ["AWS said next update at 13:30. Next update at 16:00", "16:00"],
    ["We said the next update is at 14:30", "14:30"],
    ["We will update again at 15:00", "15:00"],
    ["Further updates at 15:00", "15:00"],
    ["next 10:45 UTC-3", "10:45 UTC-3"],
    ["We will update at 14:45", "14:45"],
    ["I'll update you in 30 minutes", "in 30 minutes"],
    ["We will update everybody by 16:00 BST.", "16:00 BST"],
    ["Rolled back, will report back at 16:00", "16:00"],
    ["I'll report again in 30 minutes", "in 30 minutes"],
    ["We'll send an update by 15:15", "15:15"],
    ["Looking at the cache and will give you an update within the hour", "within the hour"],
    ["Vendor engaged. Will report back at 16:00", "16:00"],
    ["AWS looks at it and will report back at 16:00", "will report back at 16:00"],
    ["Status: will send an update by 16:00", "16:00"],
    ["The vendor says: will send an update by 16:00", "will send an update by 16:00"],
    ["Vendor engaged, will send an update by 16:00", "will send an update by 16:00"],
    ["Update at 14:45", "14:45"],
    ["Restore runs. Update by 14:45, or before", "14:45"],
    ["Restore runs\n- Update in 30m", "in 30m"],
    ["next update circa 15:00", "15:00"],
    ["next update by 14:45 today", "14:45 today"],
    ["next update 09:00 tomorrow", "09:00 tomorrow"],
    ["No further update until 16:00", "16:00"],
    ["Next update after 20 minutes", "after 20 minutes"],
    ["Next update in half hour", "in half hour"],
  ])("is heard: %s", (text, next) => {
    expect(readUpdate(text).next).toBe(next);
  });

  test.each([
    ["next update in 30", "in 30"],
    ["Next update in 30.\nRestore runs", "in 30"],
    ["next update: 1445", "1445"],
    ["Next update: 1445. Restore runs", "1445"],
    ["next update Wednesday", "Wednesday"],
    ["next update: tomorrow", "tomorrow"],
    ["next update on 2 April", "2 April"],
    ["next update at 25:00", "25:00"],
    ["next update in a couple of hours", "in a couple of hours"],
    ["next update in a few minutes", "in a few minutes"],
    ["next update in ½ hour", "in ½ hour"],
    ["Next update by EOD", "EOD"],
    ["Next update: end of the day, we hope", "end of the day"],
    ["next update in 1½ hours", "in 1½ hours"],
    ["Next update 2/4 09:00", "2/4 09:00"],
    ["Next update 16:00 or 17:00", "16:00 or 17:00"],
    ["Next update half four", "half four"],
    ["Next update by quarter past", "quarter past"],
    ["Next update at 16:00 server time", "16:00 server time"],
    ["Ben's next update is at 14:30", "next update is at 14:30"],
    ["We will update in 30", "in 30"],
  ])("is heard though no instant is to be read in it: %s", (text, next) => {
    expect(readUpdate(text).next).toBe(next);
  });

  test.each([["Thanks all. next update 14:45", "14:45"]])("is heard: %s", (text, next) => {
    expect(readUpdate(text).next).toBe(next);
  });

  test.each([
    "Over the next 2 hours we move the traffic",
    "The next deployment is at 04:20",
    "Next we look at the queue, 10:30 at the latest",
    "Let us meet next Friday 09:00",
    "next 25:70",
    "context 04:20",
    "next 04:201",
    "> next 04:20",
    "`none`",
    "The next update 2.10 is a release",
    "no next update at 14:45 expected",
    "There will be no next update at 14:45",
    "We will not update at 14:45",
    "We will update the servers at 14:45",
    "Update at 14:45: restarted db",
    "The last update at 14:45 said so",
    "Windows update at 14:45 broke it",
    "The next update will be sent to 1500 users",
    "next update in a new thread",
    "next update in 3 places",
    'Reply to this mail; "nothing new, next 04:20" is enough.',
    "Reply: `/update nothing new, next 04:20` is enough.",
    "next week 04:20 people",
    "Vendor says their next update is at 15:30",
    "The vendor's next update is at 15:30",
    "They told us the next update comes at 15:30",
    "AWS status page: next update by 15:30",
    "They will update again at 15:30",
    "They will report back at 15:30",
    "AWS will send an update at 15:30",
    "Ana will report back to the supplier at 15:30",
    "We will report the fault at 15:30",
    "We will report at 15:30 to the regulator",
    "We will issue the update at 15:30 to all tills",
    "It will report errors at 15:30",
    "~~Next update 14:30~~",
    "next update at 2 sites",
  ])("is not imagined: %s", (text) => {
    expect(readUpdate(text).next).toBeUndefined();
  });
});

describe("an update with nothing new", () => {
  test.each([
    "nothing new",
    "Nothing new, next at 04:20",
    "No change.",
    "No news yet",
    "Still nothing new from the supplier",
  ])("says so at its beginning: %s", (text) => {
    expect(readUpdate(text).nothingNew).toBe(true);
  });

  test.each([
    "Restore runs, nothing new otherwise",
    "No changes to the database help",
    "newest log attached",
  ])("is not this: %s", (text) => {
    expect(readUpdate(text).nothingNew).toBe(false);
  });
});

describe("facts given line by line", () => {
  const known = ["users-affected", "Time: first seen", "cause", "workaround", "__proto__"];

  test.each([
    ["cause: expired certificate", { cause: "expired certificate" }],
    ["Users affected: 5000+", { "users-affected": "5000+" }],
    ["USERS_AFFECTED :  5000+", { "users-affected": "5000+" }],
    ["- **Cause:** expired: yesterday", { cause: "expired: yesterday" }],
    ["* __cause__: expired", { cause: "expired" }],
    ["1. cause: expired", { cause: "expired" }],
    ["Time: first seen: 10:00", { "Time: first seen": "10:00" }],
    ["cause: first\ncause: second", { cause: "second" }],
    ["cause:\nworkaround: none", { workaround: "none" }],
    ["the cause: unknown", {}],
    ["note: none\nhttps://example.org", {}],
    ["> cause: quoted", {}],
    ["```\ncause: fenced\n```", {}],
  ])("are read if the field is known: %s", (text, fields) => {
    expect(readFields(text, known)).toEqual(fields);
  });

  test("are plain data, whatever a field is called", () => {
    const fields = readFields("__proto__: x", known);
    expect(Object.entries(fields)).toEqual([["__proto__", "x"]]);
  });
});

describe("the excerpt of an update", () => {
  test.each([
    ["Restore runs.", "Restore runs."],
    ["## Status\n\n- **Restore** runs\n- see [log](https://example.org)", "Status Restore runs see log"],
    ["", ""],
    ["ask @ana <b>now</b>", "ask @\u2060ana now"],
    [
      `Restore runs. ${"It takes a while and then some more. ".repeat(6)}`,
      "Restore runs. It takes a while and then some more. It takes a while and then some more. It takes a while and then some more.",
    ],
  ])("is its first sentences on one line", (text, excerpt) => {
    expect(readUpdate(text).excerpt).toBe(excerpt);
  });

  test("is cut at a word where the first sentence is too long", () => {
    const { excerpt } = readUpdate("word ".repeat(60));
    expect(excerpt).toMatch(/^(?:word )+word…$/);
    expect(excerpt.length).toBeLessThanOrEqual(140);
  });

  test("is one line of at most 140 characters, whatever people write", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 400 }), fc.constantFrom("*", "`", "|", "a. "), (text, more) => {
        const { excerpt } = readUpdate(text + more.repeat(200));
        expect(excerpt.length).toBeLessThanOrEqual(140);
        expect(excerpt).not.toContain("\n");
      }),
    );
  });
});

test("a field whose name holds colons is found, however many stand in the line", () => {
  const known = ["ratio a:b", "users"];
  expect(readFields("Ratio A:B: 1:2:3:4", known)).toEqual({ "ratio a:b": "1:2:3:4" });
  expect(readFields("users: 1: 2: 3", known)).toEqual({ users: "1: 2: 3" });
  expect(readFields(`users:${":".repeat(150)} 5`, known)).toEqual({ users: `${":".repeat(149)} 5` });
});
