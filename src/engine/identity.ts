// The id and the slug of an incident, minted at declaration and never changed (D-1).
import type { Instant } from "./instant.ts";
import { hash, shortHash } from "./text/hash.ts";
import { withoutNhsNumbers } from "./text/nhs-number.ts";
import { local } from "./time.ts";

/** Words of the title in lower case ASCII, at most five and 40 characters, joined by hyphens; without what may be an NHS number: they name files. */
export function words(title: string): string {
  const plain = withoutNhsNumbers(title, " ")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  const taken: string[] = [];
  for (const word of plain.split(" ").filter((word) => word !== "")) {
    if (taken.length === 5 || [...taken, word].join("-").length > 40) break;
    taken.push(word);
  }
  return taken.join("-") || "untitled";
}

/** The id for life: date in the policy's zone, words of the title, a short hash of the issue's node id. */
export function mintId(declared: {
  readonly at: Instant;
  readonly zone: string;
  readonly title: string;
  readonly issueId: string;
}): string {
  return `${local(declared.at, declared.zone, "yyyy-MM-dd")}-${words(declared.title)}-${shortHash(declared.issueId)}`;
}

/** The slug that the report and a chat channel share: `incident-2025-04-01-payments-down`. */
export function mintSlug(declared: {
  readonly at: Instant;
  readonly zone: string;
  readonly title: string;
  readonly prefix: string;
}): string {
  return `${declared.prefix}-${local(declared.at, declared.zone, "yyyy-MM-dd")}-${words(declared.title)}`;
}

/**
 * What stands for an incident's id where others may look and nothing can be hidden: the id has words of the title. The same id
 * has the same.
 */
export function opaqueId(id: string): string {
  return `o-${hash(`elsewhere ${id}`)}`;
}

/** Words of a mark that stands outside of the incident's repository, with the id as it is; `undefined`: of another incident. */
export function withOwnId(words: readonly string[], id: string): readonly string[] | undefined {
  const [of] = words;
  if (of === id) return words;
  const opaque = opaqueId(id);
  return of === opaque ? words.map((word) => word.replaceAll(opaque, id)) : undefined;
}
