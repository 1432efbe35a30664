// From the body of an issue back to the answers of its form: the first facts of an incident.
import { named } from "../named.ts";
import { readAnswer } from "./answer.ts";
import { type Form, fieldsOf, keyOf, oneLine } from "./element.ts";
import { type AnswerSection, type Sought, sectionsOf } from "./heading.ts";

/** The labels that fields had before, by field id (by label where a field has none): headings of older issues. */
export type Aliases = Readonly<Record<string, readonly string[]>>;

/** What a body says, read with a form. */
export interface FormReading {
  /** By id, or by label where the element has none; an unanswered field is absent. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
  /** Keys of the questions whose headings the body has, answered or not. */
  readonly headings: readonly string[];
}

/**
 * Reads an issue's body with the form it was opened with. Never throws: a body without the form's headings has no fields
 * and no headings.
 *
 * `parseBody(form, renderBody(form, answers))` gives the answers back, trimmed, whatever people typed, except where the body
 * does not tell: a text whose lines hold its own field's heading with blank lines around it, outside a code fence; a text that
 * opens a fence and leaves it open while another text holds headings; texts that hold one heading dozens of times; a text that
 * is `_No response_`; at the very end of a body, HTML comments on lines of their own; options with commas that together read
 * like another option.
 */
export function parseBody(form: Form, body: string | null | undefined, aliases: Aliases = {}): FormReading {
  const sought = fieldsOf(form).map((field) => {
    const key = keyOf(field);
    const former = Object.hasOwn(aliases, key) ? (aliases[key] ?? []) : [];
    return { key, field, names: [field.label, ...former].map(oneLine) };
  });
  const lines = (body ?? "").replace(/\r\n?/gu, "\n").split("\n");
  const sections = sectionsOf(lines, sought);
  const read = sections.flatMap((section) => readSection(section, sought, lines));
  return {
    fields: named(read.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const]))),
    problems: read.flatMap((one) => one.problems),
    headings: sections.flatMap(({ index }) => sought[index]?.key ?? []),
  };
}

/**
 * The form whose headings the body has most of; of equals the one that has fewer headings besides, then the first. Undefined
 * where no form has a heading in the body.
 */
export function bestForm(
  forms: readonly Form[],
  body: string | null | undefined,
  aliases: Aliases = {},
): Form | undefined {
  const [best] = forms
    .map((form) => ({
      form,
      score: parseBody(form, body, aliases).headings.length,
      fields: fieldsOf(form).length,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.fields - b.fields);
  return best?.form;
}

function readSection(section: AnswerSection, sought: readonly Sought[], lines: readonly string[]) {
  const field = sought[section.index]?.field;
  if (!field) return [];
  const key = keyOf(field);
  const { value, strange } = readAnswer(
    field,
    lines.slice(section.from, section.to),
    section.to === lines.length,
  );
  const problems = strange.map((option) => ({
    field: key,
    message: `"${option}" is not an option of "${oneLine(field.label)}" in the form: it is kept as it stands`,
  }));
  return [{ key, value, problems }];
}
