// Writes src/diff/differs.ts, which names the differ of every section of a policy: each is the file of its name in that folder.
import { readdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { sections } from "../src/engine/policy/sections.ts";

const folder = new URL("../src/diff/", import.meta.url);

/** Where the list stands. */
export const differsFile: URL = new URL("differs.ts", folder);

/** Of these sections those that have no file in the folder, and whose changes would be silence. */
export function withoutDiffer(keys: readonly string[]): readonly string[] {
  const files = readdirSync(folder);
  return keys.filter((key) => !files.includes(`${key}.ts`));
}

/** The list in the order of the sections; throws where one has no file. */
export function differsText(): string {
  const keys = Object.keys(sections);
  const missing = withoutDiffer(keys);
  if (missing.length > 0)
    throw new Error(`no differ for ${missing.join(", ")}; expected src/diff/${missing[0]}.ts`);
  const imports = keys.toSorted().map((key) => `import { changes as ${key} } from "./${key}.ts";`);
  return `// The differ of every section of a policy, in the order of the sections. Written by \`npm run docs\`.
import type { SectionKey } from "../engine/policy/sections.ts";
${[...imports, 'import type { Change, Pair } from "./change.ts";'].toSorted((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1)).join("\n")}

/** What differs about each section; a section without its differ does not compile. */
export const differs: { readonly [K in SectionKey]: (pair: Pair) => readonly Change[] } = {
${keys.map((key) => `  ${key},`).join("\n")}
};
`;
}

function pathOf(line: string): string {
  return line.slice(line.indexOf('"'));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(differsFile, differsText());
