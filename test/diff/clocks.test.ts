// How changes of clocks are told: limits by severity and fact, events, reminders, and the hours that they go by.
import { describe, expect, test } from "vitest";
import { BASE, changesOf, edited, wordsOf } from "./policies.ts";

/** The base with keys of the update laid over the preset's. */
const update = (keys: string) => edited(["clocks:\n", `clocks:\n  update: { ${keys} }\n`]);

describe("a limit", () => {
  test("that is the same at two severities is told once for both", () => {
    expect(wordsOf(BASE, update("within: { sev1: 30m, sev2: 30m }"))).toEqual([
      "At SEV1 the update is due after 30 minutes instead of 1 hour, and its first reminder comes 30 minutes earlier.",
      "At SEV2 the update is due after 30 minutes instead of 1 hour 30 minutes, and its first reminder comes 1 hour earlier.",
    ]);
    const [change] = changesOf(BASE, edited(["sev1: 10wd, sev2: 10wd", "sev1: 8wd, sev2: 8wd"]));
    expect(change?.words).toBe(
      "At SEV1 and SEV2 the report is due after 8 working days (core hours) instead of 10 working days.",
    );
    expect(change?.severities).toEqual(["sev1", "sev2"]);
  });

  test("that leaves no room for a warning moves the first reminder by less, or the other way", () => {
    expect(wordsOf(BASE, update("within: { sev1: 10m }"))).toEqual([
      "At SEV1 the update is due after 10 minutes instead of 1 hour, and its first reminder comes 35 minutes earlier.",
    ]);
  });

  test("that begins or ends at a severity says that the clock runs there, or no longer", () => {
    expect(wordsOf(BASE, update("within: { sev1: none, sev3: 4h }"))).toEqual([
      "At SEV1 the update no longer runs: it was due after 1 hour.",
      "At SEV3 the update now runs: it is due after 4 hours.",
    ]);
  });

  test("for a fact is told for that fact alone", () => {
    expect(wordsOf(BASE, edited(["within: 5wd", "within: 3wd"]))).toEqual([
      "For service “gpit” the report is due after 3 working days (core hours) instead of 5 working days.",
    ]);
    expect(wordsOf(BASE, edited(["{ service: gpit }", "{ service: [gpit, emis] }"]))[0]).toBe(
      "At SEV1 and SEV2, for service “emis” the report is due after 5 working days (core hours) instead of 10 working days.",
    );
  });

  test("that holds only while something is so no longer runs without it", () => {
    expect(wordsOf(BASE, update("when: { service: letters }"))).toEqual([
      "At SEV1 the update no longer runs: it was due after 1 hour.",
      "At SEV2 and while no severity is settled the update no longer runs: it was due after 1 hour 30 minutes.",
    ]);
  });
});

describe("the hours of a clock", () => {
  test("are told where they make a difference, with where it shows most", () => {
    expect(
      wordsOf(BASE, edited(["any: none }, remind: tech", "any: none }, calendar: support, remind: tech"])),
    ).toEqual([
      "The fix goes by support hours instead of core hours.",
      "  the fix (SEV1) is due up to 4 days 1 hour earlier: begun Thu 25 Dec 00:00 GMT, due Thu 25 Dec 11:00 GMT instead of Mon 29 Dec 12:00 GMT",
    ]);
  });

  test("that reminders wait for are told with the first reminder", () => {
    const [change] = changesOf(BASE, update("hours: working"));
    expect(change?.words).toBe(
      "Reminders of the update wait for business hours instead of coming at any time.",
    );
    expect(change?.where[0]).toMatch(
      /^the first reminder of the update \(SEV1\) comes up to .* later: begun /,
    );
  });

  test("are no matter to reminders where nothing ends outside of them", () => {
    const always = edited(
      ['mon-sun: "07:00-19:00"', "mon-sun: all day"],
      ["clocks:\n", "clocks:\n  update: { calendar: support }\n"],
    );
    expect(changesOf(always, always.replace("update: {", "update: { hours: working,"))).toEqual([]);
  });
});

test("what starts a clock, how it speaks and whom it reminds are changes of their own", () => {
  expect(
    wordsOf(
      BASE,
      update("starts: confirmed, warn: [5m, 20m], overdue: [10m], remind: [manager, lead], movable: false"),
    ),
  ).toEqual([
    "The update starts at confirmation instead of declaration or being opened again.",
    "Before its limit the update speaks 5 and 20 minutes ahead instead of 10 minutes.",
    "After its limit the update speaks 10 minutes later instead of 5, 20 and 60 minutes.",
    "The last reminder of the update no longer goes up one escalation step.",
    "The update reminds the manager and the lead instead of the lead.",
    "People may no longer move the time of the update.",
  ]);
});

test("a new clock is told whole, one that is gone by its name", () => {
  const without = edited([BASE.slice(BASE.indexOf("  report:"), BASE.indexOf("severity:\n")), ""]);
  expect(wordsOf(without, BASE)).toEqual([
    "The report is new: it starts at resolution and is due after 10 working days at SEV1 and SEV2; where service is “gpit” it is due after 5 working days; it reminds the lead.",
  ]);
  expect(wordsOf(BASE, without)).toEqual(["The report is no longer timed."]);
});

test("a new severity says which clocks run there", () => {
  expect(
    wordsOf(BASE, edited(["severity:\n", "severities: { sev5: { title: SEV5 } }\nseverity:\n"])),
  ).toEqual(["There is a new severity, SEV5.", "  the update is due after 1 hour 30 minutes"]);
});
