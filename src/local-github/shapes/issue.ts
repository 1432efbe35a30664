// Issues, comments and labels as REST and webhooks show them.
import { associationOf } from "../association.ts";
import type { Platform } from "../platform.ts";
import type { Comment, Issue, IssueOrPullRequest, Label, Repository, Written } from "../records.ts";
import { nameWithOwner, shownTime } from "../records.ts";
import type { View } from "../view.ts";
import { accountShape } from "./account.ts";

const standardLabels = new Set([
  "bug",
  "documentation",
  "duplicate",
  "enhancement",
  "good first issue",
  "help wanted",
  "invalid",
  "question",
  "wontfix",
]);

/** Whether GitHub gives every new repository a label of this name. */
export const isStandardLabel = (name: string): boolean => standardLabels.has(name);

/** GitHub's `label`. */
export function labelShape({ addresses }: Platform, view: View, label: Label): Record<string, unknown> {
  const name = nameWithOwner(view.theRepository(label.repositoryId));
  return {
    id: label.databaseId,
    node_id: label.id,
    url: `${addresses.api}/repos/${name}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: isStandardLabel(label.name),
    description: label.description,
  };
}

const rollup = [
  ["+1", "THUMBS_UP"],
  ["-1", "THUMBS_DOWN"],
  ["laugh", "LAUGH"],
  ["hooray", "HOORAY"],
  ["confused", "CONFUSED"],
  ["heart", "HEART"],
  ["rocket", "ROCKET"],
  ["eyes", "EYES"],
] as const;

function reactionsShape(written: Written, url: string): Record<string, unknown> {
  const counts = rollup.map(([name, content]) => [
    name,
    written.reactions.reduce((sum, reaction) => sum + (reaction.content === content ? 1 : 0), 0),
  ]);
  return { url: `${url}/reactions`, total_count: written.reactions.length, ...Object.fromEntries(counts) };
}

/** How many sub-issues there are and how many are closed. */
export function subIssuesSummary(
  view: View,
  issue: Issue,
): { total: number; completed: number; percent: number } {
  const total = issue.subIssueIds.length;
  let completed = 0;
  for (const id of issue.subIssueIds) if (view.theIssue(id).state === "CLOSED") completed++;
  return { total, completed, percent: total === 0 ? 0 : Math.round((100 * completed) / total) };
}

/** What an issue is blocked by and what it blocks, in number: of the first two those that are open. */
export function dependenciesSummary(view: View, { blockedByIds, blockingIds }: Issue) {
  const open = (ids: readonly string[]): number =>
    ids.filter((id) => view.theIssue(id).state === "OPEN").length;
  return {
    blocked_by: open(blockedByIds),
    total_blocked_by: blockedByIds.length,
    blocking: open(blockingIds),
    total_blocking: blockingIds.length,
  };
}

/** A pull request has an address of its own for people. */
const pageOf = ({ kind, number }: IssueOrPullRequest): string =>
  `${kind === "Issue" ? "issues" : "pull"}/${number}`;

function addressesOf(
  platform: Platform,
  repository: Repository,
  issue: IssueOrPullRequest,
): Record<string, string> {
  const name = nameWithOwner(repository);
  const url = `${platform.addresses.api}/repos/${name}/issues/${issue.number}`;
  return {
    url,
    repository_url: `${platform.addresses.api}/repos/${name}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${platform.addresses.web}/${name}/${pageOf(issue)}`,
  };
}

/** What only an issue has, and what only a pull request has that is shown as one. */
function ownShape(view: View, issue: IssueOrPullRequest, html: string, url: string): Record<string, unknown> {
  if (issue.kind === "PullRequest") {
    const { draft, mergedAt } = issue;
    const merged_at = mergedAt === null ? null : shownTime(mergedAt);
    const diffs = { diff_url: `${html}.diff`, patch_url: `${html}.patch` };
    return {
      draft,
      pull_request: {
        url: url.replace(/\/issues\/(\d+)$/, "/pulls/$1"),
        html_url: html,
        ...diffs,
        merged_at,
      },
      state_reason: null,
    };
  }
  const sub = subIssuesSummary(view, issue);
  return {
    sub_issues_summary: { total: sub.total, completed: sub.completed, percent_completed: sub.percent },
    issue_dependencies_summary: dependenciesSummary(view, issue),
    state_reason: issue.stateReason === null ? null : issue.stateReason.toLowerCase(),
  };
}

/** GitHub's `issue`, as in webhooks and lists; a pull request is one too, with `pull_request` in it. */
export function issueShape(
  platform: Platform,
  view: View,
  issue: IssueOrPullRequest,
): Record<string, unknown> {
  const repository = view.theRepository(issue.repositoryId);
  const author = view.theAccount(issue.authorId);
  const assignees = issue.assigneeIds.map((id) => accountShape(platform, view.theAccount(id)));
  const where = addressesOf(platform, repository, issue);
  return {
    ...where,
    id: issue.kind === "Issue" ? issue.databaseId : issue.issueDatabaseId,
    node_id: issue.id,
    number: issue.number,
    title: issue.title,
    user: accountShape(platform, author),
    labels: view.labelsById(issue.labelIds).map((label) => labelShape(platform, view, label)),
    state: issue.state === "OPEN" ? "open" : "closed",
    locked: false,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: view.comments(issue).length,
    created_at: shownTime(issue.createdAt),
    updated_at: shownTime(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : shownTime(issue.closedAt),
    author_association: associationOf(view, repository, author),
    type: null,
    active_lock_reason: null,
    body: issue.body === "" ? null : issue.body,
    reactions: reactionsShape(issue, where.url ?? ""),
    timeline_url: `${where.url}/timeline`,
    performed_via_github_app: null,
    ...ownShape(view, issue, where.html_url ?? "", where.url ?? ""),
  };
}

/** GitHub's `issue-comment`. */
export function commentShape(platform: Platform, view: View, comment: Comment): Record<string, unknown> {
  const issue = view.theIssueOrPull(comment.issueId);
  const repository = view.theRepository(issue.repositoryId);
  const author = view.theAccount(comment.authorId);
  const url = `${platform.addresses.api}/repos/${nameWithOwner(repository)}/issues/comments/${comment.databaseId}`;
  const issueAt = addressesOf(platform, repository, issue);
  return {
    url,
    html_url: `${issueAt.html_url}#issuecomment-${comment.databaseId}`,
    issue_url: issueAt.url,
    id: comment.databaseId,
    node_id: comment.id,
    user: accountShape(platform, author),
    created_at: shownTime(comment.createdAt),
    updated_at: shownTime(comment.updatedAt),
    author_association: associationOf(view, repository, author),
    body: comment.body,
    reactions: reactionsShape(comment, url),
    performed_via_github_app: null,
  };
}
