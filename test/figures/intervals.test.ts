// The intervals of a report: by the times that were given, with how long after its end each was written down (L-7, O-4).
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../src/engine/instant.ts";
import { intervalsOf } from "../../src/figures/intervals.ts";
import { promisesOf } from "../../src/figures/promises.ts";
import { hssi } from "../engine/answers.ts";
import { type History, incident, time } from "../engine/build.ts";

const outage = () =>
  incident({ policy: "extends: hssi", preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .looked("09:00");

/** The length of an interval in minutes, and how many minutes after its end that was recorded. */
function interval(history: History, key: string): readonly (number | undefined)[] {
  const here = history.situation("11:00");
  const [value] = intervalsOf([here], here.ruling.policy).find((one) => one.key === key)?.values ?? [];
  return [value?.length, value?.recordedAfter].map((one) => (one === undefined ? undefined : one / MINUTE));
}

describe("the time to resolve", () => {
  test.each([
    ["at its own time", ["/resolve Fixed"], [60, 0]],
    ["later", ["/resolve 09:40 Fixed"], [40, 20]],
    ["later, by a line of its own", ["/resolve Fixed\nresolved-at: 09:40"], [40, 20]],
    ["later, by a status", ["/status resolved 09:40"], [40, 20]],
    ["and corrected", ["/resolve 09:40 Fixed", "/resolve 09:20"], [20, 50]],
    ["and corrected by the fact", ["/resolve 09:40 Fixed", "/set resolved-at 09:20"], [20, 50]],
  ])("that was told %s", (_, [first = "", second], expected) => {
    const history = outage().comment("10:00", "ana", first).looked("10:00");
    if (second !== undefined) history.comment("10:10", "ana", second).looked("10:10");
    expect(interval(history, "resolve")).toEqual(expected);
  });
});

test("the first of several that were told is the earliest, whichever was told first", () => {
  const policy = `extends: hssi
figures: { intervals: { inform: { title: Time to inform, from: declared, to: first.told.bridge } } }
`;
  const history = incident({ policy, preset: "hssi" })
    .opened("09:00", "alice", { ...hssi, occurred: "08:00" })
    .comment("09:40", "ana", "/told bridge 09:35")
    .comment("10:00", "ana", "/told bridge 09:10 by phone");
  expect(interval(history, "inform")).toEqual([10, 50]);
});

test("a limit that was missed as far as was known is kept in the figures once it was in time after all", () => {
  const history = outage().comment("10:00", "ana", "/resolve 09:40").looked("10:00");
  const promise = () => {
    const here = history.situation("11:00");
    const found = promisesOf([here], here.ruling.policy, time("11:00")).find(
      ({ clock }) => clock === "confirm",
    );
    return [found?.kept, found?.missed.map(({ late }) => late / MINUTE)];
  };
  expect(promise()).toEqual([0, [20]]);
  history.comment("10:10", "ana", "/confirm 09:10").looked("10:10");
  expect(promise()).toEqual([1, []]);
});
