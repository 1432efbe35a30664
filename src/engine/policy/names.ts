// Finds what somebody meant by a word: severities, statuses, roles, fields, teams and labels by all the names they have.

import { afterTokens, codeOf, plainOf, stretches } from "./compared.ts";
import type {
  Calendar,
  ClockRule,
  EscalationLevel,
  Field,
  Flag,
  Policy,
  RoleRule,
  Service,
  Severity,
  Status,
  Team,
} from "./model.ts";

export { codeOf, plainOf } from "./compared.ts";
export { type LabelKind, labelKind, labelsOf } from "./labels.ts";

const LONGEST_CODE = 8;

const codesByList = new WeakMap<readonly unknown[], ReadonlyMap<string, unknown>>();

/** What each code means in a list of a policy; worked out once, since a policy never changes. The first of equals wins. */
function codesOf<T>(known: readonly T[], namesOf: (one: T) => readonly string[]): ReadonlyMap<string, T> {
  const before = codesByList.get(known);
  if (before !== undefined) return before as ReadonlyMap<string, T>;
  const codes = new Map<string, T>();
  for (const one of known) {
    for (const code of namesOf(one).map(codeOf)) if (!codes.has(code)) codes.set(code, one);
  }
  codesByList.set(known, codes);
  return codes;
}

/** The names of a thing that has the same weight; those of the next rank count where none of these is meant. */
type Rank<T> = (one: T, key: string) => readonly string[];
type Section<T> = Readonly<Record<string, T>> | readonly T[];
type Entry<T> = readonly [key: string, one: T];

const entriesBySection = new WeakMap<object, ReadonlyMap<string, Entry<unknown>>>();

/** What words name among the things of a section, with its key; of equals the first. */
function entryNamed<T>(
  section: Section<T>,
  words: string,
  ...ranks: readonly Rank<T>[]
): Entry<T> | undefined {
  const before = entriesBySection.get(section) as ReadonlyMap<string, Entry<T>> | undefined;
  const known = before ?? byPlainName(section, ranks);
  if (before === undefined) entriesBySection.set(section, known);
  return known.get(plainOf(words));
}

function byPlainName<T>(section: Section<T>, ranks: readonly Rank<T>[]): ReadonlyMap<string, Entry<T>> {
  const found = new Map<string, Entry<T>>();
  for (const namesOf of ranks)
    for (const entry of Object.entries<T>(section as Readonly<Record<string, T>>))
      for (const name of namesOf(entry[1], entry[0]).map(plainOf))
        if (name !== "" && !found.has(name)) found.set(name, entry);
  return found;
}

/** The longest run of leading words that is a name of something, and how many they are: `SEV-1 — full outage` begins with `sev1`. */
function byLeadingWords<T>(
  given: readonly string[],
  known: readonly T[],
  namesOf: (one: T) => readonly string[],
): { readonly one: T; readonly count: number } | undefined {
  const codes = codesOf(known, namesOf);
  for (let count = Math.min(given.length, LONGEST_CODE); count > 0; count -= 1) {
    const one = codes.get(given.slice(0, count).join(""));
    if (one !== undefined) return { one, count };
  }
  return undefined;
}

/**
 * The severity that words name, by their leading token: an option of a form (`P0 (critical)`), a label, a command's word.
 * Never by position in a list; undefined where no name of a severity stands first, or where the words have two readings.
 */
export function severityOf(policy: Policy, words: string): Severity | undefined {
  const [one, other] = severitiesOf(policy, words);
  return other === undefined ? one : undefined;
}

/** Stands before a severity's name as what it is one of: `severity:S1`, `Priority - P1`. */
const NOUN = /^(?:sev|severity|prio|priority|level|class)$/;

/**
 * The severities that words name: one, none, or two, by its first name and by the next word, where they are too far apart to
 * be of one scale (`3 - Critical`). A code with letters may be a step from its word (`SEV1 - High` of a scale without
 * critical); a number alone may also count the other way round, so that no word may say worse than it.
 */
export function severitiesOf({ severities }: Policy, words: string): readonly Severity[] {
  const parts = stretches(words);
  const given = parts.flat();
  const nouns = given.findIndex((word) => !NOUN.test(word));
  const skipped = byLeadingWords(given, severities, namesOfSeverity) ? 0 : Math.max(nouns, 0);
  const first = byLeadingWords(given.slice(skipped), severities, namesOfSeverity);
  if (first === undefined) return [];
  const until = skipped + first.count;
  const next = given.slice(until, endAfter(parts, until)).join("");
  const second = codesOf(severities, namesOfSeverity).get(next);
  const apart = second === undefined ? 0 : first.one.rank - second.rank;
  const isNumber = /^\p{N}+$/u.test(given.slice(skipped, until).join(""));
  const differ = Math.abs(apart) > 1 || (isNumber && apart > 0);
  return second !== undefined && differ ? [first.one, second] : [first.one];
}

/** Where the part ends in which the word stands that follows so many. */
function endAfter(parts: readonly (readonly string[])[], count: number): number {
  let end = 0;
  for (const part of parts) {
    end += part.length;
    if (end > count) break;
  }
  return end;
}

/** Every name of a severity: key, title, label and aliases of both. */
export function namesOfSeverity(severity: Severity): readonly string[] {
  return [severity.key, severity.title, ...severity.aliases, severity.label.name, ...severity.label.aliases];
}

/** The status that words name, by their leading token. */
export function statusOf(policy: Policy, words: string): Status | undefined {
  return leadingStatus(policy, words)?.one;
}

/** The same, and what follows its name. */
export function leadingStatus(
  policy: Policy,
  words: string,
): { readonly one: Status; readonly others: string } | undefined {
  const found = byLeadingWords(stretches(words).flat(), policy.statuses, namesOfStatus);
  return found && { one: found.one, others: afterTokens(words, found.count) };
}

/** Every name of a status: key, title, label and aliases of both. */
export function namesOfStatus(status: Status): readonly string[] {
  return [status.key, status.title, ...status.aliases, status.label.name, ...status.label.aliases];
}

/** The role that words name: key, title or alias. */
export function roleOf(policy: Policy, words: string): RoleRule | undefined {
  return entryNamed(policy.roles, words, (role) => [role.key, role.title, ...role.aliases])?.[1];
}

/** The key of the contact that words name: key or title. */
export function contactOf(policy: Policy, words: string): string | undefined {
  return entryNamed(policy.contacts, words, (contact, key) => [key, contact.title])?.[0];
}

/** The field that words name: id, title or alias; an id wins over another field's title or alias. */
export function fieldOf(policy: Policy, words: string): Field | undefined {
  return entryNamed(
    policy.fields,
    words,
    (field) => [field.id],
    (field) => [field.title],
    (field) => field.aliases,
  )?.[1];
}

const endFields = new WeakMap<Policy, Field | undefined>();

/** The one time that the policy asks for at the end is when it was over; undefined where it asks for none, or for several. */
export function endFieldOf(policy: Policy): Field | undefined {
  if (endFields.has(policy)) return endFields.get(policy);
  const asked = Object.values(policy.fields).filter(
    ({ type, required }) => type === "time" && required.includes("resolve"),
  );
  const field = asked.length === 1 ? asked[0] : undefined;
  endFields.set(policy, field);
  return field;
}

/** The flag that words name: key, title, alias or label. */
export function flagOf(policy: Policy, words: string): Flag | undefined {
  const namesOf = ({ key, title, aliases, label }: Flag) => [
    key,
    title,
    ...aliases,
    label.name,
    ...label.aliases,
  ];
  return entryNamed(policy.flags, words, namesOf)?.[1];
}

/** The service that words name: key, title or alias. */
export function serviceOf(policy: Policy, words: string): Service | undefined {
  return entryNamed(policy.services, words, (one) => [one.key, one.title, ...one.aliases])?.[1];
}

/** The level of escalation that words name: its key, or its role. */
export function levelOf(policy: Policy, words: string): EscalationLevel | undefined {
  const { levels } = policy.escalation;
  const role = roleOf(policy, words)?.key;
  return entryNamed(levels, words, (one) => [one.key])?.[1] ?? levels.find((one) => one.role === role);
}

/** The clock that words name: its name or title. */
export function clockNamed(policy: Policy, words: string): ClockRule | undefined {
  return entryNamed(policy.clocks, words, (clock) => [clock.name, clock.title])?.[1];
}

/** The team that words name, with its key. */
export function teamOf(policy: Policy, words: string): (Team & { readonly key: string }) | undefined {
  const found = entryNamed(policy.teams, words, (team, key) => [key, ...team.aliases]);
  return found && { key: found[0], ...found[1] };
}

/** The calendar of a clock's business limits: its own, else the policy's first; undefined where there is none. */
export function calendarOf(policy: Policy, { calendar }: Pick<ClockRule, "calendar">): Calendar | undefined {
  return calendar === undefined ? Object.values(policy.calendars)[0] : policy.calendars[calendar];
}

/** Every name by which a policy's fields are known in `field: value` lines. */
export function fieldNames(policy: Policy): readonly string[] {
  return Object.values(policy.fields).flatMap((field) => [field.id, field.title, ...field.aliases]);
}
