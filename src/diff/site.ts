// What differs about the status page: whether there is one, and what it is called.
import { type Change, change, type Pair } from "./change.ts";
import { quoted, sentence } from "./phrases.ts";

/** The changes of the status page. */
export function changes({ before: { site: one }, after: { site: other } }: Pair): readonly Change[] {
  if (one === undefined && other === undefined) return [];
  if (one === undefined)
    return [change({ kind: "notice", subject: "site", words: sentence("there is a status page now") })];
  if (other === undefined)
    return [change({ kind: "notice", subject: "site", words: sentence("there is no status page any more") })];
  const parts = (["title", "about", "url"] as const).filter((part) => one[part] !== other[part]);
  return parts.map((part) =>
    change({
      kind: "words",
      subject: "site",
      before: one[part],
      after: other[part],
      words: sentence(
        `the ${part} of the status page is ${quoted(other[part])} instead of ${quoted(one[part])}`,
      ),
    }),
  );
}
