// The parts of a report by themselves: periods, spreads, bars and dots, for what no repository is needed.
import { describe, expect, test } from "vitest";
import { barsOf } from "../../src/figures/bars.ts";
import type { IntervalFigures } from "../../src/figures/data.ts";
import { type Period, readPeriod, spanOf } from "../../src/figures/period.ts";
import { spreadOf } from "../../src/figures/spread.ts";
import { stripPlot } from "../../src/figures/strip-plot.ts";
import { parses } from "../mermaid.ts";

const MINUTE = 60_000;

describe("a period", () => {
  test.each([
    ["month", "2026-10", "October 2026", "2026-09-30T23:00:00.000Z", "2026-11-01T00:00:00.000Z"],
    ["month", "2025-12", "December 2025", "2025-12-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z"],
    ["quarter", "2026-q4", "Quarter 4 of 2026", "2026-09-30T23:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["year", "2026", "2026", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ] as const)(
    "%s %s lasts from the first midnight in London to the next one's",
    (kind, text, name, from, to) => {
      const period = readPeriod(kind, text) as Period;
      const span = spanOf(period.months, "Europe/London");
      expect([period.name, new Date(span.from).toISOString(), new Date(span.to).toISOString()]).toEqual([
        name,
        from,
        to,
      ]);
    },
  );

  test("begins where a day has no midnight when that day begins", () => {
    // Chile puts its clocks forward at midnight: on 5 September 2027 the first minute is 01:00.
    const { from } = spanOf(["2027-09"], "America/Santiago");
    expect(new Date(from).toISOString()).toBe("2027-09-01T04:00:00.000Z");
  });
});

describe("a spread", () => {
  const minutes = (...all: readonly number[]) => spreadOf(all.map((one) => one * MINUTE));

  test("is no share of few values, and has no mean", () => {
    expect(minutes()).toBeUndefined();
    expect(minutes(5)).toEqual({ shortest: 5 * MINUTE, median: 5 * MINUTE, longest: 5 * MINUTE });
    expect(minutes(9, 1, 4, 2)).toEqual({ shortest: MINUTE, median: 3 * MINUTE, longest: 9 * MINUTE });
    expect(minutes(...Array.from({ length: 19 }, (_none, n) => n))).not.toHaveProperty("p90");
  });

  test("says from twenty values on what nine in ten do not exceed", () => {
    const twenty = Array.from({ length: 20 }, (_none, n) => n + 1);
    expect(minutes(...twenty)?.p90).toBe(18 * MINUTE);
    expect(minutes(...twenty, 21)?.p90).toBe(19 * MINUTE);
  });
});

describe("bars", () => {
  const shares = (count: number, title: (n: number) => string) =>
    Array.from({ length: count }, (_none, n) => {
      const incidents = Array.from({ length: n + 1 }, () => ({ ref: "acme/incidents#1", url: "" }));
      return { key: `${n}`, title: title(n), incidents };
    });

  test("parse whatever people call their services", async () => {
    const odd = ['Pay "now"', "a]b[c", "%%{init}%%", "Ärzte-Portal", "x;y", "`code`", "<b>", "\n"];
    const text = barsOf(
      "By service: October 2026",
      shares(odd.length, (n) => odd[n] ?? ""),
    );
    expect(text).toContain("accDescr");
    await parses(text);
  });

  test("are twelve at most, the rest in one", async () => {
    const text = barsOf(
      "By service",
      shares(30, (n) => `service ${n}`),
    );
    expect(text.match(/"service \d+"/g)).toHaveLength(11);
    expect(text).toMatch(/"others"\]/);
    await parses(text);
  });

  test("are left out where there is nothing to compare", () => {
    expect(
      barsOf(
        "One",
        shares(1, () => "one"),
      ),
    ).toBe("");
    expect(
      barsOf(
        "None",
        shares(2, () => "none").map((one) => ({ ...one, incidents: [] })),
      ),
    ).toBe("");
  });
});

describe("dots", () => {
  const interval = (title: string, lengths: readonly number[]): IntervalFigures => ({
    ...{ key: title, title, definition: "", spread: spreadOf(lengths), lag: undefined },
    values: lengths.map((length) => ({
      ...{
        ref: "acme/incidents#1",
        url: "",
        from: 0,
        to: length,
        length,
        recordedAfter: 0,
        openedAgain: false,
      },
    })),
  });

  test("are one for each incident, within the drawing, and told in words", () => {
    const lengths = [0, 20_000, 5 * MINUTE, 90 * MINUTE, 40 * 24 * 60 * MINUTE];
    const drawn = stripPlot([interval("Time to <mend>", lengths)], "Intervals, May", "dark") ?? "";
    const dots = Array.from(drawn.matchAll(/<circle cx="([\d.]+)"/g), ([, x]) => Number(x));
    expect(dots).toHaveLength(5);
    expect(dots.toSorted((one, other) => one - other)).toEqual(dots);
    expect(Math.min(...dots)).toBeGreaterThanOrEqual(170);
    expect(Math.max(...dots)).toBeLessThanOrEqual(724);
    expect(drawn).toContain('<title id="t">Intervals, May</title>');
    expect(drawn).toContain("Time to &lt;mend&gt;: 5 values, shortest 0 minutes, median 5 minutes");
    expect(drawn).not.toBe(stripPlot([interval("Time to <mend>", lengths)], "Intervals, May", "light"));
  });

  test("are not drawn of a single value", () => {
    expect(stripPlot([interval("Time to mend", [MINUTE])], "x", "light")).toBeUndefined();
  });
});
