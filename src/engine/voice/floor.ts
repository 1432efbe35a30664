// Where the voice has the floor, as a speaker has it: the issue of a subject, with all that was said there, who may be mentioned, and what quiet and ceilings hold.
import type { OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Message } from "./message.ts";
import type { Remembered } from "./record.ts";

/** What a kind of subject tells the voice of itself. */
export interface Floor extends Remembered {
  readonly seen: Snapshot;
  readonly ruling: Ruling;
  readonly now: Instant;
  /** Node id of the issue whose comments the ceilings count; absent: it is still to be opened. */
  readonly home?: string | undefined;
  /** Of our comments the younger doubles: they are healed, and fold nothing away. */
  readonly twins: readonly OwnComment[];
  /** When people were mentioned here, as far as the ledger remembers. */
  readonly mentions: ReadonlyMap<string, Instant>;
  /** Until when repeats are silenced; it may lie in the past. */
  readonly quietUntil?: Instant | undefined;
  /** The last place under a ceiling is the line's that says so. */
  readonly hasLine: boolean;
  /** Was it said once, and taken away since? It stays away. */
  readonly isGone: (message: Message) => boolean;
  /** Why a comment in sight is folded away whatever is said, if it is: what it asked is done, or nobody waits for it any more. */
  readonly isDone: (own: OwnComment) => string | undefined;
}
