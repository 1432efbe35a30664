// The section `rota`: who is on duty when (H-20).
import { z } from "zod";
import { date, days, hours } from "../calendars/days.ts";
import type { Checking } from "../section.ts";
import { login, name, oneOrMore } from "../words.ts";
import { buildRotas } from "./build.ts";
import { checkRotas } from "./check.ts";

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?$/;

const moment = z
  .string()
  .regex(MOMENT, "is no time; write 2025-04-04T17:30 (in the rota's zone), or with an offset")
  .meta({ title: "time" });

const oneRota = z.strictObject({
  title: z.string().min(1).optional().describe("As messages say it; by default the key in words."),
  zone: z.string().optional().describe("IANA time zone of its shifts; by default `incidents.zone`."),
  calendar: name.optional().describe("The calendar whose holidays its shifts go by."),
  shifts: z
    .array(
      z.strictObject({
        days: oneOrMore(days).optional().describe("Weekdays on which it begins; by default all."),
        hours: hours.describe("`17:30-08:00` ends on the next day."),
        holidays: z
          .enum(["no", "only", "any"])
          .optional()
          .describe("`no`: not on holidays; `only`: on holidays alone; by default they make no difference."),
      }),
    )
    .optional()
    .describe("The shifts of a week, in local time."),
  people: z.array(login).optional().describe("Who takes turns, in this order: logins, or keys of contacts."),
  from: date.optional().describe("The day on which the first of them begins; turns change on its weekday."),
  turn: z
    .string()
    .regex(/^[1-9]\d?[dw]$/, "is no length of a turn; write 1d, 1w or 2w")
    .optional()
    .describe("How long each of them has it: days (`1d`) or weeks (`2w`); by default `1w`."),
  ical: z
    .strictObject({
      path: z
        .string()
        .min(1)
        .optional()
        .describe("Its file in the incident repository, `.github/rota/NAME.ics`."),
      url: z
        .string()
        .min(1)
        .optional()
        .describe("Its https address, or `env:NAME` where that is secret; read every 15 minutes at most."),
      names: z
        .record(z.string(), login)
        .optional()
        .describe(
          "Who is meant by a name in an entry's SUMMARY, ATTENDEE or ORGANIZER: a login, or the key of a contact.",
        ),
      "no-duty": z
        .array(z.string().min(1))
        .optional()
        .describe(
          "Words by which an entry puts nobody on duty, though it names somebody; by default leave and the like, and, where the entry does not name the duty, birthdays, courses, appointments and the like. These are all then.",
        ),
      "still-duty": z
        .array(z.string().min(1))
        .optional()
        .describe("Where one of those is part of one of these, as in `bank holiday`, it says nothing."),
    })
    .optional()
    .describe(
      "Who is on duty, by the entries of an iCalendar text. Rules that are read: FREQ=DAILY, WEEKLY, MONTHLY with INTERVAL, COUNT, UNTIL, WKST, BYDAY (weekly, or on every day) and BYMONTHDAY (the day of DTSTART), EXDATE and RECURRENCE-ID; all others are refused where the entry names somebody.",
    ),
  swaps: z
    .array(z.strictObject({ from: moment, to: moment, who: login }))
    .optional()
    .describe("Who has the duty instead, from one time to another."),
  overlap: z.boolean().optional().describe("Shifts may overlap: the incoming one has the duty (H-20)."),
  gaps: z.boolean().optional().describe("Hours without a shift are meant."),
});

const schema = z.record(name, oneRota).describe("Who is on duty when, by name of the rota (H-20).");

/** The rotas as a file has them: their times are in zones that may be the policy's. */
export type RotasFile = z.output<typeof schema>;

/** The section `rota`. */
export const rota = {
  schema,
  into: "rotas" as const,
  one: "rota",
  /** Most policies have none, and need not have it read how one is checked. */
  check: (here: Checking) => (here.file.rota === undefined ? [] : checkRotas(here)),
  build: buildRotas,
};
