// What people from outside may cost an installation: requests an hour for each of them and for all, and only while enough is left for others.
import { HOUR, type Instant } from "../../engine/instant.ts";
import type { Spare } from "../../github/limit.ts";

/** Requests an hour that all people from outside together may cost; by GraphQL each is three or four of the 5,000 points. */
const forAll = 600;
/** And one of them: about twenty reports or comments. */
const forOne = 60;
/** Of its hourly limit an installation keeps so much for reminders and for people with rights. */
const reserve = 0.5;

interface Spent {
  readonly at: Instant;
  readonly who: string;
  readonly requests: number;
}

/** Of one installation: who from outside cost how much in the last hour. */
export class Budget {
  readonly #left: () => Spare | undefined;
  #spent: readonly Spent[] = [];
  #by: ReadonlyMap<string, readonly Spent[]> = new Map();

  /** `left`: what GitHub says of the installation's limit, if anything. */
  constructor(left: () => Spare | undefined) {
    this.#left = left;
  }

  /** Nothing was spent in the last hour. */
  isFresh(now: Instant): boolean {
    this.#forget(now);
    return this.#spent.length === 0;
  }

  /** Notes what a pass for somebody cost. */
  spend(who: string, requests: number, now: Instant): void {
    this.#keep([...this.#spent, { at: now, who: who.toLowerCase(), requests: Math.max(1, requests) }]);
  }

  /** When a pass for anybody from outside may begin: `now` where it may at once. */
  opensAt(now: Instant): Instant {
    this.#forget(now);
    const left = this.#left();
    const reset = left !== undefined && left.share < reserve ? left.until : now;
    return Math.max(now, reset, freeAt(this.#spent, forAll) ?? now);
  }

  /** When one for him may, where one for anybody may. */
  opensFor(who: string, now: Instant): Instant {
    return Math.max(now, freeAt(this.#by.get(who.toLowerCase()) ?? [], forOne) ?? now);
  }

  #forget(now: Instant): void {
    if ((this.#spent[0]?.at ?? now) <= now - HOUR)
      this.#keep(this.#spent.filter(({ at }) => at > now - HOUR));
  }

  #keep(spent: readonly Spent[]): void {
    this.#spent = spent;
    this.#by = Map.groupBy(spent, ({ who }) => who);
  }
}

/** When less than that is left of what was spent, each point for an hour; `undefined`: it is so now. */
function freeAt(spent: readonly Spent[], most: number): Instant | undefined {
  let sum = spent.reduce((total, { requests }) => total + requests, 0);
  if (sum < most) return undefined;
  for (const { at, requests } of spent) {
    sum -= requests;
    if (sum < most) return at + HOUR;
  }
  return undefined;
}
