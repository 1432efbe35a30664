// Markdown as the pages show it: GitHub's dialect, mentions and issue numbers as links, boxes that can be ticked.
import { Marked, type TokenizerThis, type Tokens } from "marked";
import { countBoxes } from "./boxes.ts";
import { escaped, type Html, raw } from "./html.ts";
import { Tags } from "./tags.ts";

/** Where a text stands. */
export interface TextPlace {
  /** `owner/repo`: what a bare `#7` belongs to. */
  readonly repo: string;
  /** The address of this GitHub without a slash at its end: its own links are shortened. */
  readonly web: string;
  /** The `id` of the HTML form that a click on a box sends; without one boxes can't be ticked. */
  readonly boxes?: string;
}

const safeLink = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i;
const mention = /^@([a-z\d](?:[a-z\d-]*[a-z\d])?(?:\/[\w.-]+)?)/i;
const reference = /^(?:([\w.-]+\/[\w.-]+))?#(\d+)\b/;
const ownIssue = /^\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)$/;

/**
 * Renders a text that anybody may have written. Raw HTML is cut down to a few tags without attributes, links to
 * `http(s)`, `mailto` and this site, and pictures to links, so that a page asks for nothing from elsewhere.
 */
export function renderMarkdown(text: string, place: TextPlace): Html {
  const source = text.replace(/\r\n?/g, "\n");
  const marked = dialect(place, countBoxes(source));
  return raw(marked(source));
}

function dialect(place: TextPlace, known: number): (source: string) => string {
  const tags = new Tags();
  const labels: string[] = [];
  let boxes = 0;
  const marked = new Marked({ gfm: true, breaks: true, async: false });
  marked.use({ extensions: [mentions(), references(place)] });
  marked.use({
    renderer: {
      html: ({ text }) => tags.clean(text),
      // Marked takes text inside raw `<code>` and the like for safe; here no text is.
      text(token) {
        return "tokens" in token && token.tokens !== undefined
          ? this.parser.parseInline(token.tokens)
          : escapedText(token.text);
      },
      link({ href, tokens, text }) {
        return link({ href, text, words: this.parser.parseInline(tokens) }, place);
      },
      image: ({ href, text }) => link({ href, text, words: escaped(text || href) }, place),
      // A heading of a text stands below those of the page.
      heading({ tokens, depth }) {
        const level = Math.min(depth + 2, 6);
        return `<h${level} class="h${depth}">${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      table({ header, rows }) {
        const cells = (row: readonly Tokens.TableCell[], tag: string): string =>
          `<tr>${row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
        const body = rows.map((row) => cells(row, "td")).join("");
        return `<div class="wide" tabindex="0" role="group" aria-label="Table"><table><thead>${cells(header, "th")}</thead><tbody>${body}</tbody></table></div>\n`;
      },
      code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
      listitem(item) {
        if (item.task) labels.push(wordsOf(item.text));
        return `<li${item.task ? ' class="task"' : ""}>${this.parser.parse(item.tokens)}</li>\n`;
      },
      checkbox: ({ checked }) =>
        box({ form: place.boxes, number: boxes++, checked, label: labels.pop() ?? "" }),
    },
  });
  return (source) => {
    const shown = marked.parse(source, { async: false }) + tags.end();
    // Where page and text count differently, a click could turn another box: then there is no clicking.
    return boxes === known
      ? shown
      : shown.replaceAll(/<button type="submit" form=/g, "<button disabled form=");
  };
}

/** Text in which entities that stand there already stay what they are. */
const escapedText = (text: string): string =>
  escaped(text).replace(/&amp;(?=(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/gi, "&");

const wordsOf = (text: string): string =>
  (text.split("\n")[0] ?? "")
    .replace(/^\[[ xX]\]\s+/, "")
    .replace(/<!--.*?-->/g, "")
    .replace(/[*_`]/g, "")
    .trim();

interface Box {
  readonly form: string | undefined;
  readonly number: number;
  readonly checked: boolean;
  readonly label: string;
}

function box({ form, number, checked, label }: Box): string {
  const state = `role="checkbox" aria-checked="${checked}" aria-label="${escaped(label)}"`;
  if (form === undefined) return `<span class="box" ${state} aria-disabled="true" tabindex="-1"></span> `;
  return `<button type="submit" form="${escaped(form)}" name="box" value="${number}" class="box" ${state}></button> `;
}

interface Link {
  readonly href: string;
  readonly text: string;
  readonly words: string;
}

function link({ href, text, words }: Link, place: TextPlace): string {
  if (!safeLink.test(href)) return words;
  const local = href.startsWith(`${place.web}/`) ? href.slice(place.web.length) : undefined;
  const [, repo, number] = (local !== undefined && text === href && ownIssue.exec(local)) || [];
  if (repo !== undefined) return issueLink(repo, number ?? "", place);
  const rel = local === undefined && /^https?:/i.test(href) ? ' rel="noreferrer noopener"' : "";
  return `<a href="${escaped(local ?? href)}"${rel}>${words}</a>`;
}

function issueLink(repo: string, number: string, place: TextPlace): string {
  const shown = repo === place.repo ? `#${number}` : `${repo}#${number}`;
  return `<a href="/${escaped(repo)}/issues/${number}">${escaped(shown)}</a>`;
}

/** `@ana` and `@acme/team` outside links and words. */
function mentions() {
  return {
    name: "mention",
    level: "inline" as const,
    start: (source: string) => indexOf(/(?<![\w/.@-])@[a-z\d]/i, source),
    tokenizer(this: TokenizerThis, source: string) {
      const match = this.lexer.state.inLink ? null : mention.exec(source);
      return match === null ? undefined : { type: "mention", raw: match[0] };
    },
    renderer: (token: Tokens.Generic) => `<span class="mention">${escaped(token.raw)}</span>`,
  };
}

/** `#7` and `owner/repo#7` outside links and words. */
function references(place: TextPlace) {
  return {
    name: "reference",
    level: "inline" as const,
    start: (source: string) => indexOf(/(?<![\w/&])(?:[\w.-]+\/[\w.-]+)?#\d/, source),
    tokenizer(this: TokenizerThis, source: string) {
      const match = this.lexer.state.inLink ? null : reference.exec(source);
      if (match === null) return undefined;
      return { type: "reference", raw: match[0], repo: match[1] ?? place.repo, number: match[2] };
    },
    renderer: (token: Tokens.Generic) => issueLink(String(token.repo), String(token.number), place),
  };
}

function indexOf(pattern: RegExp, source: string): number | undefined {
  const at = source.search(pattern);
  return at < 0 ? undefined : at;
}
