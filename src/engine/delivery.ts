// What leaves GitHub (its webhook deliveries come in by `server/hooks.ts`): it stands in the ledger before it leaves, and what became of it afterwards, so that a crash loses and doubles nothing unseen.
import type { Effect, Leaving } from "./effect.ts";
import { type Duration, type Instant, MINUTE } from "./instant.ts";
import type { Delivery } from "./ledger.ts";

export type { Delivery, DeliveryState } from "./ledger.ts";

/** What a carrier said of an effect, before it is in the ledger. */
export interface CarrierReport {
  readonly state: "sent" | "failed" | "unclear";
  readonly at: Instant;
  readonly because?: string | undefined;
}

/** What this process can carry, and what it knows of deliveries that the ledger may not show yet. */
export interface Reach {
  readonly can: ReadonlySet<string>;
  readonly reports: Readonly<Record<string, CarrierReport>>;
}

/** Nothing but GitHub is reached, and nothing has left. */
export const onlyGithub: Reach = { can: new Set(["github"]), reports: {} };

/** What of a plan leaves GitHub now, and what is to be remembered of all that ever should. */
export interface Outgoing {
  readonly leaving: readonly Leaving[];
  /** What no carrier of this host can bring about: it waits for a host that can. */
  readonly waiting: readonly Leaving[];
  readonly deliveries: Readonly<Record<string, Delivery>>;
  /** When something may be tried again, or becomes unclear. */
  readonly wakeAt?: Instant | undefined;
}

/** Another process may still be at it: only after so long is a delivery without a report unclear. */
export const unclearAfter: Duration = 2 * MINUTE;
const firstPause: Duration = MINUTE;
const mostAttempts = 6;

/** Does it leave GitHub? */
export function isLeaving(effect: Effect): effect is Leaving {
  return effect.kind === "send" || effect.kind === "commit";
}

/** The carrier that brings an effect about. */
export function carrierOf(effect: Effect): string {
  if (effect.kind === "send") return `channel:${effect.channel}`;
  return effect.kind === "commit" ? "commit" : "github";
}

/** What the ledger has of deliveries, with what this process was told since. */
export function deliveriesNow(
  known: Readonly<Record<string, Delivery>>,
  { reports }: Reach,
  now: Instant,
): Readonly<Record<string, Delivery>> {
  return Object.fromEntries(
    Object.entries(known).map(([id, delivery]): readonly [string, Delivery] => {
      const report = reports[id];
      if (delivery.state !== "sending") return [id, delivery];
      if (report !== undefined && report.at >= delivery.at) return [id, { ...delivery, ...report }];
      if (now < delivery.at + unclearAfter) return [id, delivery];
      const because = "nothing was heard of it after it left";
      return [id, { ...delivery, state: "unclear", at: delivery.at + unclearAfter, because }];
    }),
  );
}

/** Sorts what should leave: what goes now is `sending` from here on; what was sent, is held or is given up does not go. */
export function outgoing(
  effects: readonly Leaving[],
  known: Readonly<Record<string, Delivery>>,
  { reach, now }: { readonly reach: Reach; readonly now: Instant },
): Outgoing {
  const deliveries: Record<string, Delivery> = { ...deliveriesNow(known, reach, now) };
  const wakes: Instant[] = [];
  const leaving: Leaving[] = [];
  const waiting: Leaving[] = [];
  for (const effect of effects) {
    const carrier = carrierOf(effect);
    const before = deliveries[effect.id];
    const goesAt = nextTry(before, effect);
    if (before?.state === "sending") wakes.push(before.at + unclearAfter);
    if (goesAt === undefined) continue;
    if (goesAt > now) wakes.push(goesAt);
    else if (!reach.can.has(carrier)) waiting.push(effect);
    else {
      leaving.push(effect);
      deliveries[effect.id] = { carrier, state: "sending", attempts: (before?.attempts ?? 0) + 1, at: now };
    }
  }
  return { leaving, waiting, deliveries, wakeAt: wakes.length === 0 ? undefined : Math.min(...wakes) };
}

/** When an effect is to leave; `undefined`: not by itself. */
function nextTry(before: Delivery | undefined, effect: Leaving): Instant | undefined {
  if (before === undefined) return Number.NEGATIVE_INFINITY;
  const again = before.attempts < mostAttempts ? before.at + pauseAfter(before.attempts) : undefined;
  switch (before.state) {
    case "failed":
      return again;
    case "unclear":
      // With the same key a repeat is no second one; anything else is looked up or asked about, never repeated blindly.
      return effect.repeatable ? again : undefined;
    case "sending":
    case "sent":
    case "held":
      return undefined;
  }
}

function pauseAfter(attempts: number): Duration {
  return firstPause * 2 ** (attempts - 1);
}
