// Finds what texts of a policy say at an older place that counts for nothing, since a newer place says it too.
import { type Finding, wrongKey } from "./finding.ts";
import { type Path, type Source, valueAt } from "./source.ts";

/** What may stand at two places: the newer one counts where both have it. */
export const olderPlaces: readonly { readonly older: Path; readonly newer: Path }[] = [
  { older: ["retro", "label"], newer: ["tasks", "review", "label"] },
  { older: ["retro", "document"], newer: ["tasks", "review", "document"] },
  { older: ["actions", "label"], newer: ["tasks", "action", "label"] },
];

/**
 * Older places of the texts, the uppermost first, where the newer place is in the same text or in one below. What a text says
 * at the newer place over an older one below it counts as it is meant.
 */
export function doubledPlaces(texts: readonly Source[]): readonly Finding[] {
  const uppermost = (path: Path): number =>
    texts.findIndex(({ value }) => (valueAt(value, path) ?? null) !== null);
  return olderPlaces.flatMap(({ older, newer }) => {
    const [at, over] = [uppermost(older), uppermost(newer)];
    if (at < 0 || over < at) return [];
    const [one, other] = [older.join("."), newer.join(".")];
    return [
      wrongKey(older, `${one} counts for nothing beside ${other}, which says the same; keep one of them.`),
    ];
  });
}
