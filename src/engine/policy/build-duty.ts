// Completes the side of people and time of a checked policy file: roles, teams, commands, clocks, attention.

import { parseDuration } from "../duration.ts";
import type { Duration } from "../instant.ts";
import { parseSpan } from "../span.ts";
import { buildCondition, inWords, list, login, words } from "./build-record.ts";
import type { Attention, ClockRule, CommandRule, Contact, Duty, RoleRule, Span, Team } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

type Map<K extends keyof PolicyFile> = NonNullable<PolicyFile[K]>;
type ClockWords = Map<"clocks">[string];

/** A text that the schema has already found to be a duration. */
function length(text: string): Duration {
  return parseDuration(text) ?? 0;
}

function mapped<T, U>(map: Readonly<Record<string, T>> | undefined, make: (key: string, given: T) => U) {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, given]) => [key, make(key, given)]));
}

/** The roles of the process; logins on duty without `@`. */
export function buildRoles(file: PolicyFile): Readonly<Record<string, RoleRule>> {
  return mapped(file.roles, (key, given) => ({
    key,
    title: given.title ?? inWords(key).toLowerCase(),
    aliases: words(given.aliases),
    duty: buildOnDuty(given.duty),
    offered: given.offered ?? false,
  }));
}

type DutyWords = Map<"roles">[string]["duty"];
type WhoWords = string | readonly string[] | { readonly rota: string };

/** Who has a role by duty, by hours where the file tells them apart. */
function buildOnDuty(given: DutyWords): readonly Duty[] {
  if (given === undefined) return [];
  if (typeof given === "string" || Array.isArray(given) || "rota" in given)
    return onDuty("always", given as WhoWords);
  const { core, out } = given as { core?: WhoWords; out?: WhoWords };
  return [...onDuty("core", core), ...onDuty("out", out)];
}

function onDuty(hours: Duty["hours"], given: WhoWords | undefined): readonly Duty[] {
  if (given === undefined) return [];
  if (typeof given === "object" && "rota" in given) return [{ hours, people: [], rota: given.rota }];
  const people = list(given).map(login);
  return people.length === 0 ? [] : [{ hours, people }];
}

/** Who may be told without a GitHub account; a text alone is the title. */
export function buildContacts(file: PolicyFile): Readonly<Record<string, Contact>> {
  return mapped(file.contacts, (key, given) => ({
    title: typeof given === "string" ? given : (given.title ?? inWords(key)),
    audience: typeof given === "string" ? false : (given.audience ?? false),
  }));
}

/** The teams; a text alone is the repository. */
export function buildTeams(file: PolicyFile): Readonly<Record<string, Team>> {
  return mapped(file.teams, (_, given) =>
    typeof given === "string"
      ? { repository: given, aliases: [], labels: [] }
      : { repository: given.repo, aliases: words(given.aliases), labels: words(given.labels) },
  );
}

/** Who may give which command; holders without a GitHub role fall back to write while nobody holds theirs. */
export function buildCommands(file: PolicyFile): Readonly<Record<string, CommandRule>> {
  return mapped(file.commands, (_, given) =>
    typeof given === "string"
      ? { role: given, holders: [] }
      : { role: given.role ?? "write", holders: list(given.holders) },
  );
}

/** A clock's limits with `any` written out for every severity, and those left out that have none. */
export function buildWithin(given: ClockWords["within"], severities: readonly string[]) {
  const said: Readonly<Record<string, string>> = typeof given === "string" ? { any: given } : (given ?? {});
  const limits = ["any", ...severities].map((key): [string, string] => {
    const own = Object.hasOwn(said, key) ? said[key] : undefined;
    return [key, own ?? said.any ?? "none"];
  });
  return Object.fromEntries(
    limits.flatMap(([key, limit]) => {
      const span = limitIn(limit);
      return span === undefined ? [] : [[key, span] as const];
    }),
  );
}

/** A limit that the schema has already found to be one; `none` is no limit. */
function limitIn(text: string): Span | undefined {
  return text === "none" ? undefined : parseSpan(text);
}

function buildOverdue(given: ClockWords["overdue"]): Pick<ClockRule, "overdue" | "escalates"> {
  if (given === undefined || Array.isArray(given))
    return { overdue: list(given).map(length), escalates: false };
  return { overdue: list(given.after).map(length), escalates: given.then === "escalate" };
}

function buildRemind(given: ClockWords["remind"]): Pick<ClockRule, "remind" | "remindOnly"> {
  if (typeof given === "object" && !Array.isArray(given))
    return { remind: list(given.only), remindOnly: true };
  return { remind: list(given), remindOnly: false };
}

/** The clocks in the order of the file, every limit in milliseconds. */
export function buildClocks(file: PolicyFile): readonly ClockRule[] {
  const severities = Object.keys(file.severities ?? {});
  return Object.entries(file.clocks ?? {}).map(([name, given]) => ({
    name,
    title: given.title ?? inWords(name),
    starts: list(given.starts),
    restarts: list(given.restarts),
    stops: list(given.stops),
    pauses: list(given.pauses),
    resumes: list(given.resumes),
    when: buildCondition(given.when),
    within: buildWithin(given.within, severities),
    cases: list(given.cases).map((one) => ({ when: buildCondition(one.when), within: limitIn(one.within) })),
    calendar: given.calendar,
    lastWorking: given["last-working"] ?? false,
    warn: list(given.warn).map(length),
    ...buildOverdue(given.overdue),
    ...buildRemind(given.remind),
    movable: given.movable ?? true,
    regulatory: given.regulatory ?? false,
    decide: given.decide,
    hours: given.hours ?? "always",
    source: given.source ?? "",
    ours: given.ours === true ? "limit" : (given.ours ?? false),
  }));
}

/** The attention budget; what is left out has the figures that people were promised (6 an hour, 20 a day). */
export function buildAttention(file: PolicyFile): Attention {
  const given = file.attention ?? {};
  return {
    join: length(given.join ?? "5m"),
    perHour: given["per-hour"] ?? 6,
    perDay: given["per-day"] ?? 20,
    mentionEvery: length(given["mention-every"] ?? "15m"),
    fallback: list(given.fallback).map((who) => who.replace(/^@/, "")),
    grace: length(given.grace ?? "10m"),
  };
}
