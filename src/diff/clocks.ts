// What clocks do differently: which there are, what starts and stops them, how they speak and to whom; limits are told apart.
import { named } from "../engine/named.ts";
import type { Calendar, ClockRule, Policy } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import { formatSpan } from "../engine/span.ts";
import { type Change, change, type Pair } from "./change.ts";
import { usualStarts } from "./days.ts";
import { type ClockPair, limitChanges } from "./limits.ts";
import {
  conditionWords,
  eventsWords,
  lengths,
  listed,
  quoted,
  sentence,
  severityTitle,
  theClock,
  theRole,
  theRoles,
} from "./phrases.ts";
import { ownRight } from "./rights.ts";
import { shiftsOf } from "./shifts.ts";
import { differences, matched, type Traits } from "./traits.ts";

/** All changes of clocks, but for what only hours and holidays change. */
export function changes(pair: Pair): readonly Change[] {
  const byName = (policy: Policy) => named(policy.clocks.map((clock) => [clock.name, clock]));
  const { both, added, gone } = matched(byName(pair.before), byName(pair.after));
  return [
    ...added.map(([name, clock]) =>
      change({
        kind: "clock",
        subject: name,
        words: sentence(newWords(clock, pair.after)),
        after: clock.title,
      }),
    ),
    ...gone.map(([name, clock]) =>
      change({
        kind: "clock",
        subject: name,
        words: sentence(`${theClock(clock, pair.before)} is no longer timed`),
        before: clock.title,
      }),
    ),
    ...both.flatMap((clocks) => [
      ...limitChanges(clocks, pair),
      ...hoursChange(clocks, pair),
      ...traitChanges(clocks, pair),
    ]),
  ];
}

function newWords(clock: ClockRule, policy: Policy): string {
  const groups = Map.groupBy(Object.entries(clock.within), ([, span]) => formatSpan(span));
  const limits = [...groups].map(([span, entries]) => {
    const settled = entries.map(([key]) => key).filter((key) => key !== "any");
    const all = settled.length === policy.severities.length || settled.length === 0;
    return `${span}${all ? "" : ` at ${listed(settled.map((key) => severityTitle(key, policy)))}`}`;
  });
  const due = limits.length > 0 ? ` and is due after ${listed(limits)}` : "";
  const special = clock.cases.map(
    ({ when, within }) =>
      `where ${conditionWords(when, policy)} ${within === undefined ? "it does not run" : `it is due after ${formatSpan(within)}`}`,
  );
  const only = Object.keys(clock.when).length > 0 ? `, only where ${conditionWords(clock.when, policy)}` : "";
  const reminds = clock.remind.length > 0 ? `; it reminds ${theRoles(clock.remind, policy)}` : "";
  const cases = special.length > 0 ? `; ${special.join("; ")}` : "";
  return `${theClock(clock, policy)} is new: it starts at ${eventsWords(clock.starts, policy)}${due}${only}${cases}${reminds}`;
}

/** What makes a difference only where it meets hours: told where it does, with examples. */
const BY_HOURS: readonly string[] = ["hours", "lastWorking"];

function traitChanges({ before, after }: ClockPair, pair: Pair): readonly Change[] {
  const subject = theClock(after, pair.after);
  return differences(before, after, { traits: traitsOf(subject, pair), subject }).flatMap((found) => {
    const undone: ClockRule = { ...after, [found.key]: before[found.key as keyof ClockRule] };
    const where = BY_HOURS.includes(found.key)
      ? shiftsOf(
          { before: { policy: pair.after, clock: undone }, after: { policy: pair.after, clock: after } },
          usualStarts(pair),
        )
      : [];
    if (where.length === 0 && BY_HOURS.includes(found.key)) return [];
    const kind = found.key === "title" || found.key === "ours" ? "words" : "clock";
    return [change({ kind, subject: after.name, ...found, words: sentence(found.words), where })];
  });
}

function traitsOf(the: string, pair: Pair): Traits<ClockRule> {
  return { ...eventTraits(the, pair), ...speechTraits(the, pair) };
}

function eventTraits(the: string, { before, after }: Pair): Traits<ClockRule> {
  const by = (verb: string, key: "starts" | "restarts" | "stops" | "pauses" | "resumes") => ({
    unordered: true,
    words: (one: ClockRule, other: ClockRule) =>
      `${the} ${verb} ${eventsWords(other[key], after)} instead of ${eventsWords(one[key], before)}`,
  });
  return {
    name: null,
    starts: by("starts at", "starts"),
    restarts: by("starts anew at", "restarts"),
    stops: by("stops at", "stops"),
    pauses: by("rests from", "pauses"),
    resumes: by("goes on after resting at", "resumes"),
    // Tried as limits, by every severity and fact.
    when: null,
    within: null,
    cases: null,
    calendar: null,
    source: null,
  };
}

function speechTraits(the: string, { before, after }: Pair): Traits<ClockRule> {
  const minutes = (all: readonly number[]): string => (all.length === 0 ? "never" : lengths(all));
  return {
    title: { words: (one, other) => `the clock ${quoted(one.title)} is called ${quoted(other.title)}` },
    warn: {
      unordered: true,
      words: (one, other) =>
        `before its limit ${the} speaks ${minutes(other.warn)}${other.warn.length > 0 ? " ahead" : ""} instead of ${minutes(one.warn)}`,
    },
    overdue: {
      unordered: true,
      words: (one, other) =>
        `after its limit ${the} speaks ${minutes(other.overdue)}${other.overdue.length > 0 ? " later" : ""} instead of ${minutes(one.overdue)}`,
    },
    escalates: {
      words: (_, other) =>
        `the last reminder of ${the} ${other.escalates ? "now goes" : "no longer goes"} up one escalation step`,
    },
    remind: {
      words: (one, other) =>
        `${the} reminds ${theRoles(other.remind, after)} instead of ${theRoles(one.remind, before)}`,
    },
    remindOnly: {
      words: (_, other) =>
        other.remindOnly
          ? `where nobody holds its roles ${the} reminds nobody, instead of assignees, opener or fallback`
          : `where nobody holds its roles ${the} reminds assignees, opener or fallback, instead of nobody`,
    },
    agreed: {
      words: (one, other) =>
        other.agreed === undefined
          ? `${the} is no longer due when ${quoted(one.agreed ?? "")} says`
          : `${the} is due when ${quoted(other.agreed)} says, ${howLate(other)}`,
    },
    agreedHoweverLate: {
      words: (one, other) =>
        one.agreed === other.agreed && other.agreed !== undefined
          ? `${the} is due when ${quoted(other.agreed)} says, ${howLate(other)} instead of ${howLate(one)}`
          : "",
    },
    by: {
      words: (one, other) =>
        `${the} may be ended and moved by ${ownRight(other.by, after)} instead of ${ownRight(one.by, before)}`,
    },
    afterTasks: {
      unordered: true,
      words: (_, other) =>
        other.afterTasks.length === 0
          ? `${the} may be ended by \`/done\` whatever task is open`
          : `${the} may not be ended by \`/done\` while a task of these kinds is open: ${listed(other.afterTasks)}`,
    },
    movable: {
      words: (_, other) => `people ${other.movable ? "may now" : "may no longer"} move the time of ${the}`,
    },
    regulatory: {
      words: (_, other) =>
        other.regulatory
          ? `${the} is regulatory: \`/quiet\` does not silence it, and to move it takes a reason`
          : `${the} is no longer regulatory: \`/quiet\` silences it, and to move it takes no reason`,
    },
    decide: {
      words: (one, other) =>
        other.decide === undefined
          ? `under ${the} the card no longer asks ${quoted(one.decide?.question ?? "")}`
          : `under ${the} the card asks ${theRole(other.decide.role, after)} ${quoted(other.decide.question)}${one.decide === undefined ? "" : ` instead of asking ${theRole(one.decide.role, before)} ${quoted(one.decide.question)}`}`,
    },
    hours: {
      words: (_, other) =>
        other.hours === "working"
          ? `reminders of ${the} wait for business hours instead of coming at any time`
          : `reminders of ${the} come at any time instead of waiting for business hours`,
    },
    lastWorking: {
      words: (_, other) =>
        `${the} ${other.lastWorking ? "now shows and warns of" : "no longer shows"} its last working moment`,
    },
    ours: {
      words: (_, other) =>
        other.ours === false
          ? `the limit of ${the} is shown as the source's instead of the policy's own choice`
          : `the ${other.ours} of ${the} is shown as the policy's own choice`,
    },
  };
}

/** The clock counts in another calendar: said where it makes a difference, with examples. */
function hoursChange({ before, after }: ClockPair, pair: Pair): readonly Change[] {
  const [one, other] = [calendarOf(pair.before, before), calendarOf(pair.after, after)];
  if (one?.key === other?.key) return [];
  // The clock as it is after, in both calendars, so that a change of its limit is not told twice.
  const was = other === undefined ? "was" : other.key;
  const others = one === undefined ? {} : { ...pair.after.calendars, [was]: one };
  const undone: Policy = { ...pair.after, calendars: others };
  const clock: ClockRule = { ...after, calendar: was };
  const where = shiftsOf(
    { before: { policy: undone, clock }, after: { policy: pair.after, clock: after } },
    usualStarts(pair),
  );
  if (where.length === 0) return [];
  const name = (calendar: Calendar | undefined): string => calendar?.title ?? "no hours";
  const words = sentence(`${theClock(after, pair.after)} goes by ${name(other)} instead of ${name(one)}`);
  const [from, to] = [one?.key ?? null, other?.key ?? null];
  return [change({ kind: "clock", subject: after.name, words, before: from, after: to, where })];
}

/** How late a time may be that people agreed on. */
function howLate({ agreedHoweverLate }: Pick<ClockRule, "agreedHoweverLate">): string {
  return agreedHoweverLate ? "however late that is" : "up to twice its limit";
}
