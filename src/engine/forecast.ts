// What a clock of a policy would do if it started at an instant: when it warns, when it is due, and what it says after that.
import { endOf } from "./business.ts";
import { holds, settledFacts } from "./condition.ts";
import { type Facts, implied } from "./facts.ts";
import type { Instant } from "./instant.ts";
import { limitOf } from "./limit.ts";
import { UNSAID } from "./policy/condition.ts";
import type { ClockRule, Policy, Span } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";
import { lastWorking, type Prompt, promptsOf } from "./prompt.ts";

/** The incident that a forecast is for. */
export interface Forecasting {
  /** Key of a severity; absent: none is settled yet. */
  readonly severity?: string | undefined;
  readonly facts: Facts;
  /** When what starts the clock happens. */
  readonly from: Instant;
}

/** A clock's future. */
export interface Forecast {
  readonly clock: string;
  readonly startsAt: Instant;
  /** When it speaks before its limit. */
  readonly warnAt: readonly Instant[];
  /** Absent where it has no limit: `idle` says why. */
  readonly dueAt?: Instant | undefined;
  /** The last moment in working hours before a limit outside of them, where the clock asks for that. */
  readonly lastWorkingAt?: Instant | undefined;
  /** When it speaks before that. */
  readonly lastWorkingWarnAt: readonly Instant[];
  /** When it speaks after its limit. */
  readonly overdueAt: readonly Instant[];
  readonly limit?: Span | undefined;
  /** What was not given and taken to be so, since the clock runs only then: ids of fields. */
  readonly assumes: readonly string[];
  readonly idle?: Idle;
}

/** Why a clock has no limit: a fact that it does not run for, or none at this severity (while none is settled: undefined). */
export type Idle =
  | { readonly kind: "when" | "case"; readonly fields: readonly string[] }
  | { readonly kind: "severity"; readonly severity: string | undefined };

/**
 * The forecast of one clock. Facts follow from the service as they do in an incident; where the clock has a condition about facts
 * that are not given, they are taken to be so. Throws a RangeError for an instant near the end of all dates.
 */
export function forecast(policy: Policy, rule: ClockRule, { severity, facts, from }: Forecasting): Forecast {
  const known = factsThere(policy, { severity, facts });
  const assumes = Object.entries(rule.when)
    .filter(([field, wanted]) => !known.has(field) && !wanted.includes(UNSAID))
    .map(([field]) => field);
  const none = {
    clock: rule.name,
    startsAt: from,
    warnAt: [],
    lastWorkingWarnAt: [],
    overdueAt: [],
    assumes,
  };
  const contradicted = Object.entries(rule.when)
    .filter(([field, wanted]) => known.has(field) && !holds({ [field]: wanted }, known))
    .map(([field]) => field);
  if (contradicted.length > 0) return { ...none, assumes: [], idle: { kind: "when", fields: contradicted } };
  const limit = limitOf({ ...rule, when: {} }, severity, known);
  if (limit === undefined) return { ...none, idle: idleBecause(rule, severity, known) };
  const dueAt = endOf(limit, from, calendarOf(policy, rule));
  const lastWorkingAt = lastWorking(rule, { dueAt, startsAt: from, limit }, { policy });
  const said = promptsAround(policy, rule, { from, dueAt, limit, lastWorkingAt });
  const at = (prompts: readonly Prompt[]): readonly Instant[] => prompts.map((prompt) => prompt.at);
  const warns = said.filter(({ kind }) => kind === "warn");
  return {
    ...none,
    limit,
    dueAt,
    lastWorkingAt,
    warnAt: at(warns.filter(({ lastBefore }) => lastBefore === undefined)),
    lastWorkingWarnAt: at(warns.filter(({ lastBefore }) => lastBefore !== undefined)),
    overdueAt: at(said.filter(({ kind }) => kind === "overdue")),
  };
}

/** What is known of an incident with these facts: also what follows from its service, and its severity. */
function factsThere(policy: Policy, { severity, facts }: Pick<Forecasting, "severity" | "facts">): Facts {
  const found = policy.severities.find(({ key }) => key === severity);
  const given = new Map([...facts].filter(([field]) => field !== "flag" && field !== "major"));
  const settled = settledFacts(new Map([...implied(policy, given), ...given]), {
    severity: found,
    flags: facts.get("flag")?.words ?? [],
  });
  // While no severity is settled, whether it is a major incident is open too, unless somebody says.
  const major = facts.get("major") ?? (found === undefined ? undefined : settled.get("major"));
  const others = [...settled].filter(([field]) => field !== "major");
  return new Map(major === undefined ? others : [...others, ["major", major]]);
}

function idleBecause(rule: ClockRule, severity: string | undefined, facts: Facts): Idle {
  const special = rule.cases.find((one) => holds(one.when, facts));
  return special === undefined
    ? { kind: "severity", severity }
    : { kind: "case", fields: Object.keys(special.when) };
}

interface Running {
  readonly from: Instant;
  readonly dueAt: Instant;
  readonly limit: Span;
  readonly lastWorkingAt: Instant | undefined;
}

/** What the clock says around its limit, as it does in an incident. */
function promptsAround(policy: Policy, rule: ClockRule, running: Running): readonly Prompt[] {
  const { from, dueAt, limit, lastWorkingAt } = running;
  const state = { name: rule.name, running: true, cause: "start", startsAt: from, setAt: from, dueAt, limit };
  const speaking = {
    running: [{ clock: rule, state, dueAt, lastWorkingAt }],
    sent: new Set<string>(),
    from: Number.NEGATIVE_INFINITY,
  };
  return promptsOf(speaking, { policy });
}
