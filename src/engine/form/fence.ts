// Code fences in Markdown: which lines stand inside one, and how the fence of a rendered field is taken off.

const OPENING = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/u;
const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/u;

/**
 * For each line from `from` on whether it stands inside a code fence that was opened at `from` or later, as CommonMark has
 * it: a fence is closed by one of the same sign that is at least as long and says nothing else.
 */
export function fencedFrom(lines: readonly string[], from: number): readonly boolean[] {
  let open: string | undefined;
  return lines.slice(from).map((line) => {
    if (open === undefined) {
      open = OPENING.exec(line)?.[1];
      return false;
    }
    const mark = CLOSING.exec(line)?.[1];
    if (mark?.startsWith(open)) open = undefined;
    return true;
  });
}

/** Whether these lines, blank ones at the ends aside, are one block in a fence, as GitHub renders a field with `render`. */
export function isRendered(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return first < last && OPENING.test(lines[first] ?? "") && CLOSING.test(lines[last] ?? "");
}

/**
 * Takes the fence of a rendered field off. GitHub does not lengthen the fence when the answer holds one, so it reaches to the
 * last closing fence; `after` is what stands behind that. A text without a fence comes back as it is.
 */
export function unfence(lines: readonly string[]): {
  readonly inside: readonly string[];
  readonly after: readonly string[];
} {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => CLOSING.test(line));
  if (first < 0 || last <= first || !OPENING.test(lines[first] ?? "")) return { inside: lines, after: [] };
  return { inside: lines.slice(first + 1, last), after: lines.slice(last + 1) };
}
