// What GitHub checks before a mutation takes effect, and how a mutation is written down here.
import type { Acting } from "../platform.ts";
import type { Account, IssueOrPullRequest, Repository } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import type { ResolverContext } from "./context.ts";
import { accountsWith, ResolverProblem } from "./context.ts";

/** One mutation: its input, what it acts with, what it answers (without `clientMutationId`). */
export type MutationField = (
  input: FieldArguments,
  act: Acting,
  context: ResolverContext,
) => Record<string, unknown>;

/** GitHub's refusal of values that it cannot take. */
export const unprocessable = (message: string): ResolverProblem =>
  new ResolverProblem("UNPROCESSABLE", message);

/** A body that is short enough. */
export function bodyOf(text: string): string {
  if (text.length > 65_536) throw unprocessable("Body is too long (maximum is 65536 characters)");
  return text;
}

/** A title that GitHub takes. */
export function titleOf(text: string): string {
  if (text.trim() === "") throw unprocessable("Title can't be blank");
  if (text.length > 256) throw unprocessable("Title is too long (maximum is 256 characters)");
  return text;
}

/** Label ids, each once, all of this repository. */
export function labelIdsOf(
  context: ResolverContext,
  repository: Repository,
  ids: readonly string[],
): readonly string[] {
  for (const id of ids) {
    const found = context.view.node(id);
    if (found?.kind !== "Label") {
      throw new ResolverProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    }
    if (found.repositoryId !== repository.id) {
      throw unprocessable(
        `The label '${found.name}' does not belong to ${repository.owner}/${repository.name}.`,
      );
    }
  }
  return [...new Set(ids)];
}

/** GitHub drops silently whom a repository does not let be assigned. */
export function assignable(
  context: ResolverContext,
  repository: Repository,
  ids: readonly string[],
): readonly string[] {
  const may = (person: Account): boolean =>
    person.kind === "User" && context.view.role(person.login, repository) !== "none";
  return [
    ...new Set(
      accountsWith(context, ids)
        .filter(may)
        .map((person) => person.id),
    ),
  ];
}

/** The repository of an issue or a pull request. */
export const repositoryOf = (context: ResolverContext, on: IssueOrPullRequest): Repository =>
  context.view.theRepository(on.repositoryId);

/** An issue or a pull request as it became. */
export const fresh = <T extends IssueOrPullRequest>(context: ResolverContext, on: T): T =>
  context.view.theIssueOrPull<T>(on.id);

/** Refuses with GitHub's words, where there are any. */
export function unless(why: string | undefined): void {
  if (why !== undefined) throw unprocessable(why);
}
