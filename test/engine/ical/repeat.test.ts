// Rules that repeat, for every start and instant: the leap to an instant lands where counting from the beginning does.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  changeAfter,
  type Occurrence,
  occurrenceAt,
  occurrencesFrom,
  type Repeat,
  type Series,
} from "../../../src/engine/ical/repeat.ts";
import { DAY, HOUR, type Instant, MINUTE } from "../../../src/engine/instant.ts";

const first = Date.UTC(2024, 0, 1);

/** Any series of a few years: its beginning, how it repeats, how long each time. */
const series: fc.Arbitrary<Series> = fc
  .record({
    start: fc.integer({ min: 0, max: 2 * 365 * 24 * 4 }).map((quarters) => first + quarters * 15 * MINUTE),
    every: fc.constantFrom("day", "week", "month"),
    interval: fc.integer({ min: 1, max: 5 }),
    weekStart: fc.integer({ min: 0, max: 6 }),
    more: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
    hours: fc.integer({ min: 1, max: 24 * 9 }),
    lasts: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
  })
  .map(({ start, every, interval, weekStart, more, hours, lasts }): Series => {
    const today = (new Date(start).getUTCDay() + 6 - weekStart + 7) % 7;
    const days = [...new Set([today, ...more])].toSorted((one, other) => one - other);
    const last = lasts === undefined ? undefined : start + lasts * DAY;
    const repeat: Repeat = { kind: "repeat", every, interval, weekStart, days, last } as Repeat;
    return {
      start,
      zone: "Europe/London",
      length: { nominal: hours * HOUR, exact: 0 },
      repeat,
      without: new Set(),
    };
  });

function upTo(all: Iterable<Occurrence>, most: number): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const one of all) {
    found.push(one);
    if (found.length === most) break;
  }
  return found;
}

const show = ({ from, to }: Occurrence): string =>
  `${new Date(from).toISOString()} ${new Date(to).toISOString()}`;

test("what is on at an instant, or comes next, does not hang on where the counting begins", () => {
  fc.assert(
    fc.property(series, fc.integer({ min: -10, max: 1200 }), (one, days) => {
      const at: Instant = one.start + days * DAY + 7 * HOUR;
      const counted = upTo(occurrencesFrom(one, one.start - DAY), 1500).filter(({ to }) => to > at);
      expect(upTo(occurrencesFrom(one, at), 3).map(show)).toEqual(counted.slice(0, 3).map(show));
    }),
    { numRuns: 150 },
  );
});

test("occurrences come in order, and none begins before the series or after its last", () => {
  fc.assert(
    fc.property(series, (one) => {
      const found = upTo(occurrencesFrom(one, one.start - DAY), 60).map(({ from }) => from);
      expect(found).toEqual(found.toSorted((a, b) => a - b));
      expect(found[0] ?? one.start).toBeGreaterThanOrEqual(one.start - HOUR);
      const last = one.repeat?.last ?? Number.POSITIVE_INFINITY;
      expect(found.filter((from) => from > last + HOUR)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("what is on at an instant, and when that changes, is what counting all of it gives", () => {
  const out = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 });
  fc.assert(
    fc.property(series, fc.integer({ min: -10, max: 700 }), out, (one, days, gone) => {
      const at: Instant = one.start + days * DAY + 7 * HOUR;
      const every = upTo(occurrencesFrom(one, one.start - DAY), 1500);
      const without = new Set(gone.flatMap((index) => every[index]?.from ?? []));
      const left = every.filter(({ from }) => !without.has(from));
      const now = { ...one, without };
      expect(occurrenceAt(now, at)).toEqual(left.findLast(({ from, to }) => from <= at && at < to));
      const changes = left.flatMap(({ from, to }) => [from, to]).filter((change) => change > at);
      expect(changeAfter(now, at) ?? Number.POSITIVE_INFINITY).toBe(Math.min(...changes));
    }),
    { numRuns: 150 },
  );
});
