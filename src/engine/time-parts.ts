// Takes what people wrote for a time apart: its day, its time of day, and the zone behind it.
import { datesOf, figureTime, fourFigures, hoursSign, partAlone, spokenTime } from "./text/time-words.ts";
import { placePattern } from "./text/zone-words.ts";

/** What was captured of a time, by name: figures and words as they were written. */
export type TimeParts = Readonly<Record<string, string | undefined>>;

const HALF = "(?<half>(?:am|pm)(?![a-z]))";
const TIME = `(?:(?<hour>\\d{1,2})(?<sign>[:.h])(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)?(?: ?${HALF}|(?<whole>${hoursSign}))?|(?<hour>\\d{1,2}) ?${HALF}|(?:${spokenTime}|${figureTime})(?: ${HALF})?)`;
const OFFSET = "[+-]\\d{1,2}(?::?\\d{2})?";
// A place that is asked about has a question mark behind it (see `text/when.ts`).
const ZONE = `(?: ?(?<zone>(?:utc|gmt)? ?${OFFSET}|[a-z_]+/[a-z_+/-]+\\d*|${placePattern}\\??|[a-z]{1,5}|[a-z]{1,14}(?: [a-z]{1,14}){0,3} time))?`;
const CLOCK = new RegExp(`^${TIME}${ZONE}$`, "iu");
const MILITARY = new RegExp(`^${fourFigures}(?= ?[a-z])(?<whole>(?:${hoursSign})?)${ZONE}$`, "iu");
const AT = /^(?:(?:at|by) |@ ?)+/iu;
/** Behind "at", and with the part of the day, an hour alone is a time. */
const HOUR = new RegExp(`^(?<spoken>\\d{1,2})(?: ?h)?${ZONE}$`, "iu");
const DATES = [datesOf.figures, ...datesOf.named, datesOf.swapped, ...datesOf.near, partAlone].map(
  (date) => ({
    first: new RegExp(`^(?:on )?${date}(?:t|,? (?=\\S))`, "iu"),
    last: new RegExp(`,? (?:on )?${date}$`, "iu"),
    // Behind the name of a month four figures are a year.
    military: !(datesOf.named as readonly string[]).includes(date),
  }),
);

/** The parts of a time: those of its day, before or behind it, and those of its time of day with the zone. */
export function partsOf(text: string): TimeParts | undefined {
  // Days first: "14:05 today" would have a zone of that name.
  for (const { first, last, military } of DATES) {
    const before = first.exec(text);
    const clock = before && clockIn(text.slice(before[0].length), military);
    const day = clock && dayIn(before.groups);
    if (day) return { ...day, ...clock };
    const behind = last.exec(text);
    const isAt = behind?.groups?.part !== undefined;
    const found = behind && clockIn(`${isAt ? "at " : ""}${text.slice(0, behind.index)}`, military);
    const dayBehind = found && dayIn(behind.groups);
    if (dayBehind) return { ...dayBehind, ...found };
  }
  return clockIn(text, true);
}

/** The parts of a day; none of one in figures that can be two. */
function dayIn(found: TimeParts = {}): TimeParts | undefined {
  const { one, other, short } = found;
  if (one === undefined || other === undefined) return found;
  const readings = [
    { day: one, month: other },
    { day: other, month: one },
  ].filter(({ day, month }) => Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1);
  const [only, another = only] = readings;
  if (only === undefined || Number(another?.day) !== Number(only.day)) return undefined;
  return { ...only, year: short && `20${short}` };
}

function clockIn(text: string, military: boolean): TimeParts | undefined {
  const bare = text.replace(AT, "");
  return (
    CLOCK.exec(bare)?.groups ??
    (military ? MILITARY.exec(bare)?.groups : undefined) ??
    (bare === text ? undefined : HOUR.exec(bare)?.groups)
  );
}
