// Fairness: which of the keys that are ready runs next, so that no installation waits for another, and nobody for strangers.
import { type Duration, HOUR, type Instant } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import { ownerOf } from "./pass.ts";

/** What a key waits for: something fell due, something happened, or somebody from outside did something in public. */
export type Urgency = "due" | "news" | "stranger";

const ranks: readonly Urgency[] = ["due", "news", "stranger"];

/** The more urgent of two. */
export function moreUrgent(one: Urgency, other: Urgency): Urgency {
  return ranks.indexOf(one) <= ranks.indexOf(other) ? one : other;
}

/** Passes for strangers at once and in an hour, for an installation: what they do never uses up what others need. */
const strangersAtOnce = 2;
const strangersAnHour = 300;
const hour: Duration = HOUR;

interface Lane {
  readonly ready: Readonly<Record<Urgency, Set<IssueRef>>>;
  /** Of the keys that run, what each waited for. */
  readonly running: Map<IssueRef, Urgency>;
  /** When passes for strangers began, in the last hour. */
  strangers: readonly Instant[];
}

/** One lane for each installation, the most urgent first in it, and of these the first that came; in turn between the lanes. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #each: number;
  readonly #total: number;
  readonly #now: () => Instant;
  #running = 0;
  #ready = 0;

  /** At most `each` passes at once for an installation, and `total` for the process. */
  constructor({
    each,
    total,
    now,
  }: { readonly each: number; readonly total: number; readonly now: () => Instant }) {
    this.#each = each;
    this.#total = total;
    this.#now = now;
  }

  /** Keys that have a place. */
  get running(): number {
    return this.#running;
  }

  /** Puts a key at the end of its row; one that is there keeps its place, or moves to a more urgent row. */
  enter(key: IssueRef, urgency: Urgency): void {
    const { ready } = this.#laneOf(key);
    const before = ranks.find((rank) => ready[rank].has(key));
    if (before !== undefined && moreUrgent(before, urgency) === before) return;
    if (before === undefined) this.#ready++;
    else ready[before].delete(key);
    ready[urgency].add(key);
  }

  /** The next key to run, its place taken; `undefined` where nothing is ready, every place is, or only strangers wait. */
  take(): IssueRef | undefined {
    if (this.#ready === 0 || this.#running >= this.#total) return undefined;
    for (const [owner, lane] of this.#lanes) {
      const urgency = lane.running.size >= this.#each ? undefined : this.#nextIn(lane);
      if (urgency === undefined) continue;
      const [key = ""] = lane.ready[urgency];
      lane.ready[urgency].delete(key);
      lane.running.set(key, urgency);
      if (urgency === "stranger") lane.strangers = [...lane.strangers, this.#now()];
      this.#ready--;
      this.#running++;
      // To the end of the round: the next place goes to another installation.
      this.#lanes.delete(owner);
      this.#lanes.set(owner, lane);
      return key;
    }
    return undefined;
  }

  #nextIn(lane: Lane): Urgency | undefined {
    const urgency = ranks.find((rank) => lane.ready[rank].size > 0);
    if (urgency !== "stranger") return urgency;
    lane.strangers = lane.strangers.filter((at) => at > this.#now() - hour);
    const atOnce = [...lane.running.values()].filter((one) => one === "stranger").length;
    return atOnce < strangersAtOnce && lane.strangers.length < strangersAnHour ? "stranger" : undefined;
  }

  /** When a stranger that waits for an hour to pass may be let in; `undefined`: none waits for that. */
  opensAt(): Instant | undefined {
    const waits = [...this.#lanes.values()].filter(
      ({ ready, strangers }) => ready.stranger.size > 0 && strangers.length >= strangersAnHour,
    );
    return waits.length === 0
      ? undefined
      : Math.min(...waits.map(({ strangers }) => (strangers[0] ?? 0) + hour));
  }

  /** The first keys of a repository that wait for a place, at most so many; strangers' are not read along. */
  next(repository: string, most: number): readonly IssueRef[] {
    const found: IssueRef[] = [];
    const ready = this.#lanes.get(ownerOf(repository))?.ready;
    for (const key of ready === undefined ? [] : [...ready.due, ...ready.news]) {
      if (found.length >= most) break;
      if (key.startsWith(`${repository}#`)) found.push(key);
    }
    return found;
  }

  /** Gives the place of a key back. */
  leave(key: IssueRef): void {
    const lane = this.#laneOf(key);
    lane.running.delete(key);
    this.#running--;
    const isIdle = lane.running.size === 0 && ranks.every((rank) => lane.ready[rank].size === 0);
    if (isIdle && lane.strangers.length === 0) this.#lanes.delete(ownerOf(key));
  }

  /** Forgets everything that only waits. */
  clear(): void {
    for (const { ready } of this.#lanes.values()) for (const rank of ranks) ready[rank].clear();
    this.#ready = 0;
  }

  #laneOf(key: IssueRef): Lane {
    const owner = ownerOf(key);
    let lane = this.#lanes.get(owner);
    if (lane === undefined) {
      const ready = { due: new Set<IssueRef>(), news: new Set<IssueRef>(), stranger: new Set<IssueRef>() };
      lane = { ready, running: new Map(), strangers: [] };
      this.#lanes.set(owner, lane);
    }
    return lane;
  }
}
