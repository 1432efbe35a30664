// What a comment says of turns: that it waited for one, and which other incidents wait to ask the same people.

import { type Duration, type Instant, MINUTE } from "../instant.ts";
import { type IssueRef, repositoryOf } from "../issue-ref.ts";
import type { AskTurn } from "../snapshot.ts";
import { plainName } from "../text/safe.ts";
import type { Values } from "../wanted.ts";
import type { Floor } from "./floor.ts";
import { lastMention } from "./mention.ts";

/** Whom a comment mentions, and what it says of their turns. */
export interface Turns {
  readonly mentions: readonly string[];
  /** Those of them for whose turn it waited, here or elsewhere, in words. */
  readonly waited?: string | undefined;
  /** Values of the words on the incidents that still wait for them. */
  readonly waiting?: Values | undefined;
}

/** More are counted and not named. */
const mostNamed = 8;

/** What is said with a comment, and since when the earliest of it was due. */
export interface SaidLate {
  readonly threads: readonly string[];
  readonly since: Instant;
}

/** What waits longer than this after it was due was late for another reason first. */
const atOnce: Duration = 2 * MINUTE;

/**
 * What may be said of turns where these are mentioned, as far as this process knows who waits. Only incidents of one repository
 * are named: whoever reads this one may not know that there is another elsewhere.
 */
export function turnsOf(
  mentions: readonly string[],
  floor: Pick<Floor, "own" | "mentions" | "seen" | "ruling">,
  { threads, since }: SaidLate,
): Turns {
  const { key, turns = [] } = floor.seen;
  const ofThem = (login: string, turn: AskTurn): boolean => turn.who === login.toLowerCase();
  const isLateBy = (turn: AskTurn): boolean =>
    turn.key === key && threads.includes(turn.thread) && turn.since <= since + atOnce;
  const before = since - floor.ruling.policy.attention.mentionEvery;
  const waited = mentions.filter(
    (login) =>
      lastMention(login, floor) > before && turns.some((turn) => isLateBy(turn) && ofThem(login, turn)),
  );
  const elsewhere = turns.filter((turn) => turn.key !== key && repositoryOf(turn.key) === repositoryOf(key));
  const who = mentions.filter((login) => elsewhere.some((turn) => ofThem(login, turn)));
  const theirs = elsewhere.filter((turn) => who.some((login) => ofThem(login, turn)));
  const numbers = [...new Set(theirs.flatMap((turn) => numberIn(turn.key)))].toSorted(
    (one, other) => one - other,
  );
  return {
    mentions,
    ...(waited.length > 0 && { waited: inWords(waited) }),
    ...(numbers.length > 0 && {
      waiting: {
        who: inWords(who),
        issues: numbers.slice(0, mostNamed),
        more: Math.max(0, numbers.length - mostNamed),
        one: numbers.length === 1,
      },
    }),
  };
}

const inWords = (logins: readonly string[]): string => logins.map(plainName).join(", ");

/** The number of an issue; a repository's own subject has none. */
function numberIn(key: IssueRef): readonly number[] {
  const number = Number(key.slice(key.indexOf("#") + 1));
  return Number.isInteger(number) && number > 0 ? [number] : [];
}
