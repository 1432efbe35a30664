// The section `severity` as people write it: the reporter's choice, the tables of the process, and what raises above them (HG, D-5).
import { z } from "zod";
import { aliases, condition, name, oneOrMore, word } from "../words.ts";

const optionParts = z.strictObject({
  is: word.describe("The word for it, as the process has it."),
  aliases: aliases.describe("Other words for it."),
  points: z.number().int().optional().describe("What it counts in a score."),
  from: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe(
      "The least number that falls under it: with it every option of the input is a range of numbers.",
    ),
  note: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Said after the answer where it counts: that the process does not say so, and the reading is ours.",
    ),
  edge: z.string().min(1).optional().describe("The same, where the number is exactly `from`."),
});

const matrix = z.strictObject({
  rows: name.optional().describe("The input whose options are the rows."),
  columns: name.optional().describe("The input whose options are the columns, in their order."),
  cells: z
    .record(z.string().min(1), z.array(word))
    .optional()
    .describe(
      "For each option of the rows what each column gives: a severity, or an option of the input that it works out.",
    ),
  source: z.string().optional().describe("Ids of the rules that it carries out (HG-2)."),
});

const input = z.strictObject({
  title: z
    .string()
    .min(1)
    .optional()
    .describe("How it is called in a sentence; by default its key in words."),
  field: name.optional().describe("The field that holds it; by default the field of the same name."),
  options: z
    .array(z.union([word, optionParts]))
    .optional()
    .describe(
      "What it may be, in the order of a matrix's columns: words, or maps with aliases, points or a range.",
    ),
  matrix: matrix
    .optional()
    .describe(
      "Works it out from two other inputs where nobody gave it (HG-2, HG-7); what was given by hand wins.",
    ),
  flags: z
    .array(name)
    .optional()
    .describe(
      "Works it out from flags where nobody gave it: none that is up and not made safe is the first option, one the second, and so on (HG-5).",
    ),
});

const method = z.strictObject({
  title: z
    .string()
    .min(1)
    .optional()
    .describe("How it is called in a sentence; by default its key in words."),
  inputs: z
    .record(name, input)
    .optional()
    .describe("What it asks for. In a score all those with points are added up."),
  matrix: matrix.optional().describe("It is a matrix: two inputs give the severity (HG-1)."),
  bands: z
    .record(name, word)
    .optional()
    .describe(
      "It is a score: the points of each severity, `141-180` or `181+` (HG-6). A score without bands gives a number only (HG-4).",
    ),
  source: z.string().optional().describe("Ids of the rules that it carries out (HG-1)."),
});

/** The section as people write it. */
export const severityWords = z
  .strictObject({
    field: name.optional().describe("The field that holds the reporter's choice."),
    default: name.optional().describe("Taken where nothing else says one; without it the card asks."),
    methods: z
      .record(name, method)
      .optional()
      .describe("Ways to work the severity out by a table of the process: matrices and scores (HG)."),
    by: oneOrMore(name)
      .optional()
      .describe(
        "In which order they are asked; the first whose facts suffice decides, but none lowers what the form says, and the card says where another disagrees. `form` is the reporter's choice. By default the methods in their order, then `form`.",
      ),
    justify: z
      .boolean()
      .optional()
      .describe(
        "A severity that a person sets over what a table says takes a reason, a higher one too (HG-8); by default only lowering does.",
      ),
    raise: z
      .record(
        name,
        z.strictObject({
          when: oneOrMore(condition)
            .optional()
            .describe(
              "Every named field matches: one of its words, `*` for any answer, or `?` while there is none. A list of such maps holds where any of them does.",
            ),
          to: name.optional().describe("The severity that it raises to; never lowers."),
          because: z.string().min(1).optional().describe("Said on the card."),
          source: z.string().optional().describe("Ids of the rules that ask for it (D-5)."),
        }),
      )
      .optional()
      .describe("Rules that raise the severity, and say why."),
  })
  .describe("How the severity is found.");

/** The section as a file has it. */
export type SeverityFile = z.input<typeof severityWords>;
/** A method as a file has it. */
export type MethodFile = z.input<typeof method>;
/** An input of a method as a file has it. */
export type InputFile = z.input<typeof input>;
/** A matrix as a file has it. */
export type MatrixFile = z.input<typeof matrix>;
