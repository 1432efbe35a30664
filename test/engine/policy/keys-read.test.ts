// Holds every key of a policy against the code: one that nothing reads does nothing, whatever its description says.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type JsonSchema, plainJsonSchema } from "../../../src/engine/policy/json-schema.ts";
import { sectionList } from "../../../src/engine/policy/sections.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { playsMany } from "../../laws/seeds.ts";

const src = fileURLToPath(new URL("../../../src/", import.meta.url));

interface Code {
  readonly path: string;
  readonly text: string;
}

/** The sources without their comments. */
const code: readonly Code[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({
    path,
    text: readFileSync(`${src}${path}`, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ""),
  }));

/** Keys of the model that nothing outside of their section reads, and why they stand there. */
const unread: Readonly<Record<string, string>> = {
  edge: "the note of a number, which the section itself puts into the words of an input",
  overlap: "an answer to the check of rotas, which holds the shifts against it",
  gaps: "an answer to the check of rotas, which holds the shifts against it",
};

/** Words that a text reads of something: after a dot, in brackets, or taken out of it by name. */
function wordsRead(text: string): ReadonlySet<string> {
  const reads =
    /\.(\w+)|\["([\w-]+)"\]|(?<=[{,]\s*)(\w+)(?=\s*[,}=])|(?<=[{,]\s*)(?:"([\w-]+)"|(\w+)): \w+(?=[^{}]*\} = )/g;
  return new Set(
    Array.from(text.matchAll(reads), (found) => found.slice(1).find((word) => word !== undefined) ?? ""),
  );
}

function readBy(files: readonly Code[]): ReadonlySet<string> {
  return new Set(files.flatMap(({ text }) => [...wordsRead(text)]));
}

/** The keys that a section's schema has, at any depth, but for those that people choose. */
function keysOf(schema: JsonSchema): readonly string[] {
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, below]) => [key, ...keysOf(below)]),
    ...(schema.anyOf ?? []).flatMap(keysOf),
    ...(schema.items === undefined ? [] : keysOf(schema.items)),
    ...(typeof schema.additionalProperties === "object" ? keysOf(schema.additionalProperties) : []),
  ];
}

/** Keys of a schema that no file reads. */
function neverRead(schema: JsonSchema, files: readonly Code[]): readonly string[] {
  const read = readBy(files);
  return [...new Set(keysOf(schema))].filter((key) => !read.has(key));
}

/** The keys of a part of the model, at any depth, but for words that a policy file itself has as keys of its own choice. */
function keysIn(part: unknown, chosen: ReadonlySet<string>): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((one) => keysIn(one, chosen));
  return Object.entries(part).flatMap(([key, below]) => [
    ...(chosen.has(key) ? [] : [key]),
    ...keysIn(below, chosen),
  ]);
}

/** Keys that people chose in a file: those of maps with keys of any name. */
function chosenIn(schema: JsonSchema, tree: unknown): readonly string[] {
  if (typeof tree !== "object" || tree === null) return [];
  const branches = (schema.anyOf ?? []).flatMap((one) => chosenIn(one, tree));
  if (Array.isArray(tree))
    return [
      ...branches,
      ...tree.flatMap((one) => (schema.items === undefined ? [] : chosenIn(schema.items, one))),
    ];
  const every = schema.additionalProperties;
  return [
    ...branches,
    ...Object.entries(tree).flatMap(([key, below]) => {
      const own = schema.properties?.[key];
      if (own !== undefined) return chosenIn(own, below);
      return typeof every === "object" ? [key, ...chosenIn(every, below)] : [];
    }),
  ];
}

const schema = plainJsonSchema();

test.runIf(playsMany)("every key of a policy file is read", () => {
  const wrong = sectionList.flatMap(([section]) =>
    neverRead(schema.properties?.[section] ?? {}, code).map((key) => `${section}: nothing reads ${key}`),
  );
  expect(wrong).toEqual([]);
});

test.runIf(playsMany)(
  "every key of the model is read by what is neither its section nor its part of diff",
  () => {
    const texts = Object.entries(presets());
    const chosen = new Set(texts.flatMap(([, text]) => chosenIn(schema, parse(text))));
    const models = texts.flatMap(
      ([name]) => loadPolicy({ file: "p", text: `extends: ${name}`, presets: presets() }).policy ?? [],
    );
    expect(models.length).toBeGreaterThan(2);
    const wrong = sectionList.flatMap(([section, { into = section }]) => {
      const elsewhere = code.filter(
        ({ path }) => !path.startsWith(`engine/policy/${section}/`) && !path.startsWith("diff/"),
      );
      const read = readBy(elsewhere);
      const keys = new Set(
        models.flatMap((model) => keysIn((model as unknown as Record<string, unknown>)[into], chosen)),
      );
      return [...keys]
        .filter((key) => !read.has(key) && !Object.hasOwn(unread, key))
        .map((key) => `${section}: nothing outside of it reads ${key} of the model`);
    });
    expect(wrong).toEqual([]);
  },
);

test("a key that nothing reads is found, and what is read in any way is not", () => {
  const planted: JsonSchema = {
    additionalProperties: { properties: { urgent: {}, label: {}, "lives-on": {}, noun: {}, by: {} } },
  };
  const text =
    'const schema = { urgent: z.boolean(), label: z.string() };\nconst { noun, by: who } = given;\nread(given.label, given["lives-on"]);';
  expect(neverRead(planted, [{ path: "a.ts", text }])).toEqual(["urgent"]);
});

test("a key that is let off is one that there is", () => {
  const all = keysOf(schema);
  expect(Object.keys(unread).filter((key) => !all.includes(key))).toEqual([]);
});
