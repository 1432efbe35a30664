// Keys that say too much or too little: those that stand twice in one map, and those without a value.
import { type Document, isScalar, visit } from "yaml";
import { startOf } from "./document.ts";
import { UNKEPT_KEY } from "./value.ts";

/** A key, and where it begins. */
export interface KeyAt {
  readonly key: string;
  readonly offset: number;
}

/** Keys that stand twice in one map, at their second place: which of the two counts is anybody's guess. */
export function doubledKeys(document: Document.Parsed): readonly KeyAt[] {
  const found: KeyAt[] = [];
  visit(document, {
    Map: (_, map) => {
      const known = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (known.has(name)) found.push({ key: name, offset: startOf(key) });
        known.add(name);
      }
    },
  });
  return found;
}

/** Keys that no map keeps, wherever they stand: what is written under them would count for nothing. */
export function unkeptKeys(document: Document.Parsed): readonly KeyAt[] {
  const found: KeyAt[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === UNKEPT_KEY) found.push({ key: UNKEPT_KEY, offset: startOf(key) });
    },
  });
  return found;
}

/** Keys with nothing after them; the key is undefined where it is no plain word. */
export function emptyKeys(
  document: Document.Parsed,
): readonly { readonly key: string | undefined; readonly offset: number }[] {
  const found: { key: string | undefined; offset: number }[] = [];
  visit(document, {
    Pair: (_, { key, value }) => {
      if (value !== null && !isEmpty(value)) return;
      found.push(
        isScalar(key) ? { key: String(key.value), offset: startOf(key) } : { key: undefined, offset: 0 },
      );
    },
  });
  return found;
}

/** Is it a value of which nothing is written, not even `null`? */
export function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null && (node.source ?? "") === "";
}
