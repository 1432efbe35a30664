// The section `contacts`: who has no GitHub account, but may hold a role or be told.
import { z } from "zod";
import { inWords, keyed } from "../complete.ts";
import type { ModelOf } from "../section.ts";

/** The title alone, or a map. */
const contact = z.union([
  z.string().min(1),
  z.strictObject({
    title: z.string().min(1).optional().describe("As messages say it."),
    audience: z.boolean().optional().describe("To tell them is to send a notice."),
  }),
]);

const schema = keyed(contact, (key, given) => ({
  title: typeof given === "string" ? given : (given.title ?? inWords(key)),
  /** To tell them is to send a notice: the event `notice`. */
  audience: typeof given === "string" ? false : (given.audience ?? false),
})).describe("Who has no GitHub account but may hold a role or be told: key → title.");

/** Somebody without a GitHub account who may hold a role or be told (`siro`, `bridge`). */
export type Contact = ModelOf<typeof contacts>[string];

/** The section `contacts`. */
export const contacts = { schema, one: "contact" };
