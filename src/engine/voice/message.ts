// What a rule has to say, before the voice decides whether, when and to whom it is said.
import type { Effect } from "../effect.ts";
import type { OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Party } from "../party.ts";
import type { Values } from "../wanted.ts";

/** What goes before what where first asks wait for one person: a person's cry for help is never kept back by how many incidents there are. */
export const ranks = { limit: 0, told: 1, level: 2, help: 3 } as const;

/** One of them. */
export type Rank = (typeof ranks)[keyof typeof ranks];

/** Something to be said on an issue. */
export interface Message {
  /** Deterministic: hangs on the node id of what started it, never on a count or an instant. */
  readonly id: string;
  /** All that counts as said once this is; absent: its id; empty: nothing does. */
  readonly ids?: readonly string[] | undefined;
  /** What kind of speech it is: the hidden mark by which the comment is known again. One that never counts against the ceilings is entered in `record.ts`. */
  readonly topic: string;
  /** Node id of the issue that it is said on. */
  readonly on: string;
  /** When it falls due, where that hangs on a clock; later than now: until then it can only join another. */
  readonly at?: Instant;
  /**
   * Whom it asks. Where it asks somebody for the first time in a matter, it is no repeat: neither quiet nor a ceiling holds it
   * back, and it waits until he may be mentioned. Else it waits only where that is a moment away.
   */
  readonly asks: readonly Ask[];
  /** It waits for nobody's turn, and gives way to none that wait: whoever was not mentioned within the policy's time is mentioned. */
  readonly atOnce?: boolean;
  /** A quiet hour silences it, unless it asks somebody for the first time. */
  readonly silenced: boolean;
  /** It counts against the ceilings of comments, and waits where one is reached, unless it asks somebody for the first time. */
  readonly counts: boolean;
  /** Where a ceiling is reached, the one line that says so names this: what would have been said, and by when it was due. */
  readonly named?: { readonly noun: string; readonly at: Instant } | undefined;
  /** It is no ask (an answer to a question of ours): the last places under a ceiling are left to asks. */
  readonly yields?: boolean;
  readonly joins?: Joining;
  /** Comments in sight that it replaces. */
  readonly replaces?: Replacing | undefined;
  /** Where several wait for one person's turn the higher comes first; absent: `limit`. */
  readonly rank?: Rank;
  /** A time begins when it is written, as the minutes in which an escalation level is to answer: its subject is looked at again then. */
  readonly begins?: boolean;
  /** A comment of ours that it is written into instead of a new one; edits notify nobody, so nothing holds it back. */
  readonly edits?: string | undefined;
  /** It takes ticks away that the ledger keeps: it is written once those stand there. */
  readonly takesTicks?: boolean;
  /** Further words of its hidden mark. */
  readonly details?: readonly string[];
  /** Its words, for the one that leads a comment. */
  readonly say: (speaking: Speaking) => Words;
}

/** Somebody who is asked for something; without `who` everybody who reads it. */
export interface Ask {
  readonly who?: Party;
  /**
   * What for, by the beginning of all ids that ask for it (`update/IC_x` for one limit), or by the whole id where each asks anew.
   * Absent: whether he is mentioned makes no difference.
   */
  readonly matter?: string | undefined;
}

/** The same ask of each of some people; where there is nobody, of whoever reads it. */
export function asksOf(people: readonly Party[], matter: string | undefined): readonly Ask[] {
  return people.length === 0 ? [{ matter }] : people.map((who) => ({ who, matter }));
}

/** Which comments are folded away when it is said, and why. */
export interface Replacing {
  readonly topic: string;
  /** One sentence for a person. */
  readonly because: string;
  /** Which of the topic; absent: all. */
  readonly only?: (own: OwnComment) => boolean;
}

/** How a message stands to others that are due: those that join become one comment. */
export interface Joining {
  /** Those of one name become one comment. */
  readonly as: string;
  /** Of one thread (the reminders of one clock) only the last that fell due is said: after downtime one reminder, never the backlog. */
  readonly thread: string;
  /** Its comment is told in its words (an escalation level leads, a reminder joins it); of several that lead the first. */
  readonly leads: boolean;
  /** Among those that don't lead, the earliest limit names the comment. */
  readonly limit?: Instant | undefined;
  /** Its words are true already: it joins what is said shortly before it falls due. */
  readonly early: boolean;
}

/** What the words of a comment hang on. */
export interface Speaking {
  /** The ids of all messages that are said with it, its own first. */
  readonly ids: readonly string[];
  /** When the earliest of it was due, a quiet hour counted out. */
  readonly since: Instant;
  /** When the comment that it replaces was written. */
  readonly replacedAt?: Instant | undefined;
  /** People in words, each mentioned unless they were within the policy's time; the comment then counts as mentioning them. */
  readonly address: (people: readonly Party[]) => string;
}

/** A comment's words, and why they are said. */
export interface Words {
  /** One sentence for a person. */
  readonly because: string;
  /** The rule of the policy that asked for it, with the ids of its source. */
  readonly rule: string;
  /** When it was due, where it had a due time. */
  readonly due?: Instant | undefined;
  readonly template: string;
  readonly values: Values;
  /** Further hidden marks: each `[kind, …words]`. */
  readonly markers?: readonly (readonly string[])[];
}

/** What a rule wants: a change, or something said. */
export type Want = Effect | Message;

/** Is it something to be said? */
export function isMessage(want: Want): want is Message {
  return "topic" in want;
}
