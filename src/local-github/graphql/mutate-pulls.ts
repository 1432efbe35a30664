// GraphQL's mutations of a pull request: opening, changing, draft or ready, closing, reopening.
import {
  closePull,
  editPull,
  openPull,
  reopenPull,
  setDraft,
  whyNoPull,
  whyNoReopening,
} from "../acts/pulls.ts";
import { headOf } from "../records.ts";
import { bodyOf, fresh, type MutationField, repositoryOf, titleOf, unless, unprocessable } from "./checks.ts";
import { notImplemented, pullToChange, repositoryToChange } from "./context.ts";
import { listsGiven } from "./lists.ts";

const branchName = (text: string): string => text.replace(/^refs\/heads\//, "");

const createPullRequest: MutationField = (input, act, context) => {
  const repository = repositoryToChange(context, input.theText("repositoryId"));
  const headRepository = input.text("headRepositoryId") ?? repository.id;
  const [owner, ownHead] = /^([^:]+):(.+)$/.exec(input.theText("headRefName"))?.slice(1) ?? [];
  const isOwn = headRepository === repository.id && (owner ?? repository.owner) === repository.owner;
  if (!isOwn) throw notImplemented("pull requests from another repository");
  // What maintainers may change is about forks only.
  input.flag("maintainerCanModify");
  const what = {
    title: titleOf(input.theText("title")),
    body: bodyOf(input.text("body") ?? ""),
    head: branchName(ownHead ?? input.theText("headRefName")),
    base: branchName(input.theText("baseRefName")),
    draft: input.flag("draft") ?? false,
  };
  unless(whyNoPull(act, repository, what));
  return { pullRequest: openPull(act, repository, what) };
};

const updatePullRequest: MutationField = (input, act, context) => {
  const pull = pullToChange(context, input.theText("pullRequestId"));
  const repository = repositoryOf(context, pull);
  const [title, body, base] = [input.text("title"), input.text("body"), input.text("baseRefName")];
  const state = input.text("state");
  const giveLists = listsGiven(input, pull, context);
  input.flag("maintainerCanModify");
  if (base !== undefined && headOf(repository, base) === undefined)
    throw unprocessable("Base ref must be a branch");
  if (base !== undefined && pull.state !== "OPEN")
    throw unprocessable("Cannot change the base branch of a closed pull request.");
  if (state === "OPEN") unless(whyNoReopening(context.view, pull));
  editPull(act, pull, {
    ...(title === undefined ? {} : { title: titleOf(title) }),
    ...(body === undefined ? {} : { body: bodyOf(body) }),
    ...(base === undefined ? {} : { base: branchName(base) }),
  });
  giveLists(act);
  if (state === "CLOSED") closePull(act, fresh(context, pull));
  if (state === "OPEN") reopenPull(act, fresh(context, pull));
  return { pullRequest: fresh(context, pull), actor: act.actor };
};

/** The mutations whose subject is a pull request. */
export const pullMutations: Readonly<Record<string, MutationField>> = {
  createPullRequest,
  updatePullRequest,
  closePullRequest: (input, act, context) => ({
    pullRequest: closePull(act, pullToChange(context, input.theText("pullRequestId"))),
  }),
  reopenPullRequest: (input, act, context) => {
    const pull = pullToChange(context, input.theText("pullRequestId"));
    unless(whyNoReopening(context.view, pull));
    return { pullRequest: reopenPull(act, pull) };
  },
};

const drafting =
  (draft: boolean): MutationField =>
  (input, act, context) => {
    const pull = pullToChange(context, input.theText("pullRequestId"));
    if (pull.state !== "OPEN") throw unprocessable("Pull request is closed");
    return { pullRequest: setDraft(act, pull, draft) };
  };

/** The mutations that take a pull request out of its draft and back. */
export const draftMutations: Readonly<Record<string, MutationField>> = {
  markPullRequestReadyForReview: drafting(false),
  convertPullRequestToDraft: drafting(true),
};
