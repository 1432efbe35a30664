// The policy that rules a snapshot, with all that was parsed from files once and is used on every pass.
import type { Form } from "../form.ts";
import type { RotaEntry } from "../ical/read.ts";
import type { Instant } from "../instant.ts";
import type { Policy, Problem } from "./model.ts";

/** The iCalendar text of a rota: its entries, or that it can't be read (then nobody is on duty by it). */
export type RotaText =
  | {
      readonly kind: "read";
      readonly entries: readonly RotaEntry[];
      /** Before this instant it is as one that can't be read: something in it that counted then was refused. */
      readonly usableFrom?: Instant | undefined;
    }
  | { readonly kind: "unread" };

/** Something about the iCalendar text of a rota. */
export interface RotaProblem extends Problem {
  /** From here on it is over, and says nothing more. */
  readonly until?: Instant | undefined;
  /** An entry that is no shift and was meant so, as a leave: nothing has to be corrected. */
  readonly meant?: boolean | undefined;
}

/** A policy in force. */
export interface Ruling {
  readonly policy: Policy;
  /** The forms that the policy names, parsed, in its order. */
  readonly forms: readonly Form[];
  /** The iCalendar texts of rotas that have one, by key of the rota. */
  readonly rotas: Readonly<Record<string, RotaText>>;
  /** Blob oid of the policy file in force (two joined by `+` where an owner-level policy lies under it). */
  readonly oid: string;
  /** Version of this program. */
  readonly version: string;
  /** What is wrong with the file that should rule; the last good one rules instead. */
  readonly problems: readonly Problem[];
  /** What is wrong with the iCalendar texts of rotas: whom they don't name is not on duty. */
  readonly rotaProblems: readonly RotaProblem[];
}
