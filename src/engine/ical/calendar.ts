// All that is asked of calendars, in one place: the Action brings it in a file of its own, which it reads where a rota has a calendar.
export { readCalendar } from "./read.ts";
export { changeAfter, occurrenceAt } from "./repeat.ts";
