// From the lines under one heading to the answer of that field.
import { type ChosenOptions, readBoxLine, readOne, readSeveral, readTicks } from "./choice.ts";
import { type FormField, oneLine } from "./element.ts";
import { isRendered, unfence } from "./fence.ts";

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
      return typed(last ? firstParagraph(own) : own);
    case "textarea":
      return typed(field.render === undefined ? own : rendered(own, last));
    case "upload":
      return typed(own);
  }
}

/**
 * Whether the lines could be what GitHub renders for this field. An answer typed into several lines can be anything; all
 * others have a shape, which tells a real heading from one that somebody typed.
 */
export function fits(field: FormField, lines: readonly string[]): boolean {
  if (field.kind === "upload" || (field.kind === "textarea" && field.render === undefined)) return true;
  if (field.kind === "checkboxes") {
    const labels = field.options.map((box) => oneLine(box.label));
    return lines.every((line) => line.trim() === "" || labels.includes(readBoxLine(line)?.label ?? ""));
  }
  const first = lines.findIndex((line) => line.trim() !== "");
  const alone = !lines.some((line, index) => index > first && line.trim() !== "");
  if (alone && UNANSWERED.test((lines[first] ?? "").trim())) return true;
  if (field.kind === "textarea") return isRendered(lines);
  return (
    alone && (field.kind === "input" || readChoice(field.options, field.multiple, lines).strange.length === 0)
  );
}

function typed(lines: readonly string[]): FieldAnswer {
  const value = lines.join("\n").trim();
  return value === "" || UNANSWERED.test(value) ? { strange: [] } : { value, strange: [] };
}

function listed(chosen: ChosenOptions): FieldAnswer {
  return chosen.options.length === 0 ? { strange: [] } : { value: chosen.options, strange: chosen.strange };
}

/** GitHub puts a choice on one line: what people write below it is theirs and not part of the choice. */
function readChoice(options: readonly string[], multiple: boolean, lines: readonly string[]): FieldAnswer {
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
  const text = lines.join("\n").trimEnd();
  const start = text.endsWith("-->") ? text.lastIndexOf("<!--") : -1;
  if (start < 0 || text.indexOf("-->", start) !== text.length - 3) return lines;
  const before = text.slice(0, start);
  return before === "" || before.endsWith("\n") ? withoutMarkers(before.split("\n")) : lines;
}
