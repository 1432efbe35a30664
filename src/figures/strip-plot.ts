// The intervals as dots on one axis of time, as an SVG: every incident is seen, where a bar would hide how they lie.
import { formatDuration } from "../engine/duration.ts";
import { DAY, type Duration, HOUR, MINUTE } from "../engine/instant.ts";
import { html } from "../engine/text/safe.ts";
import type { IntervalFigures } from "./data.ts";

/** For a light page or a dark one. */
export type Scheme = "light" | "dark";

const colours = {
  light: { words: "#1f2328", lines: "#d1d9e0", dots: "#0969da", median: "#bc4c00" },
  dark: { words: "#f0f6fc", lines: "#3d444d", dots: "#4493f8", median: "#f0883e" },
} as const;

/** Lengths go from seconds to weeks: each step of the axis is several times the one before. */
const ticks: readonly (readonly [Duration, string])[] = [
  [MINUTE, "1 min"],
  [10 * MINUTE, "10 min"],
  [HOUR, "1 h"],
  [6 * HOUR, "6 h"],
  [DAY, "1 day"],
  [7 * DAY, "1 week"],
  [30 * DAY, "30 days"],
  [365 * DAY, "1 year"],
];

const [left, right, top, row, width] = [170, 36, 16, 44, 760] as const;

/** The drawing; `undefined` where no interval has two values. What it shows stands in its title and description too. */
export function stripPlot(
  intervals: readonly IntervalFigures[],
  name: string,
  scheme: Scheme,
): string | undefined {
  const rows = intervals.filter(({ values }) => values.length > 1);
  const longest = Math.max(...rows.flatMap(({ values }) => values.map(({ length }) => length)));
  if (rows.length === 0 || longest <= 0) return undefined;
  const shown = ticks.filter((_tick, index) => index < 2 || (ticks[index - 1]?.[0] ?? 0) < longest);
  const end = Math.max(longest, shown.at(-1)?.[0] ?? longest);
  const x = (length: Duration): string => (left + place(length, end) * (width - left - right)).toFixed(1);
  const height = top + rows.length * row + 36;
  const bottom = top + rows.length * row;
  const { words, lines, dots, median } = colours[scheme];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="13" fill="${words}">`,
    `<title id="t">${html(name)}</title>`,
    `<desc id="d">${html(describe(rows))}</desc>`,
    `<g stroke="${lines}">`,
    ...shown.map(([length]) => `<line x1="${x(length)}" y1="${top}" x2="${x(length)}" y2="${bottom}"/>`),
    "</g>",
    '<g text-anchor="middle" aria-hidden="true">',
    ...shown.map(([length, label]) => `<text x="${x(length)}" y="${bottom + 20}">${label}</text>`),
    "</g>",
    ...rows.flatMap((one, index) => rowOf(one, top + index * row + row / 2, { x, dots, median })),
    "</svg>",
    "",
  ].join("\n");
}

/** How a row is drawn: where a length lies, and in which colours. */
interface Drawing {
  readonly x: (length: Duration) => string;
  readonly dots: string;
  readonly median: string;
}

/** The name of an interval, its dots, and a line at the median, around a height. */
function rowOf(
  { title, values, spread }: IntervalFigures,
  y: number,
  { x, dots, median }: Drawing,
): readonly string[] {
  const middle = x(spread?.median ?? 0);
  return [
    `<text x="${left - 12}" y="${y + 4}" text-anchor="end" aria-hidden="true">${html(short(title))}</text>`,
    `<g fill="${dots}" fill-opacity="0.75">`,
    ...values.map(
      ({ length }, index) => `<circle cx="${x(length)}" cy="${y + jitter(index, values.length)}" r="4"/>`,
    ),
    "</g>",
    `<line x1="${middle}" y1="${y - 15}" x2="${middle}" y2="${y + 15}" stroke="${median}" stroke-width="2"/>`,
  ];
}

/** From 0 to 1 on an axis of powers, which begins at half a minute. */
function place(length: Duration, end: Duration): number {
  const from = Math.log(MINUTE / 2);
  return Math.max(0, (Math.log(Math.max(length, 1)) - from) / (Math.log(end) - from));
}

/** Dots of one row lie beside each other in turn, so that equal ones are seen as several. */
function jitter(index: number, all: number): number {
  return all < 4 ? 0 : ((index * 5) % 9) * 2 - 8;
}

function short(title: string): string {
  return title.length > 22 ? `${title.slice(0, 21).trimEnd()}…` : title;
}

function describe(rows: readonly IntervalFigures[]): string {
  const each = rows.map(({ title, values, spread }) => {
    const words = [spread?.shortest, spread?.median, spread?.longest].map((one) => formatDuration(one ?? 0));
    return `${title}: ${values.length} values, shortest ${words[0]}, median ${words[1]}, longest ${words[2]}.`;
  });
  return `A dot for each incident, a line at the median, on an axis whose steps grow. ${each.join(" ")}`;
}
