// GraphQL's mutations of comments and reactions.
import { addComment, deleteComment, editComment, minimizeComment, react, unreact } from "../acts/comments.ts";
import type { Comment, IssueOrPullRequest, MinimizedReason, ReactionContent } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import { bodyOf, fresh, type MutationField, unprocessable } from "./checks.ts";
import { commentToChange, issueOrPullToChange, type ResolverContext } from "./context.ts";
import { reactionGroupsOf } from "./issues.ts";

function subjectWith(context: ResolverContext, id: string): IssueOrPullRequest | Comment {
  return context.view.node(id)?.kind === "IssueComment"
    ? commentToChange(context, id)
    : issueOrPullToChange(context, id);
}

const contentOf = (input: FieldArguments): ReactionContent => input.theText("content") as ReactionContent;

function answerReaction(
  context: ResolverContext,
  subject: IssueOrPullRequest | Comment,
  reaction: unknown,
): Record<string, unknown> {
  const now =
    subject.kind === "IssueComment" ? commentToChange(context, subject.id) : fresh(context, subject);
  return { reaction, subject: now, reactionGroups: reactionGroupsOf(now) };
}

/** The mutations of comments and reactions. */
export const commentMutations: Readonly<Record<string, MutationField>> = {
  addComment: (input, act, context) => {
    const issue = issueOrPullToChange(context, input.theText("subjectId"));
    const body = bodyOf(input.theText("body"));
    if (body.trim() === "") throw unprocessable("Body can't be blank");
    const node = addComment(act, issue, body);
    const edge = { cursor: node.id, node };
    return { commentEdge: edge, timelineEdge: edge, subject: fresh(context, issue) };
  },
  updateIssueComment: (input, act, context) => {
    const comment = commentToChange(context, input.theText("id"));
    return { issueComment: editComment(act, comment, bodyOf(input.theText("body"))) };
  },
  deleteIssueComment: (input, act, context) => {
    deleteComment(act, commentToChange(context, input.theText("id")));
    return {};
  },
  minimizeComment: (input, act, context) => {
    const comment = commentToChange(context, input.theText("subjectId"));
    const reason = input.theText("classifier").toLowerCase().replace("_", "-") as MinimizedReason;
    return { minimizedComment: minimizeComment(act, comment, reason) };
  },
  unminimizeComment: (input, act, context) => ({
    unminimizedComment: minimizeComment(act, commentToChange(context, input.theText("subjectId")), null),
  }),
  addReaction: (input, act, context) => {
    const subject = subjectWith(context, input.theText("subjectId"));
    const reaction = react(act, subject, contentOf(input));
    return answerReaction(context, subject, reaction);
  },
  removeReaction: (input, act, context) => {
    const subject = subjectWith(context, input.theText("subjectId"));
    const reaction = unreact(act, subject, contentOf(input));
    if (reaction === undefined) throw unprocessable("There is no such reaction to remove");
    return answerReaction(context, subject, reaction);
  },
};
