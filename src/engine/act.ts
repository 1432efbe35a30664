// What a person with the right to it did, in the engine's words: the meaning of a label, a command, a tick, a close.
import type { Instant } from "./instant.ts";
import type { IssueRef } from "./snapshot.ts";

/** Field values by policy field id; an empty string clears. */
export type FieldValues = Readonly<Record<string, string>>;

/** Anything that can move an incident. Instants are absolute: what was said in local time was read when it was judged. */
export type Act =
  | { readonly kind: "declare" }
  /** A report by somebody from outside in a public repository: it waits until it is accepted. */
  | { readonly kind: "report" }
  | { readonly kind: "withdraw"; readonly because?: string | undefined }
  | { readonly kind: "adopt" }
  | { readonly kind: "accept" }
  | { readonly kind: "drill"; readonly real: boolean }
  | {
      readonly kind: "update";
      readonly nothingNew: boolean;
      readonly next?: Instant | undefined;
      readonly fields?: FieldValues;
    }
  | {
      readonly kind: "severity";
      readonly to: string;
      readonly because?: string | undefined;
      readonly over?: readonly string[];
    }
  | { readonly kind: "severity-withdrawn" }
  | {
      readonly kind: "status";
      readonly to: string;
      /** When it was so, where somebody gave the time. */
      readonly at?: Instant | undefined;
      readonly because?: string | undefined;
      readonly fields?: FieldValues;
    }
  | {
      readonly kind: "next";
      readonly clock: string;
      readonly dueAt: Instant;
      readonly because?: string | undefined;
    }
  | { readonly kind: "role"; readonly role: string; readonly holders: readonly string[] }
  | { readonly kind: "set"; readonly fields: FieldValues }
  | { readonly kind: "told"; readonly who: string; readonly when: Instant; readonly how?: string | undefined }
  | {
      readonly kind: "called";
      readonly who: string;
      readonly when: Instant;
      readonly answered: boolean;
      readonly busy?: boolean | undefined;
    }
  | { readonly kind: "call"; readonly what: "wanted" | "started" | "ended"; readonly when: Instant }
  | { readonly kind: "ack" }
  | { readonly kind: "escalate"; readonly level?: string | undefined; readonly because?: string | undefined }
  | { readonly kind: "flag"; readonly flag: string; readonly because?: string | undefined }
  | { readonly kind: "unflag"; readonly flag: string; readonly because?: string | undefined }
  | { readonly kind: "made-safe"; readonly flag: string; readonly statement: string }
  | {
      readonly kind: "done";
      readonly clock: string;
      readonly when: Instant;
      readonly how?: string | undefined;
    }
  | { readonly kind: "pause" | "resume"; readonly clock: string; readonly because?: string | undefined }
  | { readonly kind: "review"; readonly wanted: boolean; readonly because?: string | undefined }
  | { readonly kind: "quiet"; readonly until: Instant; readonly because?: string | undefined }
  | { readonly kind: "help" }
  | {
      readonly kind: "close";
      readonly reason: "completed" | "not_planned" | "duplicate";
      readonly of?: IssueRef | undefined;
    }
  | { readonly kind: "closed-by-fix"; readonly closer: string }
  | { readonly kind: "reopen" }
  /** A label of ours taken off by a person without another in its place. */
  | { readonly kind: "label-removed"; readonly label: string };
