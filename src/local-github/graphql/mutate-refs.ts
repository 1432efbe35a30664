// GraphQL's mutations of branches: making, moving and deleting them.
import { createBranch, deleteBranch, pointBranch, whyNoBranch, whyProtected } from "../acts/branches.ts";
import { ancestryOf } from "../history.ts";
import { type MutationField, unless, unprocessable } from "./checks.ts";
import {
  mayChange,
  notImplemented,
  type ResolverContext,
  ResolverProblem,
  repositoryToChange,
  sees,
} from "./context.ts";
import { branchRef, type Ref, refWith } from "./files.ts";

function refToChange(context: ResolverContext, id: string): Ref {
  const ref = refWith(context.view, id);
  if (ref === undefined || !sees(context, ref.repository))
    throw new ResolverProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  mayChange(context, ref.repository);
  return ref;
}

/** The mutations of branches. */
export const refMutations: Readonly<Record<string, MutationField>> = {
  createRef: (input, act, context) => {
    const repository = repositoryToChange(context, input.theText("repositoryId"));
    const qualified = input.theText("name");
    const commit = context.view.commit(repository.id, input.theText("oid"));
    if (!qualified.startsWith("refs/heads/")) throw notImplemented(`the ref ${qualified}`);
    const name = qualified.slice("refs/heads/".length);
    unless(whyNoBranch(repository, name));
    if (commit === undefined) throw unprocessable("Object does not exist");
    return { ref: branchRef(createBranch(act, repository, name, commit), name) };
  },
  updateRef: (input, act, context) => {
    const { repository, name, target } = refToChange(context, input.theText("refId"));
    const to = context.view.commit(repository.id, input.theText("oid"));
    const force = input.flag("force") ?? false;
    unless(whyProtected(act, repository, name));
    if (to === undefined) throw unprocessable("Object does not exist");
    const isForward = ancestryOf(context.view, to).some(({ oid }) => oid === target.oid);
    if (!isForward) {
      if (force) throw notImplemented("a forced push");
      throw unprocessable("Update is not a fast forward");
    }
    return { ref: branchRef(pointBranch(act, repository, { branch: name, to }), name) };
  },
  deleteRef: (input, act, context) => {
    const { repository, name } = refToChange(context, input.theText("refId"));
    if (name === repository.defaultBranch) throw unprocessable("The default branch cannot be deleted");
    deleteBranch(act, repository, name);
    return {};
  },
};
