// How clocks that are the same in two policies fall due at other times because of what lies under them: hours and holidays.
import { isOpen } from "../engine/business.ts";
import type { Instant } from "../engine/instant.ts";
import { limitOf } from "../engine/limit.ts";
import type { ClockRule, Policy } from "../engine/policy/model.ts";
import { calendarOf } from "../engine/policy/names.ts";
import { dayTime } from "../engine/time.ts";
import { type Context, factsFor } from "./contexts.ts";
import { dayOf, weekdayOf } from "./days.ts";
import { forecast, isSameForecast, type LimitForecast } from "./forecast.ts";
import { severityTitles, shifted, theClock } from "./phrases.ts";

/** The clock under both policies at the start where it shows most. */
interface Shift {
  readonly start: Instant;
  readonly from: LimitForecast;
  readonly to: LimitForecast;
  readonly by: number;
  /** Where it begins for this to show, in words; empty where there is no word for it. */
  readonly when: string;
}

/** A clock under a policy. */
export interface Side {
  readonly policy: Policy;
  readonly clock: ClockRule;
}

/** What is due at other times where only what lies under the clocks differs, a sentence for each clock and limit. */
export function shiftedClocks(
  under: { readonly before: Policy; readonly after: Policy },
  starts: readonly Instant[],
): readonly string[] {
  return under.after.clocks.flatMap((clock) =>
    shiftsOf({ before: { policy: under.before, clock }, after: { policy: under.after, clock } }, starts),
  );
}

/** How a clock falls due and speaks at other times, a sentence for each of its limits; none where it does not. */
export function shiftsOf(
  sides: { readonly before: Side; readonly after: Side },
  starts: readonly Instant[],
): readonly string[] {
  const { policy, clock } = sides.after;
  const groups = Map.groupBy(contextsOf(clock, policy), (context) =>
    JSON.stringify(limitOf(clock, context.severity, context.facts)),
  );
  return [...groups.values()].flatMap((contexts) => {
    const [context] = contexts;
    const worst = context && worstShift({ ...sides, context, starts });
    return worst === undefined ? [] : [told(clock, { worst, contexts, policy })];
  });
}

/** Every severity with every fact that the clock asks for, as far as it runs there. */
function contextsOf(clock: ClockRule, policy: Policy): readonly Context[] {
  const severities = [...policy.severities.map(({ key }) => key), undefined];
  return factsFor([clock], policy).flatMap((facts) =>
    severities
      .map((severity): Context => ({ severity, ...facts }))
      .filter((context) => limitOf(clock, context.severity, context.facts) !== undefined),
  );
}

interface Tried {
  readonly before: Side;
  readonly after: Side;
  readonly context: Context;
  readonly starts: readonly Instant[];
}

function worstShift(tried: Tried): Shift | undefined {
  const moved = tried.starts.flatMap((start) => {
    const from = forecast(tried.before.policy, tried.before.clock, { start, context: tried.context });
    const to = forecast(tried.after.policy, tried.after.clock, { start, context: tried.context });
    if (from === undefined || to === undefined || isSameForecast(from, to)) return [];
    return [{ start, from, to, by: to.dueAt - from.dueAt }];
  });
  const [first] = moved;
  if (first === undefined) return undefined;
  const worst = moved.reduce((most, one) => (sizeOf(one) > sizeOf(most) ? one : most), first);
  const when = startsWords(new Set(moved.map(({ start }) => start)), tried);
  return { ...worst, when };
}

/** How much a shift shows: by when it is due, else by when it first speaks. */
function sizeOf({ by, from, to }: Omit<Shift, "when">): number {
  return Math.abs(by === 0 ? (to.speaksAt[0] ?? 0) - (from.speaksAt[0] ?? 0) : by);
}

/** Which starts these are of all that were tried: `on a bank holiday`, `at a weekend`; empty where no such word fits. */
function startsWords(moved: ReadonlySet<Instant>, { after, starts }: Tried): string {
  const calendar = calendarOf(after.policy, after.clock);
  if (calendar === undefined) return "";
  const day = (start: Instant): string => dayOf(start, calendar.zone);
  const classes: readonly (readonly [string, (start: Instant) => boolean])[] = [
    ["on a bank holiday", (start) => calendar.holidays.has(day(start))],
    ["at a weekend", (start) => weekdayOf(day(start)) > 4],
    ["inside these hours", (start) => isOpen(calendar, start)],
    ["outside these hours", (start) => !isOpen(calendar, start)],
  ];
  const fits = classes.find(([, test]) => starts.every((start) => moved.has(start) === test(start)));
  return fits === undefined ? "" : ` where it begins ${fits[0]}`;
}

function told(
  clock: ClockRule,
  { worst, contexts, policy }: { worst: Shift; contexts: readonly Context[]; policy: Policy },
): string {
  const severities = [...new Set(contexts.flatMap(({ severity }) => severity ?? []))];
  const known = [...new Set(contexts.map((one) => one.known))];
  const everywhere = severities.length === policy.severities.length;
  const which = [
    everywhere ? "" : severityTitles(severities, policy),
    known.length === 1 ? (known[0] ?? "") : "",
  ].filter((part) => part !== "");
  const subject = `${theClock(clock, policy)}${which.length > 0 ? ` (${which.join(", ")})` : ""}`;
  const time = (at: Instant | undefined): string =>
    at === undefined ? "none" : dayTime(at, policy.incidents.zone);
  const begun = `begun ${time(worst.start)}`;
  if (worst.by !== 0)
    return `${subject} is due up to ${shifted(worst.by)}${worst.when}: ${begun}, due ${time(worst.to.dueAt)} instead of ${time(worst.from.dueAt)}`;
  if (worst.from.lastWorking !== worst.to.lastWorking)
    return `${subject} shows another last working moment: ${begun}, ${time(worst.to.lastWorking)} instead of ${time(worst.from.lastWorking)}`;
  const first = worst.to.speaksAt.findIndex((at, index) => at !== worst.from.speaksAt[index]);
  const later = (worst.to.speaksAt[first] ?? 0) - (worst.from.speaksAt[first] ?? 0);
  if (first === 0)
    return `the first reminder of ${subject} comes up to ${shifted(later)}${worst.when}: ${begun}, ${time(worst.to.speaksAt[0])} instead of ${time(worst.from.speaksAt[0])}`;
  return `reminders of ${subject} come at other times${worst.when}: ${begun}, ${time(worst.to.speaksAt[first])} instead of ${time(worst.from.speaksAt[first])}`;
}
