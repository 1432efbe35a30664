// GraphQL's `createCommitOnBranch`: files committed to a branch, if it is still where the caller thinks.
import { whyProtected } from "../acts/branches.ts";
import { note } from "../acts/change.ts";
import { commitFiles } from "../acts/files.ts";
import { whyNoPath } from "../paths.ts";
import type { Acting } from "../platform.ts";
import type { Commit } from "../records.ts";
import { headOf, nameWithOwner } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import { unless, unprocessable } from "./checks.ts";
import type { ResolverContext } from "./context.ts";
import { forbidden, mayChange, ResolverProblem, sees } from "./context.ts";
import { branchRef, type Ref, refWith } from "./files.ts";

function namedBranch(branch: FieldArguments, context: ResolverContext): Ref {
  const full = branch.text("repositoryNameWithOwner") ?? "";
  const name = branch.text("branchName") ?? "";
  const repository = context.view.repository(full);
  if (repository === undefined || !sees(context, repository))
    throw new ResolverProblem("NOT_FOUND", `Could not resolve to a Repository with the name '${full}'.`);
  mayChange(context, repository);
  const ref = branchRef(repository, name);
  if (ref === null)
    throw new ResolverProblem("NOT_FOUND", `No such branch '${name.replace(/^refs\/heads\//, "")}'.`);
  return ref;
}

function branchOf(branch: FieldArguments, context: ResolverContext): Ref {
  const id = branch.text("id");
  if (id === undefined) return namedBranch(branch, context);
  const ref = refWith(context.view, id);
  if (ref === undefined || !sees(context, ref.repository))
    throw new ResolverProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  mayChange(context, ref.repository);
  return ref;
}

/** The files to write and to remove, as far as git and the token allow them. */
function changesOf(changes: FieldArguments | undefined, head: Commit, context: ResolverContext) {
  const add = (changes?.objects("additions") ?? []).map((file): [string, string] => [
    file.theText("path"),
    Buffer.from(file.theText("contents"), "base64").toString("utf8"),
  ]);
  const remove = (changes?.objects("deletions") ?? []).map((file) => file.theText("path"));
  const paths = [...add.map(([path]) => path), ...remove];
  for (const path of paths) {
    unless(whyNoPath(path));
    const isWorkflow = path.startsWith(".github/workflows/");
    if (isWorkflow && context.viewer.permissions.workflows !== "write") throw forbidden();
  }
  if (new Set(paths).size < paths.length) throw unprocessable("A path was given more than once");
  // As users of Keystatic, which commits by this mutation, quote it.
  if (remove.some((path) => !head.files.has(path)))
    throw new ResolverProblem(
      "NOT_FOUND",
      `A path was requested for deletion which does not exist as of commit oid \`${head.oid}\``,
    );
  return { add: new Map(add), remove };
}

/**
 * Answers the commit and the branch; STALE_DATA when the branch has moved on from `expectedHeadOid`, in the words that
 * https://github.com/planetscale/ghcommit/pull/153 quotes.
 */
export function commitOnBranch(
  input: FieldArguments,
  act: Acting,
  context: ResolverContext,
): Record<string, unknown> {
  const { repository, name, target } = branchOf(input.theObject("branch"), context);
  const expected = input.theText("expectedHeadOid");
  const words = input.theObject("message");
  const [headline, body] = [words.theText("headline"), words.text("body")];
  const given = input.object("fileChanges");
  unless(whyProtected(act, repository, name));
  if (expected !== target.oid) {
    const paths = given?.objects("additions").map((file) => file.theText("path")) ?? [];
    note(act, nameWithOwner(repository), {
      did: "refused",
      text: `${paths.join(", ")}: ${name} has moved on since it was read`,
    });
    throw new ResolverProblem(
      "STALE_DATA",
      `Expected branch to point to "${expected}" but it did not. Pull and try again.`,
    );
  }
  const change = changesOf(given, target, context);
  const message = body === undefined ? headline : `${headline}\n\n${body}`;
  const next = commitFiles(act, repository, { message, ...change, branch: name });
  return { commit: headOf(next, name), ref: branchRef(next, name) };
}
