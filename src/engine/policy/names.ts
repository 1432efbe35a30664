// Finds what somebody meant by a word: severities, statuses, roles, fields, teams and labels by all the names they have.

import { codeOf, plainOf, tokens } from "./compared.ts";
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

/** The longest run of leading words that is a name of something: `SEV-1 — full outage` begins with `sev1`. */
function byLeadingWords<T>(
  words: string,
  known: readonly T[],
  namesOf: (one: T) => readonly string[],
): T | undefined {
  const given = tokens(words);
  const codes = codesOf(known, namesOf);
  for (let count = Math.min(given.length, LONGEST_CODE); count > 0; count -= 1) {
    const code = given.slice(0, count).join("");
    const found = codes.get(code);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The severity that words name, by their leading token: an option of a form (`P0 (critical)`), a label, a command's word.
 * Never by position in a list; undefined where no name of a severity stands first.
 */
export function severityOf(policy: Policy, words: string): Severity | undefined {
  return byLeadingWords(words, policy.severities, namesOfSeverity);
}

/** Every name of a severity: key, title, label and aliases of both. */
export function namesOfSeverity(severity: Severity): readonly string[] {
  return [severity.key, severity.title, ...severity.aliases, severity.label.name, ...severity.label.aliases];
}

/** The status that words name, by their leading token. */
export function statusOf(policy: Policy, words: string): Status | undefined {
  return byLeadingWords(words, policy.statuses, namesOfStatus);
}

/** Every name of a status: key, title, label and aliases of both. */
export function namesOfStatus(status: Status): readonly string[] {
  return [status.key, status.title, ...status.aliases, status.label.name, ...status.label.aliases];
}

/** The role that words name: key, title or alias. */
export function roleOf(policy: Policy, words: string): RoleRule | undefined {
  return entryNamed(policy.roles, words, (role) => [role.key, role.title, ...role.aliases])?.[1];
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
export function calendarOf(policy: Policy, clock: ClockRule): Calendar | undefined {
  return clock.calendar === undefined ? Object.values(policy.calendars)[0] : policy.calendars[clock.calendar];
}
