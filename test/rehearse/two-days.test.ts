// The scenarios that ship and last two days and nights: the longest, in a file of their own, so that they run beside the others.
import { describe, expect, test } from "vitest";
import { Players, shipped } from "./shipped.ts";

const files = shipped.filter((file) => file.endsWith("-two-days.yml"));
const players = new Players();

describe("every scenario of two days goes as expected, and twice the same", () => {
  players.goAsExpected(files);
});

test("in two days and nights of hourly updates all that is due is said, by the voice, and the record knows it again", () => {
  expect(files).toHaveLength(2);
  expect([...players.speech.breaches]).toEqual([]);
  expect([...players.speech.unsaid]).toEqual([]);
  expect([...players.speech.topics].toSorted()).toEqual(["handover", "reminder", "shift"]);
});
