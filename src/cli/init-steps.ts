// What is to be done after `tocsin init`: the steps that no program can take, in the order of doing them.
import type { Policy } from "../engine/policy/model.ts";
import { formName } from "../rehearse/beside.ts";
import type { PresetForm } from "../shipped/presets.ts";
import { POLICY } from "./checkout.ts";

/** Where the workflow that runs Tocsin is written. */
export const WORKFLOW = ".github/workflows/tocsin.yml";

/** What is wanted beside the least. */
export interface Extras {
  /** Planned work, on a status page. */
  readonly works: boolean;
  /** Reports and other documents as pull requests, by the Action. */
  readonly documents: boolean;
}

interface Around extends Extras {
  /** The incident forms that were there. */
  readonly own: readonly PresetForm[];
  /** What will rule there. */
  readonly policy: Policy | undefined;
}

/** The steps, one sentence or a few each, by what was written and what was left as it was; both are paths. */
export function nextSteps(
  { wrote, kept }: { readonly wrote: readonly string[]; readonly kept: readonly string[] },
  { own, works, documents, policy }: Around,
): readonly string[] {
  const names = own.map(({ path }) => formName(path)).join(", ");
  const isNew = wrote.includes(WORKFLOW);
  return [
    ...(kept.includes(POLICY) && own.length > 0
      ? [`See that ${POLICY}, which was not changed, names your forms: forms: [${names}].`]
      : []),
    ...(works && kept.includes(POLICY) ? [worksStep] : []),
    `Look at ${POLICY}: severities, teams, and the labels and fields that you have already.`,
    ...(isNew ? [workflowStep] : []),
    ...(documents ? [isNew ? `${forDocuments}: ${setting}.` : linesStep] : []),
    ...(isNew && !documents ? copiesStep(policy) : []),
    `Run tocsin check ${POLICY}, which also shows which question of a form fills which fact; then commit the files to the default branch.`,
    "Open an incident and see with tocsin explain owner/repo#7 what Tocsin would do; with mode: watch it writes nothing.",
    "Set mode: on and try /drill in a new issue.",
  ];
}

const worksStep = `Add to ${POLICY}, which was not changed, the lines that it lacks of these; without them the form of maintenance does nothing:\n   site: { title: "…" }\n   maintenance: { forms: [maintenance] }`;

const workflowStep = `In ${WORKFLOW} put the address of your Tocsin's action and the commit of its release, or delete the file if you run the server.`;

const forDocuments = "For documents as pull requests (docs/reports.md of Tocsin)";

const setting =
  "in the repository's settings, under Actions, General, tick “Allow GitHub Actions to create and approve pull requests”";

const linesStep = `${forDocuments}: in ${WORKFLOW}, which was not changed, put two spaces in place of each #+ (where it has none take those lines from Tocsin's templates/workflows/tocsin.yml) and write contents: write; ${setting}.`;

/** It takes rights that nobody is given unasked. */
function copiesStep(policy: Policy | undefined): readonly string[] {
  const titles = Object.values(policy?.documents ?? {}).map(({ title }) => title);
  return titles.length === 0
    ? []
    : [
        `Documents (${titles.join(", ")}) stand in a comment, for copying, until they may be pull requests: for those see the lines of ${WORKFLOW} that begin with #+, and docs/reports.md of Tocsin.`,
      ];
}
