// Finds what reports are worded with: the templates in `templates/figures/`, read once.
import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../templates/figures/", import.meta.url);

/** The text of each template of `templates/figures/`: `report.md` is `report`. */
export function figureTemplates(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(".md"))
      .sort()
      .map((file) => [file.slice(0, -3), readFileSync(new URL(file, FOLDER), "utf8")]),
  );
}
