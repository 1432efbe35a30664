// GraphQL fields of issues, comments, their versions and reactions.

import { isPinned } from "../acts/pins.ts";
import { associationOf } from "../association.ts";
import type { Platform } from "../platform.ts";
import type {
  BodyEdit,
  Comment,
  Issue,
  IssueOrPullRequest,
  PullRequestReview,
  Reaction,
  ReactionContent,
  Written,
} from "../records.ts";
import { shownTime } from "../records.ts";
import { dependenciesSummary, subIssuesSummary } from "../shapes/issue.ts";
import { issuePath, issueUrl, repositoryOf, time } from "./addresses.ts";
import { page } from "./connection.ts";
import type { ResolverContext, TypeFields } from "./context.ts";
import { seenIssue } from "./context.ts";
import { timelineOf } from "./timeline.ts";

const commentPath = (comment: Comment, context: ResolverContext): string =>
  `${issuePath(context.view.theIssueOrPull(comment.issueId), context)}#issuecomment-${comment.databaseId}`;

interface ReactionGroup {
  readonly content: ReactionContent;
  readonly reactions: readonly Reaction[];
}

const contents: readonly ReactionContent[] = [
  "THUMBS_UP",
  "THUMBS_DOWN",
  "LAUGH",
  "HOORAY",
  "CONFUSED",
  "HEART",
  "ROCKET",
  "EYES",
];

/** All eight groups of reactions, the empty ones too, as GitHub lists them. */
export const reactionGroupsOf = (written: Written): ReactionGroup[] =>
  contents.map((content) => ({
    content,
    reactions: written.reactions.filter((reaction) => reaction.content === content),
  }));

/** The fields of everything that people write. */
export const written: TypeFields = {
  id: (source: Written) => source.id,
  databaseId: (source: Written) => source.databaseId,
  fullDatabaseId: (source: Written) => String(source.databaseId),
  body: (source: Written) => source.body,
  createdAt: (source: Written) => shownTime(source.createdAt),
  updatedAt: (source: Written) => shownTime(source.updatedAt),
  publishedAt: (source: Written) => shownTime(source.createdAt),
  createdViaEmail: () => false,
  author: (source: Written, _args, { view }) => view.theAccount(source.authorId),
  authorAssociation: (source: IssueOrPullRequest | Comment | PullRequestReview, _args, context) =>
    associationOf(context.view, repositoryOf(source, context), context.view.theAccount(source.authorId)),
  editor: (source: Written, _args, { view }) => {
    const last = source.edits.at(-1);
    return last === undefined ? null : view.theAccount(last.editorId);
  },
  lastEditedAt: (source: Written) => time(source.edits.at(-1)?.at),
  includesCreatedEdit: () => false,
  // The newest version comes first.
  userContentEdits: (source: Written, args) => page(args, source.edits.toReversed(), "userContentEdits"),
  reactionGroups: reactionGroupsOf,
  reactions: (source: Written, args) => {
    const content = args.text("content");
    const wanted = source.reactions.filter((one) => content === undefined || one.content === content);
    return page(args, wanted, "reactions");
  },
  repository: (source: IssueOrPullRequest | Comment | PullRequestReview, _args, context) =>
    repositoryOf(source, context),
  viewerDidAuthor: (source: Written, _args, { viewer }) => source.authorId === viewer.bot.id,
  viewerCanUpdate: (_source: Written, _args, { viewer }) => viewer.permissions.issues === "write",
  viewerCanDelete: (_source: Written, _args, { viewer }) => viewer.permissions.issues === "write",
  viewerCanReact: (_source: Written, _args, { viewer }) => viewer.permissions.issues === "write",
};

/** A field by its id, as it is shown. */
export const fieldWith = ({ fields }: Platform, id: string): unknown => {
  const field = fields.find((one) => one.id === id);
  return field && { ...field, createdAt: shownTime(field.createdAt), dataType: "DATE", description: null };
};

/** Those of some issues that the token may read. */
const seenAmong = (context: ResolverContext, ids: readonly string[]): Issue[] =>
  ids.map((id) => seenIssue(context, id)).filter((issue) => issue !== null);

/** The fields of issues and of what people write in them. */
export const issueFields: Readonly<Record<string, TypeFields>> = {
  Issue: {
    ...written,
    number: (issue: Issue) => issue.number,
    title: (issue: Issue) => issue.title,
    url: (issue: Issue, _args, context) => issueUrl(issue, context),
    resourcePath: (issue: Issue, _args, context) => issuePath(issue, context),
    state: (issue: Issue) => issue.state,
    closed: (issue: Issue) => issue.state === "CLOSED",
    stateReason: (issue: Issue, args) => {
      args.flag("enableDuplicate");
      return issue.stateReason;
    },
    closedAt: (issue: Issue) => time(issue.closedAt),
    locked: () => false,
    activeLockReason: () => null,
    isPinned: (issue: Issue) => isPinned(issue),
    milestone: () => null,
    viewerCanClose: (_issue: Issue, _args, { viewer }) => viewer.permissions.issues === "write",
    viewerCanReopen: (_issue: Issue, _args, { viewer }) => viewer.permissions.issues === "write",
    viewerCanLabel: (_issue: Issue, _args, { viewer }) => viewer.permissions.issues === "write",
    assignees: (issue: Issue, args, { view }) =>
      page(
        args,
        issue.assigneeIds.map((id) => view.theAccount(id)),
        "assignees",
      ),
    labels: (issue: Issue, args, { view }) => page(args, view.labelsById(issue.labelIds), "labels"),
    parent: (issue: Issue, _args, context) => seenIssue(context, issue.parentId),
    subIssues: (issue: Issue, args, context) =>
      page(args, seenAmong(context, issue.subIssueIds), "subIssues"),
    issueFieldValues: (issue: Issue, args, { platform }) => {
      const values = issue.fieldValues.map(({ id, fieldId, value }) => ({
        ...{ kind: "IssueFieldDateValue", id, value, field: fieldWith(platform, fieldId) },
      }));
      return page(args, values, "issueFieldValues");
    },
    // The one that was said last comes first.
    blockedBy: (issue: Issue, args, context) =>
      page(args, seenAmong(context, issue.blockedByIds.toReversed()), "blockedBy"),
    blocking: (issue: Issue, args, context) =>
      page(args, seenAmong(context, issue.blockingIds.toReversed()), "blocking"),
    issueDependenciesSummary: (issue: Issue, _args, { view }) => {
      const { blocked_by: blockedBy, blocking, ...all } = dependenciesSummary(view, issue);
      return { blockedBy, blocking, totalBlockedBy: all.total_blocked_by, totalBlocking: all.total_blocking };
    },
    subIssuesSummary: (issue: Issue, _args, { view }) => {
      const { total, completed, percent } = subIssuesSummary(view, issue);
      return { total, completed, percentCompleted: percent };
    },
    comments: (issue: Issue, args, { view }) => page(args, view.comments(issue), "comments"),
    timelineItems: timelineOf,
  },
  IssueComment: {
    ...written,
    url: (comment: Comment, _args, context) =>
      `${context.platform.addresses.web}${commentPath(comment, context)}`,
    resourcePath: (comment: Comment, _args, context) => commentPath(comment, context),
    issue: (comment: Comment, _args, { view }) => view.theIssueOrPull(comment.issueId),
    pullRequest: (comment: Comment, _args, { view }) => {
      const on = view.theIssueOrPull(comment.issueId);
      return on.kind === "PullRequest" ? on : null;
    },
    isMinimized: (comment: Comment) => comment.minimizedReason !== null,
    minimizedReason: (comment: Comment) => comment.minimizedReason,
    viewerCanMinimize: (_comment: Comment, _args, { viewer }) => viewer.permissions.issues === "write",
  },
  UserContentEdit: {
    id: (edit: BodyEdit) => edit.id,
    createdAt: (edit: BodyEdit) => shownTime(edit.at),
    updatedAt: (edit: BodyEdit) => shownTime(edit.at),
    editedAt: (edit: BodyEdit) => shownTime(edit.at),
    deletedAt: () => null,
    deletedBy: () => null,
    diff: (edit: BodyEdit) => edit.text,
    editor: (edit: BodyEdit, _args, { view }) => view.theAccount(edit.editorId),
  },
  Reaction: {
    id: (reaction: Reaction) => reaction.id,
    databaseId: (reaction: Reaction) => reaction.databaseId,
    content: (reaction: Reaction) => reaction.content,
    createdAt: (reaction: Reaction) => shownTime(reaction.at),
    user: (reaction: Reaction, _args, { view }) => {
      const account = view.theAccount(reaction.accountId);
      return account.kind === "User" ? account : null;
    },
  },
  ReactionGroup: {
    content: (group: ReactionGroup) => group.content,
    createdAt: (group: ReactionGroup) => time(group.reactions[0]?.at),
    viewerHasReacted: (group: ReactionGroup, _args, { viewer }) =>
      group.reactions.some((reaction) => reaction.accountId === viewer.bot.id),
    reactors: (group: ReactionGroup, args, { view }) =>
      page(
        args,
        group.reactions.map((reaction) => view.theAccount(reaction.accountId)),
        "reactors",
      ),
  },
};
