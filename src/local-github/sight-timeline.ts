// The timeline of an issue or a pull request of the local GitHub as scenarios, tests and the demo's pages read it.
import type { IssueOrPullRequest, TimelineEvent, TimelineItem } from "./records.ts";
import { nameWithOwner, shownLogin } from "./records.ts";
import { type CommentFacts, refOf } from "./sight-issues.ts";
import { type CommitFacts, commitFacts, type ReviewFacts, reviewFacts } from "./sight-pulls.ts";
import type { View } from "./view.ts";

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

/** A line of a timeline in plain words; of a comment that is gone there is none. */
export function lineOf(
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
