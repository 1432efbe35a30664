// What the documents of this folder bring back, as GitHub's schema has it. Nothing of it leaves the folder.

/** Who did something; `__typename` tells a person (`User`) from a `Bot`, whose login may end in `[bot]`. */
export interface RawActor {
  readonly __typename: string;
  readonly login: string;
}

/** A list of which not all is shown: what the token may not see is null. */
export interface Nodes<T> {
  readonly nodes: readonly (T | null)[] | null;
}

/** One page of a list, at most as long as the document asked for. */
export interface Page<T> extends Nodes<T> {
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What the two ends of a list hold, each entry once, in its order. */
export function fromBothEnds<T extends { readonly id: string }>(
  first: Nodes<T>,
  last: Nodes<T>,
): readonly T[] {
  const begin = present(first);
  const known = new Set(begin.map(({ id }) => id));
  return [...begin, ...present(last).filter(({ id }) => !known.has(id))];
}

/** May entries stand between the two ends of a list? Where they share one, or the first page is the only one, there is none. */
export function leavesOut<T extends { readonly id: string }>(first: Page<T>, last: Nodes<T>): boolean {
  const seen = new Set(present(first).map(({ id }) => id));
  return first.pageInfo.hasNextPage && present(last).every(({ id }) => !seen.has(id));
}

/** One version of a text: `diff` has, whatever its name says, the whole text after the edit. */
export interface RawEdit {
  readonly id: string;
  readonly editedAt: string;
  readonly editor: RawActor | null;
  readonly diff?: string | null;
}

/** Both ends of a list of edits. */
export interface RawEdits {
  readonly newest?: (Nodes<RawEdit> & { readonly totalCount: number }) | null;
  readonly oldest?: Nodes<RawEdit> | null;
}

/** A comment, with the ends of its list of edits where the document asks for them. */
export interface RawComment extends RawEdits {
  readonly id: string;
  readonly url?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastEditedAt: string | null;
  readonly body: string;
  readonly isMinimized: boolean;
  readonly author: RawActor | null;
  readonly editor: RawActor | null;
  readonly reactionGroups: readonly { readonly content: string; readonly viewerHasReacted: boolean }[] | null;
}

/** Another issue or pull request that an event names; without number and repository where we may not see it. */
export interface RawAddress {
  readonly __typename: string;
  readonly id?: string;
  readonly number?: number;
  readonly repository?: { readonly nameWithOwner: string; readonly isPrivate?: boolean };
}

type RawEvent<Name extends string, More = unknown> = {
  readonly __typename: Name;
  readonly id: string;
  readonly createdAt: string;
  readonly actor: RawActor | null;
} & More;

/** One entry of an issue's timeline, told apart by `__typename`. Kinds that no document asks for do not come. */
export type RawItem =
  | ({ readonly __typename: "IssueComment" } & RawComment)
  | RawEvent<"LabeledEvent" | "UnlabeledEvent", { readonly label: { readonly name: string } }>
  | RawEvent<
      "ClosedEvent",
      {
        readonly stateReason: string | null;
        readonly closer: { readonly __typename: string; readonly url?: string } | null;
      }
    >
  | RawEvent<"ReopenedEvent" | "CommentDeletedEvent">
  | RawEvent<"AssignedEvent" | "UnassignedEvent", { readonly assignee: { readonly login?: string } | null }>
  | RawEvent<"RenamedTitleEvent", { readonly previousTitle: string; readonly currentTitle: string }>
  | RawEvent<"MarkedAsDuplicateEvent" | "UnmarkedAsDuplicateEvent", { readonly canonical: RawAddress | null }>
  | RawEvent<"TransferredEvent", { readonly fromRepository: { readonly nameWithOwner: string } | null }>
  | RawEvent<
      "CrossReferencedEvent",
      {
        readonly source: RawAddress & {
          readonly id?: string;
          readonly body?: string;
          readonly author?: RawActor | null;
        };
      }
    >;

/** A sub-issue, or an issue that was looked up by its id. */
export interface RawChild {
  readonly __typename?: string;
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly url: string;
  readonly state: "OPEN" | "CLOSED";
  readonly stateReason: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly updatedAt: string;
  readonly lastEditedAt: string | null;
  readonly author: RawActor | null;
  readonly editor: RawActor | null;
  readonly repository: {
    readonly nameWithOwner: string;
    readonly isPrivate: boolean;
    readonly isArchived: boolean;
  };
  readonly assignees: Nodes<{ readonly login: string }>;
  readonly labels: Nodes<{ readonly name: string }> | null;
  /** The first; `child-comments.ts` reads on where they and the newest are not all. */
  readonly comments: Page<RawComment>;
  /** The newest; of few those are the same. */
  readonly latest: Nodes<RawComment>;
  /** The last time that it was closed. */
  readonly closing: Nodes<{ readonly createdAt: string; readonly actor: RawActor | null }>;
  /** The last time that somebody was assigned. */
  readonly assigning: Nodes<{ readonly createdAt: string }>;
  /** What it blocks; absent: the server does not know such a thing. */
  readonly blocking?: Nodes<{ readonly id: string }>;
}

/** An incident's issue whole: `timelineItems` and `subIssues` are first pages, the rest is read by `pages.ts`. */
export interface RawIncident extends RawEdits {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly url: string;
  readonly state: "OPEN" | "CLOSED";
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastEditedAt: string | null;
  readonly author: RawActor | null;
  readonly authorAssociation: string;
  readonly repository: { readonly nameWithOwner: string };
  readonly assignees: Nodes<{ readonly login: string }>;
  readonly labels: Nodes<{ readonly name: string }> | null;
  readonly subIssues: Page<RawChild>;
  readonly timelineItems: Page<RawItem>;
}

/** A file of a repository. Without `oid` it is a folder; `text` is null for what is not text. */
export interface RawFile {
  readonly oid?: string;
  readonly text?: string | null;
}

/** A folder's files; a file at its path has none. */
export interface RawFolder {
  readonly entries?:
    | readonly { readonly name: string; readonly type: string; readonly object: RawFile | null }[]
    | null;
}

/** A label of a repository. */
export interface RawLabel {
  readonly id: string;
  readonly name: string;
}

/** A repository with all that a policy is made from. Of more than one page of labels both ends are there. */
export interface RawRepository {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly visibility: string;
  readonly isArchived: boolean;
  /** null where nothing was ever committed. */
  readonly defaultBranchRef: { readonly name: string } | null;
  readonly labels: Page<RawLabel> | null;
  readonly lastLabels: Nodes<RawLabel> | null;
  readonly policy: RawFile | null;
  readonly forms: RawFolder | null;
  readonly rota?: RawFolder | null;
  readonly messages?: RawFolder | null;
}

/** What `observeDocument` brings; the incidents stand in the repository as `i0`, `i1`, … */
export interface RawObserved {
  readonly repository: (RawRepository & Readonly<Record<`i${number}`, RawIncident | null>>) | null;
  readonly ownerPolicy: { readonly policy: RawFile | null } | null;
  readonly known?: readonly (RawChild | null)[];
}

/** What `moreDocument` brings. */
export interface RawMore {
  readonly edited?: readonly ((RawEdits & { readonly id?: string }) | null)[];
  readonly nodes?: readonly (RawChild | null)[];
  readonly repository?: { readonly object: RawFile | null } | null;
}

/** The entries of a list, without the holes that GitHub leaves for what it does not show. */
export function present<T>(list: Nodes<T> | null | undefined): readonly T[] {
  return (list?.nodes ?? []).filter((node): node is T & {} => node !== null);
}
