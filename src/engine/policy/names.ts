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
  const given = plainOf(words);
  return Object.values(policy.roles).find((role) => equal(given, [role.key, role.title, ...role.aliases]));
}

/** The field that words name: id, title or alias; an id wins over another field's title or alias. */
export function fieldOf(policy: Policy, words: string): Field | undefined {
  const given = plainOf(words);
  const fields = Object.values(policy.fields);
  return (
    fields.find((field) => equal(given, [field.id])) ??
    fields.find((field) => equal(given, [field.title])) ??
    fields.find((field) => equal(given, field.aliases))
  );
}

/** The flag that words name: key, title, alias or label. */
export function flagOf(policy: Policy, words: string): Flag | undefined {
  const given = plainOf(words);
  const names = (flag: Flag) => [
    flag.key,
    flag.title,
    ...flag.aliases,
    flag.label.name,
    ...flag.label.aliases,
  ];
  return Object.values(policy.flags).find((flag) => equal(given, names(flag)));
}

/** The service that words name: key, title or alias. */
export function serviceOf(policy: Policy, words: string): Service | undefined {
  const given = plainOf(words);
  return Object.values(policy.services).find((one) => equal(given, [one.key, one.title, ...one.aliases]));
}

/** The level of escalation that words name: its key, or its role. */
export function levelOf(policy: Policy, words: string): EscalationLevel | undefined {
  const given = plainOf(words);
  const { levels } = policy.escalation;
  const role = roleOf(policy, words)?.key;
  return levels.find((one) => equal(given, [one.key])) ?? levels.find((one) => one.role === role);
}

/** The clock that words name: its name or title. */
export function clockNamed(policy: Policy, words: string): ClockRule | undefined {
  const given = plainOf(words);
  return policy.clocks.find((clock) => equal(given, [clock.name, clock.title]));
}

/** The team that words name, with its key. */
export function teamOf(policy: Policy, words: string): (Team & { readonly key: string }) | undefined {
  const given = plainOf(words);
  const found = Object.entries(policy.teams).find(([key, team]) => equal(given, [key, ...team.aliases]));
  return found && { key: found[0], ...found[1] };
}

function equal(given: string, names: readonly string[]): boolean {
  return given !== "" && names.some((name) => plainOf(name) === given);
}

/** The calendar of a clock's business limits: its own, else the policy's first; undefined where there is none. */
export function calendarOf(policy: Policy, clock: ClockRule): Calendar | undefined {
  return clock.calendar === undefined ? Object.values(policy.calendars)[0] : policy.calendars[clock.calendar];
}
