// A parsed text as plain maps, lists and values, as whoever wrote it means them.
import { type Document, isMap } from "yaml";

/** Is what a text holds a map at its top? */
export function isMapping(document: Document.Parsed): boolean {
  return isMap(document.contents);
}

/** A key that no map keeps: of a plain object it is no property, and what goes through its entries passes it by. */
export const UNKEPT_KEY = "__proto__";

/** The value of a document without errors that is within bounds. Keys that no map keeps are left out; `unkeptKeys` finds them. */
export function unfold(document: Document.Parsed): unknown {
  return document.toJS({
    // How far aliases may unfold was looked at before: the parser's own count knows nothing of what they stand for.
    maxAliasCount: -1,
    reviver: (key, value) => (key === UNKEPT_KEY ? undefined : value),
  });
}
