// Mermaid itself, as the oracle for every diagram that Tocsin writes: what its parser refuses GitHub can't draw.
import DOMPurify from "dompurify";

/** What Mermaid cleans text with wants a browser, and parsing needs none: text is handed on as it is. */
Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (text: string) => text });

const { default: mermaid } = await import("mermaid");

/** Reads a diagram, without its fence, as GitHub would; rejects with Mermaid's message where it can't be read. */
export async function parses(text: string): Promise<void> {
  await mermaid.parse(text);
}
