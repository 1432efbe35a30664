// What the loop is handed: a world to look at and to write to. Server, Action, rehearsal, explain and watch mode differ only here.
import type { Reach } from "./engine/delivery.ts";
import type { Effect } from "./engine/effect.ts";
import type { Duration, Instant } from "./engine/instant.ts";
import type { Leaving } from "./engine/leaving.ts";
import type { CreatedRecord, Receipt } from "./engine/ledger.ts";
import type { Plan } from "./engine/plan.ts";
import type { Ruling } from "./engine/policy/ruling.ts";
import type { IssueRef, Snapshot } from "./engine/snapshot.ts";

/** Time as the shell sees it. The engine never does. */
export interface Clock {
  now(): Instant;
  /** Runs `run` once after `wait`; the answer cancels. Work that it starts is awaited by its promise. */
  after(wait: Duration, run: () => void | Promise<void>): () => void;
  sleep(wait: Duration): Promise<void>;
  /** Says that work is under way, for clocks that must wait for it before they move. */
  track<T>(work: Promise<T>): Promise<T>;
}

/** What became of a plan. */
export interface Applied {
  readonly written: readonly Effect[];
  /** Something waits for the outcome of what was written: look again at once. */
  readonly again: boolean;
  /** Could not be done: kept as faults, tried again not before `retryAt`. */
  readonly failed: readonly { readonly effect: Effect; readonly message: string }[];
  /** What GitHub refused and is not tried again: it only showed what stands elsewhere. Absent: nothing. */
  readonly left?: readonly { readonly effect: Effect; readonly message: string }[];
  /** What carriers refused, with why: the ledger remembers it. */
  readonly refused?: readonly { readonly effect: Effect; readonly message: string }[];
  /** The answer was unclear (502, reset): nothing is read before this instant. */
  readonly unclearUntil?: Instant | undefined;
  readonly retryAt?: Instant | undefined;
}

/** What a carrier says of something that it was handed. */
export type Carried =
  | { readonly state: "sent"; readonly receipt?: Receipt; readonly made?: CreatedRecord }
  /** It was refused, or could not be tried. */
  | { readonly state: "failed"; readonly because: string }
  /** It is not known whether it was accepted. */
  | { readonly state: "unclear"; readonly because: string };

/** Brings about what leaves GitHub: a channel, or commits. It is handed an id, by which a receiver can drop a double. */
export interface Carrier {
  /** `channel:email`, `commit` or `documents`. */
  readonly name: string;
  /** May it be used for what is asked of this repository? A secret belongs to whom its operator gave it. */
  serves(repository: string): boolean;
  /** It can say whether something arrived, and looks before it repeats. */
  readonly looksUp: boolean;
  /** How many addresses it has for each audience, role or contact, where it has any by name. */
  readonly heads?: ReadonlyMap<string, number>;
  /** Hands it on with its words; the first try is 1. What throws said nothing: then it is unclear. */
  carry(effect: Leaving, text: string, attempt: number): Promise<Carried>;
}

/** What was seen of a key, and the policy that rules it. */
export interface Observed {
  readonly seen: Snapshot;
  /** Absent: there is none for this repository, so nothing is done in it. */
  readonly ruling?: Ruling | undefined;
  /** What carriers said of this key's effects, which its ledger may not show yet. */
  readonly reports: Reach["reports"];
}

/** What the loop is handed. */
export interface World {
  now(): Instant;
  /**
   * Reads a key whole, not older than the hint where GitHub can show that. `undefined`: there is no such thing in our sight.
   * Throws where a read failed or was partial.
   */
  observe(key: IssueRef, hint?: Instant): Promise<Observed | undefined>;
  /** What this host carries for a key: `github`, and what it has set up beyond. What it can't waits for a host that can. */
  reachOf(key: IssueRef): Omit<Reach, "reports">;
  /** Carries a plan out as far as it can be now. */
  apply(observed: Observed, plan: Plan): Promise<Applied>;
}
