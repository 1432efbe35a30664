// What the local GitHub keeps: records that are never changed, only replaced; `kind` is the GraphQL type's name.

/** A person's right in a repository, weakest first. */
export type Role = "none" | "read" | "triage" | "write" | "maintain" | "admin";

/** A person, an organization or an app's bot. `login` is GraphQL's: a bot's has no `[bot]`. */
export interface Account {
  readonly kind: "User" | "Organization" | "Bot";
  readonly id: string;
  readonly databaseId: number;
  readonly login: string;
  readonly createdAt: number;
}

/** A commit on the default branch; `files` is the whole tree after it, path to text. */
export interface Commit {
  readonly kind: "Commit";
  readonly id: string;
  readonly repositoryId: string;
  readonly oid: string;
  readonly message: string;
  readonly authorId: string;
  readonly at: number;
  readonly files: ReadonlyMap<string, string>;
  /** Texts that files had in earlier commits: git keeps them, and a blob's id still finds them. */
  readonly former: readonly string[];
}

/** A repository with the newest commit of its default branch. Times are epoch milliseconds. */
export interface Repository {
  readonly kind: "Repository";
  readonly id: string;
  readonly databaseId: number;
  readonly ownerId: string;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly head: Commit;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly pushedAt: number;
}

/** A label of a repository; `color` is six hexadecimal digits without `#`. Times are epoch milliseconds. */
export interface Label {
  readonly kind: "Label";
  readonly id: string;
  readonly databaseId: number;
  readonly repositoryId: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One version of a body: `text` is the whole text that it became. */
export interface BodyEdit {
  readonly kind: "UserContentEdit";
  readonly id: string;
  readonly at: number;
  readonly editorId: string;
  readonly text: string;
}

/** The reactions that GitHub knows, as GraphQL writes them. */
export type ReactionContent =
  | "CONFUSED"
  | "EYES"
  | "HEART"
  | "HOORAY"
  | "LAUGH"
  | "ROCKET"
  | "THUMBS_DOWN"
  | "THUMBS_UP";

/** A reaction that an account gave at `at`, in epoch milliseconds. */
export interface Reaction {
  readonly kind: "Reaction";
  readonly id: string;
  readonly databaseId: number;
  readonly at: number;
  readonly accountId: string;
  readonly content: ReactionContent;
}

/** What an issue and a comment have in common: words with versions, and reactions. */
export interface Written {
  readonly id: string;
  readonly databaseId: number;
  readonly authorId: string;
  readonly body: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly edits: readonly BodyEdit[];
  readonly reactions: readonly Reaction[];
}

/** Why an issue is in its state, as GraphQL writes it. */
export type StateReason = "COMPLETED" | "NOT_PLANNED" | "DUPLICATE" | "REOPENED";

/** An issue. Ids are node ids, of records in the same store; times are epoch milliseconds. */
export interface Issue extends Written {
  readonly kind: "Issue";
  readonly repositoryId: string;
  readonly number: number;
  readonly title: string;
  readonly state: "OPEN" | "CLOSED";
  readonly stateReason: StateReason | null;
  readonly closedAt: number | null;
  readonly closedById: string | null;
  readonly duplicateOfId: string | null;
  /** Where it lives since it was transferred; then nobody sees this record any more. */
  readonly movedToId: string | null;
  readonly labelIds: readonly string[];
  readonly assigneeIds: readonly string[];
  readonly parentId: string | null;
  readonly subIssueIds: readonly string[];
  readonly timeline: readonly TimelineItem[];
}

/** The reasons that `minimizeComment` takes, as GraphQL shows them afterwards. */
export type MinimizedReason = "abuse" | "duplicate" | "off-topic" | "outdated" | "resolved" | "spam";

/** A comment on an issue; a deleted one stays in the store, since its deletion is in the timeline. */
export interface Comment extends Written {
  readonly kind: "IssueComment";
  readonly issueId: string;
  readonly minimizedReason: MinimizedReason | null;
  readonly deleted: boolean;
}

/** A merged pull request: the only sort that the local GitHub knows. */
export interface PullRequest {
  readonly kind: "PullRequest";
  readonly id: string;
  readonly databaseId: number;
  readonly repositoryId: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly authorId: string;
  readonly createdAt: number;
  readonly mergedAt: number;
}

interface EventRecord<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly at: number;
  readonly actorId: string;
}

/** Everything that a timeline shows besides comments. */
export type TimelineEvent =
  | (EventRecord<"LabeledEvent" | "UnlabeledEvent"> & { readonly labelId: string })
  | (EventRecord<"AssignedEvent" | "UnassignedEvent"> & { readonly assigneeId: string })
  | EventRecord<"PinnedEvent" | "UnpinnedEvent">
  | (EventRecord<"ClosedEvent"> & { readonly stateReason: StateReason; readonly closerId: string | null })
  | (EventRecord<"ReopenedEvent"> & { readonly stateReason: StateReason })
  | (EventRecord<"RenamedTitleEvent"> & { readonly previousTitle: string; readonly currentTitle: string })
  | (EventRecord<"TransferredEvent"> & { readonly fromRepositoryId: string })
  | (EventRecord<"CommentDeletedEvent"> & { readonly commentAuthorId: string })
  | (EventRecord<"SubIssueAddedEvent" | "SubIssueRemovedEvent"> & { readonly subIssueId: string })
  | (EventRecord<"ParentIssueAddedEvent" | "ParentIssueRemovedEvent"> & { readonly parentId: string })
  | (EventRecord<"CrossReferencedEvent"> & {
      readonly sourceId: string;
      readonly willClose: boolean;
      readonly crossRepository: boolean;
    })
  | (EventRecord<"MarkedAsDuplicateEvent" | "UnmarkedAsDuplicateEvent"> & {
      readonly canonicalId: string;
      readonly duplicateId: string;
    });

/** A line of a timeline: an event, or the place of a comment. */
export type TimelineItem = TimelineEvent | { readonly kind: "Comment"; readonly commentId: string };

/** Everything that has a node id of its own and changes over time. */
export type Entity = Account | Repository | Label | Issue | Comment | PullRequest;

/** `owner/repo` of a repository. */
export const nameWithOwner = (repository: Repository): string => `${repository.owner}/${repository.name}`;

/** A login as people, REST and webhooks see it: a bot's ends in `[bot]`. */
export const shownLogin = (account: Account): string =>
  account.kind === "Bot" ? `${account.login}[bot]` : account.login;

/** An instant as GitHub's API shows it: ISO 8601 in UTC, whole seconds. */
export const shownTime = (at: number): string =>
  new Date(Math.floor(at / 1000) * 1000).toISOString().replace(".000", "");
