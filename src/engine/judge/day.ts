// A day that people name for something to come, with its time or without: then it is by the end of that day's working hours.
import { isWorkingDay, lastWorkingMoment } from "../business.ts";
import { DAY, type Instant } from "../instant.ts";
import { moment } from "./meant.ts";
import type { JudgingSituation } from "./situation.ts";

/** So far ahead a day without its year is hardly meant. */
const farAhead = 180 * DAY;

/** The instant that is meant by a time, or by a day without one; a string says why it can't be used, as a clause to follow "because". */
export function dayAhead(
  { when, isDay }: { readonly when: string; readonly isDay?: boolean | undefined },
  said: Instant,
  here: JudgingSituation,
): Instant | string {
  const read = isDay ? endOfDay(when, said, here) : moment(when, said, here, { side: "future" });
  if (typeof read === "string" || read - said <= farAhead || /\d{4}/.test(when)) return read;
  return "it has passed, or is more than half a year away: say the year as well if that is meant";
}

function endOfDay(day: string, said: Instant, here: JudgingSituation): Instant | string {
  const midnight = moment(`${day} 23:59`, said, here, { side: "future", endOfDay: true });
  if (typeof midnight === "string") return midnight;
  const calendar = Object.values(here.ruling.policy.calendars)[0];
  if (calendar === undefined || !isWorkingDay(calendar, midnight)) return midnight;
  const closing = lastWorkingMoment(calendar, midnight);
  return closing === undefined || closing <= said ? midnight : closing;
}
