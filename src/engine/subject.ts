// What a pass is about: a kind of subject brings what its history means, where it stands and what it asks for. The loop knows no difference.
import type { Reach } from "./delivery.ts";
import type { Instant } from "./instant.ts";
import type { Plan } from "./plan.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { IssueRef, Snapshot } from "./snapshot.ts";

/** What a history means; before it may be used the rights of those whom it names must have been looked up. */
export interface Folded {
  readonly needsRoles: readonly string[];
}

/** A kind of subject: `S` is what is seen of one, `F` what its history means, `H` all that its rules are handed. */
export interface Subject<S extends Snapshot, F extends Folded, H> {
  readonly kind: S["kind"];
  /** The newest instant that was seen: no pass may believe that it is earlier. */
  newest(seen: S): Instant;
  /** History to meaning. Time-free. */
  fold(seen: S, ruling: Ruling): F;
  /** Where it stands at an instant. */
  assess(
    seen: S,
    folded: F,
    at: { readonly ruling: Ruling; readonly now: Instant; readonly reach: Reach },
  ): H;
  /** What should be done now. Carrying it out and deciding again at the same instant yields nothing. */
  decide(here: H): Plan;
}

/** A kind of which each repository has one: its key stands before there is any issue of it. */
export interface RepositorySubject {
  /** The last part of its key: `owner/repo#handover`. */
  readonly name: string;
  /** The names of the label that its own issues carry; `undefined` where this policy has none of it, so that it is not looked at. */
  labels(ruling: Ruling): readonly string[] | undefined;
  /** When something of it was last due by the calendar: a sweep looks again when that is another instant. */
  dueAt(ruling: Ruling, now: Instant): Instant | undefined;
  /** It goes by what the incidents are about: a sweep looks again where that is something else. Absent: it does not. */
  readonly readsIncidents?: boolean;
}

/** The key under which a repository's subject of this name is looked at. */
export function repositoryKey(repository: string, name: string): IssueRef {
  return `${repository}#${name}`;
}

/** The name of the repository's subject that a key is of; `undefined` for the key of an issue. */
export function subjectNameIn(key: IssueRef): string | undefined {
  return /#([a-z][a-z-]*)$/.exec(key)?.[1];
}
