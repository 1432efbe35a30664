// Who is on duty under two policies: tried hour by hour over weeks, holidays and swaps, and said by when it differs.
import { hoursAt, onDuty } from "../engine/duty.ts";
import type { Policy } from "../engine/policy/model.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { Pair } from "./change.ts";
import { addDays, boundaries, type Day, dayOf, nextHolidays, onDay, plainMonday, weekdayOf } from "./days.ts";
import { listed, people, theRole } from "./phrases.ts";
import { alike } from "./traits.ts";
import { type Segment, type When, whenOf } from "./when.ts";

/** For whom duty differs at some time, and how. */
export interface DutyShift {
  readonly role: string;
  readonly words: string;
  readonly before: string;
  readonly after: string;
}

/** A sentence for each way in which duty differs, without its full stop. `also` are days to be tried besides the usual. */
export function dutyShifts(pair: Pair, also: readonly Day[]): readonly string[] {
  return shiftsOfDuty(pair, also).map(({ words }) => words);
}

/** Whoever is on duty instead of whom, and when, for every role that both policies have. */
export function shiftsOfDuty(pair: Pair, also: readonly Day[]): readonly DutyShift[] {
  const roles = Object.keys(pair.after.roles).filter(
    (role) => Object.hasOwn(pair.before.roles, role) && hasDuty(role, pair),
  );
  if (roles.length === 0) return [];
  const segments = segmentsOf(pair, also);
  const rulings = { before: rulingOf(pair.before), after: rulingOf(pair.after) };
  return roles.flatMap((role) => {
    const differing = segments.flatMap((segment): readonly Stretch[] => {
      const before = onDuty(rulings.before, role, segment.from);
      const after = onDuty(rulings.after, role, segment.from);
      return alike(before, after) ? [] : [{ segment, before, after }];
    });
    return grouped(differing, segments, pair).map((group) => told(role, { group, segments, pair }));
  });
}

/** A stretch of time in which duty differs, and who has it. */
interface Stretch {
  readonly segment: Segment;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Stretches that are told as one: where whoever it was, or whoever it is, takes turns, all of them as far as they follow the
 * week; else each pair of people.
 */
function grouped(
  differing: readonly Stretch[],
  segments: readonly Segment[],
  pair: Pair,
): readonly (readonly Stretch[])[] {
  const by = (key: (one: Stretch) => unknown): readonly Stretch[][] => [
    ...Map.groupBy(differing, (one) => JSON.stringify(key(one))).values(),
  ];
  const isRegular = (group: readonly Stretch[]): boolean => whenIn(group, segments, pair).regular;
  const ways = [
    by(({ after }) => after),
    by(({ before }) => before),
    by(({ before, after }) => [before, after]),
  ];
  return ways.find((groups) => groups.every(isRegular)) ?? ways[2] ?? [];
}

function whenIn(group: readonly Stretch[], segments: readonly Segment[], { after }: Pair): When {
  return whenOf(
    group.map(({ segment }) => segment),
    segments,
    after.incidents.zone,
  );
}

function told(
  role: string,
  { group, segments, pair }: { group: readonly Stretch[]; segments: readonly Segment[]; pair: Pair },
): DutyShift {
  const some = (names: readonly (readonly string[])[], policy: Policy): string =>
    listed([...new Set(names.map((each) => people(each, policy)))], "or");
  const was = some(
    group.map(({ before }) => before),
    pair.before,
  );
  const is = some(
    group.map(({ after }) => after),
    pair.after,
  );
  const when = whenIn(group, segments, pair).words;
  const title = theRole(role, pair.after).replace(/^the /u, "");
  const words = `${is} instead of ${was} is on duty as ${title}${when === "" ? "" : ` ${when}`}`;
  return { role, before: was, after: is, words };
}

/** Swaps, shifts and people of the rotas decide on a few weeks; longer where many take turns. */
function segmentsOf(pair: Pair, also: readonly Day[]): readonly Segment[] {
  const { after, before } = pair;
  const zone = after.incidents.zone;
  const turns = [...Object.values(before.rotas), ...Object.values(after.rotas)].map(
    ({ people: all, turn }) => all.length * Math.ceil(turn / 7),
  );
  const weeks = Math.min(26, Math.max(2, ...turns.map((count) => 2 * count)));
  const monday = plainMonday(pair, 14);
  const plain = Array.from({ length: weeks * 7 }, (_, index) => addDays(monday, index));
  const swaps = [...Object.values(before.rotas), ...Object.values(after.rotas)].flatMap((rota) => rota.swaps);
  const swapDays = swaps.flatMap(({ from, to }) => daysBetween(dayOf(from, zone), dayOf(to, zone)));
  const special = new Set([...also, ...nextHolidays(pair, 4), ...swapDays]);
  const days = [...new Set([...plain, ...special])].toSorted();
  const times = isElsewhere(pair) ? halfHours(pair) : boundaries(pair);
  const swapTimes = swaps.flatMap(({ from, to }) => [from, to]);
  const ruling = rulingOf(after);
  return days.flatMap((day) => {
    const ends = onDay(day, 24 * 60, zone);
    const starts = [...times.map((minutes) => onDay(day, minutes, zone)), ...swapTimes]
      .filter((at) => at >= onDay(day, 0, zone) && at < ends)
      .toSorted((one, other) => one - other);
    const all = [...new Set(starts)];
    return all.map((from, index): Segment => {
      const holiday = isHoliday(day, pair);
      // A plain week is told by its weekdays; a day off, or one that was asked for, by its date.
      const isPlain = !holiday && !special.has(day);
      return {
        from,
        to: all[index + 1] ?? ends,
        day,
        weekday: weekdayOf(day),
        holiday,
        isPlain,
        hours: hoursAt(ruling, from),
      };
    });
  });
}

/** Do hours or shifts go by another time than the policy's own, so that they begin at other minutes of its day? */
function isElsewhere({ before, after }: Pair): boolean {
  const zones = [before, after].flatMap(({ calendars, rotas }) =>
    [...Object.values(calendars), ...Object.values(rotas)].map(({ zone }) => zone),
  );
  return zones.some((zone) => zone !== after.incidents.zone);
}

function halfHours(pair: Pair): readonly number[] {
  const every = Array.from({ length: 48 }, (_, index) => index * 30);
  return [...new Set([...boundaries(pair), ...every])].toSorted((one, other) => one - other);
}

const mostSwapDays = 31;

function daysBetween(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to && days.length < mostSwapDays; day = addDays(day, 1)) days.push(day);
  return days;
}

function isHoliday(day: Day, { before, after }: Pair): boolean {
  return [...Object.values(before.calendars), ...Object.values(after.calendars)].some(({ holidays }) =>
    holidays.has(day),
  );
}

function hasDuty(role: string, { before, after }: Pair): boolean {
  return [before, after].some((policy) => (policy.roles[role]?.duty.length ?? 0) > 0);
}

function rulingOf(policy: Policy): Ruling {
  return { policy, forms: [], rotas: {}, oid: "", version: "", problems: [], rotaProblems: [] };
}
