// GraphQL fields of pull requests, their reviews and the files that they change.
import { whyNoMerge } from "../acts/merge.ts";
import { fixedBy } from "../acts/references.ts";
import { canPush, decisionOn, opinionsOn } from "../acts/reviews.ts";
import { endsOf, mergeableOf } from "../ends.ts";
import { changesOf, commitsBetween, type Difference } from "../history.ts";
import { countsOf } from "../patch.ts";
import type { Account, PullRequest, PullRequestReview } from "../records.ts";
import { shownLogin, shownTime } from "../records.ts";
import { issuePath, issueUrl, repositoryOf, time } from "./addresses.ts";
import type { FieldArguments } from "./arguments.ts";
import { page } from "./connection.ts";
import type { ResolverContext, TypeFields } from "./context.ts";
import { branchRef } from "./files.ts";
import { written } from "./issues.ts";
import { pulledCommit, timelineOf } from "./timeline.ts";

interface ChangedFile extends Difference {
  readonly kind: "PullRequestChangedFile";
  readonly id: string;
}

interface ReviewRequest {
  readonly kind: "ReviewRequest";
  readonly id: string;
  readonly pull: PullRequest;
  readonly reviewer: Account;
}

function filesOf(pull: PullRequest, { view }: ResolverContext): readonly ChangedFile[] {
  const ends = endsOf(view, pull);
  const changes = ends === undefined ? [] : changesOf(view, ends.base, ends.head);
  return changes.map((one) => ({ kind: "PullRequestChangedFile", id: one.path, ...one }));
}

const sumOf = (pull: PullRequest, of: "additions" | "deletions", context: ResolverContext): number =>
  filesOf(pull, context).reduce((sum, file) => sum + countsOf(file)[of], 0);

function commitsOf(pull: PullRequest, { view }: ResolverContext) {
  const ends = endsOf(view, pull);
  const commits = ends === undefined ? [] : commitsBetween(view, ends.base, ends.head);
  return commits.map((commit) => pulledCommit(pull, commit));
}

function requestsOf(pull: PullRequest, { view }: ResolverContext): readonly ReviewRequest[] {
  return pull.reviewerIds.map((id) => {
    const reviewer = view.theAccount(id);
    return { kind: "ReviewRequest", id: `RR_${pull.id.slice(3)}${id.slice(2)}`, pull, reviewer };
  });
}

function reviewsOf(
  pull: PullRequest,
  args: FieldArguments,
  { view }: ResolverContext,
): readonly PullRequestReview[] {
  const states = args.texts("states");
  const author = args.text("author")?.toLowerCase();
  return view
    .reviews(pull)
    .filter(
      (review) =>
        (states === undefined || states.includes(review.state)) &&
        (author === undefined || shownLogin(view.theAccount(review.authorId)).toLowerCase() === author),
    );
}

/** The newest review of each person, whatever it says. */
function latestOf(reviews: readonly PullRequestReview[]): readonly PullRequestReview[] {
  return [...new Map(reviews.map((review) => [review.authorId, review])).values()];
}

/** GraphQL's `mergeStateStatus`. */
function mergeState(pull: PullRequest, { view }: ResolverContext): string {
  if (pull.state !== "OPEN") return "UNKNOWN";
  if (mergeableOf(view, pull) === "CONFLICTING") return "DIRTY";
  if (pull.draft) return "DRAFT";
  return whyNoMerge(view, pull) === undefined ? "CLEAN" : "BLOCKED";
}

const ends: TypeFields = {
  baseRefName: (pull: PullRequest) => pull.baseRef,
  baseRefOid: (pull: PullRequest) => pull.baseOid,
  baseRef: (pull: PullRequest, _args, context) => branchRef(repositoryOf(pull, context), pull.baseRef),
  baseRepository: (pull: PullRequest, _args, context) => repositoryOf(pull, context),
  headRefName: (pull: PullRequest) => pull.headRef,
  headRefOid: (pull: PullRequest) => pull.headOid,
  headRef: (pull: PullRequest, _args, context) => branchRef(repositoryOf(pull, context), pull.headRef),
  headRepository: (pull: PullRequest, _args, context) => repositoryOf(pull, context),
  headRepositoryOwner: (pull: PullRequest, _args, context) =>
    context.view.theAccount(repositoryOf(pull, context).ownerId),
  isCrossRepository: () => false,
  maintainerCanModify: () => false,
  files: (pull: PullRequest, args, context) => page(args, filesOf(pull, context), "files"),
  changedFiles: (pull: PullRequest, _args, context) => filesOf(pull, context).length,
  additions: (pull: PullRequest, _args, context) => sumOf(pull, "additions", context),
  deletions: (pull: PullRequest, _args, context) => sumOf(pull, "deletions", context),
  commits: (pull: PullRequest, args, context) => page(args, commitsOf(pull, context), "commits"),
};

const judged: TypeFields = {
  reviewDecision: (pull: PullRequest, _args, { view }) => decisionOn(view, pull),
  reviews: (pull: PullRequest, args, context) => page(args, reviewsOf(pull, args, context), "reviews"),
  latestReviews: (pull: PullRequest, args, { view }) =>
    page(args, latestOf(view.reviews(pull)), "latestReviews"),
  latestOpinionatedReviews: (pull: PullRequest, args, { view }) => {
    const writers = args.flag("writersOnly") ?? false;
    const repository = view.theRepository(pull.repositoryId);
    const found = opinionsOn(view, pull).filter(
      (review) => !writers || canPush(view, repository, review.authorId),
    );
    return page(args, found, "latestOpinionatedReviews");
  },
  reviewRequests: (pull: PullRequest, args, context) =>
    page(args, requestsOf(pull, context), "reviewRequests"),
  mergeable: (pull: PullRequest, _args, { view }) => mergeableOf(view, pull),
  mergeStateStatus: (pull: PullRequest, _args, context) => mergeState(pull, context),
  mergeCommit: (pull: PullRequest, _args, { view }) =>
    pull.mergeOid === null ? null : view.theCommit(pull.repositoryId, pull.mergeOid),
  merged: (pull: PullRequest) => pull.state === "MERGED",
  mergedAt: (pull: PullRequest) => time(pull.mergedAt),
  mergedBy: (pull: PullRequest, _args, { view }) =>
    pull.mergedById === null ? null : view.theAccount(pull.mergedById),
};

const may = (_source: unknown, _args: FieldArguments, { viewer }: ResolverContext): boolean =>
  viewer.permissions.pull_requests === "write";

/** The fields of pull requests and of what belongs to them. */
export const pullFields: Readonly<Record<string, TypeFields>> = {
  PullRequest: {
    ...written,
    ...ends,
    ...judged,
    ...{ viewerCanUpdate: may, viewerCanDelete: () => false, viewerCanReact: may },
    number: (pull: PullRequest) => pull.number,
    title: (pull: PullRequest) => pull.title,
    url: (pull: PullRequest, _args, context) => issueUrl(pull, context),
    permalink: (pull: PullRequest, _args, context) => issueUrl(pull, context),
    resourcePath: (pull: PullRequest, _args, context) => issuePath(pull, context),
    state: (pull: PullRequest) => pull.state,
    closed: (pull: PullRequest) => pull.state !== "OPEN",
    closedAt: (pull: PullRequest) => time(pull.closedAt),
    isDraft: (pull: PullRequest) => pull.draft,
    // Heads in other repositories are not kept here.
    isCrossRepository: () => false,
    ...{ locked: () => false, activeLockReason: () => null, milestone: () => null },
    assignees: (pull: PullRequest, args, { view }) =>
      page(
        args,
        pull.assigneeIds.map((id) => view.theAccount(id)),
        "assignees",
      ),
    labels: (pull: PullRequest, args, { view }) => page(args, view.labelsById(pull.labelIds), "labels"),
    comments: (pull: PullRequest, args, { view }) => page(args, view.comments(pull), "comments"),
    closingIssuesReferences: (pull: PullRequest, args, context) => {
      const act = { platform: context.platform, actor: context.view.theAccount(pull.authorId) };
      return page(args, fixedBy(act, pull), "closingIssuesReferences");
    },
    timelineItems: timelineOf,
  },
  PullRequestReview: {
    ...written,
    ...{ viewerCanUpdate: may, viewerCanDelete: () => false, viewerCanReact: may },
    state: (review: PullRequestReview) => review.state,
    submittedAt: (review: PullRequestReview) => shownTime(review.createdAt),
    commit: (review: PullRequestReview, _args, context) =>
      context.view.theCommit(repositoryOf(review, context).id, review.oid),
    pullRequest: (review: PullRequestReview, _args, { view }) => view.thePullRequest(review.pullId),
    authorCanPushToRepository: (review: PullRequestReview, _args, context) =>
      canPush(context.view, repositoryOf(review, context), review.authorId),
    ...{ isMinimized: () => false, minimizedReason: () => null },
    url: (review: PullRequestReview, _args, context) =>
      `${issueUrl(context.view.thePullRequest(review.pullId), context)}${anchorOf(review)}`,
    resourcePath: (review: PullRequestReview, _args, context) =>
      `${issuePath(context.view.thePullRequest(review.pullId), context)}${anchorOf(review)}`,
  },
  ReviewRequest: {
    id: (request: ReviewRequest) => request.id,
    asCodeOwner: () => false,
    pullRequest: (request: ReviewRequest) => request.pull,
    requestedReviewer: (request: ReviewRequest) => request.reviewer,
  },
  PullRequestChangedFile: {
    path: (file: ChangedFile) => file.path,
    additions: (file: ChangedFile) => countsOf(file).additions,
    deletions: (file: ChangedFile) => countsOf(file).deletions,
    changeType: (file: ChangedFile) =>
      file.before === undefined ? "ADDED" : file.after === undefined ? "DELETED" : "MODIFIED",
  },
};

const anchorOf = (review: PullRequestReview): string => `#pullrequestreview-${review.databaseId}`;
