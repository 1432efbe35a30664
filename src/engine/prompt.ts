// What the clocks say, and when: the limits that run, and before and after each the prompts that become reminders.
import { endOf, isOpen, lastWorkingMoment, opensFrom } from "./business.ts";
import type { Clocks } from "./clock.ts";
import type { ClockState } from "./clock-state.ts";
import type { Incident } from "./incident.ts";
import type { Duration, Instant } from "./instant.ts";
import { HOUR, MINUTE } from "./instant.ts";
import type { ClockRecord } from "./ledger.ts";
import type { Calendar, ClockRule } from "./policy/model.ts";
import { calendarOf } from "./policy/names.ts";
import type { Ruling } from "./policy/ruling.ts";

/** Something that a clock says once: before its limit, or after it. */
export interface Prompt {
  /** `update/IC_x/warn/1`, `update/IC_x/overdue/2`: by what set the due time, and an ordinal. */
  readonly id: string;
  readonly clock: ClockRule;
  readonly state: ClockState;
  readonly kind: "warn" | "overdue" | "drill";
  /** When it speaks. */
  readonly at: Instant;
  /** The limit that it speaks of: the due time, or the last working moment before it. */
  readonly limit: Instant;
  /** The due time, where the limit that it speaks of is the last working moment before it. */
  readonly lastBefore?: Instant;
  /** The last after a limit, which goes up one escalation step. */
  readonly escalates: boolean;
}

/** A limit that runs. */
export interface RunningLimit {
  readonly clock: ClockRule;
  readonly state: ClockState;
  readonly dueAt: Instant;
  /** The last moment in working hours before it, where it lies outside of them and the clock asks for that. */
  readonly lastWorkingAt?: Instant | undefined;
}

/**
 * The clocks under a policy that rules since `from`: a limit that it would have put before its own beginning is due its
 * `grace` after that. What was counted before, and is in `records`, keeps its due time.
 */
export function forward(
  clocks: Clocks,
  records: ReadonlyMap<string, ClockRecord>,
  { from, grace }: { readonly from: Instant; readonly grace: Duration },
): Clocks {
  const moved = Array.from(clocks, ([name, state]) => {
    const record = records.get(name);
    const counted = record?.cause === state.cause && record.severity === state.severity;
    const late = state.running && !counted && state.dueAt !== undefined && state.dueAt < from;
    return [name, late ? { ...state, setAt: from, dueAt: from + grace } : state] as const;
  });
  return new Map(moved);
}

/** The limits that run and do not rest, the next first. */
export function limits(clocks: Clocks, ruling: Ruling): readonly RunningLimit[] {
  const running = ruling.policy.clocks.flatMap((clock): readonly RunningLimit[] => {
    const state = clocks.get(clock.name);
    if (!state?.running || state.dueAt === undefined || state.pausedAt !== undefined) return [];
    return [{ clock, state, dueAt: state.dueAt, lastWorkingAt: lastWorking(clock, state, ruling) }];
  });
  return running.toSorted((one, other) => one.dueAt - other.dueAt);
}

/** Its last working moment. Only of elapsed limits: one in business time ends in working hours anyway. */
export function lastWorking(
  clock: ClockRule,
  { dueAt, startsAt, limit }: Pick<ClockState, "dueAt" | "startsAt" | "limit">,
  ruling: Pick<Ruling, "policy">,
): Instant | undefined {
  const calendar = calendarOf(ruling.policy, clock);
  if (!clock.lastWorking || calendar === undefined || dueAt === undefined || limit?.kind !== "elapsed")
    return undefined;
  const last = lastWorkingMoment(calendar, dueAt);
  return last !== undefined && last > startsAt ? last : undefined;
}

/** What a policy's clocks have to go by: the limits, what was sent, and since when the policy rules. */
interface Speaking {
  readonly running: readonly RunningLimit[];
  readonly sent: ReadonlySet<string>;
  readonly from: Instant;
}

/** What is still to be said, by when: of a drill its one reminder, else what each limit is reminded of. */
export function prompts(incident: Incident, ruling: Ruling, speaking: Speaking): readonly Prompt[] {
  return incident.drill ? drillPrompt(incident, ruling, speaking) : promptsOf(speaking, ruling);
}

/** What limits are reminded of. What an earlier policy would have said, or this one before it ruled, is never said. */
export function promptsOf(
  { running, sent, from }: Speaking,
  ruling: Pick<Ruling, "policy">,
): readonly Prompt[] {
  const all = running.flatMap((limit) => {
    const calendar = calendarOf(ruling.policy, limit.clock);
    if (limit.clock.hours === "working" && calendar === undefined) return [];
    const all = stages(limit);
    const said = limit.clock.hours === "working" && calendar !== undefined ? inHours(all, calendar) : all;
    const lastSent = said.findLastIndex((prompt) => sent.has(prompt.id));
    return said.filter((prompt, index) => index > lastSent && prompt.at >= from);
  });
  return all.toSorted((one, other) => one.at - other.at);
}

/** In working hours: what lies outside waits for the opening, and what follows a limit keeps its distances from there. */
function inHours(prompts: readonly Prompt[], calendar: Calendar): readonly Prompt[] {
  let shift = 0;
  return prompts.flatMap((prompt) => {
    if (prompt.kind === "warn") return warnInHours(prompt, calendar);
    const at = opensFrom(calendar, prompt.at + shift) ?? prompt.at + shift;
    shift = at - prompt.at;
    return [{ ...prompt, at }];
  });
}

/**
 * A warning outside of hours comes an hour before the close of hours that lies before it; where the time was set after that,
 * at the next opening, and not at all where the limit has passed by then.
 */
function warnInHours(prompt: Prompt, calendar: Calendar): readonly Prompt[] {
  if (isOpen(calendar, prompt.at)) return [prompt];
  const closed = lastWorkingMoment(calendar, prompt.at) ?? prompt.at;
  if (closed - HOUR > prompt.state.setAt) return [{ ...prompt, at: closed - HOUR }];
  const opens = opensFrom(calendar, prompt.at);
  return opens === undefined || opens >= prompt.limit ? [] : [{ ...prompt, at: opens }];
}

/** What a clock says around one limit, in order. */
function stages({ clock, state, dueAt, lastWorkingAt }: RunningLimit): readonly Prompt[] {
  const prompt = (kind: "warn" | "overdue", index: number, at: Instant, escalates: boolean): Prompt => ({
    id: `${clock.name}/${state.cause}/${kind}/${index + 1}`,
    clock,
    state,
    kind,
    at,
    limit: dueAt,
    escalates,
  });
  const warns = clock.warn.toSorted((one, other) => other - one);
  const overdue = clock.overdue.toSorted((one, other) => one - other);
  // A limit that had passed before it was known is asked about at once, and its further steps count from then.
  const past = dueAt < state.setAt;
  const steps = overdue.map((after, index) => {
    const at = past ? state.setAt + (index === 0 ? 0 : after) : dueAt + after;
    return prompt("overdue", index, at, clock.escalates && index === overdue.length - 1);
  });
  // A warning that lies before the time was set says nothing that the setting did not.
  const before = [
    ...warns.map((ahead, index) => prompt("warn", index, dueAt - ahead, false)),
    ...lastMoments(lastWorkingAt, { warns, prompt, dueAt }),
  ].filter((one) => one.at > state.setAt);
  return [...before.toSorted((one, other) => one.at - other.at), ...steps];
}

/** The warnings of a last working moment; one hour before it where the clock has none of its own. */
function lastMoments(
  limit: Instant | undefined,
  of: {
    readonly warns: readonly Duration[];
    readonly prompt: (kind: "warn", index: number, at: Instant, escalates: boolean) => Prompt;
    readonly dueAt: Instant;
  },
): readonly Prompt[] {
  if (limit === undefined) return [];
  const warns = of.warns.length === 0 ? [HOUR] : of.warns;
  return warns.map((ahead, index) => {
    const one = of.prompt("warn", index, limit - ahead, false);
    return {
      ...one,
      id: `${one.clock.name}/${one.state.cause}/last/${index + 1}`,
      limit,
      lastBefore: of.dueAt,
    };
  });
}

/** A drill shows one reminder, a minute after it began, and nothing after it. */
function drillPrompt(incident: Incident, ruling: Ruling, { running, sent }: Speaking): readonly Prompt[] {
  const { drill } = incident;
  const first = running[0] ?? example(incident, ruling);
  if (first === undefined || drill === undefined) return [];
  const id = `${first.clock.name}/${drill.cause}/drill/1`;
  if (sent.has(id)) return [];
  return [
    {
      id,
      clock: first.clock,
      state: first.state,
      kind: "drill",
      at: drill.at + MINUTE,
      limit: first.dueAt,
      escalates: false,
    },
  ];
}

/** A clock without a limit at this severity, as it would be at the severity where it is shortest: a drill shows a reminder. */
function example(incident: Incident, ruling: Ruling): RunningLimit | undefined {
  const shown = ruling.policy.clocks.flatMap((clock) => {
    const state = incident.clocks.get(clock.name);
    const calendar = calendarOf(ruling.policy, clock);
    if (!state?.running) return [];
    const ends = Object.values(clock.within).map((limit) => endOf(limit, state.startsAt, calendar));
    return ends.length === 0 ? [] : [{ clock, state, dueAt: Math.min(...ends) }];
  });
  return shown[0];
}
