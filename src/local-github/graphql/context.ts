// What every resolver is handed, and the errors that it may answer with.
import type { Viewer } from "../installations.ts";
import { isFor, reads } from "../installations.ts";
import type { Platform } from "../platform.ts";
import type {
  Account,
  Comment,
  Issue,
  IssueOrPullRequest,
  PullRequest,
  PullRequestReview,
  Repository,
} from "../records.ts";
import type { View } from "../view.ts";
import type { FieldArguments } from "./arguments.ts";
import type { Cost } from "./cost.ts";

/** What is left of the hourly allowance; `resetAt` is epoch milliseconds. */
export interface Allowance {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  readonly resetAt: number;
}

/** One alias of a mutation that took effect. */
export interface AppliedMutation {
  readonly alias: string;
  readonly field: string;
  readonly mutationId: string | undefined;
  readonly at: number;
  readonly by: string;
}

/** A token that GraphQL can be asked with. */
export type Asker = Exclude<Viewer, { readonly kind: "app" }>;

/** What one request shares with all of its resolvers; `cost` grows while they run. */
export interface ResolverContext {
  readonly cost: Cost;
  readonly platform: Platform;
  readonly view: View;
  readonly viewer: Asker;
  readonly allowance: Allowance;
  /** Called after each alias that took effect; what it throws ends the whole request. */
  readonly applied: (alias: AppliedMutation) => void;
  /** What `applied` threw, in a box. */
  crash: { readonly error: unknown } | undefined;
}

/** A resolver of one field: its source is a record, or what another resolver answered. */
export type Resolver = (source: never, args: FieldArguments, context: ResolverContext) => unknown;

/** The fields of one type. */
export type TypeFields = Readonly<Record<string, Resolver>>;

/** The sorts of error that GitHub names. */
export type ProblemType =
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "UNPROCESSABLE"
  | "STALE_DATA"
  | "MISSING_PAGINATION_BOUNDARIES"
  | "EXCESSIVE_PAGINATION"
  | "INVALID_CURSOR_ARGUMENTS"
  | "NOT_IMPLEMENTED";

/** An error as GitHub's GraphQL answers it. */
export class ResolverProblem extends Error {
  override readonly name = "Problem";
  readonly type: ProblemType;

  constructor(type: ProblemType, message: string) {
    super(message);
    this.type = type;
  }
}

/** A request for what the local GitHub does not have. */
export const notImplemented = (what: string): ResolverProblem =>
  new ResolverProblem("NOT_IMPLEMENTED", `not implemented by the local GitHub: ${what}`);

/** The refusal of what a token may not do. */
export const forbidden = (): ResolverProblem =>
  new ResolverProblem("FORBIDDEN", "Resource not accessible by integration");

/** What a mutation may take. */
export type MutationPermission = "issues" | "contents" | "pull_requests";

/** Throws FORBIDDEN unless the token may do at least one of these. */
export function need(context: ResolverContext, ...permissions: readonly MutationPermission[]): void {
  const { permissions: has } = context.viewer;
  if (!permissions.some((permission) => has[permission] === "write")) throw forbidden();
}

/** Throws FORBIDDEN where a token without the permission asks for pull requests that are not public. */
export function needToReadPulls({ viewer }: ResolverContext, repository: Repository): void {
  if (repository.private && viewer.permissions.pull_requests === undefined) throw forbidden();
}

/** Whether the token may read a repository. */
export const sees = (context: ResolverContext, repository: Repository): boolean =>
  reads(context.viewer, repository);

/** An issue that another names, or null where the token may not read it. */
export function seenIssue(context: ResolverContext, id: string | null): Issue | null {
  if (id === null) return null;
  const issue = context.view.theIssue(id);
  return sees(context, context.view.theRepository(issue.repositoryId)) ? issue : null;
}

const noNode = (id: string): ResolverProblem =>
  new ResolverProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);

/** The repository with a node id, if the token may read it. */
export function repositoryWith(context: ResolverContext, id: string): Repository {
  const entity = context.view.node(id);
  if (entity?.kind !== "Repository" || !sees(context, entity)) throw noNode(id);
  return entity;
}

/** The issue with a node id, if the token may read it. */
export function issueWith(context: ResolverContext, id: string): Issue {
  const entity = context.view.node(id);
  if (entity?.kind !== "Issue") throw noNode(id);
  repositoryWithin(context, entity.repositoryId, id);
  return entity;
}

/** The pull request with a node id, if the token may read it. */
export function pullWith(context: ResolverContext, id: string): PullRequest {
  const entity = context.view.node(id);
  if (entity?.kind !== "PullRequest") throw noNode(id);
  repositoryWithin(context, entity.repositoryId, id);
  needToReadPulls(context, context.view.theRepository(entity.repositoryId));
  return entity;
}

/** The review with a node id, if the token may read it. */
export function reviewWith(context: ResolverContext, id: string): PullRequestReview {
  const entity = context.view.node(id);
  if (entity?.kind !== "PullRequestReview") throw noNode(id);
  pullWith(context, entity.pullId);
  return entity;
}

/** The comment with a node id, if the token may read it. */
export function commentWith(context: ResolverContext, id: string): Comment {
  const entity = context.view.node(id);
  if (entity?.kind !== "IssueComment") throw noNode(id);
  repositoryWithin(context, context.view.theIssueOrPull(entity.issueId).repositoryId, id);
  return entity;
}

function repositoryWithin(context: ResolverContext, repositoryId: string, id: string): void {
  if (!sees(context, context.view.theRepository(repositoryId))) throw noNode(id);
}

/** Any node that the token may read; an account always is. */
export function nodeWith(context: ResolverContext, id: string): unknown {
  const entity = context.view.node(id);
  switch (entity?.kind) {
    case "User":
    case "Organization":
    case "Bot":
      return entity;
    case "Repository":
      return repositoryWith(context, id);
    case "Issue":
      return issueWith(context, id);
    case "IssueComment":
      return commentWith(context, id);
    case "PullRequest":
      return pullWith(context, id);
    case "PullRequestReview":
      return reviewWith(context, id);
    case "Label":
    case "Commit":
      repositoryWithin(context, entity.repositoryId, id);
      return entity;
    case undefined:
      throw noNode(id);
  }
}

/** The repository with a node id, if the token may change what is in it: others that it may read are FORBIDDEN. */
export function repositoryToChange(context: ResolverContext, id: string): Repository {
  const repository = repositoryWith(context, id);
  mayChange(context, repository);
  return repository;
}

/** The issue with a node id, if the token may change it. */
export function issueToChange(context: ResolverContext, id: string): Issue {
  const issue = issueWith(context, id);
  mayChange(context, context.view.theRepository(issue.repositoryId));
  return issue;
}

/** The pull request with a node id, if the token may change it. */
export function pullToChange(context: ResolverContext, id: string): PullRequest {
  const pull = pullWith(context, id);
  mayChange(context, context.view.theRepository(pull.repositoryId));
  return pull;
}

/** The issue or pull request with a node id, if the token may change it: the right to one is not enough for an issue. */
export function issueOrPullToChange(context: ResolverContext, id: string): IssueOrPullRequest {
  if (context.view.node(id)?.kind === "PullRequest") return pullToChange(context, id);
  const issue = issueToChange(context, id);
  need(context, "issues");
  return issue;
}

/** The comment with a node id, if the token may change it. */
export function commentToChange(context: ResolverContext, id: string): Comment {
  const comment = commentWith(context, id);
  issueOrPullToChange(context, comment.issueId);
  return comment;
}

/** Throws FORBIDDEN where the token was not made for this repository, and what GitHub says where that is read only. */
export function mayChange({ viewer }: ResolverContext, repository: Repository): void {
  if (!isFor(viewer, repository)) throw forbidden();
  if (repository.archived)
    throw new ResolverProblem("UNPROCESSABLE", "Repository was archived so is read-only.");
}

/** The accounts with these node ids. */
export function accountsWith(context: ResolverContext, ids: readonly string[]): Account[] {
  return ids.map((id) => {
    const entity = context.view.node(id);
    if (entity?.kind === "User" || entity?.kind === "Bot") return entity;
    throw noNode(id);
  });
}
