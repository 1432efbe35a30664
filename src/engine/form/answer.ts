// From the lines under one heading to the answer of that field.
import { type ChosenOptions, readOne, readSeveral, readTicks } from "./choice.ts";
import type { FormField } from "./element.ts";
import { unfence } from "./fence.ts";

/** The answer of a field; without `value` it is unanswered. `strange` are chosen options that the form doesn't have. */
export interface FieldAnswer {
  readonly value?: string | readonly string[];
  readonly strange: readonly string[];
}

const UNANSWERED = /^_no response_$/iu;
/** What older bodies say where nothing was chosen; in a text these words are the person's own. */
const UNCHOSEN = /^(?:_no response_|none)$/iu;

/**
 * Reads the lines under a field's heading. `last` says that they reach to the end of the body, where text and hidden markers
 * that are no part of the answer may follow.
 */
export function readAnswer(field: FormField, lines: readonly string[], last: boolean): FieldAnswer {
  const own = last ? withoutMarkers(lines) : lines;
  switch (field.kind) {
    case "checkboxes":
      return listed(
        readTicks(
          own,
          field.options.map((box) => box.label),
        ),
      );
    case "dropdown":
      return readChoice(field.options, field.multiple, own);
    case "input":
      return typed(firstParagraph(own));
    case "textarea":
      return typed(field.render === undefined ? own : rendered(own, last));
    case "upload":
      return typed(own);
  }
}

/** Whether an answer is what GitHub writes where nobody gave one. */
export function isUnanswered(text: string): boolean {
  return UNANSWERED.test(text);
}

function typed(lines: readonly string[]): FieldAnswer {
  const value = lines.join("\n").trim();
  return value === "" || UNANSWERED.test(value) ? { strange: [] } : { value, strange: [] };
}

function listed(chosen: ChosenOptions): FieldAnswer {
  return chosen.options.length === 0 ? { strange: [] } : { value: chosen.options, strange: chosen.strange };
}

/** GitHub puts a choice on one line: what people write below it is theirs and not part of the choice. */
export function readChoice(
  options: readonly string[],
  multiple: boolean,
  lines: readonly string[],
): FieldAnswer {
  const line = lines.find((one) => one.trim() !== "")?.trim();
  if (line === undefined) return { strange: [] };
  const chosen = multiple ? readSeveral(line, options) : readOne(line, options);
  if (UNCHOSEN.test(line) && chosen.strange.length > 0) return { strange: [] };
  if (multiple) return listed(chosen);
  const [value] = chosen.options;
  return value === undefined ? { strange: [] } : { value, strange: chosen.strange };
}

function rendered(lines: readonly string[], last: boolean): readonly string[] {
  const { inside, after } = unfence(lines);
  return last ? inside : [...inside, ...after];
}

function firstParagraph(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => line.trim() !== "");
  const end = lines.findIndex((line, index) => index > start && line.trim() === "");
  return start < 0 ? [] : lines.slice(start, end < 0 ? undefined : end);
}

/** HTML comments on lines of their own at the very end: people see nothing of them, apps leave their markers there. */
function withoutMarkers(lines: readonly string[]): readonly string[] {
  const whole = lines.join("\n");
  let text = whole;
  for (let before = beforeMarker(text); before !== undefined; before = beforeMarker(text)) text = before;
  return text === whole ? lines : text.split("\n");
}

/** A text without the comment with which it ends; undefined where it ends with none, or with one that begins in mid-line. */
function beforeMarker(whole: string): string | undefined {
  const text = whole.trimEnd();
  const start = text.endsWith("-->") ? text.lastIndexOf("<!--") : -1;
  if (start < 0 || text.indexOf("-->", start) !== text.length - 3) return undefined;
  return start === 0 || text.charAt(start - 1) === "\n" ? text.slice(0, start) : undefined;
}
