// One YAML text of a policy: read within bounds, with the place in the text of every key and value.
import { excessWords } from "../yaml/bounds.ts";
import { readYaml, startOf, type YamlFault, type YamlText } from "../yaml/document.ts";
import { find, type Path, pathAt } from "../yaml/find.ts";
import { doubledKeys, emptyKeys, isEmpty, unkeptKeys } from "../yaml/keys.ts";
import { isMapping, unfold } from "../yaml/value.ts";
import type { Problem } from "./model.ts";

export type { Path } from "../yaml/find.ts";

/** What a policy file holds before anything is known about it. */
export type Tree = null | boolean | number | string | readonly Tree[] | Branch;
/** A map of a policy file. */
export interface Branch {
  readonly [key: string]: Tree;
}

/** A place in a text: 1-based. `depth` is how many steps of the path were found there. */
export interface PathPosition {
  readonly line: number;
  readonly column: number;
  readonly depth: number;
}

/** A policy text that was read. */
export interface Source {
  readonly file: string;
  readonly value: Branch;
  /** Finds the key (`key`) or the value at a path, or the nearest thing above it. */
  place(path: Path, part: "key" | "value"): PathPosition;
}

const MAX_BYTES = 256 * 1024;

/** Reads one text. `source` is absent where it can't be used at all; a doubled or empty key leaves it usable. */
export function readSource(file: string, text: string): { source?: Source; problems: readonly Problem[] } {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_BYTES) {
    const message = `The file has ${bytes} bytes; a policy may have ${MAX_BYTES} (256 KiB). Move parts into a preset or shorten it.`;
    return { problems: [{ file, path: "", line: 1, column: 1, message }] };
  }
  const yaml = readYaml(text, { stringKeys: true });
  const { document, at } = yaml;
  const { usable, problems } = checkText(yaml, (offset, message, path = "") => {
    return { file, path, ...at(offset), message };
  });
  if (!usable) return { problems };
  const value = isMapping(document) ? (unfold(document) as Branch) : {};
  const place = (path: Path, part: "key" | "value"): PathPosition => {
    const { offset = 0, depth } = find(document, path, part);
    return { ...at(offset), depth };
  };
  return { source: { file, value, place }, problems };
}

type Say = (offset: number, message: string, path?: string) => Problem;

/** What is wrong with a text as YAML, and whether it can be read on all the same. */
function checkText(yaml: YamlText, say: Say): { usable: boolean; problems: readonly Problem[] } {
  const { document, errors, warnings } = yaml;
  const syntax = [...errors, ...warnings].map((fault) => say(fault.offset, inWords(fault)));
  if (errors.length > 0) return { usable: false, problems: syntax };
  const excess = yaml.excess.map((one) => say(one.offset, excessWords(one)));
  if (excess.length > 0) return { usable: false, problems: [...syntax, ...excess] };
  const { contents } = document;
  if (contents !== null && !isMapping(document) && !isEmpty(contents)) {
    const message = "A policy is a map of sections (incidents:, clocks:, teams: …), which this is not.";
    return { usable: false, problems: [...syntax, say(startOf(contents), message)] };
  }
  return { usable: true, problems: [...syntax, ...keyProblems(yaml, say)] };
}

/** The parser's own words, but where they speak to whoever calls it. */
function inWords({ code, message }: YamlFault): string {
  if (code === "MULTIPLE_DOCS")
    return "This is not valid YAML: a policy is one document; take out --- and one of the two.";
  if (message.includes("call stack")) return "Nested far too deep; a policy needs no more than 6 levels.";
  return `This is not valid YAML: ${message}.`;
}

/** How many faults of a kind are told at once: whoever mends them sees the others then. */
const mostTold = 20;

/** Keys that stand twice; and those without a value: `clocks:` alone would remove all clocks, and more often it is a slip. */
function keyProblems({ document }: YamlText, say: Say): readonly Problem[] {
  const pathOf = (offset: number): string => pathAt(document, offset).join(".");
  const [doubled, unkept, empty] = [doubledKeys(document), unkeptKeys(document), emptyKeys(document)];
  return [
    ...doubled
      .slice(0, mostTold)
      .map(({ offset }) =>
        say(offset, "This key stands twice in the same map; keep one of them.", pathOf(offset)),
      ),
    ...unkept
      .slice(0, mostTold)
      .map(({ key, offset }) =>
        say(offset, `Unknown key ${key}; nothing can be called that. Take it out.`, pathOf(offset)),
      ),
    ...empty
      .slice(0, mostTold)
      .map(({ key = "this key", offset }) =>
        say(
          offset,
          `${key} has no value; give it one, or write null to take out what a preset says.`,
          pathOf(offset),
        ),
      ),
  ];
}

/** The value at a path of a tree. */
export function valueAt(tree: Tree | undefined, path: Path): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Branch)[String(step)];
  }
  return here;
}
