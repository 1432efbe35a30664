// The section `calendars`: hours of business, and which days are none (H-19).
import { z } from "zod";
import { name } from "../words.ts";
import { buildCalendars } from "./build.ts";
import { check } from "./check.ts";
import { date, days, hours } from "./days.ts";

const calendar = z.strictObject({
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

const schema = z
  .record(name, calendar)
  .describe("Hours of business; the first divides core hours from out of hours (H-19).");

/** The calendars as a file has them: their zones and holidays are completed from outside of them. */
export type CalendarsFile = z.output<typeof schema>;

/** The section `calendars`. */
export const calendars = { schema, one: "calendar", check, build: buildCalendars };
