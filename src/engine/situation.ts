// What every rule is handed: the incident, where it stands, the policy, and the one instant of the pass.
import type { Standing } from "./assess.ts";
import type { Outgoing, Reach } from "./delivery.ts";
import type { Effect } from "./effect.ts";
import type { Incident } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Fault, IncidentSnapshot } from "./snapshot.ts";
import type { Want } from "./voice/message.ts";

/** Everything that a rule may know. */
export interface IncidentSituation {
  readonly snapshot: IncidentSnapshot;
  readonly ruling: Ruling;
  readonly incident: Incident;
  readonly standing: Standing;
  readonly now: Instant;
  readonly reach: Reach;
}

/** What a rule wants: changes and things to be said, in their order; and when it wants to be asked again. */
export interface Wish {
  readonly wants: readonly Want[];
  readonly wakeAt?: Instant | undefined;
}

/** What a plan comes to, before it is put on record. */
export interface Planned {
  /** When it wants to be looked at again. */
  readonly wakeAt?: Instant | undefined;
  readonly out: Outgoing;
  /** What could not be written and is still wanted: what came about otherwise, or nobody wants any more, is no fault. */
  readonly faults: readonly Fault[];
}

/** What keeps in mind what a plan does: written after all else. */
export interface PlanRecord {
  readonly effects: readonly Effect[];
  readonly wakeAt?: Instant | undefined;
}

/** The earlier of two instants of which either may be absent. */
export function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : Math.min(one, other);
}

/** Several wishes as one. */
export function together(...wishes: readonly Wish[]): Wish {
  return {
    wants: wishes.flatMap((wish) => wish.wants),
    wakeAt: wishes.reduce<Instant | undefined>((at, wish) => earlier(at, wish.wakeAt), undefined),
  };
}
