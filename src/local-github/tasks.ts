// The boxes of a task list in somebody's comment, as a click on one changes them.

const box = /^(\s*(?:[-*+]|\d+[.)])\s+\[)([ xX])(\]\s+)(.*)$/;

/** The text with the first box turned whose words contain `words` (any case, outside fences); `undefined` without one. */
export function toggled(text: string, words: string): string | undefined {
  const lines = text.split("\n");
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === undefined ? mark : fence === mark ? undefined : fence;
    const match = fence === undefined ? box.exec(line) : null;
    if (match === null || !match[4]?.toLowerCase().includes(words.toLowerCase())) continue;
    lines[index] = `${match[1]}${match[2] === " " ? "x" : " "}${match[3]}${match[4]}`;
    return lines.join("\n");
  }
  return undefined;
}
