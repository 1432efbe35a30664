// What can go wrong on the local GitHub, and the drawing of lots for it.
import { seededChance } from "./chance.ts";

/** Deliveries: `drop` and `duplicate` are fractions of them, `delay` milliseconds, `reorder` draws each one's delay. */
export interface WebhookFaults {
  readonly drop?: number;
  readonly duplicate?: number;
  readonly delay?: number;
  readonly reorder?: boolean;
}

/**
 * Limits of rate. `limit` is requests an hour (GraphQL and REST apart), `used` how many are gone already; `secondary`
 * refuses what writes more often than `writes` a minute, with `retryAfter` seconds.
 */
export interface RateFaults {
  readonly limit?: number;
  readonly used?: number;
  readonly secondary?: { readonly writes: number; readonly retryAfter: number };
}

/** Faults that hold from when they are set; a part that is not named stays as it is. Fractions are 0 to 1. */
export interface Faults {
  readonly webhooks?: WebhookFaults;
  /** `fail` is the fraction answered 502; with `applied` half of the failing writes take effect all the same. */
  readonly requests?: { readonly fail?: number; readonly applied?: boolean };
  /** Queries and GETs see the state of `lag` milliseconds ago. */
  readonly reads?: { readonly lag?: number };
  readonly rate?: RateFaults;
}

/** When the copies of a delivery arrive: milliseconds from now, one for each copy; none when it is lost. */
export type Arrivals = readonly number[];

/** Draws the faults; each sort has its own row of draws, so that one does not move another. */
export class Luck {
  #faults: Faults = {};
  readonly #webhooks: () => number;
  readonly #requests: () => number;

  constructor(seed: number) {
    this.#webhooks = seededChance(seed * 2 + 1);
    this.#requests = seededChance(seed * 2 + 2);
  }

  /** Sets faults from now on. */
  set(faults: Faults): void {
    for (const [name, value] of [
      ["webhooks.drop", faults.webhooks?.drop],
      ["webhooks.duplicate", faults.webhooks?.duplicate],
      ["requests.fail", faults.requests?.fail],
    ] as const) {
      if (value !== undefined && !(value >= 0 && value <= 1)) {
        throw new Error(`${name} is ${value}; expected a fraction from 0 to 1`);
      }
    }
    this.#faults = { ...this.#faults, ...faults };
  }

  /** How far reads lag behind, in milliseconds. */
  get lag(): number {
    return this.#faults.reads?.lag ?? 0;
  }

  get rate(): RateFaults {
    return this.#faults.rate ?? {};
  }

  /** The fate of one delivery. */
  arrivals(): Arrivals {
    const { drop = 0, duplicate = 0, delay = 0, reorder = false } = this.#faults.webhooks ?? {};
    const late = (): number => (reorder ? Math.floor(this.#webhooks() * Math.max(delay, 5_000)) : delay);
    if (drop > 0 && this.#webhooks() < drop) return [];
    return duplicate > 0 && this.#webhooks() < duplicate ? [late(), late()] : [late()];
  }

  /** The fate of one request: answered, lost before it took effect, or lost after. */
  request(write: boolean): "answered" | "lost" | "applied" {
    const { fail = 0, applied = false } = this.#faults.requests ?? {};
    if (fail === 0 || this.#requests() >= fail) return "answered";
    return write && applied && this.#requests() < 0.5 ? "applied" : "lost";
  }
}
