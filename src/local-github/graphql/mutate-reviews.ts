// GraphQL's mutations of reviews, and of the merge that follows them.
import { mergePull, whyNoMerge } from "../acts/merge.ts";
import {
  dismissReview,
  type ReviewVerdict,
  requestReviews,
  review,
  whyNoRequest,
  whyNoReview,
  withdrawRequests,
} from "../acts/reviews.ts";
import {
  assignable,
  bodyOf,
  fresh,
  type MutationField,
  repositoryOf,
  unless,
  unprocessable,
} from "./checks.ts";
import { notImplemented, pullToChange, reviewWith } from "./context.ts";

const verdicts: Readonly<Record<string, ReviewVerdict>> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

const addPullRequestReview: MutationField = (input, act, context) => {
  const pull = pullToChange(context, input.theText("pullRequestId"));
  const event = input.text("event");
  const oid = input.text("commitOID");
  const verdict = verdicts[event ?? ""];
  if (verdict === undefined) throw notImplemented(`PullRequestReviewEvent.${event ?? "PENDING"}`);
  if (oid !== undefined && oid !== pull.headOid) throw notImplemented("reviews of an older commit");
  const given = { verdict, body: bodyOf(input.text("body") ?? "") };
  unless(whyNoReview(act, pull, given));
  const node = review(act, pull, given);
  return { pullRequestReview: node, reviewEdge: { cursor: node.id, node } };
};

const askForReviews: MutationField = (input, act, context) => {
  const pull = pullToChange(context, input.theText("pullRequestId"));
  const ids = input.texts("userIds") ?? [];
  if ((input.texts("teamIds") ?? []).length > 0) throw notImplemented("reviews of teams");
  const adds = input.flag("union") ?? false;
  unless(whyNoRequest(pull, ids));
  const wanted = assignable(context, repositoryOf(context, pull), ids);
  if (wanted.length < new Set(ids).size)
    throw unprocessable("Reviews may only be requested from collaborators.");
  const gone = adds ? [] : pull.reviewerIds.filter((id) => !wanted.includes(id));
  const next = requestReviews(act, withdrawRequests(act, pull, gone), wanted);
  return { pullRequest: next, actor: act.actor };
};

/** The mutations of reviews. */
export const reviewMutations: Readonly<Record<string, MutationField>> = {
  addPullRequestReview,
  requestReviews: askForReviews,
  dismissPullRequestReview: (input, act, context) => {
    const given = reviewWith(context, input.theText("pullRequestReviewId"));
    pullToChange(context, given.pullId);
    if (given.state === "COMMENTED" || given.state === "DISMISSED")
      throw unprocessable("Can not dismiss a commented or dismissed pull request review");
    return { pullRequestReview: dismissReview(act, given, input.theText("message")) };
  },
};

/** The mutation that merges; `expectedHeadOid` guards what was looked at. */
export const mergeMutations: Readonly<Record<string, MutationField>> = {
  mergePullRequest: (input, act, context) => {
    const pull = pullToChange(context, input.theText("pullRequestId"));
    const method = input.text("mergeMethod") ?? "MERGE";
    const expected = input.text("expectedHeadOid");
    const words = { headline: input.text("commitHeadline"), body: input.text("commitBody") };
    if (method !== "MERGE" && method !== "SQUASH") throw notImplemented(`PullRequestMergeMethod.${method}`);
    unless(whyNoMerge(context.view, pull));
    if (expected !== undefined && expected !== pull.headOid)
      throw unprocessable("Head branch was modified. Review and try the merge again.");
    mergePull(act, pull, { method, ...words });
    return { pullRequest: fresh(context, pull), actor: act.actor };
  },
};
