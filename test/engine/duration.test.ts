import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../src/engine/duration.ts";

const MINUTE = 60_000;

describe("a length of time that somebody writes", () => {
  it.each([
    ["20m", 20],
    ["1.5h", 90],
    ["3d", 3 * 24 * 60],
    ["90 minutes", 90],
    ["1h30m", 90],
    ["1h 30m", 90],
    ["1 hour and 5 minutes", 65],
    ["2 hours, 5 mins", 125],
    [" 1 Week ", 7 * 24 * 60],
    ["30s", 0.5],
    ["0m", 0],
    ["1h30", 90],
    ["an hour", 60],
    ["an hour and a half", 90],
    ["one and a half hours", 90],
    ["half an hour", 30],
    ["a quarter of an hour", 15],
    ["Two hours", 120],
    ["forty-five minutes", 45],
  ])("reads %j", (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes * MINUTE);
  });

  it.each([
    "",
    " ",
    "20",
    "m",
    "-5m",
    "+5m",
    "30m1h",
    "1h 2h",
    "4 business hours",
    "10wd",
    "1..5h",
    "1h!",
    "soon",
    "1h99",
    "a few minutes",
    "half a mind",
  ])("does not guess at %j", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("a length of time for a person", () => {
  it.each([
    [20, "20 minutes"],
    [90, "1 hour 30 minutes"],
    [3 * 24 * 60, "3 days"],
    [25 * 60 + 1, "1 day 1 hour 1 minute"],
    [0.5, "30 seconds"],
    [0, "0 minutes"],
  ])("of %d minutes reads well", (minutes, words) => {
    expect(formatDuration(minutes * MINUTE)).toBe(words);
  });

  it("can be read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });
});
