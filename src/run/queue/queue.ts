// Between what happens and the loop: keys to look at, gathered, one pass at a time for each.
//
// A key is *gathering* (events of one act arrive together), *ready* (waits for a place), *running*, or *held* (an unclear
// answer or a failure: not read before an instant). What arrives while it runs means that it runs once more. A key with
// nothing left to do is forgotten. The queue may be lost at any time: the sweep finds everything again.
import { type Duration, type Instant, SECOND } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import type { Spare } from "../../github/limit.ts";
import type { Log } from "../log.ts";
import type { Timekeeper } from "../wall-clock.ts";
import { backoffFor, firstBackoff, longestBackoff, waitOf } from "./backoff.ts";
import { newEntry, newest, type QueuedKey } from "./entry.ts";
import { Lanes, moreUrgent, type Waiting } from "./lanes.ts";
import { type Ending, logPass, type Pass, type PassOutcome } from "./pass.ts";
import { until } from "./until.ts";

/**
 * What a queue is made with. Where nothing is said, events gather for 300 ms, and 8 passes run at once for an installation,
 * 64 in all.
 */
export interface QueueOptions {
  readonly clock: Timekeeper;
  readonly pass: Pass;
  readonly log: Log;
  /** How long the events of a key gather, from the first. */
  readonly gather?: Duration;
  /** Passes at once for one installation. */
  readonly concurrency?: number;
  /** Passes at once in the process. */
  readonly total?: number;
  /** Told of every pass before its key moves on; must not throw. */
  readonly ended?: (ending: Ending) => void;
  /** What is left of an installation's limit, by its owner in lower case; where nothing is known, all of it. */
  readonly left?: (owner: string) => Spare | undefined;
}

/**
 * Why a key is looked at: an event whose likes gather, something that is known whole (`at once`), something that fell due, which
 * goes first, or what somebody from outside did in public, which goes last.
 */
export type Cause = "gathered" | "at once" | "due" | { readonly stranger: string };

/** Keys on their way to the loop. It may be thrown away at any time: the next sweep finds what was in it. */
export interface Queue {
  /** Asks for a look at a key. `hint` is the newest `updated_at` that an event had. */
  add(key: IssueRef, hint?: Instant, why?: Cause): void;
  /**
   * Resolves when no key is left; waits for held ones too, at most for `patience`, and says which keys are still held.
   * It waits by the clock's sleep: under a virtual clock somebody else has to move it.
   */
  idle(patience?: Duration): Promise<readonly IssueRef[]>;
  /** Starts nothing new and resolves when what runs is over. Keys that wait are left to the sweep of the next start. */
  close(): Promise<void>;
  /** Keys of a repository that wait for a place, in their order: what is about to be read. */
  next(repository: string, most: number): readonly IssueRef[];
  /** How many keys wait (gathering, ready or held) and how many run. */
  depth(): { readonly waiting: number; readonly running: number; readonly held: number };
}

const gatherFor: Duration = 300;
/** A plan has a few phases (labels, issues, words, closing). More rounds than this without an event are a fault. */
const mostRounds = 12;

/** A pass that failed cost what nobody counted: more than one that did well. */
const costOfFailure = 10;

function waitingFor(why: Cause): Waiting {
  if (typeof why === "object") return { urgency: "stranger", who: why.stranger };
  return { urgency: why === "due" ? why : "news" };
}

function costOf(ending: Ending): number {
  if (ending.kind === "failed") return costOfFailure;
  return Object.values(ending.outcome.requests ?? {}).reduce((sum, count) => sum + count, 0);
}

const isWhole = (why: Cause): boolean => why === "at once" || why === "due";

/** The queue of this process. P-9, P-10: an add is a map look-up; passes of a key never overlap; the last event is seen. */
export function createQueue(options: QueueOptions): Queue {
  return new KeyQueue(options);
}

class KeyQueue implements Queue {
  readonly #entries = new Map<IssueRef, QueuedKey>();
  readonly #options: QueueOptions;
  readonly #clock: Timekeeper;
  readonly #lanes: Lanes;
  #closed = false;
  /** Ends the wait for strangers' turn. */
  #opens: (() => void) | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#clock = options.clock;
    const { concurrency = 8, total = 64, clock, left = () => undefined } = options;
    this.#lanes = new Lanes({ each: concurrency, total, now: () => clock.now(), left });
  }

  add(key: IssueRef, hint?: Instant, why: Cause = "gathered"): void {
    if (this.#closed) return;
    const entry = this.#entries.get(key);
    if (entry === undefined) this.#enter(key, hint, why);
    else {
      entry.hint = newest(entry.hint, hint);
      entry.rounds = 0;
      const { urgency } = entry.waiting;
      const waiting = waitingFor(why);
      if (moreUrgent(urgency, waiting.urgency) !== urgency) entry.waiting = waiting;
      if (entry.state === "ready") {
        this.#lanes.enter(key, entry.waiting);
        // There may be a place for it now that there was not for a stranger's.
        this.#fill();
      }
      if (entry.state === "running") entry.newsAt = isWhole(why) ? 0 : (entry.newsAt ?? this.#clock.now());
      // News does not wait out a long backoff: somebody may be watching.
      else if (entry.state === "held" && entry.mayHurry && entry.heldUntil > this.#clock.now() + firstBackoff)
        this.#hold(entry, this.#clock.now() + firstBackoff);
    }
  }

  async idle(patience: Duration = 0): Promise<readonly IssueRef[]> {
    const deadline = this.#clock.now() + patience;
    const rests = (entry: QueuedKey): boolean => entry.state === "held" && entry.heldUntil > deadline;
    await until(this.#clock, () => [...this.#entries.values()].every(rests));
    return [...this.#entries.keys()];
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#opens?.();
    this.#lanes.clear();
    for (const entry of [...this.#entries.values()]) if (entry.state !== "running") this.#forget(entry);
    await until(this.#clock, () => this.#lanes.running === 0);
  }

  next(repository: string, most: number): readonly IssueRef[] {
    return this.#lanes.next(repository, most);
  }

  depth(): { readonly waiting: number; readonly running: number; readonly held: number } {
    const running = this.#lanes.running;
    let held = 0;
    for (const entry of this.#entries.values()) if (entry.state === "held") held++;
    return { waiting: this.#entries.size - running, running, held };
  }

  #enter(key: IssueRef, hint: Instant | undefined, why: Cause): void {
    const entry = newEntry(key, { hint, waiting: waitingFor(why) });
    this.#entries.set(key, entry);
    this.#gather(entry, isWhole(why) ? 0 : this.#clock.now());
  }

  #gather(entry: QueuedKey, firstAt: Instant): void {
    const left = firstAt + (this.#options.gather ?? gatherFor) - this.#clock.now();
    if (left > 0) {
      entry.state = "gathering";
      entry.cancel = this.#clock.after(left, () => this.#makeReady(entry));
    } else this.#makeReady(entry);
  }

  #makeReady(entry: QueuedKey): void {
    entry.cancel = undefined;
    entry.state = "ready";
    this.#lanes.enter(entry.key, entry.waiting);
    this.#fill();
  }

  /** Gives every free place to a key. Each pass is started by a timer, so that a clock can tell their work apart. */
  #fill(): void {
    for (let key = this.#lanes.take(); key !== undefined; key = this.#lanes.take()) {
      const entry = this.#entries.get(key);
      if (entry === undefined)
        throw new Error(`queue: ${key} was ready but is not known; expected one entry per key`);
      entry.state = "running";
      this.#clock.after(0, () => this.#run(entry));
    }
    if (this.#opens !== undefined) return;
    const opensAt = this.#lanes.opensAt();
    if (opensAt === undefined) return;
    this.#opens = this.#clock.after(opensAt - this.#clock.now(), () => {
      this.#opens = undefined;
      this.#fill();
    });
  }

  async #run(entry: QueuedKey): Promise<void> {
    const { key, hint } = entry;
    const startedAt = this.#clock.now();
    entry.hint = undefined;
    entry.newsAt = undefined;
    const ending = await this.#pass(entry, hint);
    this.#lanes.leave(key, costOf(ending));
    logPass(this.#options.log, ending, this.#clock.now() - startedAt);
    this.#options.ended?.(ending);
    if (this.#closed) this.#forget(entry);
    else if (ending.kind === "failed") this.#afterFailure(entry, ending);
    else this.#afterPass(entry, ending.outcome);
    this.#fill();
  }

  async #pass(entry: QueuedKey, hint: Instant | undefined): Promise<Ending> {
    const { key } = entry;
    try {
      const outcome = await this.#options.pass(key, hint);
      entry.failures = 0;
      return { kind: "passed", key, at: this.#clock.now(), outcome };
    } catch (error) {
      entry.hint = newest(entry.hint, hint);
      if (waitOf(error) !== undefined)
        return { kind: "failed", key, at: this.#clock.now(), error, tries: entry.failures, givenUp: false };
      const tries = ++entry.failures;
      // The longest backoff has been waited out once and it failed again: the sweep's turn, unless there is news.
      const givenUp = backoffFor(tries - 1) >= longestBackoff && entry.newsAt === undefined;
      return { kind: "failed", key, at: this.#clock.now(), error, tries, givenUp };
    }
  }

  #afterFailure(entry: QueuedKey, { error, givenUp }: Extract<Ending, { kind: "failed" }>): void {
    const now = this.#clock.now();
    const limitedUntil = waitOf(error);
    if (limitedUntil !== undefined) this.#hold(entry, Math.max(limitedUntil, now + SECOND));
    else if (givenUp) this.#forget(entry);
    else {
      this.#hold(entry, now + (entry.newsAt === undefined ? backoffFor(entry.failures) : firstBackoff));
      entry.mayHurry = true;
    }
  }

  #afterPass(entry: QueuedKey, outcome: PassOutcome): void {
    const now = this.#clock.now();
    if (outcome.unclearUntil !== undefined && outcome.unclearUntil > now) {
      this.#hold(entry, outcome.unclearUntil);
    } else if (outcome.again) {
      this.#nextRound(entry, outcome);
    } else if (entry.newsAt !== undefined) {
      this.#gather(entry, entry.newsAt);
    } else {
      // Also where something is to be retried later (a timer does that): the key stays open for events meanwhile, or one
      // repository out of reach would silence the whole incident.
      this.#forget(entry);
    }
  }

  #nextRound(entry: QueuedKey, outcome: PassOutcome): void {
    entry.rounds++;
    const stuck = entry.rounds >= mostRounds;
    if (stuck)
      this.#options.log.warn(
        { key: entry.key, rounds: entry.rounds },
        "passes keep asking for the next one without coming to rest: slowing down",
      );
    const pause = stuck ? this.#clock.now() + backoffFor(entry.rounds - mostRounds + 1) : 0;
    // A round that wrote nothing because all of it was refused gains nothing by coming back at once.
    const refused = (outcome.applied?.written.length ?? 0) === 0 ? (outcome.retryAt ?? 0) : 0;
    const from = Math.max(pause, refused);
    if (from > this.#clock.now()) this.#hold(entry, from);
    else this.#makeReady(entry);
  }

  #hold(entry: QueuedKey, from: Instant): void {
    entry.cancel?.();
    entry.state = "held";
    entry.mayHurry = false;
    entry.heldUntil = from;
    entry.cancel = this.#clock.after(Math.max(0, from - this.#clock.now()), () => this.#makeReady(entry));
  }

  #forget(entry: QueuedKey): void {
    entry.cancel?.();
    entry.cancel = undefined;
    this.#entries.delete(entry.key);
  }
}
