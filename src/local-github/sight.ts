// What scenarios and tests look at: the newest state in plain words, past all rights and faults.
import type { Difference } from "./history.ts";
import type { Platform } from "./platform.ts";
import type {
  Comment,
  DateField,
  Issue,
  IssueOrPullRequest,
  PullRequest,
  Repository,
  Role,
  StateReason,
  TimelineEvent,
  TimelineItem,
} from "./records.ts";
import { headOf, nameWithOwner, shownLogin } from "./records.ts";
import {
  type CommitFacts,
  commitFacts,
  type PullFacts,
  pullChanges,
  pullFacts,
  type ReviewFacts,
  reviewFacts,
} from "./sight-pulls.ts";
import type { Store } from "./store.ts";
import type { View } from "./view.ts";

/** An issue for people; instants are epoch milliseconds, labels in the order in which they were given. */
export interface IssueFacts {
  readonly ref: string;
  readonly id: string;
  readonly number: number;
  readonly repo: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly state: "open" | "closed";
  readonly stateReason: Lowercase<StateReason> | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly parent: string | null;
  readonly subIssues: readonly string[];
  readonly blockedBy: readonly string[];
  /** What stands in each field of the organization; null where nothing does. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly duplicateOf: string | null;
  readonly reactions: readonly { readonly by: string; readonly content: string }[];
}

/** A comment for people. */
export interface CommentFacts {
  readonly id: string;
  readonly author: string;
  readonly body: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly edited: boolean;
  readonly isMinimized: boolean;
  readonly minimizedReason: string | null;
  readonly reactions: readonly { readonly by: string; readonly content: string }[];
}

/** A line of a timeline: a comment, a review, a pushed commit, or an event with who did it and the label, login, title or issue it was about. */
export type TimelineFacts =
  | { readonly kind: "Comment"; readonly comment: CommentFacts }
  | ({ readonly kind: "Review"; readonly review: ReviewFacts } & Happened)
  | ({ readonly kind: "Push"; readonly commit: CommitFacts } & Happened)
  | ({ readonly kind: TimelineEvent["kind"] } & Happened);

interface Happened {
  readonly at: number;
  readonly by: string;
  readonly about: string;
}

/** Reads the newest state. */
export class Sight {
  readonly #store: Store;
  readonly #fields: readonly DateField[];

  constructor({ store, fields }: Pick<Platform, "store" | "fields">) {
    this.#store = store;
    this.#fields = fields;
  }

  issues(repo?: string): readonly IssueFacts[] {
    const view = this.#store.view();
    const all = repo === undefined ? view.repositories() : [this.#repository(view, repo)];
    const found = all.flatMap((repository) => view.issues(repository.id));
    return found
      .sort((a, b) => a.databaseId - b.databaseId)
      .map((issue) => factsOf(view, issue, this.#fields));
  }

  issue(ref: string): IssueFacts {
    const view = this.#store.view();
    return factsOf(view, this.#issue(view, ref), this.#fields);
  }

  pulls(repo?: string): readonly PullFacts[] {
    const view = this.#store.view();
    const all = repo === undefined ? view.repositories() : [this.#repository(view, repo)];
    const found = all.flatMap((repository) => view.pulls(repository.id));
    return found.sort((a, b) => a.databaseId - b.databaseId).map((pull) => pullFacts(view, pull));
  }

  pull(ref: string): PullFacts {
    const view = this.#store.view();
    return pullFacts(view, this.#pull(view, ref));
  }

  changes(ref: string): readonly Difference[] {
    const view = this.#store.view();
    return pullChanges(view, this.#pull(view, ref));
  }

  /** Whether a pull request has that address. */
  isPull(ref: string): boolean {
    const view = this.#store.view();
    return this.#conversation(view, ref)?.kind === "PullRequest";
  }

  comments(ref: string): readonly CommentFacts[] {
    const view = this.#store.view();
    return view.comments(this.#on(view, ref)).map((comment) => ({
      id: comment.id,
      author: shownLogin(view.theAccount(comment.authorId)),
      body: comment.body,
      createdAt: comment.createdAt,
      updatedAt: comment.updatedAt,
      edited: comment.edits.length > 0,
      isMinimized: comment.minimizedReason !== null,
      minimizedReason: comment.minimizedReason,
      reactions: reactionsOf(view, comment),
    }));
  }

  timeline(ref: string): readonly TimelineFacts[] {
    const view = this.#store.view();
    const on = this.#on(view, ref);
    const byId = new Map(this.comments(ref).map((comment) => [comment.id, comment]));
    return on.timeline.flatMap((item) => lineOf(view, { on, item, comments: byId }));
  }

  branches(repo: string): readonly string[] {
    const { defaultBranch, branches } = this.#repository(this.#store.view(), repo);
    return [defaultBranch, ...branches.keys()];
  }

  files(repo: string, branch?: string): ReadonlyMap<string, string> {
    const repository = this.#repository(this.#store.view(), repo);
    return headOf(repository, branch ?? repository.defaultBranch)?.files ?? new Map();
  }

  labels(repo: string): readonly { name: string; color: string; description: string | null }[] {
    const view = this.#store.view();
    const labels = view.labels(this.#repository(view, repo).id);
    return labels.map(({ name, color, description }) => ({ name, color, description }));
  }

  people(): readonly string[] {
    const view = this.#store.view();
    const accounts = [...this.#store.accounts.values()].map((id) => view.theAccount(id));
    return accounts.filter((account) => account.kind === "User").map((account) => account.login);
  }

  role(login: string, repo: string): Role {
    const view = this.#store.view();
    return view.role(login, this.#repository(view, repo));
  }

  #repository(view: View, repo: string): Repository {
    const repository = view.repository(repo);
    if (repository === undefined) throw new Error(`there is no repository ${repo} on the local GitHub`);
    return repository;
  }

  #issue(view: View, ref: string): Issue {
    const on = this.#on(view, ref);
    if (on.kind === "Issue") return on;
    throw new Error(`${ref} is a pull request on the local GitHub`);
  }

  #pull(view: View, ref: string): PullRequest {
    const on = this.#on(view, ref);
    if (on.kind === "PullRequest") return on;
    throw new Error(`${ref} is an issue on the local GitHub`);
  }

  #conversation(view: View, ref: string): IssueOrPullRequest | undefined {
    const [repo = "", number = ""] = ref.split("#");
    return view.conversation(this.#repository(view, repo).id, Number(number));
  }

  #on(view: View, ref: string): IssueOrPullRequest {
    const on = this.#conversation(view, ref);
    if (on === undefined) throw new Error(`there is no issue ${ref} on the local GitHub`);
    return on;
  }
}

function lineOf(
  view: View,
  line: {
    readonly on: IssueOrPullRequest;
    readonly item: TimelineItem;
    readonly comments: ReadonlyMap<string, CommentFacts>;
  },
): TimelineFacts[] {
  const { on, item, comments } = line;
  switch (item.kind) {
    case "Comment": {
      const comment = comments.get(item.commentId);
      return comment === undefined ? [] : [{ kind: "Comment", comment }];
    }
    case "Review": {
      const review = reviewFacts(view, view.theReview(item.reviewId));
      return [{ kind: "Review", review, at: review.createdAt, by: review.author, about: review.state }];
    }
    case "Push": {
      const commit = commitFacts(view, view.theCommit(on.repositoryId, item.oid));
      return [{ kind: "Push", commit, at: commit.at, by: commit.by, about: commit.message }];
    }
    default:
      return [{ kind: item.kind, at: item.at, ...worded(view, item) }];
  }
}

function worded(view: View, event: TimelineEvent): { by: string; about: string } {
  return { by: shownLogin(view.theAccount(event.actorId)), about: aboutOf(view, event) };
}

function aboutOf(view: View, event: TimelineEvent): string {
  switch (event.kind) {
    case "LabeledEvent":
    case "UnlabeledEvent":
      return view.theLabel(event.labelId).name;
    case "AssignedEvent":
    case "UnassignedEvent":
      return shownLogin(view.theAccount(event.assigneeId));
    case "ClosedEvent":
    case "ReopenedEvent":
      return event.stateReason?.toLowerCase() ?? "";
    case "RenamedTitleEvent":
      return event.currentTitle;
    case "TransferredEvent":
      return nameWithOwner(view.theRepository(event.fromRepositoryId));
    case "PinnedEvent":
    case "UnpinnedEvent":
      return "";
    case "CommentDeletedEvent":
      return shownLogin(view.theAccount(event.commentAuthorId));
    case "SubIssueAddedEvent":
    case "SubIssueRemovedEvent":
      return refOf(view, event.subIssueId);
    case "ParentIssueAddedEvent":
    case "ParentIssueRemovedEvent":
      return refOf(view, event.parentId);
    case "IssueFieldAddedEvent":
      return event.value;
    case "IssueFieldChangedEvent":
      return event.newValue;
    case "IssueFieldRemovedEvent":
      return "";
    case "BlockedByAddedEvent":
    case "BlockedByRemovedEvent":
      return refOf(view, event.blockingId);
    case "BlockingAddedEvent":
    case "BlockingRemovedEvent":
      return refOf(view, event.blockedId);
    case "CrossReferencedEvent":
      return refOf(view, event.sourceId);
    case "MarkedAsDuplicateEvent":
    case "UnmarkedAsDuplicateEvent":
      return refOf(view, event.canonicalId);
    case "ReviewRequestedEvent":
    case "ReviewRequestRemovedEvent":
      return shownLogin(view.theAccount(event.reviewerId));
    case "ReviewDismissedEvent":
      return event.message;
    case "MergedEvent":
    case "HeadRefDeletedEvent":
      return event.ref;
    case "ReadyForReviewEvent":
    case "ConvertToDraftEvent":
      return "";
  }
}

function refOf(view: View, id: string): string {
  const numbered = view.theIssueOrPull(id);
  return `${nameWithOwner(view.theRepository(numbered.repositoryId))}#${numbered.number}`;
}

function reactionsOf(view: View, written: Issue | Comment): { by: string; content: string }[] {
  return written.reactions.map((reaction) => ({
    by: shownLogin(view.theAccount(reaction.accountId)),
    content: reaction.content.toLowerCase(),
  }));
}

function factsOf(view: View, issue: Issue, all: readonly DateField[]): IssueFacts {
  const { ownerId } = view.theRepository(issue.repositoryId);
  const fields = all.filter((field) => field.ownerId === ownerId);
  const repo = nameWithOwner(view.theRepository(issue.repositoryId));
  return {
    ref: `${repo}#${issue.number}`,
    id: issue.id,
    number: issue.number,
    repo,
    title: issue.title,
    body: issue.body,
    author: shownLogin(view.theAccount(issue.authorId)),
    state: issue.state === "OPEN" ? "open" : "closed",
    stateReason:
      issue.stateReason === null ? null : (issue.stateReason.toLowerCase() as Lowercase<StateReason>),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    closedAt: issue.closedAt,
    labels: view.labelsById(issue.labelIds).map((label) => label.name),
    assignees: issue.assigneeIds.map((id) => view.theAccount(id).login),
    parent: issue.parentId === null ? null : refOf(view, issue.parentId),
    subIssues: issue.subIssueIds.map((id) => refOf(view, id)),
    blockedBy: issue.blockedByIds.map((id) => refOf(view, id)),
    fields: Object.fromEntries(
      fields.map(({ id, name }) => [
        name,
        issue.fieldValues.find(({ fieldId }) => fieldId === id)?.value ?? null,
      ]),
    ),
    duplicateOf: issue.duplicateOfId === null ? null : refOf(view, issue.duplicateOfId),
    reactions: reactionsOf(view, issue),
  };
}
