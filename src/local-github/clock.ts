// The virtual clock of the local GitHub, for rehearsals and tests; the demo's own is told from here too.
import { AsyncLocalStorage } from "node:async_hooks";
import { insert, type PlatformClock, type Timer } from "./timers.ts";

export { type MovableClock, realClock } from "./real-clock.ts";
export type { PlatformClock } from "./timers.ts";

/** One piece of work: what a timer started, with all that it tracks. It is quiet when it sleeps or is done. */
interface Work {
  pending: number;
  sleeping: number;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A clock that stands still until it is moved. Timers run in order of time, then of being set; it moves on only when all
 * work that it knows of is done or asleep. Work that fails makes the call that moved the clock fail.
 */
export class VirtualClock implements PlatformClock {
  #now: number;
  readonly #patience: number;
  #order = 0;
  #steps = 0;
  #advancing = false;
  readonly #timers: Timer[] = [];
  readonly #works = new Set<Work>();
  readonly #outside: Work = { pending: 0, sleeping: 0 };
  readonly #current = new AsyncLocalStorage<Work>();
  readonly #failures: unknown[] = [];

  /** Starts at the given instant (epoch milliseconds UTC); after `patience` real milliseconds without progress it gives up. */
  constructor(start: number, patience = 10_000) {
    this.#now = start;
    this.#patience = patience;
  }

  /** The virtual instant. */
  now(): number {
    return this.#now;
  }

  /** Runs `fn` once, `ms` from now (at once, but never before this call returns, for 0); the answer cancels it. */
  after(ms: number, fn: () => void | Promise<void>): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#order++, fn };
    insert(this.#timers, timer);
    this.#steps++;
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /** Resolves `ms` later; whoever awaits it does not hold the clock up. */
  sleep(ms: number): Promise<void> {
    const work = this.#current.getStore() ?? this.#outside;
    work.sleeping++;
    return new Promise((resolve) => {
      this.after(ms, () => {
        work.sleeping--;
        resolve();
      });
    });
  }

  /** Holds the clock until `promise` settles; its failure becomes the failure of the call that moves the clock. */
  track<T>(promise: Promise<T>): Promise<T> {
    this.#hold(this.#current.getStore() ?? this.#outside, promise);
    return promise;
  }

  /** Moves to `instant`, running everything that becomes due on the way, and returns when all of it is quiet. */
  async advanceTo(instant: number): Promise<void> {
    if (this.#advancing) throw new Error("the virtual clock is being moved already: one caller at a time");
    this.#advancing = true;
    try {
      await this.#quiet();
      for (let next = this.#timers[0]; next !== undefined && next.at <= instant; next = this.#timers[0]) {
        this.#timers.shift();
        this.#now = Math.max(this.#now, next.at);
        this.#start(next);
        await this.#quiet();
      }
      this.#now = Math.max(this.#now, instant);
    } finally {
      this.#advancing = false;
    }
  }

  /** Finishes everything that is due at this instant, and all work under way. */
  settle(): Promise<void> {
    return this.advanceTo(this.#now);
  }

  #start(timer: Timer): void {
    const work: Work = { pending: 0, sleeping: 0 };
    this.#steps++;
    this.#current.run(work, () => {
      try {
        const result = timer.fn();
        if (result instanceof Promise) this.#hold(work, result);
      } catch (error) {
        this.#failures.push(error);
      }
    });
  }

  #hold(work: Work, promise: Promise<unknown>): void {
    work.pending++;
    if (work !== this.#outside) this.#works.add(work);
    const done = (): void => {
      work.pending--;
      this.#steps++;
      if (work.pending === 0) this.#works.delete(work);
    };
    promise.then(done, (error: unknown) => {
      this.#failures.push(error);
      done();
    });
  }

  #busy(): number {
    let busy = Math.max(0, this.#outside.pending - this.#outside.sleeping);
    for (const work of this.#works) if (work.sleeping === 0) busy++;
    return busy;
  }

  /** Two turns of the event loop at least: what a sleeper does on waking must have run before time moves on. */
  async #quiet(): Promise<void> {
    let since = performance.now();
    let steps = this.#steps;
    for (let calm = 0; calm < 2; ) {
      await turn();
      if (this.#failures.length > 0) throw this.#failures.shift();
      calm = this.#busy() === 0 ? calm + 1 : 0;
      if (steps !== this.#steps) {
        steps = this.#steps;
        since = performance.now();
      } else if (performance.now() - since > this.#patience) {
        throw new Error(
          `the virtual clock is stuck: at ${new Date(this.#now).toISOString()} ${this.#busy()} pieces of work have neither ended nor slept for ${this.#patience / 1000} s; expected each to settle, or to wait by the clock's own sleep`,
        );
      }
    }
  }
}
