// What a look comes to: what is to be done now, what is held back, and when to look again.
import type { Effect } from "./effect.ts";
import type { Instant } from "./instant.ts";
import type { IssueRef } from "./issue-ref.ts";
import type { Leaving } from "./leaving.ts";

/** What was wanted and is not said now: which step of the voice held it back, and why. */
export interface Unsaid {
  readonly id: string;
  readonly step: "said" | "quiet" | "ceiling" | "mention" | "refused";
  /** One sentence for a person. */
  readonly because: string;
  /** When it may be said; absent: never. */
  readonly until?: Instant | undefined;
  /** Whose turn it waits for, where it asks them for the first time: accounts and teams in small letters. */
  readonly turn?: { readonly who: readonly string[]; readonly rank: number; readonly thread: string };
}

/** What should be done now, and when to look again. No effect is due later than now. */
export interface Plan {
  readonly key: IssueRef;
  readonly effects: readonly Effect[];
  /** What is held back of what was to be said. */
  readonly unsaid: readonly Unsaid[];
  /** Effects that this host can't carry: they wait for one that can. */
  readonly waiting: readonly Leaving[];
  /** Nothing becomes due before. Absent: only an event can change anything. */
  readonly wakeAt?: Instant | undefined;
}
