// A clock's forecast as `tocsin clock` shows it: as JSON for scripts, and in words with local times first for people.
import type { Forecast, Idle } from "../engine/forecast.ts";
import { type Instant, isoSeconds } from "../engine/instant.ts";
import type { ClockRule, Policy } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import { formatSpan } from "../engine/span.ts";
import { clockTime } from "../engine/time.ts";

/** Whose forecast it is. */
export interface Of {
  readonly policy: Policy;
  readonly rule: ClockRule;
}

/** `{"clock","startsAt","warnAt","dueAt",…}`; instants in UTC with whole seconds, `dueAt` null where there is no limit. */
export function clockJson(one: Forecast, { policy, rule }: Of): Readonly<Record<string, unknown>> {
  const all = (instants: readonly Instant[]): readonly string[] => instants.map(isoSeconds);
  return {
    clock: one.clock,
    startsAt: isoSeconds(one.startsAt),
    warnAt: all(one.warnAt),
    dueAt: one.dueAt === undefined ? null : isoSeconds(one.dueAt),
    overdueAt: all(one.overdueAt),
    ...(one.lastWorkingAt !== undefined && {
      lastWorkingAt: isoSeconds(one.lastWorkingAt),
      lastWorkingWarnAt: all(one.lastWorkingWarnAt),
    }),
    limit: one.limit === undefined ? null : formatSpan(one.limit),
    ...(one.limit !== undefined &&
      one.limit.kind !== "elapsed" && { calendar: calendarOf(policy, rule)?.key }),
    source: rule.source,
    ours: rule.ours,
    ...(one.assumes.length > 0 && {
      assumes: Object.fromEntries(one.assumes.map((field) => [field, rule.when[field]])),
    }),
    ...(one.idle !== undefined && { because: becauseIdle(one.idle) }),
  };
}

/** A few lines for people. */
export function clockText(one: Forecast, { policy, rule }: Of): string {
  // Read as from long ago, so that each time has its day and its year.
  const time = (at: Instant): string => clockTime(at, policy.incidents.zone, 0);
  const times = (instants: readonly Instant[]): string => instants.map(time).join(", ");
  const row = (name: string, words: string): string => `  ${name.padEnd(9)} ${words}\n`;
  const calendar = one.limit?.kind === "elapsed" ? undefined : calendarOf(policy, rule);
  const lines = [
    `${rule.title} (${rule.name})\n`,
    row("starts", `${time(one.startsAt)}, by ${rule.starts.join(" or ")}`),
  ];
  for (const field of one.assumes)
    lines.push(row("taken as", `${field}: ${rule.when[field]?.join(" or ") ?? ""}`));
  if (one.limit === undefined || one.dueAt === undefined) {
    lines.push(row("due", `never: ${one.idle === undefined ? "no limit" : becauseIdle(one.idle)}`));
    return lines.join("");
  }
  const within =
    calendar === undefined ? formatSpan(one.limit) : `${formatSpan(one.limit)} of ${calendar.title}`;
  lines.push(row("due", time(one.dueAt)));
  if (one.lastWorkingAt !== undefined)
    lines.push(row("last", `${time(one.lastWorkingAt)}, the last working moment before it`));
  const warnings = [...one.warnAt, ...one.lastWorkingWarnAt].toSorted((a, b) => a - b);
  if (warnings.length > 0) lines.push(row("warns", times(warnings)));
  if (one.overdueAt.length > 0) lines.push(row("overdue", times(one.overdueAt)));
  const origin = rule.ours === false ? "" : `the ${rule.ours} is this policy's own choice, not the source's`;
  lines.push(row("limit", [within, rule.source, origin].filter((part) => part !== "").join("; ")));
  return lines.join("");
}

function becauseIdle(idle: Idle): string {
  switch (idle.kind) {
    case "when":
      return `it runs only for another ${idle.fields.join(" and ")}`;
    case "case":
      return `it does not run for this ${idle.fields.join(" and ")}`;
    case "severity":
      return idle.severity === undefined
        ? "it has no limit while no severity is settled; name one with --severity"
        : `it has no limit at ${idle.severity}`;
  }
}
