// What a call costs, and whether that breaks the law: by the time of the processor, so that others on the machine hardly count.

/** A call on so many characters may take so long, in milliseconds. */
export const SIZE = 64 * 1024;
const MOST = 50;
/** Twice the text may take so many times as long, where that is enough to be measured. */
const GROWTH = 3;
const MEASURABLE = 20;
/** What took no longer by the clock on the wall is fast enough, whatever else ran. */
const FAST = 5;

/** How long a call took by the clock on the wall, in milliseconds. */
function seenCost(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}

/** What a call costs this thread, in milliseconds, on the average of some: a single one is counted in steps of a few. */
function ownCost(run: () => unknown, runs: number): number {
  const before = process.threadCpuUsage();
  for (let count = 0; count < runs; count += 1) run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000 / runs;
}

/** A text that is as long as is asked for, more or less. */
export type Growing = (size: number) => string;

/** What a reader's text cost: in all, and in comparison with half of it where that was looked at. */
export interface Cost {
  readonly cost: number;
  readonly growth?: number;
}

/** Reads a text at full length, and where that is not fast at first sight, again and at half length until it is sure. */
export function measure(read: (text: string) => unknown, text: Growing): Cost {
  const whole = text(SIZE);
  const first = seenCost(() => read(whole));
  if (first <= FAST) return { cost: first };
  let found: Cost = { cost: first };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const cost = ownCost(() => read(whole), 4);
    if (cost <= MEASURABLE) return { cost };
    const half = text(SIZE / 2);
    const halfCost = ownCost(() => read(half), 8);
    found = { cost, growth: cost / Math.max(1, halfCost) };
    if (faultOf(found) === undefined) break;
  }
  return found;
}

/** How a cost breaks the law. */
export function faultOf({ cost, growth = 0 }: Cost): string | undefined {
  if (cost > MOST) return `${cost.toFixed(0)} ms, growing ${growth.toFixed(1)} times from half of it`;
  const grows = cost > MEASURABLE && growth > GROWTH;
  return grows ? `growing ${growth.toFixed(1)} times from half of it, to ${cost.toFixed(0)} ms` : undefined;
}
