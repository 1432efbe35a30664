// Silence by everybody: when those who were asked are asked again, by the history and the policy alone.
import { describe, expect, test } from "vitest";
import { askedAgain } from "../../../src/engine/escalation/silence.ts";
import { HOUR, type Instant } from "../../../src/engine/instant.ts";

const hours = (count: number): Instant => Date.parse("2026-05-01T00:00:00Z") + count * HOUR;
const asked = (now: number, ...steps: readonly number[]) => {
  const found = askedAgain({ from: hours(0), steps: steps.map(hours), every: 4 * HOUR }, hours(now));
  return [
    found.count,
    found.at === undefined ? undefined : (found.at - hours(0)) / HOUR,
    (found.next - hours(0)) / HOUR,
  ];
};

describe("those who were asked", () => {
  test.each<[string, number, number[], (number | undefined)[]]>([
    ["are not asked again before their time", 3.9, [], [0, undefined, 4]],
    ["are asked after four hours", 4, [], [1, 4, 8]],
    ["are asked again each four hours", 13, [], [3, 12, 16]],
    ["are asked four hours after a step that is said meanwhile", 6, [2, 3], [0, undefined, 7]],
    ["are asked as often, whatever is said after the first time", 12, [5], [2, 9, 13]],
    ["are asked anew after a step that comes at the very time", 4, [4], [0, undefined, 8]],
    ["are asked as if nothing was said before the silence", 4, [-1, 0], [1, 4, 8]],
  ])("%s", (_, now, steps, expected) => {
    expect(asked(now, ...steps)).toEqual(expected);
  });
});
