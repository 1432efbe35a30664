// Going up and handing over, as data: levels, triggers, the changes of duty.
import type { Duration } from "../instant.ts";
import type { Condition, Label } from "./model.ts";

/** Who is asked for help, in which order, and when that happens by itself (H-21 to H-25). */
export interface Escalation {
  /** From the first to be asked to the last. */
  readonly levels: readonly EscalationLevel[];
  readonly triggers: readonly EscalationTrigger[];
}

/** A level of escalation: a role that is asked, and how long it has to answer before the next is (H-22). */
export interface EscalationLevel {
  /** `2`, `edm`: what `/escalate` and `escalated.<level>` call it. */
  readonly key: string;
  readonly role: string;
  /** Calls without an answer after which the next level is asked. */
  readonly attempts?: number | undefined;
  /** Time to `/ack` from the first attempt, or from the request; then the next level is asked. */
  readonly within?: Duration | undefined;
  /** Key of the level that is asked after it; absent after the last. */
  readonly next?: string | undefined;
  readonly source: string;
}

/** A rule over the facts that asks for a level, or asks whether to (H-21, H-23, H-25). */
export interface EscalationTrigger {
  readonly id: string;
  readonly when: Condition;
  /** It does not hold while one of these fields is so: what is not known does not stop it (H-21: unclear is asked about). */
  readonly unless: Condition;
  readonly hours: "always" | "core" | "out";
  /** Level key. */
  readonly to: string;
  /** Holds only after so long without the stop below; absent: at once. */
  readonly stalled?:
    | {
        readonly after?: Duration | undefined;
        readonly updates?: number | undefined;
        readonly unless: Condition;
      }
    | undefined;
  /** `escalate` asks the level; `ask` asks on the incident whether to, and a person decides. */
  readonly how: "escalate" | "ask";
  readonly because: string;
  readonly source: string;
}

/** The rolling handover issue of a repository: what is written and called at each change of duty (H-33). */
export interface HandoverRule {
  readonly label: Label;
  readonly title: string;
  readonly changes: readonly HandoverChange[];
}

/** A change of duty from one role to another. */
export interface HandoverChange {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** When hours open or close, or at each change of a rota. */
  readonly at:
    | { readonly kind: "rota"; readonly rota: string }
    | { readonly kind: "opens" | "closes"; readonly calendar: string };
  /** It is put in writing so long before the change; absent: at the change. */
  readonly before?: Duration | undefined;
  /** Is a call asked for? `always`, also with nothing to hand over; `ongoing`: if incidents go on. */
  readonly call: "always" | "ongoing" | "never";
  /** Is it put in writing? */
  readonly paper: "always" | "ongoing" | "never";
  readonly source: string;
}
