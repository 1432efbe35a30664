// How all pages are written: a template in which whatever is put in is text, unless it is HTML of our own.

/** HTML that is safe to send as it is. */
export interface Html {
  readonly kind: "html";
  readonly text: string;
}

/** What may stand in a template: text is escaped, lists are joined, nothing is nothing. */
export type HtmlPart = Html | string | number | undefined | false | readonly HtmlPart[];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands in HTML, between tags or inside quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Marks text as HTML. For text that was made safe already, and for nothing else. */
export const raw = (text: string): Html => ({ kind: "html", text });

function partText(part: HtmlPart): string {
  if (part === undefined || part === false) return "";
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return "kind" in part ? part.text : part.map(partText).join("");
}

/** A piece of HTML. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return raw(strings.map((text, index) => text + partText(parts[index])).join(""));
}
