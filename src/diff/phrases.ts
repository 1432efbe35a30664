// The small words of a comparison: lists, names, lengths and values as a sentence has them.

import { wantedInWords } from "../engine/condition.ts";
import { formatDuration } from "../engine/duration.ts";
import { joinedEvents, readEvent } from "../engine/events/read.ts";
import type { Duration } from "../engine/instant.ts";
import type { ClockRule, Condition, Policy } from "../engine/policy/model.ts";
import { partTitle } from "../engine/policy/part-title.ts";

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], joint = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

/** In quotes, as something that people read. */
export function quoted(text: string): string {
  return `“${text}”`;
}

/** The same for several, or `nothing`. */
export function quotedList(texts: readonly string[]): string {
  return texts.length === 0 ? "nothing" : listed(texts.map(quoted));
}

/** With a capital and a full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/u.test(text) ? "" : "."}`;
}

/** A title inside a sentence: `First notice` is `first notice`, `HSSI report` and `SIRO` stay. */
export function within(title: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s|$)/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** `40 minutes later`, `1 hour earlier`. */
export function shifted(by: Duration): string {
  return `${formatDuration(by)} ${by > 0 ? "later" : "earlier"}`;
}

/** A length, or that there is none. */
export function lengthOr(length: Duration | undefined): string {
  return length === undefined ? "no limit" : formatDuration(length);
}

/** Lengths as one list: `5, 20 and 60 minutes` where they are all whole minutes, else each with its unit. */
export function lengths(all: readonly Duration[]): string {
  const sorted = all.toSorted((one, other) => one - other);
  const minutes = sorted.map((one) => one / 60_000);
  if (minutes.length > 1 && minutes.every((one) => Number.isInteger(one) && one <= 120))
    return `${listed(minutes.map(String))} minutes`;
  return listed(sorted.map((one) => formatDuration(one)));
}

/** A clock in a sentence; with its name where another clock has the same title. */
export function theClock(clock: ClockRule, policy: Policy): string {
  const alike = policy.clocks.filter((one) => one.title.toLowerCase() === clock.title.toLowerCase());
  const title = `the ${within(clock.title)}`;
  return alike.length > 1 ? `${title} (${clock.name})` : title;
}

/** The titles of roles: `the lead and the manager`. */
export function theRoles(keys: readonly string[], policy: Policy): string {
  return keys.length === 0 ? "nobody" : listed(keys.map((key) => theRole(key, policy)));
}

/** The title of a role: `the lead`. */
export function theRole(key: string, policy: Policy): string {
  return `the ${policy.roles[key]?.title ?? key}`;
}

/** People as they are on duty: logins with an @, contacts by their title. */
export function people(names: readonly string[], policy: Policy): string {
  return names.length === 0
    ? "nobody"
    : listed(names.map((name) => policy.contacts[name]?.title ?? `@${name}`));
}

/** The titles of severities: `SEV1 and SEV2`. */
export function severityTitles(keys: readonly string[], policy: Policy): string {
  return listed(keys.map((key) => severityTitle(key, policy)));
}

/** The title of a severity, or its key where the policy has none of it. */
export function severityTitle(key: string, policy: Policy): string {
  return policy.severities.find((one) => one.key === key)?.title ?? key;
}

/** A condition: `provider is gpit and tier is gold or silver`. */
export function conditionWords(condition: Condition, policy: Policy): string {
  return listed(
    Object.entries(condition).map(
      ([field, wanted]) => `${policy.fields[field]?.title ?? field} ${wantedInWords(wanted, quoted)}`,
    ),
  );
}

/** Events as a list of nouns: `declaration or being opened again`. */
export function eventsWords(events: readonly string[], policy: Policy): string {
  return events.length === 0
    ? "nothing"
    : listed(
        events.map((one) => eventWords(one, policy)),
        "or",
      );
}

function eventWords(words: string, policy: Policy): string {
  const joined = joinedEvents(words);
  if (joined.length > 1) return joined.map((one) => eventWords(one, policy)).join(" with ");
  const event = readEvent(words);
  if (event === undefined) return `\`${words}\``;
  const { row, key, first } = event;
  const noun =
    typeof row.noun === "string" ? row.noun : row.noun({ key, title: partTitle(row.names, key, policy) });
  return first ? `${noun} for the first time` : noun;
}
