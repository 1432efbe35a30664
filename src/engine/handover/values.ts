// What a handover says, as values for its templates: who hands what to whom, what is due next, and what is asked.

import { HOUR, type Instant, MINUTE } from "../instant.ts";
import type { HandoverChange } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import { offeredTime } from "../said-moment.ts";
import { nounOf } from "../text/noun.ts";
import { inline, plainName } from "../text/safe.ts";
import { clockTime, dayTime, shortTime } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import type { Value, Values } from "../wanted.ts";
import { peopleOf, writtenAt } from "./change.ts";
import { type GoingOn, whoseNext } from "./going-on.ts";
import { partiesOf, personsFirst } from "./parties.ts";
import type { Said } from "./said.ts";

/** Ends what stays as it was written of a handover: what was asked and recorded stands after it. */
export const recordMark = "<!-- tocsin:record -->";

/** More would not be read on a phone; the issues list the rest. */
const mostShown = 20;

/** A change that is said now. */
export interface Saying {
  readonly change: HandoverChange;
  readonly at: Instant;
  readonly going: readonly GoingOn[];
  /** Closed, and something is still owed. */
  readonly owing: readonly GoingOn[];
  /** Those who take over, in the words that mention them. */
  readonly called: string;
  readonly now: Instant;
}

/** Values of `handover` where it is new. */
export function sayingValues({ change, at, going, owing, called, now }: Saying, ruling: Ruling): Values {
  const isWritten = change.paper !== "never";
  const written = isWritten ? going : [];
  const owed = isWritten ? owing : [];
  return {
    paper: "",
    ...sides(change, at, ruling),
    idle: going.length === 0,
    count: going.length,
    incidents: written.slice(0, mostShown).map((one) => lineOf(one, { at, now, ruling })),
    more: Math.max(0, written.length - mostShown),
    owed: owed.slice(0, mostShown).map((one) => lineOf(one, { at, now, ruling })),
    owedMore: Math.max(0, owed.length - mostShown),
    ...asks({ change, at, idle: going.length === 0, acked: [], called: [] }, ruling),
    takers: called,
    ...sentence(change, at, now, ruling),
  };
}

/** Values of `handover` where it stands: the paper as it was written, and what is recorded now. */
export function recordValues(said: Said, ruling: Ruling): Values {
  const { change, at, own } = said;
  return {
    paper: (own.item.body.split(recordMark)[0] ?? "").trim(),
    ...sides(change, at, ruling),
    idle: said.idle,
    count: 0,
    incidents: [],
    more: 0,
    owed: [],
    owedMore: 0,
    ...asks(said, ruling),
    takers: inWords(partiesOf(peopleOf(change, ruling, at).to, ruling)),
    ...sentence(change, at, own.item.at, ruling),
  };
}

function sides(change: HandoverChange, at: Instant, ruling: Ruling): Values {
  const { from, to } = peopleOf(change, ruling, at);
  const [giver, taker] = [titleOf(change.from, ruling), titleOf(change.to, ruling)];
  const [fromWho, toWho] = [inWords(partiesOf(from, ruling)), inWords(partiesOf(to, ruling))];
  // Between two of one role only their names tell them apart.
  const alike = change.from === change.to && fromWho !== "" && toWho !== "";
  return {
    at: dayTime(at, ruling.policy.incidents.zone),
    who: alike ? `${giver}, ${fromWho} to ${toWho}` : `${giver} to ${taker}`,
    from: giver,
    to: taker,
    fromWho,
    toWho,
    toKey: change.to,
  };
}

function titleOf(role: string, ruling: Ruling): string {
  return inline(ruling.policy.roles[role]?.title ?? role);
}

function lineOf(
  one: GoingOn,
  { at, now, ruling }: { readonly at: Instant; readonly now: Instant; readonly ruling: Ruling },
): Value {
  const { zone } = ruling.policy.incidents;
  const { next } = one;
  return {
    ref: one.incident.ref,
    title: inline(one.incident.title, 80),
    severity: inline(one.severity?.title ?? ""),
    status: inline(one.status?.title ?? ""),
    since: dayTime(one.since, zone),
    noun: nounOf(next?.clock.title ?? ""),
    due: next === undefined ? "" : clockTime(next.dueAt, zone, now),
    past: next !== undefined && next.dueAt < now,
    whose: inWords(personsFirst(whoseNext(one, ruling, Math.max(at, now)))),
  };
}

/** What is asked, and what became of it. */
function asks(
  { change, at, idle, acked, called }: Pick<Said, "change" | "at" | "idle" | "acked" | "called">,
  ruling: Ruling,
): Values {
  const { zone } = ruling.policy.incidents;
  const [first] = acked;
  const reached = called.some(({ answered }) => answered);
  return {
    ack: !idle,
    acked: first ? { by: plainName(first.by), at: shortTime(first.at, zone, at) } : "",
    call: change.call === "always" || (change.call === "ongoing" && !idle),
    reached,
    calls: called.map((one) => ({
      who: inline(one.who),
      at: shortTime(one.at, zone, at),
      by: plainName(one.by),
      answered: one.answered,
    })),
    // It is said once it was, when both times that the clocks may show are past.
    example: offeredTime(at, { zone, said: at + 3 * HOUR, side: "past" }),
  };
}

/** Where it comes from, and how late it was sent. */
function sentence(change: HandoverChange, at: Instant, sent: Instant, ruling: Ruling): Values {
  const { zone } = ruling.policy.incidents;
  const due = writtenAt(change, at);
  const late = sent - due >= MINUTE;
  return {
    late: late ? { due: shortTime(due, zone, sent), sent: shortTime(sent, zone, sent) } : "",
    source: change.source,
    asOf: shortTime(sent, zone, at),
  };
}

/** Values of `handover-reminder`. */
export function reminderValues(
  { change, at, own }: Said,
  { called, dueAt, now, ruling }: { called: string; dueAt: Instant; now: Instant; ruling: Ruling },
): Values {
  const { zone } = ruling.policy.incidents;
  return {
    ...sides(change, at, ruling),
    takers: called,
    said: clockTime(own.item.at, zone, now),
    late: now - dueAt >= MINUTE ? { due: shortTime(dueAt, zone, now), sent: shortTime(now, zone, now) } : "",
  };
}
