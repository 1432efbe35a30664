// What a call costs, and whether that breaks the law: by the time of the processor, in comparison with plain work at the same moment, so
// that neither others on the machine nor how fast it is today count for much.

/** A call on so many characters may take so long, in milliseconds, and on a slow machine so many times as long as the anchor. */
export const SIZE = 64 * 1024;
const MOST = 50;
const MOST_ANCHORS = 30;
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

const ANCHOR_TEXT = "abc: def\n".repeat(20_000);

/** Plain work of the kind that readers do: lines, an expression that keeps step, and a map. */
export function anchor(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, line] of ANCHOR_TEXT.split("\n").entries())
    found.set(`${/^(\w+): (.*)$/.exec(line)?.[2]}${index % 512}`, index);
  return found;
}

/** A text that is as long as is asked for, more or less. */
export type Growing = (size: number) => string;

/** What a reader's text cost: in milliseconds, and in comparison with the anchor and with half of the text where that was looked at. */
export interface Cost {
  readonly cost: number;
  readonly anchors?: number;
  readonly growth?: number;
}

/** Reads a text at full length, and where that is not fast at first sight, again and at half length until it is sure. */
export function measure(read: (text: string) => unknown, text: Growing): Cost {
  const whole = text(SIZE);
  const first = seenCost(() => read(whole));
  if (first <= FAST) return { cost: first };
  let found: Cost = { cost: first };
  // Only what takes a second is counted well enough by a single call, in steps of some milliseconds as it is.
  const runs = first > 20 * MOST ? 1 : 4;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const cost = ownCost(() => read(whole), runs);
    if (cost <= MEASURABLE) return { cost };
    const half = text(SIZE / 2);
    const halfCost = ownCost(() => read(half), 2 * runs);
    const growth = cost / Math.max(1, halfCost);
    found = { cost, anchors: cost / ownCost(anchor, 4), growth };
    // Where longer lists are kept elsewhere in memory a cost takes a step at some lengths; what grows too fast does so at each.
    if (growth > GROWTH) {
      const twice = ownCost(() => read(text(2 * SIZE)), 1);
      const fourTimes = ownCost(() => read(text(4 * SIZE)), 1);
      found = { ...found, growth: Math.min(growth, twice / cost, fourTimes / twice) };
    }
    if (faultOf(found) === undefined || isBeyondDoubt(found)) break;
  }
  return found;
}

/** What is twice what is allowed was no chance: it need not be looked at again. */
function isBeyondDoubt({ cost, anchors = 0, growth = 0 }: Cost): boolean {
  return (cost > 2 * MOST && anchors > 2 * MOST_ANCHORS) || (cost > 2 * MEASURABLE && growth > 2 * GROWTH);
}

/** How a cost breaks the law. */
export function faultOf({ cost, anchors = 0, growth = 0 }: Cost): string | undefined {
  const isLong = cost > MOST && anchors > MOST_ANCHORS;
  const grows = cost > MEASURABLE && growth > GROWTH;
  return isLong || grows
    ? `${cost.toFixed(0)} ms, ${anchors.toFixed(0)} times the anchor, growing ${growth.toFixed(1)} times from half of it`
    : undefined;
}
