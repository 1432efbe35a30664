// Code fences in Markdown: how one begins and ends, and how the fence of a rendered field is taken off.

/** The first line of a fence, with its signs. */
export const OPENING = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/u;
/** The last line of a fence, with its signs. */
export const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/u;

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
