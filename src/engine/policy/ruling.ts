// The policy that rules a snapshot, with all that was parsed from files once and is used on every pass.
import type { Form } from "../form.ts";
import type { Policy, Problem } from "./model.ts";

/** A policy in force. */
export interface Ruling {
  readonly policy: Policy;
  /** The forms that the policy names, parsed, in its order. */
  readonly forms: readonly Form[];
  /** Blob oid of the policy file in force (two joined by `+` where an owner-level policy lies under it). */
  readonly oid: string;
  /** Version of this program. */
  readonly version: string;
  /** What is wrong with the file that should rule; the last good one rules instead. */
  readonly problems: readonly Problem[];
}
