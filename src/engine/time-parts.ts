// Takes what people wrote for a time apart: its day, its time of day, and the zone behind it.
import { datesOf, fourFigures, hoursSign, spokenTime } from "./text/time-words.ts";
import { placePattern } from "./text/zone-words.ts";

/** What was captured of a time, by name: figures and words as they were written. */
export type TimeParts = Readonly<Record<string, string | undefined>>;

const HALF = "(?<half>(?:am|pm)(?![a-z]))";
const TIME = `(?:(?<hour>\\d{1,2})(?<sign>[:.h])(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)?(?: ?${HALF}|(?<whole>${hoursSign}))?|(?<hour>\\d{1,2}) ?${HALF}|${spokenTime}(?: ${HALF})?)`;
const OFFSET = "[+-]\\d{1,2}(?::?\\d{2})?";
// A place that is asked about has a question mark behind it (see `text/when.ts`).
const ZONE = `(?: ?(?<zone>(?:utc|gmt)? ?${OFFSET}|[a-z_]+/[a-z_+/-]+\\d*|${placePattern}\\??|[a-z]{1,5}|[a-z]{1,14}(?: [a-z]{1,14}){0,2} time))?`;
const CLOCK = new RegExp(`^${TIME}${ZONE}$`, "iu");
const MILITARY = new RegExp(`^${fourFigures}(?= ?[a-z])(?<whole>(?:${hoursSign})?)${ZONE}$`, "iu");
const DATES = [datesOf.figures, ...datesOf.named, ...datesOf.near].map((date) => ({
  first: new RegExp(`^${date}(?:t|,? (?:(?:at|by) )?)(?=\\S)`, "iu"),
  last: new RegExp(`,? (?:on )?${date}$`, "iu"),
  // Behind the name of a month four figures are a year.
  military: !(datesOf.named as readonly string[]).includes(date),
}));

/** The parts of a time: those of its day, before or behind it, and those of its time of day with the zone. */
export function partsOf(text: string): TimeParts | undefined {
  // Days first: "14:05 today" would have a zone of that name.
  for (const { first, last, military } of DATES) {
    const before = first.exec(text);
    const clock = before && clockIn(text.slice(before[0].length), military);
    if (clock) return { ...before.groups, ...clock };
    const behind = last.exec(text);
    const found = behind && clockIn(text.slice(0, behind.index), military);
    if (found) return { ...behind.groups, ...found };
  }
  return clockIn(text.replace(/^at /iu, ""), true);
}

function clockIn(text: string, military: boolean): TimeParts | undefined {
  return CLOCK.exec(text)?.groups ?? (military ? MILITARY.exec(text)?.groups : undefined);
}
