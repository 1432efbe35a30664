// One repository's part of a sweep: its heads are read and judged, and what is new or due goes to the queue.
import { type Duration, SECOND } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import { subjectNameIn } from "../../engine/subject.ts";
import type { Timekeeper } from "../wall-clock.ts";
import { HeadMemory, type SweptHead } from "./heads.ts";
import type { Ending } from "./pass.ts";
import type { Queue } from "./queue.ts";
import type { Timers } from "./timers.ts";

/**
 * A repository in our sight. `policy` is the version of its policy (git's blob id), `newest` what changed last in it, each where that
 * is known.
 */
export interface Watched {
  readonly name: string;
  readonly policy?: string | undefined;
  readonly newest?: string | undefined;
}

/** What a sweep needs to read one repository at a time. */
export interface ReaderOptions {
  readonly clock: Timekeeper;
  readonly queue: Queue;
  /** Absent where nothing waits for timers: the Action. */
  readonly timers?: Timers;
  /** Heads of a repository's incidents, and of the subjects that it has of its own. Throws where they could not be read whole. */
  readonly heads: (repository: string) => Promise<readonly SweptHead[]>;
  /** Makes a repository ready for its policy (labels); run once for each version of it. */
  readonly ensureLabels?: (repository: string) => Promise<void>;
  /** What is overdue or changed by less is left to another writer. */
  readonly grace?: Duration;
}

/** How long a delivery may be on its way. */
const justNow: Duration = 2 * SECOND;

/** What is being found out; each repository adds to it. */
export interface SweepReport {
  repositories: number;
  /** Of incidents: what a repository has of its own is looked at, and counted as none. */
  heads: number;
  readonly looked: IssueRef[];
  readonly failed: { readonly repository: string; readonly reason: string }[];
}

/** Reads repositories and remembers, until the process ends, what was looked at in them and what is still owed. */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #memory = new HeadMemory();
  /** Repositories whose every key is to be looked at, and that have not been read since. */
  readonly #owed = new Set<string>();
  /** The version of the policy that each repository was made ready for; empty where it was not known. */
  readonly #ensured = new Map<string, string>();

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  /** Says that every key of a repository is to be looked at, and for a policy that it is to be made ready again. */
  owe(repository: string, cause: "policy" | "labels"): void {
    this.#owed.add(repository);
    if (cause === "policy") this.#ensured.delete(repository);
  }

  /** Forgets what is owed to repositories that are out of sight. */
  keep(names: ReadonlySet<string>): void {
    for (const name of this.#owed) if (!names.has(name)) this.#owed.delete(name);
  }

  /** Learns how a pass ended. */
  note(ending: Ending): void {
    this.#memory.note(ending);
  }

  /** Reads one repository. Throws where it could not be read whole; what was owed to it is then still owed. */
  async read({ name, policy }: Watched, report: SweepReport): Promise<void> {
    const all = this.#owed.has(name);
    this.#owed.delete(name);
    try {
      // Labels that can't be read or made keep no incident from its look; the sweep has failed all the same.
      const labels = await Promise.allSettled([this.#ensureLabels(name, policy)]);
      const heads = await this.#options.heads(name);
      report.heads += heads.filter(({ key }) => subjectNameIn(key) === undefined).length;
      this.#memory.keep(name, new Set(heads.map(({ key }) => key)));
      for (const head of heads) if (this.#send(head, policy, all)) report.looked.push(head.key);
      for (const one of labels) if (one.status === "rejected") throw one.reason;
    } catch (error) {
      if (all) this.#owed.add(name);
      throw error;
    }
  }

  async #ensureLabels(name: string, policy: string | undefined): Promise<void> {
    const before = this.#ensured.get(name);
    if (this.#options.ensureLabels === undefined) return;
    if (before !== undefined && (policy === undefined || policy === before)) return;
    await this.#options.ensureLabels(name);
    this.#ensured.set(name, policy ?? "");
  }

  /** True where the key was sent to be looked at; else it has at most a timer. */
  #send(head: SweptHead, policy: string | undefined, all: boolean): boolean {
    const { clock, queue, timers, grace = 0 } = this.#options;
    const verdict = this.#memory.judge(head, { now: clock.now(), grace, policy });
    if (!all && verdict.kind === "wait") {
      timers?.set(head.key, verdict.wakeAt);
      return false;
    }
    this.#memory.seek(head, policy);
    // What has only just happened has a delivery on its way, and one look serves both.
    const young = head.updatedAt !== undefined && clock.now() - head.updatedAt < justNow;
    const isDue = verdict.kind === "look" && verdict.why === "due";
    const news = young ? "gathered" : "at once";
    const inside = isDue ? "due" : news;
    queue.add(head.key, head.updatedAt, head.stranger === undefined ? inside : { stranger: head.stranger });
    return true;
  }
}
