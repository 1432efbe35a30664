// The sections of a policy file about hours: calendars of business, and rotas.
import { z } from "zod";
import { login, name, oneOrMore } from "./words.ts";

const day = "(?:mon|tue|wed|thu|fri|sat|sun)";
const DAYS = new RegExp(`^${day}(?:-${day})?$`);
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d|24:00";
const HOURS = new RegExp(`^(?:${time})-(?:${time})$`);
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?$/;

/** A weekday or a run of them: `mon`, `mon-fri`, `sat-sun`. */
export const days = z
  .string()
  .regex(DAYS, "is no weekday or run of them; write mon, sat or mon-fri")
  .meta({ title: "weekdays" });

/** Hours of a day: `08:00-17:30`; `24:00` is its end. */
export const hours = z
  .string({ error: "is no span of hours; write it in quotes, for example '08:00-17:30'" })
  .regex(HOURS, "is no span of hours; write it in quotes, for example '08:00-17:30'")
  .meta({ title: "hours" });

/** A local date. */
export const date = z.string().regex(DATE, "is no date; write it as 2025-12-24").meta({ title: "date" });

const moment = z
  .string()
  .regex(MOMENT, "is no time; write 2025-04-04T17:30 (in the rota's zone), or with an offset")
  .meta({ title: "time" });

/** A calendar of business hours. */
export const calendar = z.strictObject({
  title: z
    .string()
    .min(1)
    .optional()
    .describe("As messages say it: `support hours`; by default the key in words."),
  zone: z.string().optional().describe("IANA time zone of its hours and days; by default `incidents.zone`."),
  hours: z
    .record(days, z.union([hours, z.array(hours), z.literal("closed"), z.literal("all day")]))
    .optional()
    .describe("When it is open, by weekdays: `mon-fri: '08:00-17:30'`; days that are not named are closed."),
  holidays: z
    .union([
      z.string(),
      z.strictObject({
        region: z
          .string()
          .optional()
          .describe("Whose public holidays: a country or a part of it by its code, `GB-ENG`."),
        add: z.array(date).optional().describe("Further days on which it is closed."),
        remove: z.array(date).optional().describe("Public holidays on which it is open."),
      }),
    ])
    .optional()
    .describe("Days on which it is closed: a region (`GB-ENG`), or region with days added and removed."),
});

/** A rota. */
export const rota = z.strictObject({
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
  people: z
    .array(login)
    .optional()
    .describe("Who takes turns, a week each, in this order: logins, or keys of contacts."),
  from: date.optional().describe("A Monday on which the first of them begins."),
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
    })
    .optional()
    .describe(
      "Who is on duty, by the entries of an iCalendar text. Rules that are read: FREQ=DAILY, WEEKLY, MONTHLY with INTERVAL, COUNT, UNTIL, WKST, BYDAY (weekly) and BYMONTHDAY (the day of DTSTART), EXDATE and RECURRENCE-ID; all others are refused.",
    ),
  swaps: z
    .array(z.strictObject({ from: moment, to: moment, who: login }))
    .optional()
    .describe("Who has the duty instead, from one time to another."),
  overlap: z.boolean().optional().describe("Shifts may overlap: the incoming one has the duty (H-20)."),
  gaps: z.boolean().optional().describe("Hours without a shift are meant."),
});
