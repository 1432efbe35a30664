// How the bench measures: sides of a pair in one run and in turn, medians, ratios; a bench reports and never fails on time.

/** One line of the table. `met` is absent where there is no goal. */
export interface Row {
  readonly id: string;
  readonly what: string;
  readonly ours: string;
  readonly anchor: string;
  readonly ratio: string;
  readonly goal: string;
  readonly met?: boolean | undefined;
}

/** One subject: what it is called on the command line, and its rows. */
export interface Subject {
  readonly name: string;
  readonly measure: () => Promise<readonly Row[]>;
}

/** The middle value; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** The smallest of the values that this share of all does not exceed (0.95: p95). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds that this takes. */
export async function timeOf(run: () => unknown): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

/** Milliseconds that the processor works for this: what has no side to be compared with should not depend on who else works. */
export async function busyFor(run: () => unknown): Promise<number> {
  const begun = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** Runs the sides one after the other, as often as asked, and answers the median of each, in milliseconds. */
export async function inTurn<Side extends string>(
  rounds: number,
  sides: Readonly<Record<Side, () => unknown>>,
): Promise<Record<Side, number>> {
  const names = Object.keys(sides) as Side[];
  const times = new Map<Side, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) times.get(name)?.push(await timeOf(sides[name]));
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Side,
    number
  >;
}

/** Does something so many times over: what is too short to be timed alone. */
export function repeat(times: number, run: () => unknown): () => void {
  return () => {
    for (let n = 0; n < times; n++) run();
  };
}

/** A ratio with its sign: `0.42 ×`. */
export const times = (ratio: number): string => `${ratio.toFixed(ratio < 0.1 ? 3 : 2)} ×`;

/** Milliseconds for people: µs below one, seconds from ten thousand on. */
export function shownTime(milliseconds: number): string {
  if (milliseconds < 1) return `${(milliseconds * 1000).toFixed(milliseconds < 0.01 ? 2 : 0)} µs`;
  if (milliseconds < 10_000) return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Resolves so many milliseconds later. */
export const pause = (wait: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, wait));
