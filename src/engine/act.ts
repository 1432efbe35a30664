// What a person with the right to it did, in the engine's words: the meaning of a label, a command, a tick, a close.
import type { Instant } from "./instant.ts";
import type { IssueRef } from "./issue-ref.ts";

/** Field values by policy field id; an empty string clears. */
export type FieldValues = Readonly<Record<string, string>>;

/** Why nothing goes over to the incident that another doubles: it is in public and this is not, it is another account's, or whoever closed this may not write there. */
export type Apart = "public" | "account" | "right";

/**
 * Acts by kind, each with what it says; instants are absolute: what was said in local time was read when it was judged. Here
 * stand those that no command makes; each command adds its own in its file (`declare module`), so that whoever reads acts need
 * not know the commands.
 */
export interface Acts {
  declare: object;
  /** A report by somebody from outside in a public repository: it waits until it is accepted. */
  report: object;
  /** The label of a severity that was set by an act was taken off. */
  "severity-withdrawn": object;
  close: {
    readonly reason: "completed" | "not_planned" | "duplicate";
    readonly of?: IssueRef | undefined;
    readonly apart?: Apart;
    /** Of one as not planned: why, and whether somebody said that it was a false alarm. Absent where 0.2.0 judged it: it took all for one. */
    readonly because?: string | undefined;
    readonly falseAlarm?: boolean;
  };
  /** Closed as not planned at a major severity, and nobody said why: nothing is ended by it. */
  "closed-unexplained": object;
  /** Somebody else wrote in a comment that gives a command before it was judged: nobody gave it. */
  overwritten: { readonly editor: string };
  /** Somebody from outside changed the report after it was taken on: what it says now is a proposal. */
  propose: { readonly version: string };
  "closed-by-fix": { readonly closer: string };
  /** By opening the issue again, or by somebody who says so (`asked`), perhaps of an earlier time, and why. */
  reopen: {
    readonly asked?: true;
    readonly at?: Instant;
    readonly because?: string | undefined;
    /** More was said with it: its line of the timeline repeats that. */
    readonly said?: true;
  };
  /** A label of ours taken off by a person without another in its place. */
  "label-removed": { readonly label: string };
}

/** The name of an act. */
export type ActKind = keyof Acts;

/** What every act may have: words of the line of its command for which it has no place of its own. */
type Beside = { readonly words?: string };

/** An act of one kind, or of one of several. */
export type ActOf<K extends ActKind> = {
  readonly [One in K]: { readonly kind: One } & Acts[One] & Beside;
}[K];

/** Anything that can move an incident. */
export type Act = ActOf<ActKind>;
