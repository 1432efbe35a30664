// What the clocks of the local GitHub have in common: their face, and timers in the order in which they fall due.

/** What everything on the local GitHub asks for the time: instants are epoch milliseconds UTC, durations milliseconds. */
export interface PlatformClock {
  now(): number;
  after(ms: number, fn: () => void | Promise<void>): () => void;
  sleep(ms: number): Promise<void>;
  track<T>(promise: Promise<T>): Promise<T>;
}

/** Something to be run at an instant; `order` tells which of two at one instant was set first. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fn: () => void | Promise<void>;
}

const byTime = (a: Timer, b: Timer): number => a.at - b.at || a.order - b.order;

/** Puts a timer in its place. */
export function insert(timers: Timer[], timer: Timer): void {
  let low = 0;
  let high = timers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = timers[middle];
    if (other !== undefined && byTime(other, timer) <= 0) low = middle + 1;
    else high = middle;
  }
  timers.splice(low, 0, timer);
}
