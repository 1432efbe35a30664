// A running Tocsin: deliveries, timers and sweeps lead to keys, the queue leads keys to the loop. The server, the demo and
// the rehearsals each hand it their clock, their border and their pass, and differ in nothing else.
import { type Duration, type Instant, MINUTE, SECOND } from "../engine/instant.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Spare } from "../github/limit.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { nextLook, type SweptHead } from "./queue/heads.ts";
import type { Ending, Pass } from "./queue/pass.ts";
import { createQueue } from "./queue/queue.ts";
import type { Watched } from "./queue/reader.ts";
import { createSweep, type Swept } from "./queue/sweep.ts";
import { createTimers } from "./queue/timers.ts";
import { until } from "./queue/until.ts";
import type { Timekeeper } from "./wall-clock.ts";

/** What an event leads to. */
export interface Touched {
  readonly keys: readonly { readonly key: IssueRef; readonly updatedAt?: Instant | undefined }[];
  /** Every key of these repositories: their policy, labels or our access changed. */
  readonly repositories: readonly string[];
  /** This app did it itself. */
  readonly own: boolean;
  /** Who did it in public, where that is somebody from outside: it can wait for all others. */
  readonly stranger?: string | undefined;
}

/** What a service needs of GitHub besides its passes. */
export interface Border {
  /** What an event is about; forgets what it makes old (the list of repositories, a policy). Never throws: an odd payload touches nothing. */
  readonly touched: (event: string, payload: unknown) => Touched;
  readonly repositories: () => Promise<readonly Watched[]>;
  readonly heads: (repository: string) => Promise<readonly SweptHead[]>;
  /** Creates the labels that a policy with `mode: on` names, where the repository has one. */
  readonly ensureLabels: (repository: string) => Promise<void>;
  /** Told of every key that an event names, before it is queued: what was read of it ahead is old. */
  readonly news?: (key: IssueRef) => void;
  /** Requests so far by kind, for the metrics. */
  readonly requests?: () => Readonly<Record<string, number>>;
  /** What is left of the limit that GitHub grants an account's installation; absent: nobody asks. */
  readonly left?: (owner: string) => Spare | undefined;
}

/** What a service is made with; absent durations are those of queue and sweep. */
export interface ServiceOptions {
  readonly clock: Timekeeper;
  readonly pass: Pass;
  readonly border: Border;
  readonly log: Log;
  readonly gather?: Duration;
  readonly sweepEvery?: Duration;
  /** For a sweep beside another writer: what is overdue by less is left alone. */
  readonly grace?: Duration;
  /** Told of every pass: transcripts and benches. */
  readonly ended?: (ending: Ending) => void;
}

/** How it is, for `GET /healthz`. Times are epoch milliseconds UTC, ages milliseconds. */
export interface Health {
  readonly ok: boolean;
  readonly queue: { readonly waiting: number; readonly running: number; readonly held: number };
  readonly timers: number;
  readonly startedAt?: Instant | undefined;
  readonly lastSweepAt?: Instant | undefined;
  readonly lastSweepAge?: Duration | undefined;
}

/** What an entry does with a running Tocsin. */
export interface TocsinService {
  /** Takes an event in and returns at once, before any request; never throws. Doubled deliveries cost one look at most. */
  deliver(event: string, payload: unknown): void;
  /**
   * Sweeps, then listens to timers and sweeps every five minutes. What happened a moment ago was told to nobody and may not show yet,
   * so it glances several times at what changed last, and sweeps once more in the next seconds; not where nothing happened for a while (`heard`).
   */
  start(heard?: boolean): void;
  /** Drains: starts nothing new and resolves when what runs is over. A stopped service may be started again. */
  stop(): Promise<void>;
  /** One sweep and its passes, without `start`: the Action and `tocsin sweep`. */
  sweepOnce(patience?: Duration): Promise<Swept>;
  /** One pass over a key, as soon as there is room for it; what was seen before `hint` is read again. */
  look(key: IssueRef, hint?: Instant): void;
  /** Keys of a repository that wait for their pass: what `together.ts` reads along. */
  waiting(repository: string, most: number): readonly IssueRef[];
  /** Resolves when nothing is left to do now. It sleeps by the clock: a virtual one has to be moved by somebody else. */
  settled(): Promise<void>;
  health(): Health;
  /** Prometheus text. */
  metrics(): string;
}

/** Timers reach a little past the next sweep, so that what falls due while it reads is not late (P-4). */
const timersReach: Duration = MINUTE;
/** A pass that asks to be woken in its own past would otherwise run without end. */
const soonest: Duration = SECOND;
/** Sweeps that may fail before the health says so. */
const oldestSweep: Duration = 15 * MINUTE;

/** Composes queue, timers and sweep around a pass. */
export function createService(options: ServiceOptions): TocsinService {
  const { clock, border } = options;
  const metrics = createMetrics();
  let parts = compose(options, (ending) => metrics.ended(ending));
  let startedAt: Instant | undefined;

  const health = (): Health => {
    const now = clock.now();
    const lastSweepAt = parts.sweep.lastAt();
    const since = lastSweepAt ?? startedAt;
    return {
      ok: startedAt !== undefined && since !== undefined && now - since <= oldestSweep,
      queue: parts.queue.depth(),
      timers: parts.timers.count(),
      startedAt,
      lastSweepAt,
      lastSweepAge: lastSweepAt === undefined ? undefined : now - lastSweepAt,
    };
  };

  return {
    deliver(event, payload) {
      const { keys, repositories, own, stranger } = border.touched(event, payload);
      metrics.delivered(event, !own && keys.length + repositories.length > 0);
      if (own) return;
      for (const { key, updatedAt } of keys) {
        border.news?.(key);
        parts.queue.add(key, updatedAt, stranger === undefined ? "gathered" : { stranger });
      }
      for (const repository of repositories)
        parts.sweep.look(repository, event === "label" ? "labels" : "policy");
    },
    start(heard) {
      if (startedAt !== undefined) return;
      startedAt = clock.now();
      parts.sweep.start(heard);
    },
    async stop() {
      startedAt = undefined;
      const { sweep, timers, queue } = parts;
      timers.clear();
      await Promise.all([sweep.stop(), queue.close()]);
      timers.clear();
      // What was remembered goes as well: after a pause only GitHub knows what is so.
      parts = compose(options, (ending) => metrics.ended(ending));
    },
    sweepOnce: (patience) => parts.sweep.once(patience),
    look: (key, hint) => parts.queue.add(key, hint, "at once"),
    waiting: (repository, most) => parts.queue.next(repository, most),
    async settled() {
      await until(clock, () => !parts.sweep.busy());
      await parts.queue.idle();
    },
    health,
    metrics() {
      const { waiting, running, held } = parts.queue.depth();
      const { timers, lastSweepAge } = health();
      const requests = border.requests?.() ?? {};
      return metrics.render({ waiting, running, held, timers, sweepAge: lastSweepAge, requests });
    },
  };
}

function compose(options: ServiceOptions, count: (ending: Ending) => void) {
  const { clock, log, pass, border, gather, sweepEvery, grace } = options;
  /** Reports from outside that nobody accepted: what falls due for them is theirs, too. */
  const reports = new Map<IssueRef, string>();
  const ended = (ending: Ending): void => {
    count(ending);
    sweep.note(ending);
    if (ending.kind === "passed") {
      const { stranger } = ending.outcome;
      if (stranger === undefined || nextLook(ending.outcome) === undefined) reports.delete(ending.key);
      else reports.set(ending.key, stranger);
      const wakeAt = nextLook(ending.outcome);
      const past = wakeAt !== undefined && wakeAt <= ending.at;
      timers.set(ending.key, past ? ending.at + soonest : wakeAt);
    }
    options.ended?.(ending);
  };
  const gathering = gather === undefined ? {} : { gather };
  const queue = createQueue({ clock, pass, log, ended, left: (owner) => border.left?.(owner), ...gathering });
  const timers = createTimers({
    clock,
    ring: (key) => {
      const stranger = reports.get(key);
      queue.add(key, undefined, stranger === undefined ? "due" : { stranger });
    },
    // Without a next sweep nobody stays to hear a timer.
    horizon: () => (sweep.nextAt() ?? Number.NEGATIVE_INFINITY) + timersReach,
  });
  const sweep = createSweep({
    clock,
    log,
    queue,
    timers,
    repositories: border.repositories,
    heads: border.heads,
    ensureLabels: border.ensureLabels,
    ...(sweepEvery === undefined ? {} : { every: sweepEvery }),
    ...(grace === undefined ? {} : { grace }),
  });
  return { queue, timers, sweep };
}
