// How much each token may still ask in this hour, and GitHub's answers when it asked too much.
import type { PlatformClock } from "./clock.ts";
import type { Luck } from "./faults.ts";
import type { Allowance } from "./graphql/context.ts";

type Resource = "core" | "graphql";

const hourMs = 3_600_000;

/** Counts requests by the local GitHub's clock, GraphQL in points and REST apart, and writes by the minute. */
export class Rate {
  readonly #clock: PlatformClock;
  readonly #luck: Luck;
  readonly #used = new Map<string, number>();
  readonly #writes = new Map<string, readonly number[]>();

  constructor(clock: PlatformClock, luck: Luck) {
    this.#clock = clock;
    this.#luck = luck;
  }

  /**
   * Counts one request of so many points by somebody's token and tells what is left after it; `remaining` is −1 when the request
   * itself was too much.
   */
  spend(holder: string, resource: Resource, points = 1): Allowance {
    const hour = Math.floor(this.#clock.now() / hourMs);
    const key = `${holder} ${resource}@${hour}`;
    const { limit = 5_000, used: before = 0 } = this.#luck.rate;
    const used = (this.#used.get(key) ?? before) + points;
    this.#used.set(key, used);
    return {
      limit,
      used: Math.min(used, limit),
      remaining: Math.max(-1, limit - used),
      resetAt: (hour + 1) * hourMs,
    };
  }

  /** Counts one write by somebody's token; the seconds to wait when writes came too fast, else `undefined`. */
  tooFast(holder: string): number | undefined {
    const { secondary } = this.#luck.rate;
    const now = this.#clock.now();
    const before = (this.#writes.get(holder) ?? []).filter((at) => at > now - 60_000);
    if (secondary !== undefined && before.length >= secondary.writes) return secondary.retryAfter;
    this.#writes.set(holder, [...before, now]);
    return undefined;
  }
}

/** The headers that GitHub puts on every answer. */
export function rateHeaders(allowance: Allowance, resource: Resource): Record<string, string> {
  return {
    "x-ratelimit-limit": String(allowance.limit),
    "x-ratelimit-remaining": String(Math.max(0, allowance.remaining)),
    "x-ratelimit-used": String(allowance.used),
    "x-ratelimit-reset": String(Math.floor(allowance.resetAt / 1000)),
    "x-ratelimit-resource": resource,
  };
}
