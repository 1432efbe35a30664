// Acts on a pull request itself: opening, editing, draft or ready, closing, reopening.
import { commitsBetween } from "../history.ts";
import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { PullRequest, Repository } from "../records.ts";
import { headOf, nameWithOwner } from "../records.ts";
import type { View } from "../view.ts";
import { closed } from "./branches.ts";
import { change, editsAfter, note, refOf, repositoryOf, tell } from "./change.ts";
import { crossReference } from "./references.ts";

/** What a pull request is opened with: words, and two branches by their names. */
export interface NewPull {
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly base: string;
  readonly draft?: boolean;
}

/**
 * The refusal of what workflows do with pull requests where the repository does not let them; by GraphQL it comes as
 * https://github.com/microsoft/AL-Go/issues/159 shows.
 */
export function whyNotByActions({ actor }: Acting, repository: Repository): string | undefined {
  const isActions = actor.kind === "Bot" && actor.login === "github-actions";
  if (!isActions || repository.settings.actionsMayPropose) return undefined;
  return "GitHub Actions is not permitted to create or approve pull requests";
}

/** Why no pull request can be opened so, in GitHub's words (https://github.com/cli/cli/issues/5465, …/odigos-io/odigos/pull/3138). */
export function whyNoPull(act: Acting, repository: Repository, { head, base }: NewPull): string | undefined {
  const view = newest(act);
  const refused = whyNotByActions(act, repository);
  if (refused !== undefined) return refused;
  const [from, to] = [headOf(repository, head), headOf(repository, base)];
  const none = `No commits between ${base} and ${head}`;
  if (from === undefined || to === undefined) {
    const blank = ["Head sha can't be blank", "Base sha can't be blank", none];
    const lacking = [
      ...(from === undefined ? ["Head ref must be a branch"] : []),
      ...(to === undefined ? ["Base ref must be a branch"] : []),
    ];
    return [...blank, ...lacking].join(", ");
  }
  const open = openBetween(view, repository, { head, base });
  if (open !== undefined) return `A pull request already exists for ${repository.owner}:${head}.`;
  return commitsBetween(view, to, from).length === 0 ? none : undefined;
}

const openBetween = (
  view: View,
  repository: Repository,
  { head, base }: Pick<NewPull, "head" | "base">,
): PullRequest | undefined =>
  view
    .pulls(repository.id)
    .find((pull) => pull.state === "OPEN" && pull.headRef === head && pull.baseRef === base);

/** Opens a pull request; its commits stand at the begin of its timeline. That it may be opened is the caller's to check. */
export function openPull(act: Acting, repository: Repository, what: NewPull): PullRequest {
  const { store, clock } = act.platform;
  const view = newest(act);
  const [from, to] = [headOf(repository, what.head), headOf(repository, what.base)];
  if (from === undefined || to === undefined) throw new Error(`${what.head} or ${what.base} is no branch`);
  const pull: PullRequest = {
    ...bare(act, repository, what),
    draft: what.draft ?? false,
    baseOid: to.oid,
    headOid: from.oid,
    timeline: commitsBetween(view, to, from).map(({ oid }) => ({ kind: "Push", oid }) as const),
  };
  store.put(pull, clock.now());
  const { title, body: text, headRef: branch } = pull;
  note(act, `${nameWithOwner(repository)}#${pull.number}`, { did: "opened", text, title, branch });
  tell(act, pull, { action: "opened" });
  crossReference(act, pull, `${pull.title}\n${pull.body}`);
  return newest(act).thePullRequest(pull.id);
}

/** An open pull request that nothing has happened to, with the newest commits of its branches. */
export function bare(act: Acting, repository: Repository, what: NewPull): PullRequest {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const databaseId = identity.next("pull");
  const { oid } = repository.head;
  return {
    ...{ kind: "PullRequest", id: nodeId("PR", [repository.databaseId, databaseId]), databaseId },
    issueDatabaseId: identity.next("issueOfPull"),
    repositoryId: repository.id,
    number: store.nextNumber(repository.id),
    ...{ title: what.title, body: what.body, authorId: act.actor.id, createdAt: at, updatedAt: at },
    ...{ state: "OPEN", draft: false, baseRef: what.base, headRef: what.head, baseOid: oid, headOid: oid },
    ...{ closedAt: null, closedById: null, mergedAt: null, mergedById: null, mergeOid: null },
    ...{ labelIds: [], assigneeIds: [], reviewerIds: [], edits: [], reactions: [], timeline: [] },
  };
}

/** Changes title, body or base; what stays the same makes no event. */
export function editPull(
  act: Acting,
  pull: PullRequest,
  to: { readonly title?: string; readonly body?: string; readonly base?: string },
): PullRequest {
  const { title = pull.title, body = pull.body, base = pull.baseRef } = to;
  const [renamed, rewritten, moved] = [title !== pull.title, body !== pull.body, base !== pull.baseRef];
  if (!renamed && !rewritten && !moved) return pull;
  const baseOid = headOf(repositoryOf(act, pull), base)?.oid ?? pull.baseOid;
  const next = change(act, pull, {
    ...{ title, body, baseRef: base, baseOid: moved ? baseOid : pull.baseOid },
    ...(rewritten ? { edits: editsAfter(act, pull, body) } : {}),
    events: renamed ? [{ kind: "RenamedTitleEvent", previousTitle: pull.title, currentTitle: title }] : [],
  });
  note(act, refOf(act, next), {
    did: "edited",
    text: rewritten ? body : title,
    ...(renamed ? { title } : {}),
  });
  const changes = {
    ...(renamed ? { title: { from: pull.title } } : {}),
    ...(rewritten ? { body: { from: pull.body } } : {}),
    ...(moved ? { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseOid } } } : {}),
  };
  tell(act, next, { action: "edited", changes });
  if (rewritten) crossReference(act, next, body);
  return newest(act).thePullRequest(pull.id);
}

/** Says that a draft is ready for review, or makes it a draft again; what is so already stays. */
export function setDraft(act: Acting, pull: PullRequest, draft: boolean): PullRequest {
  if (pull.draft === draft) return pull;
  const kind = draft ? "ConvertToDraftEvent" : "ReadyForReviewEvent";
  const next = change(act, pull, { draft, events: [{ kind, pullId: pull.id }] });
  note(act, refOf(act, next), { did: draft ? "made-draft" : "made-ready", text: "" });
  tell(act, next, { action: draft ? "converted_to_draft" : "ready_for_review" });
  return next;
}

/** Closes a pull request without a merge; one that is closed or merged stays as it is. */
export const closePull = (act: Acting, pull: PullRequest): PullRequest =>
  pull.state === "OPEN" ? closed(act, pull) : pull;

/**
 * Why a pull request can't be opened again: it is merged, or one of its branches is gone. GitHub says so little in
 * answers of `reopenPullRequest`, as people quote them.
 */
export function whyNoReopening(view: View, pull: PullRequest): string | undefined {
  const repository = view.theRepository(pull.repositoryId);
  const { headRef: head, baseRef: base } = pull;
  const lacks = headOf(repository, head) === undefined || headOf(repository, base) === undefined;
  const again = pull.state === "CLOSED" && openBetween(view, repository, { head, base }) !== undefined;
  return pull.state === "MERGED" || lacks || again ? "Could not open the pull request." : undefined;
}

/** Opens a closed pull request again, with what its branch has now. */
export function reopenPull(act: Acting, pull: PullRequest): PullRequest {
  if (pull.state === "OPEN") return pull;
  const repository = repositoryOf(act, pull);
  const next = change(act, pull, {
    state: "OPEN",
    closedAt: null,
    closedById: null,
    headOid: headOf(repository, pull.headRef)?.oid ?? pull.headOid,
    events: [{ kind: "ReopenedEvent", stateReason: null }],
  });
  note(act, refOf(act, next), { did: "reopened", text: "" });
  tell(act, next, { action: "reopened" });
  return next;
}
