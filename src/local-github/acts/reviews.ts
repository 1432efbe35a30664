// Acts on the reviews of a pull request: giving one, asking for one, dismissing one.
import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { PullRequest, PullRequestReview, Repository, ReviewState } from "../records.ts";
import { shownLogin } from "../records.ts";
import { atLeast } from "../rights.ts";
import { accountShape } from "../shapes/account.ts";
import { reviewShape, simplePullShape } from "../shapes/pull.ts";
import type { View } from "../view.ts";
import { change, note, refOf, repositoryOf, tell } from "./change.ts";
import { whyNotByActions } from "./pulls.ts";
import { crossReference } from "./references.ts";

/** What a review can be given as. */
export type ReviewVerdict = Exclude<ReviewState, "DISMISSED">;

/**
 * Why somebody can't review so. One's own pull request: github.com/Dawn-Technology/aicelerate/issues/24; by workflows:
 * github.com/microsoft/AL-Go/issues/159. That words are needed is documented by REST, not how GraphQL says it.
 */
export function whyNoReview(
  act: Acting,
  pull: PullRequest,
  { verdict, body }: { readonly verdict: ReviewVerdict; readonly body: string },
): string | undefined {
  const own = pull.authorId === act.actor.id;
  if (verdict === "APPROVED") {
    const refused = whyNotByActions(act, repositoryOf(act, pull));
    if (refused !== undefined) return refused;
    return own ? "Review Can not approve your own pull request" : undefined;
  }
  if (own && verdict === "CHANGES_REQUESTED")
    return "Review Can not request changes on your own pull request";
  return body.trim() === "" ? "Body can't be blank" : undefined;
}

/** Reviews a pull request as it is now; whoever was asked for it has answered. */
export function review(
  act: Acting,
  pull: PullRequest,
  { verdict, body }: { readonly verdict: ReviewVerdict; readonly body: string },
): PullRequestReview {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const databaseId = identity.next("review");
  const given: PullRequestReview = {
    ...{ kind: "PullRequestReview", databaseId, pullId: pull.id, authorId: act.actor.id },
    id: nodeId("PRR", [repositoryOf(act, pull).databaseId, databaseId]),
    ...{ state: verdict, body, oid: pull.headOid, createdAt: at, updatedAt: at, edits: [], reactions: [] },
  };
  store.put(given, at);
  const next = change(act, pull, {
    reviewerIds: pull.reviewerIds.filter((id) => id !== act.actor.id),
    timeline: [...pull.timeline, { kind: "Review", reviewId: given.id }],
  });
  const said = verdict.toLowerCase().replace("_", " ");
  note(act, refOf(act, next), { did: "reviewed", text: body === "" ? said : `${said}: ${body}` });
  tellReview(act, given, "submitted");
  crossReference(act, next, body);
  return given;
}

/** Takes a review out of the decision; what it said stays to be read. */
export function dismissReview(act: Acting, given: PullRequestReview, message: string): PullRequestReview {
  const { store, clock } = act.platform;
  const next: PullRequestReview = { ...given, state: "DISMISSED", updatedAt: clock.now() };
  store.put(next, clock.now());
  const pull = newest(act).thePullRequest(given.pullId);
  const dismissed = { pullId: pull.id, reviewId: given.id, previousState: given.state, message };
  change(act, pull, { events: [{ kind: "ReviewDismissedEvent", ...dismissed }] });
  note(act, refOf(act, pull), { did: "dismissed-review", text: message });
  tellReview(act, next, "dismissed");
  return next;
}

function tellReview(act: Acting, given: PullRequestReview, action: string): void {
  const { platform, actor } = act;
  const view = newest(act);
  const pull = view.thePullRequest(given.pullId);
  platform.emit({
    event: "pull_request_review",
    repository: repositoryOf(act, pull),
    actor,
    payload: {
      action,
      review: reviewShape(platform, view, given),
      pull_request: simplePullShape(platform, view, pull),
    },
  });
}

/** Why these people can't be asked, as REST says it (github.com/kerthcet/github-workflow-as-kube/issues/16). */
export const whyNoRequest = (pull: PullRequest, ids: readonly string[]): string | undefined =>
  ids.includes(pull.authorId) ? "Review cannot be requested from pull request author." : undefined;

/** Asks people for a review, one event and webhook each; who is asked already is passed over. */
export function requestReviews(act: Acting, pull: PullRequest, ids: readonly string[]): PullRequest {
  let current = pull;
  for (const id of new Set(ids)) {
    if (current.reviewerIds.includes(id)) continue;
    const asked = newest(act).theAccount(id);
    current = change(act, current, {
      reviewerIds: [...current.reviewerIds, id],
      events: [{ kind: "ReviewRequestedEvent", pullId: pull.id, reviewerId: id }],
    });
    note(act, refOf(act, current), { did: "asked-for-review", text: shownLogin(asked) });
    tell(act, current, {
      action: "review_requested",
      requested_reviewer: accountShape(act.platform, asked),
    });
  }
  return current;
}

/** Asks people for no review any more. */
export function withdrawRequests(act: Acting, pull: PullRequest, ids: readonly string[]): PullRequest {
  let current = pull;
  for (const id of ids) {
    const asked = newest(act).theAccount(id);
    current = change(act, current, {
      reviewerIds: current.reviewerIds.filter((one) => one !== id),
      events: [{ kind: "ReviewRequestRemovedEvent", pullId: pull.id, reviewerId: id }],
    });
    const requested_reviewer = accountShape(act.platform, asked);
    tell(act, current, { action: "review_request_removed", requested_reviewer });
  }
  return current;
}

/** The newest review of each person that approves or asks for changes; a comment takes nothing back. */
export function opinionsOn(view: View, pull: PullRequest): readonly PullRequestReview[] {
  const newestBy = new Map<string, PullRequestReview>();
  for (const given of view.reviews(pull))
    if (given.state !== "COMMENTED") newestBy.set(given.authorId, given);
  return [...newestBy.values()].filter(({ state }) => state !== "DISMISSED");
}

/** The opinions that count: of those who have write. */
export function decisiveOn(view: View, pull: PullRequest): readonly PullRequestReview[] {
  const repository = view.theRepository(pull.repositoryId);
  return opinionsOn(view, pull).filter(({ authorId }) => canPush(view, repository, authorId));
}

/** Whether an account may push to a repository. */
export function canPush(view: View, repository: Repository, accountId: string): boolean {
  return atLeast(view.role(shownLogin(view.theAccount(accountId)), repository), "write");
}

/** How many approvals a merge of this needs. */
const neededFor = (repository: Repository, pull: PullRequest): number =>
  pull.baseRef === repository.defaultBranch ? (repository.settings.protection?.approvals ?? 0) : 0;

/** GraphQL's `reviewDecision`: null where the base asks for no approval (https://github.com/orgs/community/discussions/24375). */
export function decisionOn(
  view: View,
  pull: PullRequest,
): "APPROVED" | "CHANGES_REQUESTED" | "REVIEW_REQUIRED" | null {
  const needed = neededFor(view.theRepository(pull.repositoryId), pull);
  if (needed === 0) return null;
  const opinions = decisiveOn(view, pull);
  if (opinions.some(({ state }) => state === "CHANGES_REQUESTED")) return "CHANGES_REQUESTED";
  return opinions.length >= needed ? "APPROVED" : "REVIEW_REQUIRED";
}
