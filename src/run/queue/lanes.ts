// Fairness: which of the keys that are ready runs next, so that no installation waits for another, and nobody for strangers.
import type { Instant } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import type { Spare } from "../../github/limit.ts";
import { Budget } from "./budget.ts";
import { ownerOf } from "./pass.ts";

/** What a key waits for: something fell due, something happened, or somebody from outside did something in public. */
export type Urgency = "due" | "news" | "stranger";

const ranks: readonly Urgency[] = ["due", "news", "stranger"];

/** The more urgent of two. */
export function moreUrgent(one: Urgency, other: Urgency): Urgency {
  return ranks.indexOf(one) <= ranks.indexOf(other) ? one : other;
}

/** Passes for strangers at once, for an installation: what they do never takes the places that others need. */
const strangersAtOnce = 2;

/** What a key waits for, and of a stranger's who that is. */
export interface Waiting {
  readonly urgency: Urgency;
  readonly who?: string | undefined;
}

interface Lane {
  readonly ready: Readonly<Record<Urgency, Map<IssueRef, Waiting>>>;
  /** Of the keys that run, what each waited for. */
  readonly running: Map<IssueRef, Waiting>;
  readonly budget: Budget;
}

interface LanesOptions {
  /** Passes at once for an installation, and in the process. */
  readonly each: number;
  readonly total: number;
  readonly now: () => Instant;
  /** What is left of the limit of an installation, by its owner. */
  readonly left: (owner: string) => Spare | undefined;
}

/** One lane for each installation, the most urgent first in it, and of these the first that came; in turn between the lanes. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #options: LanesOptions;
  #running = 0;
  #ready = 0;

  constructor(options: LanesOptions) {
    this.#options = options;
  }

  /** Keys that have a place. */
  get running(): number {
    return this.#running;
  }

  /** Puts a key at the end of its row; one that is there keeps its place, or moves to a more urgent row. */
  enter(key: IssueRef, waiting: Waiting): void {
    const { ready } = this.#laneOf(key);
    const before = ranks.find((rank) => ready[rank].has(key));
    if (before !== undefined && moreUrgent(before, waiting.urgency) === before) return;
    if (before === undefined) this.#ready++;
    else ready[before].delete(key);
    ready[waiting.urgency].set(key, waiting);
  }

  /** The next key to run, its place taken; `undefined` where nothing is ready, every place is, or only strangers wait. */
  take(): IssueRef | undefined {
    const { each, total } = this.#options;
    if (this.#ready === 0 || this.#running >= total) return undefined;
    for (const [owner, lane] of this.#lanes) {
      const next = lane.running.size >= each ? undefined : this.#nextIn(lane);
      if (next === undefined) continue;
      const [key, waiting] = next;
      lane.ready[waiting.urgency].delete(key);
      lane.running.set(key, waiting);
      this.#ready--;
      this.#running++;
      // To the end of the round: the next place goes to another installation.
      this.#lanes.delete(owner);
      this.#lanes.set(owner, lane);
      return key;
    }
    return undefined;
  }

  #nextIn(lane: Lane): readonly [IssueRef, Waiting] | undefined {
    const { due, news, stranger } = lane.ready;
    const [first] = due.size > 0 ? due : news;
    if (first !== undefined) return first;
    const now = this.#options.now();
    const isFull = strangersOf(lane) >= strangersAtOnce;
    if (isFull || stranger.size === 0 || lane.budget.opensAt(now) > now) return undefined;
    return [...stranger].find(([, { who = "" }]) => lane.budget.opensFor(who, now) <= now);
  }

  /** When a stranger who waits for what he or all of them spent may be let in; `undefined`: none waits for that. */
  opensAt(): Instant | undefined {
    const now = this.#options.now();
    const instants = [...this.#lanes.values()].flatMap((lane) => {
      if (lane.ready.stranger.size === 0 || strangersOf(lane) >= strangersAtOnce) return [];
      const people = new Set([...lane.ready.stranger.values()].map(({ who = "" }) => who));
      const soonest = Math.min(...[...people].map((who) => lane.budget.opensFor(who, now)));
      return [Math.max(soonest, lane.budget.opensAt(now))];
    });
    const soonest = Math.min(...instants);
    return soonest > now && soonest < Number.POSITIVE_INFINITY ? soonest : undefined;
  }

  /** The first keys of a repository that wait for a place, at most so many; strangers' are not read along. */
  next(repository: string, most: number): readonly IssueRef[] {
    const found: IssueRef[] = [];
    const ready = this.#lanes.get(ownerOf(repository))?.ready;
    for (const key of ready === undefined ? [] : [...ready.due.keys(), ...ready.news.keys()]) {
      if (found.length >= most) break;
      if (key.startsWith(`${repository}#`)) found.push(key);
    }
    return found;
  }

  /** Gives the place of a key back, and says what its pass cost. */
  leave(key: IssueRef, requests: number): void {
    const lane = this.#laneOf(key);
    const now = this.#options.now();
    const { urgency, who = "" } = lane.running.get(key) ?? {};
    if (urgency === "stranger") lane.budget.spend(who, requests, now);
    lane.running.delete(key);
    this.#running--;
    const isIdle = lane.running.size === 0 && ranks.every((rank) => lane.ready[rank].size === 0);
    if (isIdle && lane.budget.isFresh(now)) this.#lanes.delete(ownerOf(key));
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
      const row = () => new Map<IssueRef, Waiting>();
      const budget = new Budget(() => this.#options.left(owner));
      lane = { ready: { due: row(), news: row(), stranger: row() }, running: row(), budget };
      this.#lanes.set(owner, lane);
    }
    return lane;
  }
}

function strangersOf({ running }: Lane): number {
  return [...running.values()].filter(({ urgency }) => urgency === "stranger").length;
}
