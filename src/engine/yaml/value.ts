// A parsed text as plain maps, lists and values, as whoever wrote it means them.
import { type Document, isMap } from "yaml";
import { bare } from "../named.ts";

/** Is what a text holds a map at its top? */
export function isMapping(document: Document.Parsed): boolean {
  return isMap(document.contents);
}

/** A key that no map keeps: elsewhere than here it would be no property of a plain object, so no file may depend on it. */
export const UNKEPT_KEY = "__proto__";

/**
 * The value of a document without errors that is within bounds. Its maps have no prototypes. A key that reads as one is left
 * out; `unkeptKeys` finds it.
 */
export function unfold(document: Document.Parsed): unknown {
  const reviver = (key: unknown, value: unknown): unknown => (key === UNKEPT_KEY ? undefined : value);
  // How far aliases may unfold was looked at before: the parser's own count knows nothing of what they stand for.
  return bare(document.toJS({ maxAliasCount: -1, reviver }));
}
