// Hours and holidays that differ, each said once, with what follows from it for clocks, duty and handovers.
import { isOpen } from "../engine/business.ts";
import type { Calendar, Policy } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { dateWords, daysWords, WEEKDAYS, windows } from "./dates.ts";
import {
  addDays,
  changeNights,
  type Day,
  dayOf,
  nextHolidays,
  plainMonday,
  startsOn,
  weekdayOf,
} from "./days.ts";
import { dutyShifts } from "./duty.ts";
import { titleChanges } from "./entries.ts";
import { listed, quoted, sentence } from "./phrases.ts";
import { shiftedClocks } from "./shifts.ts";
import { alike, matched } from "./traits.ts";

/** One thing about a calendar that differs: what is told, and the policy in which only that is as it was. */
interface Aspect {
  readonly kind: "calendar" | "holiday";
  readonly words: string;
  readonly values: readonly [string, string];
  /** The calendar as it is after, but for this. */
  readonly undone: Calendar;
  /** Days near which it shows. */
  readonly days: readonly Day[];
}

/** The changes of every calendar that both policies have, and of which is the first, as far as anything follows from them. */
export function changes(pair: Pair): readonly Change[] {
  const { before, after } = pair;
  return [...firstChange(pair), ...ownChanges(pair), ...titleChanges(before.calendars, after.calendars)];
}

/** The first calendar divides core hours from out of hours; clocks that go by it are told by themselves. */
function firstChange(pair: Pair): readonly Change[] {
  const { before, after } = pair;
  const [one, other] = [Object.values(before.calendars)[0], Object.values(after.calendars)[0]];
  if (one === undefined || other === undefined || one.key === other.key) return [];
  const undone: Policy = { ...after, calendars: { [one.key]: one, ...after.calendars } };
  const where = [...dutyShifts({ ...pair, before: undone }, []), ...triggersAt(other.key, after)];
  if (where.length === 0) return [];
  const words = sentence(
    `${nameOf(other)} instead of ${nameOf(one)} tell who is on duty in hours and out of them`,
  );
  return [change({ kind: "calendar", subject: other.key, words, before: one.key, after: other.key, where })];
}

function ownChanges(pair: Pair): readonly Change[] {
  return matched(pair.before.calendars, pair.after.calendars).both.flatMap(({ key, before, after }) =>
    [
      ...hoursAspect(before, after),
      ...zoneAspect(before, after),
      ...holidayAspects(before, after, pair),
    ].flatMap((aspect) => {
      const where = consequences(key, aspect, pair);
      if (where.length === 0) return [];
      const [from, to] = aspect.values;
      return [
        change({ kind: aspect.kind, subject: key, words: aspect.words, before: from, after: to, where }),
      ];
    }),
  );
}

function consequences(key: string, aspect: Aspect, pair: Pair): readonly string[] {
  const { after } = pair;
  const undone: Policy = { ...after, calendars: { ...after.calendars, [key]: aspect.undone } };
  const monday = plainMonday(pair, 21);
  const weeks = Array.from({ length: 21 }, (_, index) => addDays(monday, index));
  const near = aspect.days.flatMap((day) =>
    Array.from({ length: 24 }, (_, index) => addDays(day, index - 22)),
  );
  const days = aspect.kind === "holiday" ? near : [...weeks, ...nextHolidays(pair, 2)];
  const starts = [
    ...startsOn([...new Set(days)], pair, aspect.undone.zone),
    ...changeNights(pair.today, aspect.undone.zone),
  ];
  const hybrid: Pair = { ...pair, before: undone };
  const own = after.calendars[key];
  const isMoved = own !== undefined && starts.some((at) => isOpen(own, at) !== isOpen(aspect.undone, at));
  return [
    ...shiftedClocks({ before: undone, after }, starts),
    ...dutyShifts(hybrid, aspect.kind === "holiday" ? aspect.days : []),
    ...(isMoved ? [...handoversAt(key, after), ...triggersAt(key, after)] : []),
  ];
}

/** Handovers at the opening or closing of these hours. */
function handoversAt(key: string, policy: Policy): readonly string[] {
  const found = (policy.handover?.changes ?? []).filter(
    ({ at }) => at.kind !== "rota" && at.calendar === key,
  );
  return following(
    "handover",
    found.map(({ id }) => id),
  );
}

/** Rules of escalation that hold in core hours or out of them, which the first calendar tells apart. */
function triggersAt(key: string, policy: Policy): readonly string[] {
  if (Object.keys(policy.calendars)[0] !== key) return [];
  const found = policy.escalation.triggers.filter(({ hours }) => hours !== "always");
  return following(
    "escalation rule",
    found.map(({ id }) => id),
  );
}

function following(what: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const [things, follow] = ids.length === 1 ? [what, "follows"] : [`${what}s`, "follow"];
  return [`the ${things} ${listed(ids.map(quoted))} ${follow} these hours`];
}

function hoursAspect(before: Calendar, after: Calendar): readonly Aspect[] {
  if (alike(before.week, after.week)) return [];
  const changed = WEEKDAYS.map((_, day) => day).filter((day) => !alike(before.week[day], after.week[day]));
  const groups = Map.groupBy(changed, (day) => JSON.stringify([before.week[day], after.week[day]]));
  const parts = [...groups.values()].map((days) => {
    const [first = 0] = days;
    return [daysWords(days), windows(after.week[first]), windows(before.week[first])] as const;
  });
  const said = parts.map(([days, to, from]) => `${to} instead of ${from} ${days}`);
  return [
    {
      kind: "calendar",
      words: sentence(`${nameOf(after)} are ${listed(said)}`),
      values: [
        parts.map(([days, , from]) => `${days} ${from}`).join("; "),
        parts.map(([days, to]) => `${days} ${to}`).join("; "),
      ],
      undone: { ...after, week: before.week },
      days: [],
    },
  ];
}

function zoneAspect(before: Calendar, after: Calendar): readonly Aspect[] {
  if (before.zone === after.zone) return [];
  return [
    {
      kind: "calendar",
      words: sentence(`${nameOf(after)} are those of ${after.zone} instead of ${before.zone}`),
      values: [before.zone, after.zone],
      undone: { ...after, zone: before.zone },
      days: [],
    },
  ];
}

function holidayAspects(before: Calendar, after: Calendar, pair: Pair): readonly Aspect[] {
  const added = [...after.holidays].filter((day) => !before.holidays.has(day)).toSorted();
  const gone = [...before.holidays].filter((day) => !after.holidays.has(day)).toSorted();
  const aspect = (days: readonly Day[], holidays: ReadonlySet<string>, isNew: boolean): readonly Aspect[] => {
    if (days.length === 0) return [];
    const [is, was] = isNew ? ["a holiday", "a working day"] : ["a working day", "a holiday"];
    const many = (what: string): string => `${what.replace(/^a /u, "")}s`;
    const said = days.length === 1 ? `is ${is} instead of ${was}` : `are ${many(is)} instead of ${many(was)}`;
    return [
      {
        kind: "holiday",
        words: sentence(`in ${nameOf(after)} ${datesWords(days, pair)} ${said}`),
        values: [was, is],
        undone: { ...after, holidays },
        days: soonest(days, pair).slice(0, 3),
      },
    ];
  };
  const isWorked = (day: Day): boolean => (after.week[weekdayOf(day)]?.length ?? 0) > 0;
  // A holiday on a day without hours matters to rotas at most, and is told apart.
  return [isWorked, (day: Day) => !isWorked(day)].flatMap((test) => {
    const [came, went] = [added.filter(test), gone.filter(test)];
    const without = new Set([...after.holidays].filter((day) => !came.includes(day)));
    return [...aspect(came, without, true), ...aspect(went, new Set([...after.holidays, ...went]), false)];
  });
}

/** `core hours`, whatever the title says of hours already. */
function nameOf({ title }: Calendar): string {
  return /\bhours\b/iu.test(title) ? title : `${title} hours`;
}

/** Those that come first, then those that have passed. */
function soonest(days: readonly Day[], { today, after }: Pair): readonly Day[] {
  const now = dayOf(today, after.incidents.zone);
  return [...days.filter((day) => day >= now), ...days.filter((day) => day < now).toReversed()];
}

const mostDates = 6;

/** Dates in words, those that come first; how many more there are. */
function datesWords(days: readonly Day[], pair: Pair): string {
  const shown = soonest(days, pair).slice(0, days.length > mostDates ? 4 : mostDates);
  const more = days.length - shown.length;
  return listed([...shown.toSorted().map(dateWords), ...(more > 0 ? [`${more} more days`] : [])]);
}
