// Joining: what is due together becomes one comment, told in the words of the one that leads.
import { type Duration, type Instant, MINUTE } from "../instant.ts";
import { handleOf } from "../party.ts";
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
  /** How long after a mention somebody is not mentioned again. */
  readonly apart: Duration;
  /** Does it ask somebody for the first time, so that it would wait for its turn? */
  readonly isFirst: (message: Message) => boolean;
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
  const joined = early(group, said, time);
  const lead =
    said.find(({ joins }) => joins?.leads) ??
    [...said, ...joined].reduce((best, one) => earlier(best, one, time), first);
  const leading = said.filter((one) => one !== lead && one.joins?.leads);
  const others = said.filter((one) => one !== lead && !one.joins?.leads);
  const threads = new Set(said.map(threadOf));
  const since = due
    .filter((one) => threads.has(threadOf(one)))
    .map(({ at = time.now, silenced }) => (silenced ? Math.max(at, quietTill(time) ?? at) : at));
  return {
    lead,
    all: [lead, ...leading, ...others, ...joined.filter((one) => one !== lead)],
    since: Math.min(...since),
  };
}

/** When it may be said again what a quiet hour silenced. What is said while one lasts was not silenced by it. */
function quietTill({ quietUntil, now }: JoinTime): Instant | undefined {
  return quietUntil !== undefined && quietUntil <= now ? quietUntil : undefined;
}

const handlesOf = ({ asks }: Message): readonly string[] =>
  asks.flatMap(({ who }) => (who && handleOf(who)?.toLowerCase()) ?? []);

/** What it is said in: the reminders of one limit are one thread, all else stands for itself. */
export const threadOf = (message: Message): string => message.joins?.thread ?? message.id;

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
 * the next repeats in moments. What asks those whom this comment mentions would wait for its turn, until it is late or forgotten: it
 * joins from further off.
 */
function early(group: readonly Message[], said: readonly Message[], time: JoinTime): readonly Message[] {
  const { now, ahead, apart } = time;
  const coming = group.filter((message) => !isDue(message, time) && isTrueNow(message, said, time));
  const isSoon = ({ at = now }: Message, within: Duration): boolean => at <= now + within;
  const soon = coming.filter((message) => isSoon(message, ahead));
  const called = new Set([...said, ...soon].flatMap(handlesOf));
  const waiting = coming.filter(
    (message) =>
      !isSoon(message, ahead) &&
      isSoon(message, apart - 1) &&
      wouldWait(message, called) &&
      time.isFirst(message),
  );
  const all = [...soon, ...waiting];
  return all.filter((one, index) => all.findIndex((other) => threadOf(other) === threadOf(one)) === index);
}

/** Are its words true before it falls due, and does its thread say nothing now, or late what it repeats in moments? */
function isTrueNow(message: Message, said: readonly Message[], { now }: JoinTime): boolean {
  const before = said.find((one) => threadOf(one) === threadOf(message));
  const isLate = (before?.at ?? now) <= now - MINUTE && message.begins !== true;
  return message.joins?.early === true && (before === undefined || isLate);
}

/** Does it ask only people who are mentioned now? What begins a time keeps its own. */
function wouldWait(message: Message, called: ReadonlySet<string>): boolean {
  const handles = handlesOf(message);
  return message.begins !== true && handles.length > 0 && handles.every((one) => called.has(one));
}
