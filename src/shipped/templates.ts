// Finds the words that ship with Tocsin: entries read the templates once and hand them to the renderer.
import { readdirSync, readFileSync } from "node:fs";

const TEMPLATES = new URL("../../templates/", import.meta.url);

/** The names of the documents that issues may begin as: `templates/documents/task.md` is `task`. */
export function documents(): readonly string[] {
  return readdirSync(new URL("documents/", TEMPLATES))
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.slice(0, -3))
    .sort();
}

/** The text of every message and document by its name: `templates/messages/card.md` is `card`. Throws where a name is doubled. */
export function templates(): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const folder of ["messages", "documents"]) {
    const place = new URL(`${folder}/`, TEMPLATES);
    for (const file of readdirSync(place).sort()) {
      if (!file.endsWith(".md")) continue;
      const name = file.slice(0, -3);
      if (found[name] !== undefined) {
        throw new Error(
          `templates/${folder}/${file}: there is a message of that name already; rename one of them.`,
        );
      }
      found[name] = readFileSync(new URL(file, place), "utf8");
    }
  }
  return found;
}
