// The section `figures`: what a report of a period measures, and the availability that was promised (L-7).
import { z } from "zod";
import { eventPatterns } from "../../events/read.ts";
import { completeCondition, inWords, length, list } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { condition, duration, name, oneOrMore } from "../words.ts";
import { check } from "./check.ts";

const event = z.string().meta({
  title: "event",
  description: `An event: ${eventPatterns.join(", ")}; after “first.” only the first of its name.`,
});

const interval = z.strictObject({
  title: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .describe("As the report calls it: `Time to resolve`; by default the name in words."),
  from: oneOrMore(event)
    .optional()
    .describe("The event that it counts from, which each has; of several the earliest that is known."),
  to: oneOrMore(event)
    .optional()
    .describe("The event that ends it, which each has; of several the earliest that is known."),
});

const availability = z.strictObject({
  title: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .describe("What is to be available, as the report calls it; by default the name in words."),
  when: condition
    .optional()
    .describe("Facts by which an incident counts as downtime. Absent: every incident does."),
  from: oneOrMore(event)
    .optional()
    .describe("When its downtime began; of several the earliest that is known; by default `declared`."),
  until: oneOrMore(event)
    .optional()
    .describe("When it was over; of several the earliest that is known; by default `resolved`."),
  calendar: name
    .optional()
    .describe("The calendar in whose hours `target` counts; by default the first, without any all hours."),
  target: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .describe("The least availability in a calendar month, in percent of those hours."),
  downtime: duration.optional().describe("The most downtime in a calendar month, at all hours."),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});

const schema = z
  .strictObject({
    intervals: z
      .record(name, interval)
      .optional()
      .describe("Intervals between two events of an incident, each with its definition in the report."),
    availability: z
      .record(name, availability)
      .optional()
      .describe("What is to be available, month by month: in percent of hours, in downtime, or both."),
  })
  .describe("What `tocsin report` measures.")
  .transform((given) => ({
    intervals: Object.entries(given.intervals ?? {}).map(([key, one]) => ({
      key,
      title: one.title ?? inWords(key),
      from: list(one.from),
      to: list(one.to),
    })),
    availability: Object.entries(given.availability ?? {}).map(([key, one]) => ({
      key,
      title: one.title ?? inWords(key),
      when: completeCondition(one.when),
      from: list(one.from ?? "declared"),
      until: list(one.until ?? "resolved"),
      /** The calendar in whose hours the target counts; absent: the policy's first, or all hours. */
      calendar: one.calendar,
      /** In percent; absent: none was promised. */
      target: one.target,
      /** In a calendar month; absent: none was promised. */
      downtime: one.downtime === undefined ? undefined : length(one.downtime),
      source: one.source ?? "",
    })),
  }));

/** What a report measures. */
export type FiguresRule = ModelOf<typeof figures>;

/** An interval between two events of an incident. */
export type IntervalRule = FiguresRule["intervals"][number];

/** What is to be available, and how much. */
export type AvailabilityRule = FiguresRule["availability"][number];

/** The section `figures`. */
export const figures = { schema, check };
