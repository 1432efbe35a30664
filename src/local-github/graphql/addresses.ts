// Where an issue, a pull request or what is written in one belongs, and the address of its page.
import type { Comment, IssueOrPullRequest, PullRequestReview } from "../records.ts";
import { nameWithOwner, shownTime } from "../records.ts";
import type { ResolverContext } from "./context.ts";

/** An instant as it is shown, or null. */
export const time = (at: number | null | undefined): string | null => (at == null ? null : shownTime(at));

/** The repository of what people write in. */
export const repositoryOf = (
  source: IssueOrPullRequest | Comment | PullRequestReview,
  { view }: ResolverContext,
) => {
  if (source.kind === "PullRequestReview")
    return view.theRepository(view.thePullRequest(source.pullId).repositoryId);
  const on = source.kind === "IssueComment" ? view.theIssueOrPull(source.issueId) : source;
  return view.theRepository(on.repositoryId);
};

/** The address of an issue's or a pull request's page. */
export const issueUrl = (issue: IssueOrPullRequest, context: ResolverContext): string =>
  `${context.platform.addresses.web}${issuePath(issue, context)}`;

/** The path of it. */
export const issuePath = (issue: IssueOrPullRequest, context: ResolverContext): string =>
  `/${nameWithOwner(repositoryOf(issue, context))}/${issue.kind === "Issue" ? "issues" : "pull"}/${issue.number}`;
