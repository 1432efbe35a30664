// Whether lines could be what GitHub renders for a field: the shape of an answer, which tells a real heading from a typed one.
import { isUnanswered, readChoice } from "./answer.ts";
import { readBoxLine } from "./choice.ts";
import { type Checkboxes, type FormField, oneLine } from "./element.ts";
import { CLOSING, OPENING } from "./fence.ts";
import type { BodyLines } from "./stretch.ts";

/**
 * Tells of each end of a stretch that begins at `from` whether it could be the field's answer. An answer typed into several lines
 * can be anything; all others have a shape. `field`: undefined fits nothing.
 */
export function fitting(
  field: FormField | undefined,
  body: BodyLines,
  from: number,
): (to: number) => boolean {
  if (field === undefined) return () => false;
  if (field.kind === "upload" || (field.kind === "textarea" && field.render === undefined)) return () => true;
  if (field.kind === "checkboxes") return boxesFrom(field, body, from);
  const first = body.firstFilled(from);
  const line = (body.lines[first] ?? "").trim();
  const isNone = isUnanswered(line);
  if (field.kind === "textarea") {
    const opens = OPENING.test(body.lines[first] ?? "");
    const isRendered = (last: number): boolean => first < last && CLOSING.test(body.lines[last] ?? "");
    return (to) => (isNone && body.filled(from, to) === 1) || (opens && isRendered(body.lastFilled(to)));
  }
  const isOne = isNone || field.kind === "input" || isChoice(field, line);
  return (to) => body.filled(from, to) === 0 || (isOne && body.filled(from, to) === 1);
}

function isChoice(field: FormField & { readonly kind: "dropdown" }, line: string): boolean {
  return readChoice(field.options, field.multiple, [line]).strange.length === 0;
}

/** Boxes of the field and blank lines, up to the first line that is neither. */
function boxesFrom({ options }: Checkboxes, { lines }: BodyLines, from: number): (to: number) => boolean {
  const labels = new Set(options.map((box) => oneLine(box.label)));
  let stray = from;
  const isOwn = (line: string): boolean => line.trim() === "" || labels.has(readBoxLine(line)?.label ?? "");
  while (stray < lines.length && isOwn(lines[stray] ?? "")) stray += 1;
  return (to) => to <= stray;
}
