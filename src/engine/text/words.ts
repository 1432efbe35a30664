// The small parts of a command line: words, quoted names, mentions, and the reason after "because".

/** What a login looks like, as the source of a case-insensitive pattern; `_x` ends those that an enterprise manages. */
export const loginPattern = String.raw`[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:_[a-z\d]{1,15})?`;

const mentionShape = new RegExp(`^@(${loginPattern})[.;:!?]?$`, "i");

/** One word of a command line; a quoted part is one word without its quotes. */
export type Word = { readonly text: string; readonly quoted: boolean };

const wordShape = /"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|([^\s,]+)/g;

/** The words of a command line; commas and spaces part them, quotes of any kind hold a name together. */
export function wordsOf(line: string): readonly Word[] {
  return Array.from(line.matchAll(wordShape), (match) => {
    const quoted = match.slice(1, 5).find((part) => part !== undefined);
    return quoted === undefined
      ? { text: match[5] ?? "", quoted: false }
      : { text: quoted.trim(), quoted: true };
  });
}

/** Words as one text again, parted by single spaces. */
export function joined(words: readonly Word[]): string {
  return words.map((word) => word.text).join(" ");
}

/** A text without these signs at its two ends. A pattern for the end would begin anew at each sign of a run that is none. */
export function trimmed(text: string, signs: { readonly before: string; readonly after: string }): string {
  let from = 0;
  let to = text.length;
  while (from < to && signs.before.includes(text.charAt(from))) from += 1;
  while (to > from && signs.after.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** Words that are put into a sentence of ours, which has a full stop of its own. */
export function withoutStop(text: string): string {
  return text.replace(/(?<!\.)\.$/, "");
}

/** A text without the reason at its end, and that reason, if it has one. */
export type Reasoned = { readonly text: string; readonly because?: string };

/** Parts "sev2 because one site only" into what is said and why; of "because of leave" the reason is "leave". An empty reason is none. */
export function splitBecause(line: string): Reasoned {
  const match = /(?:^|[\s,;:.(–—-])because(?![\w-])(?:[ \t]*[,:]?[ \t]+of(?=[ \t]))?/i.exec(line);
  if (!match) return { text: line.trim() };
  const text = line
    .slice(0, match.index)
    .trimEnd()
    .replace(/[,;:(–—-]$/, "")
    .trim();
  const because = line
    .slice(match.index + match[0].length)
    .replace(/^[\s,:]+/, "")
    .trim();
  return because === "" ? { text } : { text, because };
}

/** The login of `@name`, or undefined; teams (`@org/team`) are no logins. */
export function loginOf(word: string): string | undefined {
  return mentionShape.exec(word)?.[1];
}
