// The text that goes to GitHub: our words, then the hidden lines by which they are known again, never longer than it takes.

/** GitHub says 65,536 characters; cut earlier, the hidden lines included. */
const mostCharacters = 60_000;
/** What GitHub refuses in any case. */
const limit = 65_000;

const cutLine = "*Cut here: the text was longer than GitHub takes.*";

/** The card's body. Where the ledger leaves too little room, folded text goes first, then the end of the rest. */
export function cardBodyOf(text: string, hidden: readonly string[]): string {
  const room = mostCharacters - hidden.join("\n").length;
  return bodyOf(text.length <= room ? text : withoutFolds(text), hidden);
}

function withoutFolds(text: string): string {
  const [open, close] = ["<details>", "</details>"];
  let kept = "";
  let at = 0;
  for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, at)) {
    const to = text.indexOf(close, from);
    // A pattern would look for the end anew from every fold that has none.
    if (to < 0) break;
    kept += text.slice(at, from);
    at = to + close.length + (text[to + close.length] === "\n" ? 1 : 0);
  }
  return kept + text.slice(at);
}

/** A comment's or issue's body: the text and its hidden lines. Throws a RangeError where they are longer than GitHub takes. */
export function bodyOf(text: string, hidden: readonly string[]): string {
  const end = hidden.join("\n");
  const room = Math.max(200, mostCharacters - end.length - 2);
  const shown = text.length <= room ? text.trimEnd() : cut(text, room);
  const body = end === "" ? shown : `${shown}\n\n${end}`;
  if (body.length <= limit) return body;
  throw new RangeError(
    `a text of ${body.length} characters, ${end.length} of them hidden, is longer than the ${limit} that GitHub takes: its hidden part must shrink`,
  );
}

/** The fence that is open where a text ends: another closes it only where it is of the same sign and as long, with nothing behind it. */
function openFence(text: string): string | undefined {
  let open: string | undefined;
  for (const [, fence = "", behind = ""] of text.matchAll(/^ {0,3}(`{3,}|~{3,})([^\n]*)$/gm)) {
    if (open === undefined) open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length && behind.trim() === "") open = undefined;
  }
  return open;
}

/** Cuts at the end of a line and says so; what was open there (a fence, a fold) is closed, so that nothing behind it shows. */
function cut(text: string, room: number): string {
  const kept = text.slice(0, room - 200);
  const whole = kept.slice(0, Math.max(kept.lastIndexOf("\n"), 0)) || kept.replace(/[\uD800-\uDBFF]$/, "");
  const fence = openFence(whole);
  const open = fence === undefined ? "" : `\n${fence}`;
  const folds = (whole.match(/<details>/g) ?? []).length - (whole.match(/<\/details>/g) ?? []).length;
  return `${whole}${open}${"\n</details>".repeat(Math.max(0, folds))}\n\n${cutLine}`;
}
