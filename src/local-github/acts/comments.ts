// Acts on comments, and reactions to comments and issues.
import { nodeId } from "../identity.ts";
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Comment, IssueOrPullRequest, MinimizedReason, Reaction, ReactionContent } from "../records.ts";
import { commentShape, issueShape } from "../shapes/issue.ts";
import { change, editsAfter, note, refOf, repositoryOf } from "./change.ts";
import { crossReference } from "./references.ts";

function tellComment(
  act: Acting,
  comment: Comment,
  told: { readonly action: string } & Record<string, unknown>,
): void {
  const view = newest(act);
  const issue = view.theIssueOrPull(comment.issueId);
  const { action, ...rest } = told;
  act.platform.emit({
    event: "issue_comment",
    repository: repositoryOf(act, issue),
    actor: act.actor,
    payload: {
      action,
      issue: issueShape(act.platform, view, issue),
      comment: commentShape(act.platform, view, comment),
      ...rest,
    },
  });
}

/** Comments on an issue or a pull request. */
export function addComment(act: Acting, on: IssueOrPullRequest, body: string): Comment {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const databaseId = identity.next("comment");
  const comment: Comment = {
    kind: "IssueComment",
    id: nodeId("IC", [repositoryOf(act, on).databaseId, databaseId]),
    databaseId,
    issueId: on.id,
    authorId: act.actor.id,
    body,
    createdAt: at,
    updatedAt: at,
    edits: [],
    reactions: [],
    minimizedReason: null,
    deleted: false,
  };
  store.put(comment, at);
  const current = onOf(act, comment);
  change(act, current, { timeline: [...current.timeline, { kind: "Comment", commentId: comment.id }] });
  note(act, refOf(act, on), { did: "commented", text: body, commentId: comment.id });
  tellComment(act, comment, { action: "created" });
  crossReference(act, onOf(act, comment), body);
  return comment;
}

function changeComment(act: Acting, comment: Comment, to: Partial<Comment>): Comment {
  const at = act.platform.clock.now();
  const next: Comment = { ...comment, ...to, updatedAt: at };
  act.platform.store.put(next, at);
  change(act, onOf(act, comment), {});
  return next;
}

/** What a comment is on. */
const onOf = (act: Acting, comment: Comment): IssueOrPullRequest =>
  newest(act).theIssueOrPull(comment.issueId);

/** Rewrites a comment; the same words again make no event. */
export function editComment(act: Acting, comment: Comment, body: string): Comment {
  if (body === comment.body) return comment;
  const next = changeComment(act, comment, { body, edits: editsAfter(act, comment, body) });
  note(act, refOf(act, onOf(act, next)), { did: "edited-comment", text: body, commentId: comment.id });
  tellComment(act, next, { action: "edited", changes: { body: { from: comment.body } } });
  crossReference(act, onOf(act, next), body);
  return next;
}

/** Deletes a comment; the timeline keeps that there was one, and whose. */
export function deleteComment(act: Acting, comment: Comment): void {
  const next = changeComment(act, comment, { deleted: true });
  change(act, onOf(act, comment), {
    events: [{ kind: "CommentDeletedEvent", commentAuthorId: comment.authorId }],
  });
  note(act, refOf(act, onOf(act, comment)), {
    did: "deleted-comment",
    text: comment.body,
    commentId: comment.id,
  });
  tellComment(act, next, { action: "deleted" });
}

/** Folds a comment away for a reason, or unfolds it (`null`). GitHub sends no webhook for it. */
export function minimizeComment(act: Acting, comment: Comment, reason: MinimizedReason | null): Comment {
  if (comment.minimizedReason === reason) return comment;
  const next: Comment = { ...comment, minimizedReason: reason };
  act.platform.store.put(next, act.platform.clock.now());
  const did = reason === null ? "unminimized" : "minimized";
  note(act, refOf(act, onOf(act, comment)), { did, text: reason ?? "", commentId: comment.id });
  return next;
}

/** Adds a reaction of the actor, or gives back the same one that is there already. GitHub sends no webhook for it. */
export function react(
  act: Acting,
  subject: IssueOrPullRequest | Comment,
  content: ReactionContent,
): Reaction {
  const { store, clock, identity } = act.platform;
  const same = (reaction: Reaction): boolean =>
    reaction.accountId === act.actor.id && reaction.content === content;
  const there = subject.reactions.find(same);
  if (there !== undefined) return there;
  const databaseId = identity.next("reaction");
  const id = nodeId("REA", [subject.databaseId, databaseId]);
  const reaction: Reaction = {
    kind: "Reaction",
    id,
    databaseId,
    at: clock.now(),
    accountId: act.actor.id,
    content,
  };
  store.put({ ...subject, reactions: [...subject.reactions, reaction] }, clock.now());
  noteReaction(act, subject, { did: "reacted", content });
  return reaction;
}

/** Takes a reaction of the actor away; `undefined` when there was none. */
export function unreact(
  act: Acting,
  subject: IssueOrPullRequest | Comment,
  content: ReactionContent,
): Reaction | undefined {
  const own = subject.reactions.find((one) => one.accountId === act.actor.id && one.content === content);
  if (own === undefined) return undefined;
  const reactions = subject.reactions.filter((one) => one !== own);
  act.platform.store.put({ ...subject, reactions }, act.platform.clock.now());
  noteReaction(act, subject, { did: "unreacted", content });
  return own;
}

function noteReaction(
  act: Acting,
  subject: IssueOrPullRequest | Comment,
  done: { readonly did: "reacted" | "unreacted"; readonly content: ReactionContent },
): void {
  const on = subject.kind === "IssueComment" ? onOf(act, subject) : subject;
  const comment = subject.kind === "IssueComment" ? { commentId: subject.id } : {};
  note(act, refOf(act, on), { did: done.did, text: done.content.toLowerCase(), ...comment });
}
