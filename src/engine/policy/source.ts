// One YAML text of a policy: read within bounds, with the place in the text of every key and value.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { Problem } from "./model.ts";

/** What a policy file holds before anything is known about it. */
export type Tree = null | boolean | number | string | readonly Tree[] | Branch;
/** A map of a policy file. */
export interface Branch {
  readonly [key: string]: Tree;
}

/** The way to a key or an item, from the top of a file. */
export type Path = readonly (string | number)[];

/** A place in a text: 1-based. `depth` is how many steps of the path were found there. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly depth: number;
}

/** A policy text that was read. */
export interface Source {
  readonly file: string;
  readonly value: Branch;
  /** Finds the key (`key`) or the value at a path, or the nearest thing above it. */
  place(path: Path, part: "key" | "value"): Place;
}

const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 20;
const MAX_ALIASES = 50;
const MAX_NODES = 10_000;

/** Reads one text. `source` is absent where it can't be used at all; a doubled or empty key leaves it usable. */
export function readSource(file: string, text: string): { source?: Source; problems: readonly Problem[] } {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_BYTES) {
    const message = `The file has ${bytes} bytes; a policy may have ${MAX_BYTES} (256 KiB). Move parts into a preset or shorten it.`;
    return { problems: [{ file, path: "", line: 1, column: 1, message }] };
  }
  const lines = new LineCounter();
  // The parser compares every key with every other of its map, which takes a long file minutes: doubled keys are found here.
  const parser = { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false } as const;
  const doc = parseDocument(text, parser);
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problem: Say = (offset, message, path = "") => ({ file, path, ...at(offset), message });
  const { usable, problems } = checkText(doc, problem);
  if (!usable) return { problems };
  const value = isMap(doc.contents) ? (doc.toJS({ maxAliasCount: -1 }) as Branch) : {};
  const place = (path: Path, part: "key" | "value"): Place => {
    const { offset, depth } = find(doc, path, part);
    return { ...at(offset), depth };
  };
  return { source: { file, value, place }, problems };
}

type Say = (offset: number, message: string, path?: string) => Problem;

/** The parser's own words, but where they speak to whoever calls it. */
function inWords({
  code,
  message,
}: Document.Parsed["errors"][number] | Document.Parsed["warnings"][number]): string {
  if (code === "MULTIPLE_DOCS")
    return "This is not valid YAML: a policy is one document; take out --- and one of the two.";
  if (message.includes("call stack")) return "Nested far too deep; a policy needs no more than 6 levels.";
  return `This is not valid YAML: ${message}.`;
}

/** What is wrong with a text as YAML, and whether it can be read on all the same. */
function checkText(doc: Document.Parsed, problem: Say): { usable: boolean; problems: readonly Problem[] } {
  const syntax = [...doc.errors, ...doc.warnings].map((fault) => problem(fault.pos[0], inWords(fault)));
  if (doc.errors.length > 0) return { usable: false, problems: syntax };
  const bounds = outOfBounds(doc).map(({ offset, message }) => problem(offset, message));
  if (bounds.length > 0) return { usable: false, problems: [...syntax, ...bounds] };
  if (doc.contents !== null && !isMap(doc.contents) && !isEmpty(doc.contents)) {
    const message = "A policy is a map of sections (incidents:, clocks:, teams: …), which this is not.";
    return { usable: false, problems: [...syntax, problem(doc.contents.range?.[0] ?? 0, message)] };
  }
  return { usable: true, problems: [...syntax, ...doubledKeys(doc, problem), ...emptyKeys(doc, problem)] };
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null && (node.source ?? "") === "";
}

/** Depth, number and growth of aliases: what could make a small file a large tree. */
function outOfBounds(doc: Document.Parsed): { offset: number; message: string }[] {
  const found: { offset: number; message: string }[] = [];
  let aliases = 0;
  let nodes = 0;
  const start = (node: unknown): number => (node as Node).range?.[0] ?? 0;
  visit(doc, {
    Node: (_, node) => {
      nodes += 1;
      if (nodes <= MAX_NODES) return undefined;
      found.push({
        offset: start(node),
        message: `More than ${MAX_NODES} keys and values; a policy needs no more than some hundreds.`,
      });
      return visit.BREAK;
    },
  });
  if (found.length > 0) return found;
  visit(doc, {
    Alias: (_, node) => {
      aliases += 1;
      if (aliases > MAX_ALIASES) {
        found.push({
          offset: start(node),
          message: `More than ${MAX_ALIASES} aliases (*name); write some of them out.`,
        });
        return visit.BREAK;
      }
      const target = node.resolve(doc);
      if (target === undefined) {
        found.push({ offset: start(node), message: `There is no anchor &${node.source} before this alias.` });
      } else if (hasAlias(target)) {
        const message = "This alias leads to something that holds an alias itself; write one of the two out.";
        found.push({ offset: start(node), message });
      }
      return undefined;
    },
    Collection: (_, node, path) => {
      const depth = path.filter((above) => isMap(above) || isSeq(above)).length + 1;
      if (depth <= MAX_DEPTH) return undefined;
      found.push({
        offset: start(node),
        message: `Nested more than ${MAX_DEPTH} deep; a policy needs no more than 6.`,
      });
      return visit.SKIP;
    },
  });
  return found;
}

function hasAlias(node: Node): boolean {
  let found = false;
  visit(node, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** A key that stands twice in one map: which of the two counts is anybody's guess. */
function doubledKeys(doc: Document.Parsed, problem: Say): Problem[] {
  const found: Problem[] = [];
  visit(doc, {
    Map: (_, map) => {
      const known = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const offset = key.range?.[0] ?? 0;
        const message = "This key stands twice in the same map; keep one of them.";
        if (known.has(String(key.value))) found.push(problem(offset, message, pathAt(doc, offset)));
        known.add(String(key.value));
      }
    },
  });
  return found;
}

/** `clocks:` with nothing after it would remove all clocks: more often it is a slip. */
function emptyKeys(doc: Document.Parsed, problem: Say): Problem[] {
  const found: Problem[] = [];
  visit(doc, {
    Pair: (_, pair) => {
      if (pair.value !== null && !isEmpty(pair.value)) return;
      const offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
      const key = isScalar(pair.key) ? String(pair.key.value) : "this key";
      const message = `${key} has no value; give it one, or write null to take out what a preset says.`;
      found.push(problem(offset, message, pathAt(doc, offset)));
    },
  });
  return found;
}

/** The dotted path of the key that starts at an offset. */
function pathAt(doc: Document.Parsed, offset: number): string {
  const steps = (node: unknown): Path | undefined => {
    if (isMap(node)) {
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? pair.key : undefined;
        if (key === undefined) continue;
        if (key.range?.[0] === offset) return [String(key.value)];
        const below = steps(pair.value);
        if (below) return [String(key.value), ...below];
      }
    }
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const below = steps(item);
        if (below) return [index, ...below];
      }
    }
    return undefined;
  };
  return (steps(doc.contents) ?? []).join(".");
}

/** Follows a path; where it ends early, the last key that was found. A collection is placed at its key. */
function find(doc: Document.Parsed, path: Path, part: "key" | "value"): { offset: number; depth: number } {
  let node: unknown = doc.contents;
  let offset = 0;
  let depth = 0;
  for (const step of path) {
    const within: unknown = isAlias(node) ? node.resolve(doc) : node;
    const pair = isMap(within)
      ? within.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      : undefined;
    const item: unknown = pair?.value ?? (isSeq(within) ? within.items[Number(step)] : undefined);
    if (pair === undefined && item === undefined) break;
    const key = pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    const start = (item as Node | undefined)?.range?.[0];
    depth += 1;
    const last = depth === path.length;
    offset = (last && part === "value" && isScalar(item) ? start : (key ?? start)) ?? offset;
    node = item;
  }
  return { offset, depth };
}
