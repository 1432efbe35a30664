// GraphQL fields of repositories and labels, with the lists of issues.
import type { Issue, IssueOrPullRequest, Label, PullRequest, Repository } from "../records.ts";
import { nameWithOwner, shownTime } from "../records.ts";
import { isStandardLabel } from "../shapes/issue.ts";
import type { FieldArguments } from "./arguments.ts";
import { page } from "./connection.ts";
import type { ResolverContext, TypeFields } from "./context.ts";
import { needToReadPulls, notImplemented, ResolverProblem } from "./context.ts";
import { branchRef, objectOf, refsOf } from "./files.ts";

function labels(repository: Repository, args: FieldArguments, { view }: ResolverContext): readonly Label[] {
  const words = (args.text("query") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const order = args.object("orderBy");
  const field = order?.text("field");
  const descending = order?.text("direction") === "DESC";
  const found = view.labels(repository.id).filter((label) => {
    const text = `${label.name} ${label.description ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (field === "NAME") found.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  else if (field !== undefined && field !== "CREATED_AT") throw notImplemented(`LabelOrderField.${field}`);
  return descending ? found.reverse() : found;
}

/** The issues of a list's arguments: `states`, `labels` (any of them), `filterBy` and `orderBy`. */
function issues(repository: Repository, args: FieldArguments, { view }: ResolverContext): readonly Issue[] {
  const filter = args.object("filterBy");
  const states = filter?.texts("states") ?? args.texts("states");
  const names = filter?.texts("labels") ?? args.texts("labels");
  const since = filter?.text("since");
  // By the schema it is false where nobody says it: then it asks for nothing.
  if (filter?.flag("viewerSubscribed") === true) throw notImplemented("IssueFilters.viewerSubscribed");
  const wanted = names?.map((name) => view.label(repository.id, name)?.id);
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const found = view.issues(repository.id).filter((issue) => {
    const labelled = wanted === undefined || issue.labelIds.some((id) => wanted.includes(id));
    return (
      labelled && (states === undefined || states.includes(issue.state)) && second(issue.updatedAt) >= from
    );
  });
  return ordered(found, args.object("orderBy"), (issue) => view.comments(issue).length);
}

const second = (at: number): number => Math.floor(at / 1000) * 1000;

/** The pull requests of a list's arguments: `states`, `labels` (any of them), `headRefName`, `baseRefName` and `orderBy`. */
function pulls(
  repository: Repository,
  args: FieldArguments,
  context: ResolverContext,
): readonly PullRequest[] {
  const { view } = context;
  needToReadPulls(context, repository);
  const states = args.texts("states");
  const wanted = args.texts("labels")?.map((name) => view.label(repository.id, name)?.id);
  const head = args.text("headRefName")?.replace(/^refs\/heads\//, "");
  const base = args.text("baseRefName")?.replace(/^refs\/heads\//, "");
  const found = view
    .pulls(repository.id)
    .filter(
      (pull) =>
        (states === undefined || states.includes(pull.state)) &&
        (wanted === undefined || pull.labelIds.some((id) => wanted.includes(id))) &&
        (head === undefined || pull.headRef === head) &&
        (base === undefined || pull.baseRef === base),
    );
  return ordered(found, args.object("orderBy"), (pull) => view.comments(pull).length);
}

function ordered<T extends IssueOrPullRequest>(
  found: T[],
  order: FieldArguments | undefined,
  comments: (one: T) => number,
): T[] {
  const field = order?.text("field") ?? "CREATED_AT";
  const descending = order?.text("direction") === "DESC";
  const key = (issue: T): number =>
    field === "UPDATED_AT" ? second(issue.updatedAt) : field === "COMMENTS" ? comments(issue) : issue.number;
  found.sort((a, b) => key(a) - key(b) || a.number - b.number);
  return descending ? found.reverse() : found;
}

/** The fields of repositories and their labels. */
export const repositoryFields: Readonly<Record<string, TypeFields>> = {
  Repository: {
    id: (repository: Repository) => repository.id,
    databaseId: (repository: Repository) => repository.databaseId,
    name: (repository: Repository) => repository.name,
    nameWithOwner,
    owner: (repository: Repository, _args, { view }) => view.theAccount(repository.ownerId),
    url: (repository: Repository, _args, { platform }) =>
      `${platform.addresses.web}/${nameWithOwner(repository)}`,
    resourcePath: (repository: Repository) => `/${nameWithOwner(repository)}`,
    description: () => null,
    isPrivate: (repository: Repository) => repository.private,
    isInOrganization: (repository: Repository, _args, { view }) =>
      view.theAccount(repository.ownerId).kind === "Organization",
    visibility: (repository: Repository) => (repository.private ? "PRIVATE" : "PUBLIC"),
    isArchived: (repository: Repository) => repository.archived,
    isDisabled: () => false,
    isFork: () => false,
    hasIssuesEnabled: () => true,
    // GitHub documents null here for whoever asks as an app.
    viewerPermission: () => null,
    createdAt: (repository: Repository) => shownTime(repository.createdAt),
    updatedAt: (repository: Repository) => shownTime(repository.updatedAt),
    pushedAt: (repository: Repository) => shownTime(repository.pushedAt),
    defaultBranchRef: (repository: Repository) => branchRef(repository, repository.defaultBranch),
    ref: (repository: Repository, args) => branchRef(repository, args.theText("qualifiedName")),
    refs: (repository: Repository, args) => {
      const prefix = args.theText("refPrefix");
      const query = args.text("query")?.toLowerCase() ?? "";
      if (!"refs/heads/".startsWith(prefix)) throw notImplemented(`refs of ${prefix}`);
      const found = refsOf(repository).filter(({ name }) => name.toLowerCase().includes(query));
      return page(args, found, "refs");
    },
    object: objectOf,
    label: (repository: Repository, args, { view }) =>
      view.label(repository.id, args.theText("name")) ?? null,
    labels: (repository: Repository, args, context) =>
      page(args, labels(repository, args, context), "labels"),
    issue: (repository: Repository, args, { view }) => {
      const number = args.number("number") ?? 0;
      const issue = view.issue(repository.id, number);
      if (issue !== undefined) return issue;
      throw new ResolverProblem("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
    },
    issues: (repository: Repository, args, context) =>
      page(args, issues(repository, args, context), "issues"),
    pullRequest: (repository: Repository, args, context) => {
      needToReadPulls(context, repository);
      const number = args.number("number") ?? 0;
      const pull = context.view.pull(repository.id, number);
      if (pull !== undefined) return pull;
      throw new ResolverProblem(
        "NOT_FOUND",
        `Could not resolve to a PullRequest with the number of ${number}.`,
      );
    },
    pullRequests: (repository: Repository, args, context) =>
      page(args, pulls(repository, args, context), "pullRequests"),
    issueOrPullRequest: (repository: Repository, args, context) => {
      const number = args.number("number") ?? 0;
      const found = context.view.conversation(repository.id, number);
      if (found?.kind === "PullRequest") needToReadPulls(context, repository);
      if (found !== undefined) return found;
      throw new ResolverProblem(
        "NOT_FOUND",
        `Could not resolve to an issue or pull request with the number of ${number}.`,
      );
    },
  },
  Label: {
    id: (label: Label) => label.id,
    name: (label: Label) => label.name,
    color: (label: Label) => label.color,
    description: (label: Label) => label.description,
    isDefault: (label: Label) => isStandardLabel(label.name),
    createdAt: (label: Label) => shownTime(label.createdAt),
    updatedAt: (label: Label) => shownTime(label.updatedAt),
    repository: (label: Label, _args, { view }) => view.theRepository(label.repositoryId),
    url: (label: Label, _args, { platform, view }) =>
      `${platform.addresses.web}/${nameWithOwner(view.theRepository(label.repositoryId))}/labels/${encodeURIComponent(label.name)}`,
  },
};
