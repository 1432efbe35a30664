// Writes src/engine/rules/all.ts, which names every rule of its folder: the engine reads no folder by itself.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = new URL("../src/engine/rules/", import.meta.url);

/** Where the list stands. */
export const rulesFile: URL = new URL("all.ts", folder);

/** The list as the files of the folder give it: each that exports a rule, by its name. */
export function rulesText(): string {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => /^export const rule: Rule\b/m.test(readFileSync(new URL(file, folder), "utf8")))
    .map((file) => file.slice(0, -3))
    .sort();
  const variable = (name: string): string =>
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const imports = names.map((name) => `import { rule as ${variable(name)} } from "./${name}.ts";`);
  const entries = names.map((name) => `  ${variable(name)},`);
  return `// Every rule of this folder, in the order of their places. Written by \`npm run docs\`.
import type { Rule } from "../rule.ts";
${imports.join("\n")}

/** All rules of an incident; of all that apply those with a lower place want first. */
export const rules: readonly Rule[] = [
${entries.join("\n")}
].toSorted((one, other) => one.place - other.place);
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(rulesFile, rulesText());
