// Pull requests and their reviews as REST and webhooks show them.

import { associationOf } from "../association.ts";
import { endsOf, mergeableOf } from "../ends.ts";
import { changesOf, commitsBetween } from "../history.ts";
import { countsOf } from "../patch.ts";
import type { Platform } from "../platform.ts";
import type { PullRequest, PullRequestReview, Repository } from "../records.ts";
import { nameWithOwner, shownTime } from "../records.ts";
import type { View } from "../view.ts";
import { accountShape } from "./account.ts";
import { labelShape } from "./issue.ts";
import { repositoryShape } from "./repository.ts";

const time = (at: number | null): string | null => (at === null ? null : shownTime(at));

function addressesOf({ addresses }: Platform, repository: Repository, pull: PullRequest) {
  const name = nameWithOwner(repository);
  const repo = `${addresses.api}/repos/${name}`;
  const html = `${addresses.web}/${name}/pull/${pull.number}`;
  const url = `${repo}/pulls/${pull.number}`;
  const issue = `${repo}/issues/${pull.number}`;
  const statuses = `${repo}/statuses/${pull.headOid}`;
  return {
    ...{ url, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch`, issue_url: issue },
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repo}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repo}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
  };
}

function endShape(
  platform: Platform,
  view: View,
  end: { readonly repository: Repository; readonly ref: string; readonly sha: string },
): Record<string, unknown> {
  const { repository, ref, sha } = end;
  const owner = view.theAccount(repository.ownerId);
  return {
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: accountShape(platform, owner),
    repo: {
      ...repositoryShape(platform, view, repository),
      ...{ allow_merge_commit: true, allow_squash_merge: true, allow_rebase_merge: true },
      ...{ allow_auto_merge: false, allow_update_branch: false, delete_branch_on_merge: false },
      ...{ use_squash_pr_title_as_default: false },
      ...{ merge_commit_title: "MERGE_MESSAGE", merge_commit_message: "PR_TITLE" },
      ...{ squash_merge_commit_title: "COMMIT_OR_PR_TITLE", squash_merge_commit_message: "COMMIT_MESSAGES" },
    },
  };
}

/** GitHub's `pull-request-simple`, as in lists and in the webhooks of reviews. */
export function simplePullShape(platform: Platform, view: View, pull: PullRequest): Record<string, unknown> {
  const repository = view.theRepository(pull.repositoryId);
  const author = view.theAccount(pull.authorId);
  const people = (ids: readonly string[]) => ids.map((id) => accountShape(platform, view.theAccount(id)));
  const assignees = people(pull.assigneeIds);
  return {
    ...addressesOf(platform, repository, pull),
    id: pull.databaseId,
    node_id: pull.id,
    number: pull.number,
    state: pull.state === "OPEN" ? "open" : "closed",
    locked: false,
    title: pull.title,
    user: accountShape(platform, author),
    body: pull.body === "" ? null : pull.body,
    created_at: shownTime(pull.createdAt),
    updated_at: shownTime(pull.updatedAt),
    closed_at: time(pull.closedAt),
    merged_at: time(pull.mergedAt),
    merge_commit_sha: pull.mergeOid,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: people(pull.reviewerIds),
    requested_teams: [],
    labels: view.labelsById(pull.labelIds).map((label) => labelShape(platform, view, label)),
    milestone: null,
    draft: pull.draft,
    head: endShape(platform, view, { repository, ref: pull.headRef, sha: pull.headOid }),
    base: endShape(platform, view, { repository, ref: pull.baseRef, sha: pull.baseOid }),
    author_association: associationOf(view, repository, author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** GitHub's `pull-request`, whole, as in webhooks and alone. */
export function pullShape(platform: Platform, view: View, pull: PullRequest): Record<string, unknown> {
  const ends = endsOf(view, pull);
  const changes = ends === undefined ? [] : changesOf(view, ends.base, ends.head);
  const counts = changes.map(countsOf);
  const sum = (of: "additions" | "deletions") => counts.reduce((all, one) => all + one[of], 0);
  const mergeable = mergeableOf(view, pull);
  return {
    ...simplePullShape(platform, view, pull),
    merged: pull.state === "MERGED",
    mergeable: mergeable === "UNKNOWN" ? null : mergeable === "MERGEABLE",
    rebaseable: mergeable === "UNKNOWN" ? null : mergeable === "MERGEABLE",
    mergeable_state:
      pull.state !== "OPEN"
        ? "unknown"
        : pull.draft
          ? "draft"
          : mergeable === "CONFLICTING"
            ? "dirty"
            : "clean",
    merged_by: pull.mergedById === null ? null : accountShape(platform, view.theAccount(pull.mergedById)),
    comments: view.comments(pull).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: ends === undefined ? 0 : commitsBetween(view, ends.base, ends.head).length,
    additions: sum("additions"),
    deletions: sum("deletions"),
    changed_files: changes.length,
  };
}

/** GitHub's `pull-request-review`: a webhook writes the state in small letters, REST in capitals. */
export function reviewShape(
  platform: Platform,
  view: View,
  review: PullRequestReview,
): Record<string, unknown> {
  const pull = view.thePullRequest(review.pullId);
  const repository = view.theRepository(pull.repositoryId);
  const author = view.theAccount(review.authorId);
  const { url, html_url: html } = addressesOf(platform, repository, pull);
  const page = `${html}#pullrequestreview-${review.databaseId}`;
  return {
    id: review.databaseId,
    node_id: review.id,
    user: accountShape(platform, author),
    body: review.body === "" ? null : review.body,
    commit_id: review.oid,
    submitted_at: shownTime(review.createdAt),
    updated_at: shownTime(review.updatedAt),
    state: review.state.toLowerCase(),
    html_url: page,
    pull_request_url: url,
    author_association: associationOf(view, repository, author),
    _links: { html: { href: page }, pull_request: { href: url } },
  };
}
