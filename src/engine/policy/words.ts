// The small words of a policy file: durations, names, lists and labels, each with the shape that people may write.
import { z } from "zod";
import { parseDuration } from "../duration.ts";
import { DAY } from "../instant.ts";
import { repositoryName } from "../issue-ref.ts";
import { parseSpan } from "../span.ts";

/** Elapsed time as a policy writes it: `20m`, `1.5h`, `1h30m`, `3d`, the longer unit first. A day is 24 hours. */
const LENGTH = /^(?=\d)(?:\d+(?:\.\d+)?d ?)?(?:\d+(?:\.\d+)?h ?)?(?:\d+(?:\.\d+)?m ?)?(?:\d+(?:\.\d+)?s)?$/;

/** A name in a policy: what keys, roles and clocks are called. Without dots, so that a dotted path has one reading. */
export const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

const LOGIN = /^@?[A-Za-z0-9](?:[A-Za-z0-9_-]{0,100})(?:\[bot\])?$/;
const LOGIN_OR_TEAM = /^@?[A-Za-z0-9][A-Za-z0-9_-]{0,100}(?:\/[A-Za-z0-9_.-]{1,100})?$/;

const NO_DURATION = "is no duration; write elapsed time such as 20m, 1.5h, 1h30m or 3d";

/** The longest that a policy may give, in days: ten years. What is longer was mistyped, and its end is a date that none has. */
const MOST_DAYS = 3660;
const TOO_LONG = `is longer than ${MOST_DAYS} days; write a shorter time`;

/** Elapsed time, as text; `parseDuration` reads it. */
export const duration = z
  .string({ error: NO_DURATION })
  .regex(LENGTH, NO_DURATION)
  .refine((text) => !LENGTH.test(text) || isBounded(text), TOO_LONG)
  .meta({ title: "duration" });

const NO_LIMIT =
  "is no limit; write elapsed time such as 20m or 72h, 4 business hours, or 10 working days (10wd)";
// Whole working days and minutes only: half a working day is none.
const BUSINESS =
  /^(?:\d+(?:\.\d+)? ?(?:bh|(?:business|support|working) hours?(?: \d+ (?:business )?minutes?)?)|\d+ ?(?:bm|business minutes?|wd|(?:working|business) days?))$/;
const LIMIT = new RegExp(`${LENGTH.source}|${BUSINESS.source}`);

/** A limit, as text: elapsed time, time inside business hours, or working days; `parseSpan` reads it. */
export const span = z
  .string({ error: NO_LIMIT })
  .regex(LIMIT, NO_LIMIT)
  .refine((text) => !LIMIT.test(text) || isBounded(text), TOO_LONG)
  .meta({ title: "limit" });

function isBounded(text: string): boolean {
  const given = BUSINESS.test(text) ? parseSpan(text) : undefined;
  const ms = given?.kind === "days" ? given.days * DAY : (given?.ms ?? parseDuration(text));
  return ms !== undefined && ms <= MOST_DAYS * DAY;
}

/** A name that the policy itself gives. */
export const name = z
  .string()
  .regex(NAME, "is no name; use letters, digits, - and _ (no spaces or dots)")
  .meta({ title: "name" });

/** Words that a person may have written anywhere: numbers are taken as the text that they are. */
export const word = z.union([z.string().min(1), z.number()]).meta({ title: "text" });

/** Further words for a thing, besides those that a preset gives it; with `null` in it, instead of them. */
export const aliases = z.array(z.union([word, z.null()])).optional();

/** One of a thing or a list of it: `starts: confirmed` is `starts: [confirmed]`. */
export function oneOrMore<T extends z.ZodType>(item: T) {
  return z.union([item, z.array(item)]);
}

/** When facts are so: every named field matches one of its words; `*` is any answer, `?` none. */
export const condition = z.record(name, oneOrMore(word));

/** A repository: `owner/name`. */
export const repository = z
  .string()
  .regex(repositoryName, "is no repository; write owner/name, for example acme/payments")
  .meta({ title: "repository" });

/**
 * A file of a repository that Tocsin commits: from its top, and nowhere where git, a workflow, an action or a hook would run or obey
 * what stands there. `shape` is the whole of it, `example` one that is right.
 */
export function committedFile(shape: RegExp, example: string) {
  const instead = `; write it from the top of the repository, for example ${example}`;
  return z
    .string()
    .max(200)
    .regex(/^[^\\]*$/, { error: `has a backslash, which is no part of a path in git${instead}`, abort: true })
    .regex(/^(?!\/|[A-Za-z]:)/, { error: `begins at the top of a machine${instead}`, abort: true })
    .regex(/^(?!(?:.*\/)?\.{1,2}(?:\/|$))/, {
      error: `leads out of its folder by . or ..${instead}`,
      abort: true,
    })
    .regex(/^(?!(?:.*\/)?\.)/, {
      error: `has a name that begins with a dot, as what git, workflows, actions and hooks obey: what is written there might be run. Name another place${instead}`,
      abort: true,
    })
    .regex(shape, `is no path of a file here${instead}`);
}

/** A GitHub login; `@` before it and `[bot]` after it are taken. */
export const login = z
  .string()
  .regex(LOGIN, "is no GitHub login; write it without a space, for example octocat")
  .meta({ title: "login" });

/** A GitHub login, or a team as `owner/team`. */
export const loginOrTeam = z
  .string()
  .regex(LOGIN_OR_TEAM, "is neither a GitHub login nor owner/team; write octocat or acme/on-call")
  .meta({ title: "login or team" });

/** Who is on duty: a login, a team, or the key of a contact; which of them, is for `check`. */
export const onCall = z
  .string()
  .regex(
    LOGIN_OR_TEAM,
    "is no GitHub login, owner/team or key of a contact; write octocat, acme/on-call or a key from contacts:",
  )
  .meta({ title: "login, team or contact" });

/** The name of a label of any kind: numbers are taken as text. GitHub has none that is longer. */
export const labelName = z.union([z.string().min(1).max(50), z.number()]).meta({ title: "label name" });

const labelParts = z.strictObject({
  name: z.string().min(1).max(50).optional().describe("The label's name, as GitHub shows it."),
  color: z
    .string({ error: "is no text; write the six hexadecimal digits in quotes, for example 'b60205'" })
    .regex(/^#?[0-9A-Fa-f]{6}$/, "is no colour; write six hexadecimal digits in quotes, for example 'b60205'")
    .optional()
    .describe("Six hexadecimal digits, in quotes."),
  description: z
    .string()
    .max(100)
    .optional()
    .describe("What GitHub shows beside it, at most 100 characters."),
  aliases: z
    .array(z.union([labelName, z.null()]))
    .optional()
    .describe("Labels that you already have and that mean the same."),
});

/** A label: its name alone, or name, colour, description and aliases. */
export const label = z.union([z.string().min(1).max(50), labelParts]).meta({ title: "label" });

/** What people may write for a label. */
export type LabelWords = z.infer<typeof label>;
