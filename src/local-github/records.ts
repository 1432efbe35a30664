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

/** A commit; `files` is the whole tree after it, path to text. `parents` are oids: none of the first one, two of a merge. */
export interface Commit {
  readonly kind: "Commit";
  readonly id: string;
  readonly repositoryId: string;
  readonly oid: string;
  readonly message: string;
  readonly authorId: string;
  readonly at: number;
  readonly parents: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  /** Texts that files had in earlier commits: git keeps them, and a blob's id still finds them. */
  readonly former: readonly string[];
}

/** That the default branch changes by pull requests only. `bypass` may commit to it all the same: logins, a bot's with `[bot]`. */
export interface Protection {
  readonly bypass: readonly string[];
  /** How many people with write have to approve before a merge. */
  readonly approvals: number;
}

/** What the owner of a repository has set. */
export interface RepositorySettings {
  /** Of the default branch; null: everybody with write commits to it. */
  readonly protection: Protection | null;
  /** "Allow GitHub Actions to create and approve pull requests": off in a new repository, as on GitHub. */
  readonly actionsMayPropose: boolean;
}

/** A repository with the newest commit of each of its branches. Times are epoch milliseconds. */
export interface Repository {
  readonly kind: "Repository";
  readonly id: string;
  readonly databaseId: number;
  readonly ownerId: string;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  /** The newest commit of the default branch. */
  readonly head: Commit;
  /** The newest commit of every other branch, by its name without `refs/heads/`. */
  readonly branches: ReadonlyMap<string, Commit>;
  readonly settings: RepositorySettings;
  /** Read only, for people and for apps. */
  readonly archived: boolean;
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

/** What an issue and a pull request have in common. In a repository they share one row of numbers. */
interface Numbered extends Written {
  readonly repositoryId: string;
  readonly number: number;
  readonly title: string;
  readonly closedAt: number | null;
  readonly closedById: string | null;
  readonly labelIds: readonly string[];
  readonly assigneeIds: readonly string[];
  readonly timeline: readonly TimelineItem[];
}

/** A field that an organization has on all its issues; only those that hold a day are here. */
export interface DateField {
  readonly kind: "IssueFieldDate";
  readonly id: string;
  readonly databaseId: number;
  readonly ownerId: string;
  readonly name: string;
  readonly createdAt: number;
}

/** What an issue has in a field: a day, `2025-05-01`. */
export interface FieldValue {
  readonly id: string;
  readonly databaseId: number;
  readonly fieldId: string;
  readonly value: string;
}

/** An issue. Ids are node ids, of records in the same store; times are epoch milliseconds. */
export interface Issue extends Numbered {
  readonly kind: "Issue";
  readonly state: "OPEN" | "CLOSED";
  readonly stateReason: StateReason | null;
  readonly duplicateOfId: string | null;
  /** Where it lives since it was transferred; then nobody sees this record any more. */
  readonly movedToId: string | null;
  /** Deleted for good: nobody sees it any more, and its number is not given again. */
  readonly deleted: boolean;
  readonly parentId: string | null;
  readonly subIssueIds: readonly string[];
  /** What it is blocked by, and what it blocks, in the order in which that was said. */
  readonly blockedByIds: readonly string[];
  readonly blockingIds: readonly string[];
  readonly fieldValues: readonly FieldValue[];
}

/** The reasons that `minimizeComment` takes, as GraphQL shows them afterwards. */
export type MinimizedReason = "abuse" | "duplicate" | "off-topic" | "outdated" | "resolved" | "spam";

/** A comment on an issue or a pull request (`issueId` either way); a deleted one stays in the store, since its deletion is in the timeline. */
export interface Comment extends Written {
  readonly kind: "IssueComment";
  readonly issueId: string;
  readonly minimizedReason: MinimizedReason | null;
  readonly deleted: boolean;
}

/** A pull request between two branches of one repository. Ids are node ids, times epoch milliseconds. */
export interface PullRequest extends Numbered {
  readonly kind: "PullRequest";
  /** The id under which REST shows it as an issue. */
  readonly issueDatabaseId: number;
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly draft: boolean;
  /** Names of branches without `refs/heads/`; that of the head may be gone. */
  readonly baseRef: string;
  readonly headRef: string;
  /** Where the base was at the last push to the head, or before the merge. */
  readonly baseOid: string;
  /** The newest commit of the head, which stays when its branch goes. */
  readonly headOid: string;
  readonly mergedAt: number | null;
  readonly mergedById: string | null;
  readonly mergeOid: string | null;
  /** Who was asked for a review and has not given one since. */
  readonly reviewerIds: readonly string[];
}

/** What a review says, as GraphQL writes it. */
export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";

/** A review of a pull request as it was at `oid`. */
export interface PullRequestReview extends Written {
  readonly kind: "PullRequestReview";
  readonly pullId: string;
  readonly state: ReviewState;
  readonly oid: string;
}

/** What has a number, a timeline and comments. */
export type IssueOrPullRequest = Issue | PullRequest;

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
  | (EventRecord<"ClosedEvent"> & {
      readonly stateReason: StateReason | null;
      readonly closerId: string | null;
    })
  | (EventRecord<"ReopenedEvent"> & { readonly stateReason: StateReason | null })
  | (EventRecord<"RenamedTitleEvent"> & { readonly previousTitle: string; readonly currentTitle: string })
  | (EventRecord<"TransferredEvent"> & { readonly fromRepositoryId: string })
  | (EventRecord<"CommentDeletedEvent"> & { readonly commentAuthorId: string })
  | (EventRecord<"SubIssueAddedEvent" | "SubIssueRemovedEvent"> & { readonly subIssueId: string })
  | (EventRecord<"ParentIssueAddedEvent" | "ParentIssueRemovedEvent"> & { readonly parentId: string })
  | (EventRecord<"BlockedByAddedEvent" | "BlockedByRemovedEvent"> & { readonly blockingId: string })
  | (EventRecord<"BlockingAddedEvent" | "BlockingRemovedEvent"> & { readonly blockedId: string })
  | (EventRecord<"IssueFieldAddedEvent"> & { readonly fieldId: string; readonly value: string })
  | (EventRecord<"IssueFieldChangedEvent"> & {
      readonly fieldId: string;
      readonly previousValue: string;
      readonly newValue: string;
    })
  | (EventRecord<"IssueFieldRemovedEvent"> & { readonly fieldId: string })
  | (EventRecord<"CrossReferencedEvent"> & {
      readonly sourceId: string;
      readonly willClose: boolean;
      readonly crossRepository: boolean;
    })
  | (EventRecord<"MarkedAsDuplicateEvent" | "UnmarkedAsDuplicateEvent"> & {
      readonly canonicalId: string;
      readonly duplicateId: string;
    })
  | (EventRecord<"ReadyForReviewEvent" | "ConvertToDraftEvent"> & { readonly pullId: string })
  | (EventRecord<"ReviewRequestedEvent" | "ReviewRequestRemovedEvent"> & {
      readonly pullId: string;
      readonly reviewerId: string;
    })
  | (EventRecord<"ReviewDismissedEvent"> & {
      readonly pullId: string;
      readonly reviewId: string;
      readonly previousState: ReviewState;
      readonly message: string;
    })
  | (EventRecord<"MergedEvent"> & { readonly pullId: string; readonly oid: string; readonly ref: string })
  | (EventRecord<"HeadRefDeletedEvent"> & { readonly pullId: string; readonly ref: string });

/** A line of a timeline: an event, or the place of a comment, a review, or a commit that was pushed. */
export type TimelineItem =
  | TimelineEvent
  | { readonly kind: "Comment"; readonly commentId: string }
  | { readonly kind: "Review"; readonly reviewId: string }
  | { readonly kind: "Push"; readonly oid: string };

/** Everything that has a node id of its own and changes over time. */
export type Entity =
  | Account
  | Repository
  | Commit
  | Label
  | Issue
  | Comment
  | PullRequest
  | PullRequestReview;

/** The newest commit of a branch, by its name with or without `refs/heads/`; `undefined` where there is none. */
export function headOf(repository: Repository, branch: string): Commit | undefined {
  const name = branch.replace(/^refs\/heads\//, "");
  return name === repository.defaultBranch ? repository.head : repository.branches.get(name);
}

/** `owner/repo` of a repository. */
export const nameWithOwner = (repository: Repository): string => `${repository.owner}/${repository.name}`;

/** A login as people, REST and webhooks see it: a bot's ends in `[bot]`. */
export const shownLogin = (account: Account): string =>
  account.kind === "Bot" ? `${account.login}[bot]` : account.login;

/** An instant as GitHub's API shows it: ISO 8601 in UTC, whole seconds. */
export const shownTime = (at: number): string =>
  new Date(Math.floor(at / 1000) * 1000).toISOString().replace(".000", "");
