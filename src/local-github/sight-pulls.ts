// What scenarios, tests and pages see of pull requests: the newest state in plain words, past all rights and faults.
import { whyNoMerge } from "./acts/merge.ts";
import { decisiveOn } from "./acts/reviews.ts";
import { endsOf, mergeableOf } from "./ends.ts";
import { changesOf, commitsBetween, type Difference } from "./history.ts";
import type { Commit, PullRequest, PullRequestReview, ReviewState } from "./records.ts";
import { headOf, nameWithOwner, shownLogin } from "./records.ts";
import type { View } from "./view.ts";

/** A review for people; `counts` where it decides, being the newest of somebody with write. */
export interface ReviewFacts {
  readonly id: string;
  readonly author: string;
  readonly state: Lowercase<ReviewState>;
  readonly body: string;
  readonly oid: string;
  readonly createdAt: number;
  readonly counts: boolean;
}

/** A commit for people. */
export interface CommitFacts {
  readonly oid: string;
  readonly message: string;
  readonly by: string;
  readonly at: number;
}

/** A pull request for people; instants are epoch milliseconds, labels in the order in which they were given. */
export interface PullFacts {
  readonly ref: string;
  readonly id: string;
  readonly number: number;
  readonly repo: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly state: "draft" | "open" | "merged" | "closed";
  readonly head: string;
  readonly base: string;
  readonly headOid: string;
  /** The branch of its head is still there. */
  readonly hasHead: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly mergedBy: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Who was asked for a review and has not given one since. */
  readonly reviewers: readonly string[];
  readonly reviews: readonly ReviewFacts[];
  readonly commits: readonly CommitFacts[];
  readonly conflicts: boolean;
  /** Why it can't be merged now, in GitHub's words. */
  readonly whyNoMerge: string | undefined;
  readonly reactions: readonly { readonly by: string; readonly content: string }[];
}

/** A commit as people see it. */
export const commitFacts = (view: View, commit: Commit): CommitFacts => ({
  oid: commit.oid,
  message: commit.message,
  by: shownLogin(view.theAccount(commit.authorId)),
  at: commit.at,
});

/** A review as people see it. */
export function reviewFacts(view: View, given: PullRequestReview): ReviewFacts {
  const decisive = decisiveOn(view, view.thePullRequest(given.pullId));
  return {
    id: given.id,
    author: shownLogin(view.theAccount(given.authorId)),
    state: given.state.toLowerCase() as Lowercase<ReviewState>,
    body: given.body,
    oid: given.oid,
    createdAt: given.createdAt,
    counts: decisive.some(({ id }) => id === given.id),
  };
}

const stateOf = ({ state, draft }: PullRequest): PullFacts["state"] =>
  state === "OPEN" ? (draft ? "draft" : "open") : state === "MERGED" ? "merged" : "closed";

/** A pull request as people see it. */
export function pullFacts(view: View, pull: PullRequest): PullFacts {
  const repository = view.theRepository(pull.repositoryId);
  const repo = nameWithOwner(repository);
  const login = (id: string): string => shownLogin(view.theAccount(id));
  const ends = endsOf(view, pull);
  const commits = ends === undefined ? [] : commitsBetween(view, ends.base, ends.head);
  return {
    ...{ ref: `${repo}#${pull.number}`, id: pull.id, number: pull.number, repo },
    ...{ title: pull.title, body: pull.body, author: login(pull.authorId), state: stateOf(pull) },
    ...{ head: pull.headRef, base: pull.baseRef, headOid: pull.headOid },
    hasHead: headOf(repository, pull.headRef) !== undefined,
    ...{ createdAt: pull.createdAt, updatedAt: pull.updatedAt, closedAt: pull.closedAt },
    mergedBy: pull.mergedById === null ? null : login(pull.mergedById),
    labels: view.labelsById(pull.labelIds).map(({ name }) => name),
    assignees: pull.assigneeIds.map(login),
    reviewers: pull.reviewerIds.map(login),
    reviews: view.reviews(pull).map((given) => reviewFacts(view, given)),
    commits: commits.map((commit) => commitFacts(view, commit)),
    conflicts: mergeableOf(view, pull) === "CONFLICTING",
    whyNoMerge: whyNoMerge(view, pull),
    reactions: pull.reactions.map(({ accountId, content }) => ({
      by: login(accountId),
      content: content.toLowerCase(),
    })),
  };
}

/** The files that a pull request changes. */
export function pullChanges(view: View, pull: PullRequest): readonly Difference[] {
  const ends = endsOf(view, pull);
  return ends === undefined ? [] : changesOf(view, ends.base, ends.head);
}
