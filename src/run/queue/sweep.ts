// The safety net: every few minutes it compares the heads of all incidents with what was last looked at, and sends on what
// is new or due. Deliveries that were lost, keys that were given up and a restart are all healed here.
import { type Duration, type Instant, MINUTE, SECOND } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import { type Log, reasonOf } from "../log.ts";
import type { Timekeeper } from "../wall-clock.ts";
import { type Ending, ownerOf } from "./pass.ts";
import { Reader, type ReaderOptions, type SweepReport, type Watched } from "./reader.ts";
import { until } from "./until.ts";

/** What the sweeping is made with; `every` is five minutes where it is absent. */
export interface SweepOptions extends ReaderOptions {
  /** Repositories that may hold incidents. Throws where the list could not be read whole. */
  readonly repositories: () => Promise<readonly Watched[]>;
  readonly log: Log;
  readonly every?: Duration;
}

/** What a sweep did. `unfinished` are keys whose passes had not succeeded when it stopped waiting for them. */
export interface Swept {
  readonly repositories: number;
  /** Of incidents. */
  readonly heads: number;
  readonly looked: readonly IssueRef[];
  readonly failed: readonly { readonly repository: string; readonly reason: string }[];
  readonly unfinished: readonly IssueRef[];
}

/** The sweeping of one process. */
export interface Sweep {
  /**
   * Sweeps now and then every five minutes, until `stop`. Unless all was heard till now it glances in the next seconds at what changed
   * last, reads where that is new, and sweeps once more.
   */
  start(heard?: boolean): void;
  /** Ends the sweeping and resolves when what was being read is over. */
  stop(): Promise<void>;
  /** One sweep; resolves when its passes are over too, waiting at most `patience` for those that failed. Throws where the
   * list of repositories could not be read. */
  once(patience?: Duration): Promise<Swept>;
  /** Sends on every key of a repository: its policy or its labels changed. What fails is owed by the next sweep. */
  look(repository: string, cause: "policy" | "labels"): void;
  /** Learns how a pass ended. */
  note(ending: Ending): void;
  /** Is anything being read, or about to be? */
  busy(): boolean;
  /** When the next sweep begins; absent before `start` and after `stop`. */
  nextAt(): Instant | undefined;
  /** When the last sweep ended that read all repositories of an account, where there are any. */
  lastAt(): Instant | undefined;
}

const sweepEvery: Duration = 5 * MINUTE;
/**
 * What happened in the second of a start reached nobody, and no replica may show it yet. How far replicas lag nobody says, so that it
 * is glanced at, one request for all repositories of an account, at intervals that grow with what they would have lagged.
 */
const glances: readonly Duration[] = [1, 2, 3, 4.5, 6.5, 9, 12].map((seconds) => seconds * SECOND);
/** By then all shows: once more everything is read, also what a glance at one replica and a read of another missed between them. */
const afterStart: Duration = 15 * SECOND;
/** Where the first sweep did not come through, the next is tried then. */
const whereNone: Duration = 2 * SECOND;
/** After a start none of whose sweeps came through so long is waited for the next, each time. */
const whileNone: readonly Duration[] = [30, 60, 90, 120].map((seconds) => seconds * SECOND);
const patienceOfOne: Duration = 2 * MINUTE;
/** Pushes and label edits come in bursts, and a replica may be a moment behind the push. */
const gatherLooks: Duration = SECOND;

/** The sweep of this process (P-3: one request for each 50 heads, whole reads only for what is new or due). */
export function createSweep(options: SweepOptions): Sweep {
  return new Sweeper(options);
}

class Sweeper implements Sweep {
  readonly #options: SweepOptions;
  readonly #clock: Timekeeper;
  readonly #reader: Reader;
  readonly #gathering = new Set<string>();
  #works = 0;
  #sweeping = false;
  #stopped = true;
  #nextAt: Instant | undefined;
  #lastAt: Instant | undefined;
  #cancel: (() => void) | undefined;
  #early: (() => void)[] = [];
  #sooner: readonly Duration[] = [];
  /** What had changed last in each repository when they were last listed. */
  #newest: ReadonlyMap<string, string> = new Map();

  constructor(options: SweepOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#reader = new Reader(options);
  }

  start(heard = false): void {
    this.#stopped = false;
    this.#sooner = whileNone;
    this.#tick();
    if (heard) return;
    this.#early = glances.map((wait) => this.#clock.after(wait, () => this.#glance()));
    this.#early.push(
      this.#clock.after(whereNone, () => {
        if (this.#lastAt === undefined) this.#sweepNow();
      }),
      this.#clock.after(afterStart, () => this.#sweepNow()),
    );
  }

  /** Reads the repositories in which something changed last that did not show before. */
  async #glance(): Promise<void> {
    // Without a sweep that came through nothing is known to compare with, and one is tried soon.
    if (this.#stopped || this.#sweeping || this.#lastAt === undefined) return;
    this.#works++;
    try {
      const before = this.#newest;
      const watched = await this.#options.repositories();
      this.#seen(watched);
      const changed = watched.filter(
        ({ name, newest }) => newest === undefined || newest !== before.get(name),
      );
      await this.#byOwner(changed, emptyReport());
    } catch (error) {
      const reason = reasonOf(error);
      this.#options.log.warn(
        { step: "sweep", reason },
        "a glance after the start failed; the next sweep makes up for it",
      );
    } finally {
      this.#works--;
    }
  }

  #seen(watched: readonly Watched[]): void {
    this.#newest = new Map(
      watched.flatMap(({ name, newest }) => (newest === undefined ? [] : [[name, newest]])),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    for (const cancel of this.#early) cancel();
    this.#nextAt = undefined;
    await until(this.#clock, () => !this.busy());
  }

  async once(patience: Duration = patienceOfOne): Promise<Swept> {
    const stopped = this.#stopped;
    this.#stopped = false;
    const report = await this.#sweep();
    this.#stopped = stopped;
    const unfinished = await this.#options.queue.idle(patience);
    return { ...report, unfinished };
  }

  look(repository: string, cause: "policy" | "labels"): void {
    this.#reader.owe(repository, cause);
    if (this.#stopped || this.#gathering.has(repository)) return;
    this.#gathering.add(repository);
    this.#clock.after(gatherLooks, async () => {
      this.#gathering.delete(repository);
      if (!this.#stopped) await this.#work([{ name: repository }], emptyReport());
    });
  }

  note(ending: Ending): void {
    this.#reader.note(ending);
  }

  busy(): boolean {
    return this.#sweeping || this.#works > 0 || this.#gathering.size > 0;
  }

  nextAt(): Instant | undefined {
    return this.#nextAt;
  }

  lastAt(): Instant | undefined {
    return this.#lastAt;
  }

  #tick(): void {
    const every = this.#options.every ?? sweepEvery;
    this.#nextAt = this.#clock.now() + every;
    this.#cancel = this.#clock.after(every, () => this.#tick());
    this.#sweepNow();
  }

  #sweepNow(): void {
    if (this.#sweeping)
      this.#options.log.warn({ step: "sweep" }, "the last sweep is not over yet; this one is left out");
    else {
      this.#sweeping = true;
      this.#clock.after(0, () => this.#periodic());
    }
  }

  async #periodic(): Promise<void> {
    try {
      await this.#sweep();
    } catch (error) {
      this.#options.log.error(
        { step: "sweep", reason: reasonOf(error) },
        "the list of repositories could not be read; the next sweep tries again",
      );
    }
    if (this.#lastAt === undefined) this.#trySooner();
  }

  /** Until a sweep came through, this process knows neither what is due nor who was asked for something a moment ago. */
  #trySooner(): void {
    const [wait, ...rest] = this.#sooner;
    if (wait === undefined || this.#stopped) return;
    this.#sooner = rest;
    this.#early.push(this.#clock.after(wait, () => this.#sweepNow()));
  }

  async #sweep(): Promise<SweepReport> {
    const report = emptyReport();
    this.#sweeping = true;
    let watched: readonly Watched[];
    try {
      watched = await this.#options.repositories();
      this.#seen(watched);
      this.#reader.keep(new Set(watched.map(({ name }) => name)));
      await this.#byOwner(watched, report);
    } finally {
      this.#sweeping = false;
    }
    const failed = new Set(report.failed.map(({ repository }) => ownerOf(repository)));
    const whole = new Set(watched.map(({ name }) => ownerOf(name)).filter((owner) => !failed.has(owner)));
    // One account that can't be read says nothing of us: a restart for it would only disturb the others.
    if (report.failed.length === 0 || whole.size > 0) this.#lastAt = this.#clock.now();
    const { repositories, heads, looked } = report;
    this.#options.log.info(
      { step: "sweep", repositories, heads, looked: looked.length, failed: report.failed.length },
      "swept",
    );
    return report;
  }

  /** One piece of work for each installation, so that none waits for another. */
  async #byOwner(watched: readonly Watched[], report: SweepReport): Promise<void> {
    const owners = Map.groupBy(watched, ({ name }) => ownerOf(name));
    let open = owners.size;
    for (const repositories of owners.values())
      this.#clock.after(0, async () => {
        await this.#work(repositories, report);
        open--;
      });
    await until(this.#clock, () => open === 0);
  }

  async #work(repositories: readonly Watched[], report: SweepReport): Promise<void> {
    this.#works++;
    for (const repository of repositories) {
      if (this.#stopped) break;
      report.repositories++;
      try {
        await this.#reader.read(repository, report);
      } catch (error) {
        const reason = reasonOf(error);
        report.failed.push({ repository: repository.name, reason });
        this.#options.log.error(
          { step: "sweep", repository: repository.name, reason },
          "this repository could not be swept; the next sweep tries again",
        );
      }
    }
    this.#works--;
  }
}

function emptyReport(): SweepReport {
  return { repositories: 0, heads: 0, looked: [], failed: [] };
}
