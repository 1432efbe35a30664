// How issues are named in a report: by address and link always, by title and cause only for those who may read them all.
import type { IssueRef } from "../engine/issue-ref.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import type { Child } from "../engine/snapshot/child.ts";
import type { Repository } from "../engine/snapshot/repository.ts";
import type { NamedIssue } from "./data.ts";

/**
 * For whom a report is: everybody who may read the issues of `home`. What stands in a private repository other than that is named by
 * its address alone.
 */
export interface Readership {
  /** `owner/name` */
  readonly home: string;
}

/** The address and the link of an incident. */
export function nameOf({ snapshot }: Pick<IncidentSituation, "snapshot">): NamedIssue {
  const { ref, url } = snapshot.issue;
  return { ref, url };
}

/** May everybody who reads the report read the incidents of this repository? */
export function mayRead(
  { name, public: isPublic }: Pick<Repository, "name" | "public">,
  { home }: Readership,
): boolean {
  return isPublic || name.toLowerCase() === home.toLowerCase();
}

/** The title of an issue under an incident, where everybody who reads the report may read it. */
export function childTitle(child: Child, { home }: Readership): string | undefined {
  const isHome = repositoryOf(child.ref).toLowerCase() === home.toLowerCase();
  return child.private && !isHome ? undefined : child.title;
}

/** Each of these once, in their order. */
export function once(all: readonly NamedIssue[]): readonly NamedIssue[] {
  return [...new Map<IssueRef, NamedIssue>(all.map((one) => [one.ref, one])).values()];
}
