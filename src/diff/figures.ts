// What differs about the figures of a period: which intervals are measured, between which events, and what availability was promised.
import { formatDuration } from "../engine/duration.ts";
import type { AvailabilityRule, IntervalRule, Policy } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import { type Change, change, type Pair } from "./change.ts";
import { conditionWords, eventsWords, lengthOr, quoted, sentence } from "./phrases.ts";

/** The changes of figures. They change what a report says, and nothing that happens to an incident. */
export function changes(pair: Pair): readonly Change[] {
  const [before, after] = [pair.before.figures, pair.after.figures];
  return [
    ...paired(before.intervals, after.intervals).flatMap(([key, one, other]) =>
      told(key, intervalChange(one, other, pair)),
    ),
    ...paired(before.availability, after.availability).flatMap(([key, one, other]) =>
      told(key, ...availabilityChanges(one, other, pair)),
    ),
  ];
}

function told(subject: string, ...words: readonly string[]): readonly Change[] {
  return words.flatMap((text) =>
    text === "" ? [] : [change({ kind: "other", subject: `figures ${subject}`, words: sentence(text) })],
  );
}

/** Both sides of each by its key, in the order of the old ones and then of the new. */
function paired<T extends { readonly key: string }>(one: readonly T[], other: readonly T[]) {
  const keys = [...new Set([...one, ...other].map(({ key }) => key))];
  const find = (all: readonly T[], key: string): T | undefined => all.find((each) => each.key === key);
  return keys.map((key) => [key, find(one, key), find(other, key)] as const);
}

function intervalChange(one: IntervalRule | undefined, other: IntervalRule | undefined, pair: Pair): string {
  if (other === undefined) return `a report no longer measures ${quoted(one?.title ?? "")}`;
  const between = `from ${eventsWords(other.from, pair.after)} to ${eventsWords(other.to, pair.after)}`;
  if (one === undefined) return `a report measures ${quoted(other.title)} now, ${between}`;
  const isSame = [...one.from, "to", ...one.to].join() === [...other.from, "to", ...other.to].join();
  if (!isSame) return `${quoted(other.title)} is measured ${between}`;
  return one.title === other.title ? "" : `${quoted(one.title)} is called ${quoted(other.title)} in a report`;
}

function availabilityChanges(
  one: AvailabilityRule | undefined,
  other: AvailabilityRule | undefined,
  pair: Pair,
): readonly string[] {
  if (other === undefined)
    return [`a report no longer measures the availability of ${quoted(one?.title ?? "")}`];
  const name = quoted(other.title);
  const { after } = pair;
  const words = {
    target: `the availability of ${name} is to be ${percent(other.target)}`,
    hours: `the availability of ${name} counts in ${hoursOf(other, after)}`,
    downtime: `the downtime of ${name} in a month may be ${lengthOr(other.downtime)}`,
    when: `downtime of ${name} is an incident where ${conditionWords(other.when, after) || "anything is so"}`,
    between: `downtime of ${name} is from ${eventsWords(other.from, after)} to ${eventsWords(other.until, after)}`,
  };
  if (one === undefined)
    return [`a report measures the availability of ${name} now`, ...Object.values(words)];
  const was = partsOf(one, pair.before);
  const is = partsOf(other, after);
  return (Object.keys(words) as (keyof typeof words)[]).flatMap((part) =>
    was[part] === is[part] ? [] : [words[part]],
  );
}

function partsOf(one: AvailabilityRule, policy: Policy) {
  return {
    target: percent(one.target),
    hours: hoursOf(one, policy),
    downtime: one.downtime === undefined ? "" : formatDuration(one.downtime),
    when: JSON.stringify(one.when),
    between: [...one.from, "until", ...one.until].join(),
  };
}

const percent = (target: number | undefined): string =>
  target === undefined ? "measured, without a target" : `${target} %`;

function hoursOf(rule: AvailabilityRule, policy: Policy): string {
  const found = calendarOf(policy, rule);
  return found === undefined ? "all hours" : `the hours of ${quoted(found.title)}`;
}
