// Joining: what is due together becomes one comment, told in the words of the one that leads.
import { type Duration, type Instant, MINUTE } from "../instant.ts";
import type { Message } from "./message.ts";

/** Messages that are said as one comment: the one that leads first, then the others in the order in which they fall due. */
export interface Utterance {
  readonly lead: Message;
  readonly all: readonly Message[];
  /** When the earliest of it was due, what it stands in for included; of what hangs on no clock: now. */
  readonly since: Instant;
}

/** What joining goes by: the instant, how far ahead something may join, and the end of the last quiet hour. */
export interface JoinTime {
  readonly now: Instant;
  readonly ahead: Duration;
  readonly quietUntil?: Instant | undefined;
}

const isDue = (message: Message, { now }: JoinTime): boolean => message.at === undefined || message.at <= now;

/**
 * The groups of messages that join each other on one issue, in the order of their first; one that joins nothing is a group of
 * its own.
 */
export function groupsOf(messages: readonly Message[]): readonly (readonly Message[])[] {
  const nameOf = (message: Message): string | Message =>
    message.joins === undefined ? message : `${message.on} ${message.joins.as}`;
  return [...Map.groupBy(messages, nameOf).values()];
}

/** What of a group is said now as one comment; `undefined`: nothing of it is due. */
export function join(group: readonly Message[], time: JoinTime): Utterance | undefined {
  const due = group.filter((message) => isDue(message, time));
  const said = lastOfEach(due);
  const [first] = said;
  if (first === undefined) return undefined;
  const lead = said.find(({ joins }) => joins?.leads) ?? said.reduce((best, one) => earlier(best, one, time));
  const leading = said.filter((one) => one !== lead && one.joins?.leads);
  const others = said.filter((one) => one !== lead && !one.joins?.leads);
  const threads = new Set(said.map(threadOf));
  const since = due
    .filter((one) => threads.has(threadOf(one)))
    .map(({ at = time.now, silenced }) => (silenced ? Math.max(at, quietTill(time) ?? at) : at));
  return {
    lead,
    all: [lead, ...leading, ...others, ...early(group, said, time)],
    since: Math.min(...since),
  };
}

/** When it may be said again what a quiet hour silenced. What is said while one lasts was not silenced by it. */
function quietTill({ quietUntil, now }: JoinTime): Instant | undefined {
  return quietUntil !== undefined && quietUntil <= now ? quietUntil : undefined;
}

const threadOf = (message: Message): string => message.joins?.thread ?? message.id;

/** Of each thread only the last that fell due. */
function lastOfEach(due: readonly Message[]): readonly Message[] {
  return due.filter(
    (message, index) => !due.slice(index + 1).some((later) => threadOf(later) === threadOf(message)),
  );
}

/** The one that names the comment: the earliest limit. */
function earlier(best: Message, one: Message, { now }: JoinTime): Message {
  const limitOf = ({ joins }: Message): Instant => joins?.limit ?? now;
  return limitOf(one) < limitOf(best) ? one : best;
}

/**
 * What falls due soon after and whose words are true already: the first of each thread that says nothing now, or that says late what
 * the next repeats in moments.
 */
function early(group: readonly Message[], said: readonly Message[], { now, ahead }: JoinTime) {
  const silent = group.filter(({ at = now }) => at > now && at <= now + ahead);
  const others = silent.filter((message) => {
    const before = said.find((one) => threadOf(one) === threadOf(message));
    const isLate = (before?.at ?? now) <= now - MINUTE && message.begins !== true;
    return message.joins?.early === true && (before === undefined || isLate);
  });
  return others.filter(
    (message, index) => others.findIndex((one) => threadOf(one) === threadOf(message)) === index,
  );
}
