// P-9, P-10: what the queue of one process costs: an event, and a burst of them with its passes.
import { createQueue } from "../src/run/queue/queue.ts";
import { wallClock } from "../src/run/wall-clock.ts";
import { median, type Row, shownTime, timeOf } from "./measure.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const rounds = 7;

/** A queue, and how many passes each key had. */
function counted() {
  const passes = new Map<string, number>();
  const queue = createQueue({
    clock: wallClock(),
    log,
    pass: async (key) => {
      passes.set(key, (passes.get(key) ?? 0) + 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { again: false };
    },
  });
  return { queue, passes };
}

/** Milliseconds for an event among so many over so many keys, until they are taken in. */
async function taken(events: number, keys: number): Promise<number> {
  const { queue } = counted();
  const names = Array.from({ length: keys }, (_none, n) => `acme/incidents#${n}`);
  const time = await timeOf(() => {
    for (let n = 0; n < events; n++) queue.add(names[n % keys] ?? "", n);
  });
  await queue.close();
  return time / events;
}

/** A thousand events on a hundred keys, spread over their passes: most passes that one key had. */
async function burst(): Promise<number> {
  const { queue, passes } = counted();
  for (let n = 0; n < 1000; n++) {
    queue.add(`acme/incidents#${n % 100}`, n);
    if (n % 100 === 99) await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await queue.idle();
  return Math.max(...passes.values());
}

/** The rows of P-9 and P-10. */
export async function measure(): Promise<readonly Row[]> {
  const few: number[] = [];
  const many: number[] = [];
  for (let round = 0; round < rounds; round++) {
    few.push(await taken(100_000, 100));
    many.push(await taken(100_000, 10_000));
  }
  const most = await burst();
  const row = (what: string, time: number): Row => ({
    ...{
      id: "P-10",
      what,
      ours: shownTime(time),
      anchor: "–",
      ratio: "–",
      goal: "≤ 10 µs",
      met: time <= 0.01,
    },
  });
  return [
    row("an event of 100,000 on 100 keys", median(few)),
    row("an event of 100,000 on 10,000 keys", median(many)),
    {
      id: "P-9",
      what: "1,000 events on 100 keys: most passes of one",
      ours: String(most),
      ...{ anchor: "–", ratio: "–", goal: "≤ 3", met: most <= 3 },
    },
  ];
}
