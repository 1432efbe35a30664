// Where things stand in a YAML file: turns a path into the line and column that a person looks for.
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { Problem } from "../engine/policy/model.ts";

export type Path = readonly (string | number)[];

/** A file as a tree with places. `problems` are faults of the YAML itself; with any of them `value` is undefined. */
export interface Placed {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem at a path: at its value; for a key (or the nearest that exists above it) at the key. */
  problem(path: Path, message: string): Problem;
  /** Line, from 1, of the value at a path. */
  lineOf(path: Path): number;
}

const longest = 1024 * 1024;

/** Reads YAML with its places. Aliases are limited, so that a small file cannot unfold into a huge one. */
export function readPlaced(file: string, text: string): Placed {
  const lines = new LineCounter();
  // The parser compares every key with every other of its map, which takes a long file minutes: doubled keys are found here.
  const parser = { lineCounter: lines, prettyErrors: false, uniqueKeys: false } as const;
  const document = parseDocument(text.slice(0, longest), parser);
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = (path: Path, message: string): Problem => ({
    file,
    path: dotted(path),
    ...place(offsetOf(document, path)),
    message,
  });
  const faults = document.errors.map((error) => ({ at: error.pos[0], message: error.message }));
  if (faults.length === 0) faults.push(...doubledKeys(document));
  const problems = faults.map(({ at, message }) => ({
    file,
    path: "",
    ...place(at),
    message: `not valid YAML: ${message}`,
  }));
  if (text.length > longest) {
    problems.push({
      file,
      path: "",
      line: 1,
      column: 1,
      message: `has ${text.length} characters; at most ${longest} are read`,
    });
  }
  const value =
    problems.length > 0 ? undefined : unfold(document, (message) => problems.push(problem([], message)));
  return { value, problems, problem, lineOf: (path) => place(offsetOf(document, path)).line };
}

function doubledKeys(document: Document): { at: number; message: string }[] {
  const found: { at: number; message: string }[] = [];
  visit(document, {
    Map: (_, map) => {
      const known = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : "";
        if (isScalar(key) && known.has(name))
          found.push({ at: start(key), message: `the key ${name} stands twice in the same map` });
        known.add(name);
      }
    },
  });
  return found;
}

function unfold(document: Document, fault: (message: string) => void): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    fault(`not readable: ${error.message}; use fewer aliases`);
    return undefined;
  }
}

/** `steps[3].open.title` */
export function dotted(path: Path): string {
  return path.reduce<string>(
    (done, part) => (typeof part === "number" ? `${done}[${part}]` : done === "" ? part : `${done}.${part}`),
    "",
  );
}

/** The offset of what a path names: of the key where it is one, else of the item; of the nearest above where it is absent. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = start(node);
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part),
      );
      if (pair === undefined) return offset;
      offset = start(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      if (item === undefined) return offset;
      node = item;
      offset = start(node);
    } else return offset;
  }
  return offset;
}

const start = (node: unknown): number => (node as Node | null | undefined)?.range?.[0] ?? 0;
