// GraphQL's `createCommitOnBranch`: files committed to the default branch, if it is still where the caller thinks.
import { commitFiles } from "../acts/files.ts";
import type { Acting } from "../platform.ts";
import type { Repository } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import type { ResolverContext } from "./context.ts";
import { mayChange, notImplemented, ResolverProblem, sees } from "./context.ts";

function branchOf(branch: FieldArguments, context: ResolverContext): Repository {
  const id = branch.text("id");
  if (id !== undefined) throw notImplemented("CommittableBranch.id");
  const name = branch.text("repositoryNameWithOwner") ?? "";
  const repository = context.view.repository(name);
  const branchName = branch.text("branchName")?.replace(/^refs\/heads\//, "");
  if (repository === undefined || !sees(context, repository)) {
    throw new ResolverProblem("NOT_FOUND", `Could not resolve to a Repository with the name '${name}'.`);
  }
  mayChange(context, repository);
  if (branchName !== repository.defaultBranch) throw notImplemented(`commits to the branch ${branchName}`);
  return repository;
}

/** Answers the commit and the branch; STALE_DATA when the branch has moved on from `expectedHeadOid`. */
export function commitOnBranch(
  input: FieldArguments,
  act: Acting,
  context: ResolverContext,
): Record<string, unknown> {
  const repository = branchOf(input.theObject("branch"), context);
  const expected = input.theText("expectedHeadOid");
  const words = input.theObject("message");
  const body = words.text("body");
  const changes = input.object("fileChanges");
  if (expected !== repository.head.oid) {
    throw new ResolverProblem(
      "STALE_DATA",
      `Expected branch to point to "${expected}" but it points to "${repository.head.oid}". Pull and try again.`,
    );
  }
  const additions = (changes?.objects("additions") ?? []).map((file): [string, string] => [
    file.theText("path"),
    Buffer.from(file.theText("contents"), "base64").toString("utf8"),
  ]);
  const remove = (changes?.objects("deletions") ?? []).map((file) => file.theText("path"));
  const headline = words.theText("headline");
  const message = body === undefined ? headline : `${headline}\n\n${body}`;
  const next = commitFiles(act, repository, { message, add: new Map(additions), remove });
  return { commit: next.head, ref: { kind: "Ref", repository: next } };
}
