// The section `fields`: the facts that an incident has, the minimum data set.
import { z } from "zod";
import { plainOf } from "../compared.ts";
import { inWords, keyed, list, words } from "../complete.ts";
import { type Finding, wrong, wrongKey } from "../finding.ts";
import { by, checkRight, completeBy } from "../right.ts";
import type { Checking, ModelOf } from "../section.ts";
import { aliases, oneOrMore, word } from "../words.ts";

const stage = z.enum(["identify", "update", "resolve"]);

const field = z.strictObject({
  title: z.string().min(1).optional().describe("How it is called in a sentence; by default its id in words."),
  aliases: aliases.describe("Ids and headings, also former ones, of forms that hold it."),
  type: z
    .enum(["text", "number", "time", "choice", "choices", "url", "yes-no", "severity", "service"])
    .optional()
    .describe("What an answer may be; by default text."),
  options: z.array(word).optional().describe("The answers of a choice, in order."),
  required: oneOrMore(stage)
    .optional()
    .describe("Stages at which it must be known: identify, update, resolve."),
  question: z.string().min(1).optional().describe("What a person is asked where it is missing."),
  impact: z.boolean().optional().describe("This field is the impact in one sentence, shown on the card."),
  public: z
    .boolean()
    .optional()
    .describe(
      "Anybody may read it: it goes into the words of notices to a public audience; by default false.",
    ),
  by: by
    .optional()
    .describe(
      "Who decides it: roles, or a map. An answer in a form then decides nothing, `/set` and `/update` do.",
    ),
  source: z.string().optional().describe("Ids of the rules that ask for it."),
});

const schema = keyed(field, (id, given) => {
  const title = given.title ?? inWords(id).toLowerCase();
  return {
    id,
    /** How it is called in a sentence: `users affected`. */
    title,
    /** Ids, headings and former headings of forms that hold it. */
    aliases: words(given.aliases),
    type: given.type ?? ("text" as const),
    options: words(given.options),
    /** Stages at which it must be known; empty: it is taken where it is given. */
    required: list(given.required),
    /** What a person is asked where it is missing. */
    question: given.question ?? `What is known: ${title}?`,
    /** This field is the impact in one sentence, shown on the card. */
    impact: given.impact ?? false,
    /** It may stand in the words of notices to a public audience. */
    public: given.public ?? false,
    /** Who decides it, whatever the command; absent: whoever may give the command. */
    by: completeBy(given.by),
    source: given.source ?? "",
  };
}).describe("The facts that an incident has: the minimum data set.");

/** The stages of the minimum data set (HB-1, HB-2, HB-3). */
export type Stage = z.output<typeof stage>;

/** One fact of the minimum data set. */
export type Field = ModelOf<typeof fields>[string];

function check(here: Checking): readonly Finding[] {
  const found: Finding[] = [];
  const impacts: string[] = [];
  for (const [id, given] of Object.entries(here.file.fields ?? {})) {
    found.push(...checkRight(here, given.by, ["fields", id, "by"]));
    const choice = given.type === "choice" || given.type === "choices";
    if (choice && (given.options ?? []).length === 0) {
      const message = `${id} is a ${given.type} without options; list its answers under options.`;
      found.push(wrongKey(["fields", id, "options"], message));
    }
    if (given.impact) impacts.push(id);
  }
  if (impacts.length > 1) {
    const message = `${impacts.join(" and ")} are both marked as the impact; the card shows one. Set impact: false on the others.`;
    found.push(wrong(["fields", impacts.at(-1) ?? "", "impact"], message));
  }
  return found;
}

/** The section `fields`. */
export const fields = { schema, one: "field", compare: plainOf, check };
