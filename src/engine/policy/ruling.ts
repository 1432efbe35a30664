// The policy that rules a snapshot, with all that was parsed from files once and is used on every pass.

import type { Form } from "../form.ts";
import type { RotaEntry } from "../ical/read.ts";
import type { Instant } from "../instant.ts";
import type { Values } from "../wanted.ts";
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

/** The messages of a repository's own under its policy: read and checked outside, since the engine knows no templates. */
export interface OwnMessages {
  /** What has to be corrected in their files; one with a problem is not used, and Tocsin's own words stand in its place. */
  readonly problems: readonly Problem[];
  /** The first of these names that there is a file for. */
  find(names: readonly string[]): OwnMessage | undefined;
}

/** One file of words. */
export interface OwnMessage {
  /** Its path in the repository. */
  readonly file: string;
  /** Its words with these values. The same values give the same words. */
  say(values: Values): SaidOwn;
}

/** Words as lines of plain text, or why they can't be used: with the place, for a person. */
export type SaidOwn =
  | { readonly kind: "lines"; readonly lines: readonly string[] }
  | { readonly kind: "unusable"; readonly because: string };

/** A policy in force. */
export interface Ruling {
  readonly policy: Policy;
  /** The forms that the policy names, parsed, in its order. */
  readonly forms: readonly Form[];
  /** What is ruled is shown in public: who may not accept it is from outside, wherever it stands. */
  readonly isForPublic?: boolean | undefined;
  /** Those of its maintenance; absent: none. */
  readonly maintenanceForms?: readonly Form[] | undefined;
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
  /** The repository's own words for messages; absent: it has none. */
  readonly messages?: OwnMessages | undefined;
}
