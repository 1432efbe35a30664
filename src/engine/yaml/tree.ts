// A text of YAML as a plain tree in which everything knows its line and column: what the reader of forms goes by.
import { type Document, isAlias, isMap, isScalar, isSeq } from "yaml";
import { excessWords } from "./bounds.ts";
import { readYaml, startOf, type TextPosition } from "./document.ts";

/** A fault of the YAML itself, at its place. */
export interface PlacedFault extends TextPosition {
  readonly message: string;
}

/** A mapping, with its entries in the file's order; a key that stands twice is there twice. */
export interface MapNode {
  readonly kind: "map";
  readonly at: TextPosition;
  readonly entries: readonly { readonly key: string; readonly at: TextPosition; readonly value: Node }[];
}

/** A piece of YAML; `source` is a scalar as it is written in the file. */
export type Node =
  | MapNode
  | { readonly kind: "list"; readonly at: TextPosition; readonly items: readonly Node[] }
  | { readonly kind: "text"; readonly at: TextPosition; readonly text: string }
  | { readonly kind: "flag"; readonly at: TextPosition; readonly value: boolean; readonly source: string }
  | { readonly kind: "number"; readonly at: TextPosition; readonly value: number; readonly source: string }
  | { readonly kind: "nothing"; readonly at: TextPosition }
  | { readonly kind: "other"; readonly at: TextPosition; readonly source: string };

/** The longest form file that is read, in characters. */
const LONGEST = 256 * 1024;

/**
 * Reads one YAML document as GitHub does, by the rules of YAML 1.1 (`yes` and `on` are booleans). `more` tells where a
 * second document begins. With a fault there is no tree.
 */
export function readTree(text: string): { root?: Node; more?: TextPosition; faults: readonly PlacedFault[] } {
  if (text.length > LONGEST) {
    const message = `the file has ${text.length} characters; at most ${LONGEST} are read: shorten it`;
    return { faults: [{ line: 1, column: 1, message }] };
  }
  const { document, errors, excess, at } = readYaml(text, { version: "1.1" });
  const second = errors.find(({ code }) => code === "MULTIPLE_DOCS");
  const more = second && at(second.offset);
  const faults = errors
    .filter((error) => error !== second)
    .map(({ message, offset }) => ({ ...at(offset), message: `not valid YAML: ${message}` }));
  for (const one of excess) faults.push({ ...at(one.offset), message: excessWords(one) });
  if (faults.length > 0) return { faults, ...(more && { more }) };
  const root = plant({ document, place: at }, document.contents);
  return { root, faults, ...(more && { more }) };
}

interface Planting {
  readonly document: Document;
  readonly place: (offset: number) => TextPosition;
}

function plant(planting: Planting, raw: unknown): Node {
  const node = isAlias(raw) ? raw.resolve(planting.document) : raw;
  const at = placeOf(planting, isAlias(raw) ? raw : node);
  if (isMap(node)) return plantMap(planting, node.items, at);
  if (isSeq(node)) {
    return { kind: "list", at, items: node.items.map((item) => plant(planting, item)) };
  }
  return isScalar(node) ? plantScalar(node.value, sourceOf(node), at) : { kind: "nothing", at };
}

function plantMap(
  planting: Planting,
  pairs: readonly { key: unknown; value: unknown }[],
  top: TextPosition,
): MapNode {
  const entries = pairs.map((pair) => {
    const at = placeOf(planting, pair.key);
    const value = plant(planting, pair.value);
    // An empty value has no place of its own: it is shown at its key.
    const placed = value.kind === "nothing" ? { ...value, at } : value;
    return { key: isScalar(pair.key) ? sourceOf(pair.key) : "(not a word)", at, value: placed };
  });
  return { kind: "map", at: top, entries };
}

function plantScalar(value: unknown, source: string, at: TextPosition): Node {
  if (typeof value === "string") return { kind: "text", at, text: value };
  // The rules of 1.1 name y and n too, but GitHub's parser leaves these two as text.
  if (typeof value === "boolean" && /^[yn]$/iu.test(source)) return { kind: "text", at, text: source };
  if (typeof value === "boolean") return { kind: "flag", at, value, source };
  if (typeof value === "number") return { kind: "number", at, value, source };
  return value === null || value === undefined ? { kind: "nothing", at } : { kind: "other", at, source };
}

function sourceOf(scalar: { readonly source?: string | undefined; readonly value: unknown }): string {
  return scalar.source ?? String(scalar.value);
}

function placeOf(planting: Planting, node: unknown): TextPosition {
  return planting.place(startOf(node));
}
