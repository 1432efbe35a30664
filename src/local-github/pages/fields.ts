// The fields of an issue form as a browser shows them: every kind that GitHub has, each with its label and description.
import type { Checkboxes, Dropdown, FormField, TextArea, TextInput, Upload } from "../../engine/form.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { renderMarkdown, type TextPlace } from "./markdown.ts";

/** The name under which a browser sends the answer to the element at a place (from 0) of a form. */
export const nameOf = (index: number): string => `answer-${index}`;

interface Shown {
  readonly index: number;
  readonly place: TextPlace;
  /** What was answered before. */
  readonly answer: string | readonly string[] | undefined;
}

const must: Html = html` <span class="must">required</span>`;

function described(
  field: FormField,
  { index, place }: Shown,
): { readonly text: HtmlPart; readonly by: HtmlPart } {
  if (field.description === undefined) return { text: undefined, by: undefined };
  const id = `${nameOf(index)}-about`;
  return {
    text: html`<div class="about md" id="${id}">${renderMarkdown(field.description, place)}</div>`,
    by: html` aria-describedby="${id}"`,
  };
}

const textOf = (answer: Shown["answer"]): string | undefined =>
  typeof answer === "string" ? answer : answer?.join("\n");

function input(field: TextInput, shown: Shown, by: HtmlPart): Html {
  const name = nameOf(shown.index);
  return html`<input id="${name}" name="${name}" value="${textOf(shown.answer) ?? field.value ?? ""}" autocomplete="off"${field.placeholder !== undefined && html` placeholder="${field.placeholder}"`}${by}${field.required && html` required`}>`;
}

function textArea(field: TextArea | Upload, shown: Shown, by: HtmlPart): Html {
  const name = nameOf(shown.index);
  const own =
    field.kind === "textarea"
      ? field
      : { value: undefined, placeholder: "One link a line", render: undefined };
  return html`<textarea id="${name}" name="${name}" rows="${field.kind === "textarea" ? 5 : 2}"${own.render !== undefined && html` class="code"`}${own.placeholder !== undefined && html` placeholder="${own.placeholder}"`}${by}${field.required && html` required`}>
${textOf(shown.answer) ?? own.value ?? ""}</textarea>`;
}

function dropdown(field: Dropdown, shown: Shown, by: HtmlPart): Html {
  const name = nameOf(shown.index);
  const before = shown.answer ?? (field.default === undefined ? [] : [field.options[field.default] ?? ""]);
  const chosen = typeof before === "string" ? [before] : before;
  const options = field.options.map(
    (option) =>
      html`<option value="${option}"${chosen.includes(option) && html` selected`}>${option}</option>`,
  );
  const none = !field.multiple && html`<option value="">Choose one</option>`;
  const size = Math.min(field.options.length, 6);
  return html`<select id="${name}" name="${name}"${field.multiple && html` multiple size="${size}"`}${by}${field.required && html` required`}>${none}${options}</select>`;
}

function checkboxes(field: Checkboxes, shown: Shown): Html {
  const { text, by } = described(field, shown);
  const ticked = shown.answer ?? [];
  const boxes = field.options.map(
    (box) =>
      html`<label class="pick"><input type="checkbox" name="${nameOf(shown.index)}" value="${box.label}"${ticked.includes(box.label) && html` checked`}${box.required && html` required`}> <span>${renderMarkdown(box.label, shown.place)}</span>${box.required && must}</label>`,
  );
  return html`<fieldset class="field"${by}><legend>${field.label}</legend>${text}${boxes}</fieldset>`;
}

/** One field with its label. */
export function fieldPart(field: FormField, shown: Shown): Html {
  if (field.kind === "checkboxes") return checkboxes(field, shown);
  const { text, by } = described(field, shown);
  const control =
    field.kind === "input"
      ? input(field, shown, by)
      : field.kind === "dropdown"
        ? dropdown(field, shown, by)
        : textArea(field, shown, by);
  return html`<div class="field"><label for="${nameOf(shown.index)}">${field.label}${field.required && must}</label>${text}${control}</div>`;
}
