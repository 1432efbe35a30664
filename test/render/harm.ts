// What could do harm in a text that Tocsin publishes, as a reader of GitHub's Markdown finds it: links, tags, mentions, what nobody sees.
import { Marked, type Token } from "marked";
import { replaceUnseen } from "../../src/engine/text/unseen.ts";

const marked = new Marked({ gfm: true, async: false });

/** The word by which whatever a stranger put in is known again. */
export const stranger = "evil";

/**
 * The tokens of a text. Within the words of a link `marked` takes the backslashes before brackets off and reads what is left anew, which
 * GitHub does not: they are handed to it as what they stand for.
 */
const lexed = (markdown: string) =>
  marked.lexer(
    markdown.replace(/\\([^\n])/g, (both, sign: string) =>
      sign === "[" ? "&#91;" : sign === "]" ? "&#93;" : both,
    ),
  );

/** Pieces of which hostile texts are made; each that does something does it with the stranger's word. */
export const pieces: readonly string[] = [
  ...["@evil", "@evil/everybody", "@acme/evil", "&#64;evil", "\\@evil", "@\u200Bevil", "evil@evil.example"],
  ...[
    "https://evil.example/x",
    "http://evil",
    "www.evil.example",
    "ftp://evil.example",
    "HTTPS://evil.example",
  ],
  ...[
    "<https://evil.example>",
    "mailto:evil@evil.example",
    "https:/\u200B/evil.example",
    "www\u00AD.evil.example",
  ],
  ...["[x](https://evil.example)", "![x](https://evil.example)", "[x]: https://evil.example", "[evil]"],
  ...[
    "<b evil>",
    "<img src=evil onerror=evil>",
    "</details>",
    "</summary>",
    "<!-- evil",
    "-->",
    "<!-- tocsin:card evil -->",
  ],
  ...["&lt;b evil&gt;", "&commat;evil", "&#x40;evil", "\\<b evil>", "<\u2060b evil>"],
  ...[
    "`evil`",
    "``` evil",
    "~~~",
    "**evil**",
    "_evil_",
    "~~evil~~",
    "# evil",
    "> evil",
    "- [ ] evil",
    "1. evil",
    "| evil |",
  ],
  ...[
    "\u202Eevil",
    "\u2066evil",
    "\u200Eevil",
    "\u061Cevil",
    "\u3164",
    "\u00AD",
    "\u{E0065}",
    "\uFFF9",
    "\u2800",
    "\uFE0F",
  ],
  ...["\u001b[31m", "\u009b2J", "\u0000", "\r", "\n", "\n\n", "\t", "\u2028", " ", "\\", "$evil$", "\uD800"],
  ...[
    "because evil",
    "evil",
    "--",
    "::warning::evil",
    "##[evil]",
    " (",
    ")",
    ":",
    "#12",
    "acme/x#3",
    "{{ evil }}",
    "{% evil %}",
  ],
];

/** Tokens that begin a line of their own: what stands before is another's word. */
const blocks = new Set(["paragraph", "heading", "list_item", "blockquote", "table", "html", "code", "space"]);

/** What of a stranger's text does something in a Markdown text that is shown; nothing where all is well. */
export function harmsIn(markdown: string): readonly string[] {
  const harms: string[] = [];
  const words: string[] = [];
  marked.walkTokens(lexed(markdown), (token) => {
    if ((token.type === "link" || token.type === "image") && isStrange(String(token.href)))
      harms.push(`${token.type} to ${token.href}`);
    if (
      token.type === "html" &&
      /<[^<>]*evil|<!-- (?:evil|tocsin:card evil)/i.test(withoutComments(token.raw))
    )
      harms.push(`tag ${token.raw}`);
    if (token.type === "codespan" && isStrange(token.raw) && !isOfRecord(token.raw))
      harms.push(`code ${token.raw}`);
    if (token.type === "code" && token.lang === "markdown") harms.push(...harmsIn(token.text));
    else if (token.type === "code" && isStrange(token.raw) && !isDrawn(token))
      harms.push(`block of code ${token.raw}`);
    if (blocks.has(token.type)) words.push("\n");
    if (token.type === "text" && !("tokens" in token && token.tokens)) words.push(token.raw);
    if (token.type === "escape") words.push(token.raw);
  });
  // Mentions are found in what is shown, once Markdown has made it of the text.
  for (const [mention] of words
    .join("")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .matchAll(/(?<![\w/])@[\w/-]*evil[\w/-]*/gi))
    harms.push(`mention of ${mention}`);
  replaceUnseen(markdown.toWellFormed(), (character, before) => {
    const isOurs = character === "\n" || (character === "\u2060" && before === "@");
    if (!isOurs) harms.push(`unseen U+${character.codePointAt(0)?.toString(16)}`);
    return character;
  });
  return harms;
}

/** Comments of ours hold what they hold; a stranger's begins with the word. */
const withoutComments = (text: string): string =>
  text.replace(/<!--(?! evil| tocsin:card evil)[\s\S]*?-->/g, "<!---->");

/**
 * The id of an incident has words of its title, and nothing but letters, digits and dashes; so has the path of its document. The row of
 * the log, for whoever writes it in by hand, begins with the id and ends with the incident's address.
 */
const isOfRecord = (span: string): boolean =>
  /^`(?:tocsin report --verify )?(?:[a-z]+\/)?[a-z\d-]+(?:\.md)?`$/.test(span) ||
  /^`[a-z\d-]+,.*,https:\/\/github\.com\/acme\/incidents\/issues\/7`$/.test(span);

const isStrange = (text: string): boolean => text.toLowerCase().includes(stranger);

/** The shape of a Markdown text: its tokens by type, tags and addresses, without the words in them. */
export function shapeOf(markdown: string): string {
  const shape = (tokens: readonly Token[]): readonly unknown[] => {
    const shapes = tokens.map((token): unknown => {
      if (token.type === "escape" || (token.type === "text" && !token.tokens)) return "text";
      const href = "href" in token ? [token.href] : [];
      const tags = token.type === "html" ? withoutComments(token.raw).match(/<[^<>]*>/g) : [];
      const inner = "items" in token ? token.items : "tokens" in token ? (token.tokens ?? []) : [];
      return [
        token.type,
        "depth" in token ? token.depth : "",
        ...href,
        tags,
        shape(inner as readonly Token[]),
      ];
    });
    // Words and escapes in a row are words.
    return shapes.filter((one, index) => one !== "text" || shapes[index - 1] !== "text");
  };
  return JSON.stringify(shape(lexed(markdown)));
}

/** A diagram of ours, in which each line is one entry: words that Mermaid takes for nothing else. */
function isDrawn({ raw }: { readonly raw: string }): boolean {
  const [fence, head, ...lines] = raw.trimEnd().split("\n");
  const line = /^ +(?:accTitle: |accDescr: |section |\d\d\.\d\d : )[^:;#<>&`"{}|]*$/;
  const isOurs = fence === "```mermaid" && head === "timeline" && lines.pop() === "```";
  return isOurs && lines.every((one) => line.test(one));
}
