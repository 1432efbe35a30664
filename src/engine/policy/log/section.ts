// The section `log`: a row for each incident in a table that is kept in git. Without it there is none (S-7).
import { z } from "zod";
import { completeCondition, list } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { committedFile, condition, name, oneOrMore, repository } from "../words.ts";
import { check } from "./check.ts";
import { standard } from "./columns.ts";

const path = committedFile(/^(?:[\w. -]+\/)*[\w. -]+\.csv$/i, "compliance/incident-log.csv");

const branch = z
  .string()
  .max(200)
  .regex(
    /^(?!refs\/)(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)|[/.]$))[\w][\w./+-]*$/,
    "is no name of a branch; write it without refs/heads/, for example incident-log",
  );

const title = z
  .string()
  .min(1)
  .max(60)
  // It is found again as it is written, and so it must be what a spreadsheet leaves as it is.
  .regex(
    /^(?![#=+\-@＝＋－＠\s])(?!.*\s(?:\s|$))[^\p{Cc}"]*$/u,
    "is no name of a column; begin with a letter or a figure, put one space between words, and leave quotes and line breaks out",
  );

const column = z.union([
  name,
  z.strictObject({
    column: name.describe("What it shows."),
    title: title.optional().describe("Its name in the first line of the file; by default the same."),
  }),
]);

const schema = z
  .strictObject({
    path: path.optional().describe("The file; by default `compliance/incident-log.csv`."),
    repository: repository
      .optional()
      .describe(
        "Where the file is; by default the incident's own. Another one is of the same account, and has the file already: whoever may write there makes it, empty.",
      ),
    branch: branch
      .optional()
      .describe(
        "The branch, which has to be there; by default the default branch. On a default branch nothing is written before an incident is closed.",
      ),
    when: oneOrMore(condition)
      .optional()
      .describe(
        "Facts by which an incident has a row; of several maps one is enough. Absent: every incident.",
      ),
    unless: oneOrMore(condition)
      .optional()
      .describe("Facts by which it has none; of several maps one is enough. A row that is there stays."),
    restricted: oneOrMore(condition)
      .optional()
      .describe(
        "Facts by which the row says no more than id, day and severity, for example `{ flag: security }`; of several maps one is enough.",
      ),
    columns: z
      .array(column)
      .min(1)
      .optional()
      .describe(
        "What a row says, in this order: ids of fields, or `id`, `slug`, `reference`, `title`, `declared`, `severity`, `status`, `flags`, `resolved`, `closed`, `outcome`, `review`, `link`, `reporter`.",
      ),
    source: z.string().optional().describe("Ids of the rules that ask for it."),
  })
  .describe("A row for each incident in a table that is kept in git, by commits (S-7).")
  .transform((given) => ({
    path: given.path ?? "compliance/incident-log.csv",
    /** Absent: the incident's own. */
    repository: given.repository,
    /** Absent: the default branch. */
    branch: given.branch,
    when: list(given.when).map(completeCondition),
    unless: list(given.unless).map(completeCondition),
    /** Where one of these holds a row says little. */
    restricted: list(given.restricted).map(completeCondition),
    columns: (given.columns ?? standard).map((one) =>
      typeof one === "string"
        ? { column: one, title: one }
        : { column: one.column, title: one.title ?? one.column },
    ),
    source: given.source ?? "",
  }));

/** Which incidents have a row in the log, where it is kept, and what a row says. */
export type LogRule = ModelOf<typeof log>;

/** The section `log`: a policy without it keeps none. */
export const log = { schema, optional: true as const, check };
