// What leaves GitHub (its webhook deliveries come in by `server/hooks.ts`): it stands in the ledger before it leaves, and what
// became of it afterwards, so that a crash loses and doubles nothing unseen.
import type { Effect } from "./effect.ts";
import { type Duration, HOUR, type Instant, MINUTE } from "./instant.ts";
import type { Leaving } from "./leaving.ts";
import type { CreatedRecord, Delivery, Receipt } from "./ledger.ts";

export type { Delivery, DeliveryState } from "./ledger.ts";

/** What this process knows of a try, before it is in the ledger; `sending`: it is still at it. */
export interface CarrierReport {
  readonly carrier: string;
  readonly state: "sending" | "sent" | "failed" | "unclear";
  readonly receipt?: Receipt | undefined;
  /** Which try this is of; the first is 1. */
  readonly attempt: number;
  readonly at: Instant;
  readonly because?: string | undefined;
  /** What was made by it, of which the ledger keeps the address. */
  readonly made?: CreatedRecord | undefined;
}

/** What this process can carry, and what it knows of deliveries that the ledger may not show yet. */
export interface Reach {
  readonly can: ReadonlySet<string>;
  /** Carriers that can say whether something arrived: they look before they repeat, so that what is unclear may be tried again. */
  readonly looksUp: ReadonlySet<string>;
  /** Of channels by their name in a policy: how many addresses stand under each audience, role or contact; absent: it is not known here. */
  readonly heads?: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly reports: ReadonlyMap<string, CarrierReport>;
}

/** Nothing but GitHub is reached, and nothing has left. */
export const onlyGithub: Reach = {
  can: new Set(["github"]),
  looksUp: new Set(),
  reports: new Map(),
};

/** What of a plan leaves GitHub now, and what is to be remembered of all that ever should. */
export interface Outgoing {
  readonly leaving: readonly Leaving[];
  /** What no carrier of this host can bring about: it waits for a host that can. */
  readonly waiting: readonly Leaving[];
  readonly deliveries: ReadonlyMap<string, Delivery>;
  /** When something may be tried again, or becomes unclear. */
  readonly wakeAt?: Instant | undefined;
}

/** Another process may still be at it: only after so long is a delivery without a report unclear. */
export const unclearAfter: Duration = 2 * MINUTE;
const firstPause: Duration = MINUTE;
const mostAttempts = 6;
/** What is tried for as long as it is wanted is so at least so often: rights come back, and people mend what was in the way. */
const longestPause: Duration = 6 * HOUR;

/** Was it tried so often that it is not tried again by itself? */
export function isGivenUp({ state, attempts }: Delivery): boolean {
  return (state === "failed" || state === "unclear") && attempts >= mostAttempts;
}

/** Does it leave GitHub? */
export function isLeaving(effect: Effect): effect is Leaving {
  return effect.kind === "send" || effect.kind === "commit" || effect.kind === "document";
}

/** The carrier that brings an effect about. */
export function carrierOf(effect: Effect): string {
  if (effect.kind === "send") return `channel:${effect.channel}`;
  if (effect.kind === "document") return "documents";
  return effect.kind === "commit" ? "commit" : "github";
}

/** What the ledger has of deliveries, with what this process knows better: a replica may show a ledger of before. */
export function deliveriesNow(
  known: ReadonlyMap<string, Delivery>,
  { reports }: Pick<Reach, "reports">,
  now: Instant,
): ReadonlyMap<string, Delivery> {
  const ids = new Set([...known.keys(), ...reports.keys()]);
  return new Map(
    Array.from(ids, (id): readonly [string, Delivery] => [
      id,
      deliveryNow(known.get(id), reports.get(id), now),
    ]),
  );
}

function deliveryNow(known: Delivery | undefined, report: CarrierReport | undefined, now: Instant): Delivery {
  if (report !== undefined && isNewer(report, known)) {
    const { carrier, state, attempt: attempts, at, because, receipt } = report;
    return {
      ...{ carrier, state, attempts, at },
      ...(because !== undefined && { because }),
      ...(receipt !== undefined && { receipt }),
    };
  }
  if (known === undefined) throw new RangeError("There is neither a record nor a report of it.");
  if (known.state !== "sending" || now < known.at + unclearAfter) return known;
  const because = "nothing was heard of it after it left";
  return { ...known, state: "unclear", at: known.at + unclearAfter, because };
}

/** Whose clock is ahead says nothing: tries are counted. An answer that comes late ends the doubt about its own try. */
function isNewer({ attempt }: CarrierReport, known: Delivery | undefined): boolean {
  if (known === undefined || attempt > known.attempts) return true;
  return attempt === known.attempts && (known.state === "sending" || known.state === "unclear");
}

/** Sorts what should leave: what goes now is `sending` from here on; what was sent, is held or is given up does not go. */
export function outgoing(
  effects: readonly Leaving[],
  known: ReadonlyMap<string, Delivery>,
  { reach, now }: { readonly reach: Reach; readonly now: Instant },
): Outgoing {
  const deliveries = stillTold(deliveriesNow(known, reach, now), effects);
  const wakes: Instant[] = [];
  const leaving: Leaving[] = [];
  const waiting: Leaving[] = [];
  for (const effect of effects) {
    const carrier = carrierOf(effect);
    const before = deliveries.get(effect.id);
    const mayRepeat = effect.repeatable || reach.looksUp.has(carrier);
    const goesAt = nextTry(before, { mayRepeat, goesOn: effect.kind === "commit" });
    // Where nothing is heard of it, it becomes unclear by then.
    if (before?.state === "sending") wakes.push(soonAfter(before.at + unclearAfter, now));
    if (goesAt === undefined) continue;
    if (goesAt > now) wakes.push(goesAt);
    else if (!reach.can.has(carrier)) waiting.push(effect);
    else {
      leaving.push(effect);
      const attempts = (before?.attempts ?? 0) + 1;
      deliveries.set(effect.id, { carrier, state: "sending", attempts, at: now });
      wakes.push(now + unclearAfter);
    }
  }
  return { leaving, waiting, deliveries, wakeAt: wakes.length === 0 ? undefined : Math.min(...wakes) };
}

/** What this process is still at is looked at again later, and not each second. */
function soonAfter(at: Instant, now: Instant): Instant {
  return at > now ? at : now + unclearAfter;
}

/** Of what nobody wants any more the newest are kept: a ledger has room for so much. */
const mostKept = 100;

function stillTold(all: ReadonlyMap<string, Delivery>, effects: readonly Leaving[]): Map<string, Delivery> {
  const wanted = new Set(effects.map(({ id }) => id));
  const old = [...all].filter(([id, { state }]) => !wanted.has(id) && state !== "sending");
  const gone = new Set(
    old
      .toSorted(([, one], [, other]) => one.at - other.at)
      .slice(0, Math.max(0, old.length - mostKept))
      .map(([id]) => id),
  );
  return new Map([...all].filter(([id]) => !gone.has(id)));
}

/** When an effect is to leave; `undefined`: not by itself. */
function nextTry(
  before: Delivery | undefined,
  { mayRepeat, goesOn }: { readonly mayRepeat: boolean; readonly goesOn: boolean },
): Instant | undefined {
  if (before === undefined) return Number.NEGATIVE_INFINITY;
  const again =
    goesOn || before.attempts < mostAttempts ? before.at + pauseAfter(before.attempts) : undefined;
  switch (before.state) {
    case "failed":
      return again;
    case "unclear":
      // With the same key a repeat is no second one, and who can look does so first; anything else is asked about, never repeated blindly.
      return mayRepeat ? again : undefined;
    case "sending":
    case "sent":
    case "held":
      return undefined;
  }
}

function pauseAfter(attempts: number): Duration {
  return Math.min(firstPause * 2 ** (attempts - 1), longestPause);
}
