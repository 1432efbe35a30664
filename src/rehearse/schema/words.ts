// The words that all parts of a scenario file share: instants, lengths, repositories, patterns, answers of a form.
import { z } from "zod";
import { repositoryName } from "../../engine/issue-ref.ts";

const AT =
  /^\+(?:\d+(?:\.\d+)?[dhms] ?)+$|^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
/** An instant with its offset. */
export const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
const LENGTH = /^(?:\d+(?:\.\d+)?[dhms] ?)+$/;

/** When something is done or held. */
export const at = z
  .string()
  .regex(AT, "is no instant; write +0m, +1h30m or +2d from the start, or 2025-04-01T09:00:00+01:00")
  .describe("When: +0m, +1h30m, +2d from the start, or an instant with its offset.");

/** A length of time. */
export const length = z.string().regex(LENGTH, "is no length of time; write 30s, 15m or 1h30m");

/** `owner/name`. */
export const repository = z
  .string()
  .regex(repositoryName, "is no repository; write owner/name, for example acme/incidents");

/** Somebody's role on a repository. */
export const role = z.enum(["none", "read", "triage", "write", "maintain", "admin"]);

/** Words that something is held against. */
export const pattern = z
  .string()
  .min(1)
  .refine(isPattern, "is no JavaScript regular expression")
  .describe("A JavaScript regular expression, case-insensitive; slashes round it are optional.");

function isPattern(text: string): boolean {
  try {
    readPattern(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** A regular expression as scenarios write it: case-insensitive, slashes optional. Throws SyntaxError where it is none. */
export function readPattern(text: string): RegExp {
  const bare = /^\/(.*)\/i?$/su.exec(text)?.[1] ?? text;
  return new RegExp(bare, "i");
}

const word = z.union([z.string(), z.number(), z.boolean()]);
/** An answer as a form has it. */
export const answer = z.union([word, z.null(), z.array(word)], "expected a text, or a list of option labels");
/** Answers to a form. */
export const fields = z
  .record(z.string(), answer)
  .describe("Answers by field id; choices by the labels of their options.");
/** A list of names. */
export const names = z.array(z.string().min(1));

/** A branch. */
export const branch = z.string().min(1).describe("The name of a branch, without refs/heads/.");

/** From 0 to 1. */
export const fraction = z.number().min(0).max(1);

/** What stands after `on`. */
export const target = z
  .union(
    [z.string().min(1), z.strictObject({ repo: repository, title: pattern })],
    "expected an alias, or { repo: owner/name, title: /words/ }",
  )
  .describe(
    "An alias, or the first issue by creation in a repository whose title matches; where none does, the first pull request.",
  );

/** What stands after `on`: an alias, or a repository and a title. */
export type TargetWords = z.infer<typeof target>;
