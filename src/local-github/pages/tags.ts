// Lets the few HTML tags through that Markdown texts use, without attributes, each closed where it was opened.
import { escaped } from "./html.ts";

const allowed = new Set([
  ..."details summary sub sup b strong i em kbd code del ins p blockquote ul ol li".split(" "),
]);
const empty = new Set(["br", "hr"]);
const piece = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>|[^<]+|</g;

/**
 * Cleans the raw HTML of one text, piece by piece and in order. It remembers what is open over all pieces, so that a text
 * can neither end what is around it nor leave something open behind it.
 */
export class Tags {
  readonly #open: string[] = [];

  /** A piece of raw HTML as it may stand on a page: comments are dropped, unknown tags are shown as the text that they are. */
  clean(text: string): string {
    return text.replace(piece, (whole: string, slash?: string, name?: string, rest?: string) => {
      if (whole.startsWith("<!--")) return "";
      if (name === undefined)
        return escaped(whole.replace(/&(?:amp|lt|gt|quot|#39);/g, (one) => unescaped(one)));
      const tag = name.toLowerCase();
      if (empty.has(tag)) return `<${tag}>`;
      if (!allowed.has(tag)) return escaped(whole);
      if (slash === "/") return this.#close(tag);
      this.#open.push(tag);
      return tag === "details" && /\bopen\b/i.test(rest ?? "") ? "<details open>" : `<${tag}>`;
    });
  }

  /** Closes what the text left open. */
  end(): string {
    const tags = this.#open.splice(0).reverse();
    return tags.map((tag) => `</${tag}>`).join("");
  }

  #close(tag: string): string {
    const at = this.#open.lastIndexOf(tag);
    if (at < 0) return "";
    const inner = this.#open.splice(at).reverse();
    return inner.map((one) => `</${one}>`).join("");
  }
}

/** Raw HTML may hold escapes already; they are not escaped twice. */
function unescaped(entity: string): string {
  return { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' }[entity] ?? "'";
}
