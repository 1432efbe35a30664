// The oracle for diagrams: GitHub draws them with mermaid, so mermaid itself says whether a text is one.
import DOMPurify from "dompurify";
import mermaid from "mermaid";

// mermaid parses without a page, but for its cleaning of labels, which wants one: what would be shown is not asked here.
Object.assign(DOMPurify, { addHook: () => undefined, sanitize: (text: unknown) => String(text) });

/** Throws where mermaid can't read the text of a diagram, with the line and what it expected there. */
export async function parses(text: string): Promise<void> {
  await mermaid.parse(text);
}

/** The texts of the diagrams in Markdown, in order. */
export function diagramsIn(markdown: string): readonly string[] {
  return Array.from(markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm), ([, text = ""]) => text);
}
