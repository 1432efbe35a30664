// What a comparison of two policies is made of: one change of behaviour each, in words for a person and as data.
import type { Instant } from "../engine/instant.ts";
import type { Policy } from "../engine/policy/model.ts";
import { sentence } from "./phrases.ts";
import type { TraitDifference } from "./traits.ts";

/** The two policies that are compared. */
export interface Pair {
  readonly before: Policy;
  readonly after: Policy;
  /** The day from which examples are taken: weeks, holidays and turns that come. */
  readonly today: Instant;
}

/** What a change is about, in the order in which changes are told; `other` is for sections without a kind of their own. */
export const KINDS = [
  "incidents",
  "severity",
  "clock",
  "calendar",
  "holiday",
  "duty",
  "role",
  "command",
  "escalation",
  "handover",
  "attention",
  "notice",
  "field",
  "status",
  "flag",
  "service",
  "team",
  "review",
  "action",
  "task",
  "document",
  "label",
  "words",
  "other",
] as const;

/** One of the words of `KINDS`: `kind` in `diff --json`. */
export type ChangeKind = (typeof KINDS)[number];

/** One change of behaviour. */
export interface Change {
  readonly kind: ChangeKind;
  /** The policy's key of what behaves differently: a clock, a role, a calendar. */
  readonly subject: string;
  /** Keys of the severities that it is about; empty where it does not hang on the severity. */
  readonly severities: readonly string[];
  /** One sentence for a person, with figures. */
  readonly words: string;
  /** The value that made the difference, in short; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  /** What follows from it, and examples: when and where it shows. */
  readonly where: readonly string[];
}

/** A change with what is usual left out. */
export function change(given: Pick<Change, "kind" | "subject" | "words"> & Partial<Change>): Change {
  return { severities: [], before: null, after: null, where: [], ...given };
}

/** In the order of the kinds; of one kind in the order found. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}

/** Properties that differ, each as a change of this kind. */
export function toldAs(kind: ChangeKind, found: readonly TraitDifference[]): readonly Change[] {
  return found.map((one) => change({ kind, subject: one.key, ...one, words: sentence(one.words) }));
}
