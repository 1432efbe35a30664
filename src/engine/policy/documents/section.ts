// The section `documents`: what is written down of an incident as a file that people review, and by whom it is accepted (D-8, H-26, H-30 to H-32).
import { z } from "zod";
import { committedFile, condition, name, oneOrMore, repository } from "../words.ts";
import { buildDocuments, questions } from "./build.ts";
import { check } from "./check.ts";

const path = committedFile(/^(?!.*\/\/)[A-Za-z0-9._/{}-]+\.md$/, "incidents/{slug}.md").meta({
  title: "path",
});

const branch = z
  .string()
  .regex(
    /^(?![/.-])(?!.*(?:\/\/|\.\.|\.lock$|\/$|\.$))[A-Za-z0-9._/{}-]+$/,
    "is no name of a branch; write for example incident/{slug}",
  )
  .meta({ title: "branch" });

const step = z.union([
  name,
  z.array(name),
  z.strictObject({
    by: oneOrMore(name).optional().describe("Roles whose holders may approve: any one of them is enough."),
    deputies: oneOrMore(name)
      .optional()
      .describe(
        "Roles whose holders may in their place while nobody holds one of those, or they are said to be away.",
      ),
    "skipped-after": oneOrMore(name)
      .optional()
      .describe(
        "Roles: where one of them took a step before this one, it is left out while those of `by` are said to be away; only the last step (H-26).",
      ),
  }),
]);

const place = {
  path: path.optional().describe("The file, in which `{slug}` stands for the incident's short name."),
  branch: branch
    .optional()
    .describe("The branch that its pull request comes from; never one that people work on."),
  repo: repository
    .optional()
    .describe("Where it stands, by default beside the incident: `owner/name`, of the same owner."),
};

const document = z.strictObject({
  title: z.string().min(1).optional().describe("What people call it; by default its key in words."),
  template: name.optional().describe("Template in `templates/documents/`, without its ending."),
  ...place,
  opens: oneOrMore(z.string().min(1))
    .optional()
    .describe(
      "Events on which it is opened by itself, once in an incident's life; none: only a command opens it.",
    ),
  when: condition
    .optional()
    .describe("Facts by which it opens by itself, all of them; what `retro.exempt` exempts never does."),
  reviewers: oneOrMore(name).optional().describe("Roles whose holders are asked to review it."),
  owner: name.optional().describe("The role that writes it: its holders are assigned to the pull request."),
  approve: z
    .array(step)
    .optional()
    .describe(
      "Who approves it, step by step: by `/summary approved`, a review that approves, or the merge, each of a holder of the next step (H-26). It is accepted when it is merged and all of them are taken; without any, when it is merged.",
    ),
  header: z
    .array(
      z.union([
        name,
        z.strictObject({
          field: name.describe("The field."),
          title: z.string().min(1).max(80).optional().describe("What this document calls it."),
        }),
      ]),
    )
    .optional()
    .describe(
      "Fields whose answers head it, in this order; one that has none is asked for there (HF-1, H-32).",
    ),
  impact: z
    .array(name)
    .optional()
    .describe(
      "Fields whose answers tell its impact; by default the field of the policy that is marked as the impact.",
    ),
  redact: z
    .array(name)
    .optional()
    .describe("Fields whose answers the redacted copy leaves out, whoever reads it."),
  redacted: z
    .strictObject(place)
    .optional()
    .describe("Where the redacted copy stands; by default beside the document."),
  rules: z
    .partialRecord(z.enum(questions), z.string().min(1))
    .optional()
    .describe(
      `Ids of the rules by which it asks people, by what a question is about: ${questions.map((one) => `\`${one}\``).join(", ")}; others name none.`,
    ),
  source: z.string().optional().describe("Ids of the rules that it carries out."),
});

const schema = z
  .record(name, document)
  .describe(
    "Documents that are filled from the record and reviewed as a pull request; `report`, `summary` and `action-plan` have commands of their names.",
  );

/** The documents as a file has them. */
export type DocumentsFile = z.output<typeof schema>;

/** The section `documents`. */
export const documents = { schema, one: "document", check, build: buildDocuments };
