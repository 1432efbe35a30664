// Every source file says its place in the flow, and every export what a caller must know: held by reading all of `src`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const src = fileURLToPath(new URL("../src/", import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => path.replaceAll("\\", "/"))
  .map((path) => ({ path, text: readFileSync(join(src, path), "utf8") }));

/** The end of a sentence, a closing quote or bracket after it allowed. */
const ended = /[.!?…][)"”’`]?$/;

/** What is wrong with the head of a file: it opens with line comments that end a sentence, after the shebang of an entry. */
function faultOfHead(text: string): string | undefined {
  const head = /^(?:#!.*\n)?((?:\/\/.*\n)+)/.exec(text)?.[1];
  if (head === undefined) return "does not open with its sentence";
  return ended.test(wordsOf(head)) ? undefined : "opens with words that do not end a sentence";
}

const declared =
  /^export (?:declare )?(?:default )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum|namespace) ([\w$]+)/;

/** Those that give on what another file declares have no docstring of their own. */
const givenOn = /^export (?:type )?(?:\{[^}]*\}|\*(?: as [\w$]+)?) from "/;

/** Names that are exported apart from where they are declared, where nobody looks for their docstring. */
const apart = /^export (?:type )?\{([^}]*)\}/;

/** Each export of a text with what is wrong with its docstring; the signatures of an overload share one. */
function faultsOfExports(text: string): readonly string[] {
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const { 0: line, index } of text.matchAll(/^export\b.*$/gm)) {
    const rest = text.slice(index);
    if (givenOn.test(rest)) continue;
    const names = apart.exec(rest)?.[1];
    if (names !== undefined) {
      faults.push(
        `${names.replaceAll(/\s+/g, " ").replace(/,? ?$/, "").trim()} is exported apart from its declaration`,
      );
      continue;
    }
    const name = declared.exec(line)?.[1];
    const fault = name === undefined ? "is of a form that this test can't read" : faultBefore(text, index);
    if (name === undefined || !seen.has(name))
      if (fault !== undefined) faults.push(`${name ?? line} ${fault}`);
    if (name !== undefined) seen.add(name);
  }
  return faults;
}

/** What is wrong with the docstring that ends directly before a place; only a word to the linter may stand between. */
function faultBefore(text: string, index: number): string | undefined {
  const before = text.slice(0, index).replace(/(?:\/\/ biome-ignore .*\n)+$/, "");
  const start = before.lastIndexOf("/**");
  if (start < 0 || !/^\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n$/.test(before.slice(start))) return "has no docstring";
  const words = wordsOf(before.slice(start));
  if (words === "") return "has an empty docstring";
  return ended.test(words) ? undefined : "has a docstring that does not end a sentence";
}

/** A comment without its signs. */
function wordsOf(comment: string): string {
  return comment
    .replace(/^\s*(?:\/\*\*|\/\/|\*(?!\/))/gm, "")
    .replace(/\*\/\s*$/, "")
    .trim();
}

interface Source {
  readonly path: string;
  readonly text: string;
}

/** The files that declare and export a type, by its name. */
function placesOf(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const names = sources.flatMap(({ path, text }) =>
    Array.from(
      text.matchAll(/^export (?:declare )?(?:abstract )?(?:type|interface|class|enum) ([\w$]+)/gm),
      ([, name = ""]) => ({ name, path }),
    ),
  );
  const grouped = Map.groupBy(names, ({ name }) => name);
  return new Map(Array.from(grouped, ([name, all]) => [name, [...new Set(all.map(({ path }) => path))]]));
}

/** Each name that more than one file gives a type of its own. */
function doubleNames(sources: readonly Source[]): readonly string[] {
  return [...placesOf(sources)]
    .filter(([, paths]) => paths.length > 1)
    .map(([name, paths]) => `${name}: ${paths.toSorted().join(", ")}`);
}

describe("the sources", () => {
  test("each file opens with its sentence", () => {
    const wrong = files.flatMap(({ path, text }) => {
      const fault = faultOfHead(text);
      return fault === undefined ? [] : [`${path} ${fault}`];
    });
    expect(wrong).toEqual([]);
  });

  test("each export has its docstring", () => {
    const wrong = files.flatMap(({ path, text }) =>
      faultsOfExports(text).map((fault) => `${path}: ${fault}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("a name", () => {
  const own = files.filter(({ path }) => !path.startsWith("local-github/"));
  const local = files.filter(({ path }) => path.startsWith("local-github/"));

  test("of an exported type has one meaning", () => {
    expect([...doubleNames(own), ...doubleNames(local)]).toEqual([]);
  });

  test("is shared with the local GitHub only where it is GitHub's own", () => {
    const mirrored = ["Delivery", "Installation", "Issue", "Label", "Repository", "Role"];
    const shared = [...placesOf(local).keys()].filter((name) => placesOf(own).has(name));
    expect(shared.toSorted()).toEqual(mirrored);
  });

  test("that two files declare is found, with both", () => {
    const one = { path: "one.ts", text: "export interface Held {}\nexport type Other = 1;\n" };
    const two = { path: "two.ts", text: "interface Other {}\nexport type Held = 1;\n" };
    expect(doubleNames([one, two])).toEqual(["Held: one.ts, two.ts"]);
  });
});

describe("a file without its sentence is found", () => {
  test.each([
    ["nothing but code", 'import { a } from "./a.ts";\n', "does not open with its sentence"],
    ["a docstring first", "/** What it is. */\nexport const a = 1;\n", "does not open with its sentence"],
    ["words after the code", "const a = 1;\n// What it is.\n", "does not open with its sentence"],
    ["no end", "// Reads the policy\nconst a = 1;\n", "opens with words that do not end a sentence"],
    ["nothing in the comment", "//\nconst a = 1;\n", "opens with words that do not end a sentence"],
  ])("%s", (_name, text, fault) => expect(faultOfHead(text)).toBe(fault));

  test.each([
    ["one line", "// Reads the policy.\nconst a = 1;\n"],
    ["two lines", "// Reads the policy, and\n// its forms.\nconst a = 1;\n"],
    ["an entry", "#!/usr/bin/env node\n// The entry.\nconst a = 1;\n"],
  ])("and this is none: %s", (_name, text) => expect(faultOfHead(text)).toBeUndefined());
});

describe("an export without its docstring is found", () => {
  test.each([
    ["a function", "export function a() {}\n", ["a has no docstring"]],
    ["a function that waits", "export async function a() {}\n", ["a has no docstring"]],
    ["a constant", "export const a = 1;\n", ["a has no docstring"]],
    ["a type", "export type A = 1;\n", ["A has no docstring"]],
    ["an interface", "export interface A {}\n", ["A has no docstring"]],
    ["a class", "export abstract class A {}\n", ["A has no docstring"]],
    ["another sign of comment", "// What it is.\nexport const a = 1;\n", ["a has no docstring"]],
    ["another's docstring", "/** What b is. */\nconst b = 1;\nexport const a = 1;\n", ["a has no docstring"]],
    ["a gap", "/** What it is. */\n\nexport const a = 1;\n", ["a has no docstring"]],
    ["nothing in it", "/** */\nexport const a = 1;\n", ["a has an empty docstring"]],
    [
      "no end",
      "/** What it is */\nexport const a = 1;\n",
      ["a has a docstring that does not end a sentence"],
    ],
    [
      "a form without a name",
      "export default 1;\n",
      ["export default 1; is of a form that this test can't read"],
    ],
    [
      "a name that is declared before",
      "function a() {}\nexport { a };\n",
      ["a is exported apart from its declaration"],
    ],
    [
      "names on lines of their own, and a type",
      "export {\n  a,\n  b as c,\n};\nexport type { D };\n",
      ["a, b as c is exported apart from its declaration", "D is exported apart from its declaration"],
    ],
    [
      "the second of two",
      "/** What it is. */\nexport const a = 1;\nexport const b = 2;\n",
      ["b has no docstring"],
    ],
  ])("%s", (_name, text, faults) => expect(faultsOfExports(text)).toEqual(faults));

  test.each([
    ["one line", "/** What it is. */\nexport const a = 1;\n"],
    ["more lines", "/**\n * What it is, and\n * why.\n */\nexport function a() {}\n"],
    [
      "signatures of one function",
      "/** What it is. */\nexport function a(b: 1): 1;\nexport function a(b: 2): 2;\n",
    ],
    ["what another file declares", 'export { a } from "./a.ts";\nexport type { B } from "./b.ts";\n'],
    [
      "all that another file declares, and much of one",
      'export * from "./a.ts";\nexport * as b from "./b.ts";\nexport {\n  c,\n  d,\n} from "./c.ts";\n',
    ],
  ])("and this is none: %s", (_name, text) => expect(faultsOfExports(text)).toEqual([]));
});
