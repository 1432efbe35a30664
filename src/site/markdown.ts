// What a notice says, as HTML or as plain text: paragraphs, line breaks, lists and addresses of the web; all else is text.
import { escaped, shortened, visibleText } from "./escape.ts";

/** The longest notice that a page shows, in characters: what is longer ends in "…". */
const longest = 4_000;

/** The longest address that becomes a link. */
const longestAddress = 500;

type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly string[] }
  | { readonly kind: "list"; readonly isNumbered: boolean; readonly items: readonly string[] };

/**
 * Markdown as HTML of a small kind: paragraphs, line breaks, flat lists, and links to `https://` addresses, whose address stands
 * to be read behind their words. Other marks stay as they were written; HTML in it is text.
 */
export function htmlOf(markdown: string): string {
  return blocksIn(markdown)
    .map((block) => {
      if (block.kind === "paragraph") return `<p>${block.lines.map(lineHtml).join("<br>")}</p>`;
      const tag = block.isNumbered ? "ol" : "ul";
      return `<${tag}>${block.items.map((item) => `<li>${lineHtml(item)}</li>`).join("")}</${tag}>`;
    })
    .join("");
}

/** The same as plain text, for readers that are no browser: an address behind its words, lists as lines with a dash. */
export function textOf(markdown: string): string {
  return blocksIn(markdown)
    .map((block) => {
      if (block.kind === "paragraph") return block.lines.map(lineText).join("\n");
      const dash = (index: number) => (block.isNumbered ? `${index + 1}.` : "-");
      return block.items.map((item, index) => `${dash(index)} ${lineText(item)}`).join("\n");
    })
    .join("\n\n");
}

function blocksIn(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let isOpen = false;
  for (const raw of shortened(visibleText(markdown).trim(), longest).split(/\r\n|[\n\r\u2028\u2029]/)) {
    const line = raw.trim();
    if (line === "") {
      isOpen = false;
      continue;
    }
    const [, number, item] = /^(?:[-*+]|(\d{1,9})[.)])\s+(\S.*)$/.exec(line) ?? [];
    blocks.push(...added(isOpen || item !== undefined ? blocks.pop() : undefined, { line, number, item }));
    isOpen = true;
  }
  return blocks;
}

interface Line {
  readonly line: string;
  readonly number: string | undefined;
  /** What stands behind the sign of a list. */
  readonly item: string | undefined;
}

/** The block before a line, if there is one, and what the line makes of it. A list goes on over blank lines. */
function added(before: Block | undefined, { line, number, item }: Line): readonly Block[] {
  const others = before === undefined ? [] : [before];
  if (item !== undefined) {
    const isNumbered = number !== undefined;
    if (before?.kind === "list" && before.isNumbered === isNumbered)
      return [{ ...before, items: [...before.items, item] }];
    return [...others, { kind: "list", isNumbered, items: [item] }];
  }
  if (before?.kind === "paragraph") return [{ ...before, lines: [...before.lines, line] }];
  if (before?.kind === "list") {
    // A line below an entry goes on with it.
    const items = before.items.with(-1, `${before.items.at(-1) ?? ""} ${line}`);
    return [{ ...before, items }];
  }
  return [{ kind: "paragraph", lines: [line] }];
}

/** A link with words, an address in pointed brackets or bare; a sign behind a backslash begins none of them. */
const links =
  /\\[!-/:-@[-`{-~]|\[([^[\]\\]{1,200})\]\((https:\/\/[^\s()<>"\\]{1,500})\)|<?(https:\/\/[^\s<>"'()[\]\\]{1,500})>?/g;

interface Piece {
  readonly text: string;
  readonly address?: string;
}

/** A line as text and addresses, without the backslashes that Markdown takes away. */
function piecesIn(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: found, 1: words, 2: named, 3: bare } of line.matchAll(links)) {
    pieces.push({ text: line.slice(from, index) });
    from = index + found.length;
    if (found.startsWith("\\")) {
      pieces.push({ text: found.slice(1) });
      continue;
    }
    const tail = bare === undefined || found.endsWith(">") ? "" : (/[.,;:!?]*$/.exec(bare)?.[0] ?? "");
    const address = addressOf(named ?? bare?.slice(0, bare.length - tail.length) ?? "");
    if (address === undefined) pieces.push({ text: found });
    else if (words === undefined || words === address) pieces.push({ text: "", address }, { text: tail });
    else pieces.push({ text: `${words} (` }, { text: "", address }, { text: ")" });
  }
  return [...pieces, { text: line.slice(from) }];
}

/** An address as the browser will take it, so that nothing else is shown than where it leads; `undefined` for what is none. */
function addressOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  const isPlain =
    protocol === "https:" && username === "" && password === "" && href.length <= longestAddress;
  return isPlain ? href : undefined;
}

function lineHtml(line: string): string {
  return piecesIn(line)
    .map(({ text, address }) =>
      address === undefined
        ? escaped(text)
        : `<a href="${escaped(address)}" rel="nofollow noreferrer">${escaped(address)}</a>`,
    )
    .join("");
}

function lineText(line: string): string {
  return piecesIn(line)
    .map(({ text, address }) => address ?? text)
    .join("");
}
