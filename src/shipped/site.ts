// Finds what the status page is made with: its templates in `templates/site/`, read once.
import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../templates/site/", import.meta.url);

/** The text of each template of `templates/site/`: `index.liquid` is `index`; the style sheet keeps its ending, `style.css`. */
export function siteTemplates(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(FOLDER)
      .sort()
      .map((file) => [file.replace(/\.liquid$/, ""), readFileSync(new URL(file, FOLDER), "utf8")]),
  );
}
