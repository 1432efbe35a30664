// The body that GitHub makes of a filled-in form: for the local GitHub, for rehearsals and for tests of the way back.
import { type Checkboxes, type Form, type FormField, fieldsOf, keyOf, oneLine } from "./element.ts";

/** Answers by field id or label: a text, one option, or the labels of several options or ticked boxes. */
export type Answers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What GitHub writes for a field that nobody answered. */
export const NO_RESPONSE = "_No response_";

/** The Markdown of an issue that was opened with `form` and these answers; what has no answer is left unanswered. */
export function renderBody(form: Form, answers: Answers): string {
  return fieldsOf(form)
    .map((field) => `### ${oneLine(field.label)}\n\n${renderAnswer(field, answerTo(field, answers))}`)
    .join("\n\n");
}

function answerTo(field: FormField, answers: Answers): readonly string[] {
  const given = [keyOf(field), field.label].find((key) => Object.hasOwn(answers, key));
  const answer = given === undefined ? undefined : answers[given];
  const each = typeof answer === "string" ? [answer] : (answer ?? []);
  return each.map((text) => text.replace(/\r\n?/gu, "\n")).filter((text) => text.trim() !== "");
}

function renderAnswer(field: FormField, answer: readonly string[]): string {
  if (field.kind === "checkboxes") return renderBoxes(field, answer);
  const [first] = answer;
  if (first === undefined) return NO_RESPONSE;
  switch (field.kind) {
    case "dropdown":
      return field.multiple ? answer.map(oneLine).join(", ") : oneLine(first);
    case "input":
      return oneLine(first);
    case "textarea":
      return field.render === undefined ? first : `\`\`\`${field.render.trim()}\n${first}\n\`\`\``;
    case "upload":
      return answer.join("\n");
  }
}

function renderBoxes(field: Checkboxes, ticked: readonly string[]): string {
  const labels = ticked.map(oneLine);
  return field.options
    .map((box) => `- [${labels.includes(oneLine(box.label)) ? "x" : " "}] ${oneLine(box.label)}`)
    .join("\n");
}
