// Fairness: which of the keys that are ready runs next, so that no installation waits for another.
import type { IssueRef } from "../../engine/snapshot.ts";
import { ownerOf } from "./pass.ts";

interface Lane {
  readonly ready: Set<IssueRef>;
  running: number;
}

/** One lane for each installation, first come first served within it, in turn between them. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #each: number;
  readonly #total: number;
  #running = 0;
  #ready = 0;

  /** At most `each` passes at once for an installation, and `total` for the process. */
  constructor(each: number, total: number) {
    this.#each = each;
    this.#total = total;
  }

  /** Keys that wait for a place. */
  get ready(): number {
    return this.#ready;
  }

  /** Keys that have one. */
  get running(): number {
    return this.#running;
  }

  /** Puts a key at the end of its lane; one that is there keeps its place. */
  enter(key: IssueRef): void {
    const lane = this.#laneOf(key);
    if (lane.ready.has(key)) return;
    lane.ready.add(key);
    this.#ready++;
  }

  /** The next key to run, its place taken; `undefined` where nothing is ready or every place is. */
  take(): IssueRef | undefined {
    if (this.#ready === 0 || this.#running >= this.#total) return undefined;
    for (const [owner, lane] of this.#lanes) {
      const [key] = lane.ready;
      if (key === undefined || lane.running >= this.#each) continue;
      lane.ready.delete(key);
      lane.running++;
      this.#ready--;
      this.#running++;
      // To the end of the round: the next place goes to another installation.
      this.#lanes.delete(owner);
      this.#lanes.set(owner, lane);
      return key;
    }
    return undefined;
  }

  /** The first keys of a repository that wait for a place, at most so many. */
  next(repository: string, most: number): readonly IssueRef[] {
    const found: IssueRef[] = [];
    for (const key of this.#lanes.get(ownerOf(repository))?.ready ?? []) {
      if (found.length >= most) break;
      if (key.startsWith(`${repository}#`)) found.push(key);
    }
    return found;
  }

  /** Gives the place of a key back. */
  leave(key: IssueRef): void {
    const lane = this.#laneOf(key);
    lane.running--;
    this.#running--;
    if (lane.running === 0 && lane.ready.size === 0) this.#lanes.delete(ownerOf(key));
  }

  /** Forgets everything that only waits. */
  clear(): void {
    for (const lane of this.#lanes.values()) lane.ready.clear();
    this.#ready = 0;
  }

  #laneOf(key: IssueRef): Lane {
    const owner = ownerOf(key);
    let lane = this.#lanes.get(owner);
    if (lane === undefined) {
      lane = { ready: new Set(), running: 0 };
      this.#lanes.set(owner, lane);
    }
    return lane;
  }
}
