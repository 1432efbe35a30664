// Which question of a form fills which fact under a policy, and whether one leads to a severity: what `tocsin check` shows.
import { fillings } from "../engine/filling.ts";
import { type Form, type FormField, fieldsOf, oneLine } from "../engine/form.ts";
import type { Input, Method, Policy, Problem } from "../engine/policy/model.ts";
import { severitiesOf } from "../engine/policy/names.ts";
import { FORM } from "../engine/policy/severity/tables.ts";
import { summed } from "../engine/severity/score.ts";
import { type PlacedFile, readPlaced } from "../rehearse/place.ts";

/** A form as a policy reads it, as `--json` has it. */
export interface Mapping {
  readonly form: string;
  readonly policy: string;
  /** The headings of the questions that fill a fact, the first that counts first; empty where none does. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  /** Headings of questions whose answers no rule reads. */
  readonly nowhere: readonly string[];
}

/** A form that was read under a policy. */
export interface Mapped {
  readonly mapping: Mapping;
  /** That nothing in it leads to a severity. */
  readonly lost: readonly Problem[];
  /** Answers that name no severity, or two. */
  readonly unclear: readonly Problem[];
}

/** A form's file, and the policy that reads it. */
export interface FormUnder {
  readonly file: string;
  readonly text: string;
  readonly form: Form;
  readonly policy: Policy;
  /** Where the policy comes from. */
  readonly named: string;
  /** It is one of maintenance, which has no severity. */
  readonly isOfWork?: boolean | undefined;
}

/** Reads a form under a policy. */
export function mapped({ file, text, form, policy, named, isOfWork = false }: FormUnder): Mapped {
  const filled = fillings(form, policy);
  const questions = fieldsOf(form);
  const labelsOf = (id: string) =>
    filled.filter(({ field }) => field.id === id).map(({ question }) => oneLine(question.label));
  const mapping: Mapping = {
    form: file,
    policy: named,
    facts: Object.fromEntries(Object.keys(policy.fields).map((id) => [id, labelsOf(id)])),
    nowhere: questions
      .filter((one) => !filled.some(({ question }) => question === one))
      .map(({ label }) => oneLine(label)),
  };
  const placed = readPlaced(file, text);
  const chosen = filled
    .filter(({ field }) => field.id === policy.severity.field)
    .map(({ question }) => question);
  const lost =
    isOfWork || leadsToSeverity(chosen, new Set(filled.map(({ field }) => field.id)), policy)
      ? []
      : [placed.problem(["body"], noWay(chosen, policy, named))];
  return { mapping, lost, unclear: chosen.flatMap((one) => misfits(one, form, { placed, policy })) };
}

function leadsToSeverity(chosen: readonly FormField[], filled: ReadonlySet<string>, policy: Policy): boolean {
  const { by, methods, default: standard } = policy.severity;
  if (standard !== undefined) return true;
  return by.some((key) => {
    if (key === FORM)
      return chosen.some((question) => optionsOf(question).some((one) => isClear(one, policy)));
    const method = methods[key];
    return method !== undefined && suffices(method, filled);
  });
}

/** Can all that a method needs be had of these facts, of flags, or of both by its tables? */
function suffices(method: Method, filled: ReadonlySet<string>): boolean {
  const has = (input: Input | undefined, depth = 0): boolean =>
    input !== undefined &&
    depth < 10 &&
    (filled.has(input.field) ||
      input.flags.length > 0 ||
      (input.matrix !== undefined &&
        [input.matrix.rows, input.matrix.columns].every((key) => has(method.inputs[key], depth + 1))));
  return Object.values(method.inputs).length > 0 && needed(method).every((input) => has(input));
}

/** A matrix needs its two sides, a score whatever counts in it. */
function needed(method: Method): readonly (Input | undefined)[] {
  if (method.kind === "matrix") {
    const { rows, columns } = method.matrix;
    return [method.inputs[rows], method.inputs[columns]];
  }
  return summed(method);
}

/** The answers to choose from; one that is typed may be any. */
function optionsOf(question: FormField): readonly (string | undefined)[] {
  if (question.kind === "dropdown") return question.options;
  return question.kind === "checkboxes" ? question.options.map(({ label }) => label) : [undefined];
}

function isClear(option: string | undefined, policy: Policy): boolean {
  return option === undefined || severitiesOf(policy, option).length === 1;
}

function noWay(chosen: readonly FormField[], policy: Policy, named: string): string {
  const { field } = policy.severity;
  const [question] = chosen;
  if (question !== undefined) {
    return `No answer to "${oneLine(question.label)}" names a severity of ${named}; give the severities the words of your answers: severities: { ${policy.severities[0]?.key}: { aliases: [${JSON.stringify(optionsOf(question)[0] ?? "")}] } }.`;
  }
  return `Nothing in this form leads to a severity under ${named}; ask for it, or name the question that does: fields: { ${field}: { aliases: ["How bad is it?"] } }.`;
}

function misfits(
  question: FormField,
  form: Form,
  { placed, policy }: { readonly placed: PlacedFile; readonly policy: Policy },
): readonly Problem[] {
  const element = form.elements.indexOf(question);
  return optionsOf(question).flatMap((option, index) => {
    if (option === undefined || isClear(option, policy)) return [];
    const [one, other] = severitiesOf(policy, option);
    const message =
      one && other
        ? `"${option}" has two readings, ${one.title} and ${other.title}: whoever chooses it is asked which.`
        : `"${option}" names no severity: whoever chooses it is asked for one.`;
    return [placed.problem(["body", element, "attributes", "options", index], message)];
  });
}

/** The mapping in words: first what the process asks for, filled or not, then what else is filled. */
export function mappingText({ form, policy: named, facts, nowhere }: Mapping, policy: Policy): string {
  const isAsked = (id: string): boolean => {
    const field = policy.fields[id];
    return (
      id === policy.severity.field || field?.impact === true || field?.required.includes("identify") === true
    );
  };
  const entries = Object.entries(facts);
  const shown = entries.filter(([id, labels]) => labels.length > 0 || isAsked(id));
  const rest = entries.filter((entry) => !shown.includes(entry)).map(([id]) => id);
  const lines = [
    ...shown
      .toSorted(([one], [other]) => Number(isAsked(other)) - Number(isAsked(one)))
      .map(([id, labels]) => `${id} ← ${labels.length === 0 ? "nothing" : labels.join(", else ")}`),
    ...(rest.length > 0 ? [`not asked: ${rest.join(", ")}`] : []),
    nowhere.length > 0 ? `these questions go nowhere: ${nowhere.join("; ")}` : "every question fills a fact",
  ];
  return `${form} under ${named}:\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
