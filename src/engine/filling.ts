// Which question of a form fills which fact of a policy: what reads an incident's body and `check` both go by.
import {
  type Aliases,
  bestForm,
  type Form,
  type FormField,
  fieldsOf,
  keyOf,
  oneLine,
  parseBody,
} from "./form.ts";
import { named } from "./named.ts";
import type { Field, Policy } from "./policy/model.ts";
import { fieldOf } from "./policy/names.ts";

/** A question that fills a fact. */
export interface Filling {
  readonly question: FormField;
  readonly field: Field;
}

/** What stands behind a heading in brackets tells how to answer: `Start time (UTC)` is the start time. */
const ASIDE = /(?<=\S)\s*\([^()]*\)\s*$/u;

/** The fact that a heading names: as a whole, without what stands in brackets behind it, or by the first of `Mitigation / Status` that names one. */
function fieldNamed(policy: Policy, label: string): Field | undefined {
  const plain = label.replace(ASIDE, "");
  const parts = plain.includes("/") ? plain.split("/").slice(0, 10) : [];
  for (const name of [label, plain, ...parts]) {
    const field = name.trim() === "" ? undefined : fieldOf(policy, name.trim());
    if (field !== undefined) return field;
  }
  return undefined;
}

/**
 * The questions of a form that fill facts of a policy: those first whose id names one, then those whose heading does, by the
 * fact's title or an alias, whether they have an id or not. Of several for one fact the first that is answered counts.
 */
export function fillings(form: Form, policy: Policy): readonly Filling[] {
  const found = fieldsOf(form).map((question) => {
    const byId = question.id === undefined ? undefined : fieldOf(policy, question.id);
    return { question, byId, field: byId ?? fieldNamed(policy, question.label) };
  });
  const known = found.flatMap(({ question, byId, field }) => (field ? [{ question, byId, field }] : []));
  return [...known.filter(({ byId }) => byId), ...known.filter(({ byId }) => !byId)];
}

/**
 * The form that a body was written with: by its present headings, else by those that it had before. Where there is no form, as after a
 * transfer, each fact is looked for under its own names.
 */
export function formOf(forms: readonly Form[], body: string, policy: Policy): Form | undefined {
  const now = bestForm(forms, body);
  if (now !== undefined) return now;
  const some = forms.length > 0 ? forms : [formOfFacts(policy)];
  const read = some.map((form) => ({ form, ...parseBody(form, body, formerHeadings(form, policy)) }));
  const known = read.filter(({ headings }) => headings.length > 0);
  return known.toSorted((a, b) => b.headings.length - a.headings.length)[0]?.form;
}

/** A form that asks for every fact of a policy: its headings have no words of their own, only those that it may have had (`formerHeadings`). */
function formOfFacts({ fields }: Policy): Form {
  const elements = Object.values(fields).map(
    ({ id }): FormField => ({ kind: "textarea", id, label: "", required: false }),
  );
  return { name: "", labels: [], assignees: [], elements };
}

/**
 * The headings that a form's questions may have had before, by key: the titles and aliases of their facts, but for what others are called.
 * So a question is read in older bodies, whatever its form calls it by now.
 */
export function formerHeadings(form: Form, policy: Policy): Aliases {
  const headings = new Set(fieldsOf(form).map(({ label }) => oneLine(label).toLowerCase()));
  const former = fillings(form, policy).map(({ question, field: { title, aliases } }) => {
    const names = [...new Set([title, ...aliases])];
    return [keyOf(question), names.filter((name) => !headings.has(oneLine(name).toLowerCase()))] as const;
  });
  return named(former);
}
