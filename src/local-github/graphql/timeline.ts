// GraphQL fields of an issue's timeline: events and comments in one order.
import type {
  Comment,
  Commit,
  IssueOrPullRequest,
  PullRequest,
  PullRequestReview,
  TimelineEvent,
  TimelineItem,
} from "../records.ts";
import { shownTime } from "../records.ts";
import { issuePath, issueUrl } from "./addresses.ts";
import type { FieldArguments } from "./arguments.ts";
import { page } from "./connection.ts";
import type { ResolverContext, TypeFields } from "./context.ts";
import { seenIssue, sees } from "./context.ts";
import { branchRef } from "./files.ts";

/** A commit at its place in a pull request. */
export interface PulledCommit {
  readonly kind: "PullRequestCommit";
  readonly id: string;
  readonly pull: PullRequest;
  readonly commit: Commit;
}

type Item = TimelineEvent | Comment | PullRequestReview | PulledCommit;
type Matching<Event, Kind> = Event extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Event
    : never
  : never;
type Of<Kind extends TimelineEvent["kind"]> = Matching<TimelineEvent, Kind>;

const itemType = (item: Item): string =>
  item.kind === "IssueComment" ? "ISSUE_COMMENT" : item.kind.replace(/(?<!^)(?=[A-Z])/g, "_").toUpperCase();

const itemTypes = new Map<string, string>();

function typeOf(item: Item): string {
  const known = itemTypes.get(item.kind);
  if (known !== undefined) return known;
  const type = itemType(item);
  itemTypes.set(item.kind, type);
  return type;
}

/** A reference from where the token can't see is not on the timeline for it. */
function visible(context: ResolverContext, item: Item): boolean {
  if (item.kind !== "CrossReferencedEvent") return true;
  const source = context.view.node(item.sourceId);
  if (source?.kind !== "Issue" && source?.kind !== "PullRequest") return false;
  return sees(context, context.view.theRepository(source.repositoryId));
}

/** A commit as a pull request shows it. */
export const pulledCommit = (pull: PullRequest, commit: Commit): PulledCommit => ({
  kind: "PullRequestCommit",
  id: `PURC_${pull.id.slice(3)}${commit.oid.slice(0, 12)}`,
  pull,
  commit,
});

function shownItem(on: IssueOrPullRequest, item: TimelineItem, { view }: ResolverContext): Item | undefined {
  if (item.kind === "Comment") return view.comment(item.commentId);
  if (item.kind === "Review") return view.theReview(item.reviewId);
  if (item.kind !== "Push") return item;
  return on.kind === "PullRequest" ? pulledCommit(on, view.theCommit(on.repositoryId, item.oid)) : undefined;
}

function itemsOf(on: IssueOrPullRequest, context: ResolverContext): Item[] {
  const items: Item[] = [];
  for (const item of on.timeline) {
    const shown = shownItem(on, item, context);
    if (shown !== undefined && visible(context, shown)) items.push(shown);
  }
  return items;
}

function instantOf(item: Item): number {
  if (item.kind === "PullRequestCommit") return item.commit.at;
  return item.kind === "IssueComment" || item.kind === "PullRequestReview" ? item.createdAt : item.at;
}

/** `totalCount` counts everything, `filteredCount` what `itemTypes` and `since` leave. */
export function timelineOf(
  issue: IssueOrPullRequest,
  args: FieldArguments,
  context: ResolverContext,
): Record<string, unknown> {
  const all = itemsOf(issue, context);
  const types = args.texts("itemTypes");
  const since = args.text("since");
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const wanted = all.filter((item) => {
    const fits = types === undefined || types.includes(typeOf(item));
    return fits && Math.floor(instantOf(item) / 1000) * 1000 >= from;
  });
  const cut = page(args, wanted, "timelineItems");
  return {
    nodes: cut.nodes,
    pageInfo: cut.pageInfo,
    get edges() {
      return cut.edges;
    },
    totalCount: all.length,
    filteredCount: wanted.length,
    pageCount: cut.nodes.length,
    updatedAt: shownTime(issue.updatedAt),
  };
}

const eventFields: TypeFields = {
  id: (event: TimelineEvent) => event.id,
  createdAt: (event: TimelineEvent) => shownTime(event.at),
  actor: (event: TimelineEvent, _args, { view }) => view.theAccount(event.actorId),
};

const labelled: TypeFields = {
  ...eventFields,
  label: (event: Of<"LabeledEvent">, _args, { view }) => view.theLabel(event.labelId),
};

const assigned: TypeFields = {
  ...eventFields,
  assignee: (event: Of<"AssignedEvent">, _args, { view }) => view.theAccount(event.assigneeId),
};

const stated: TypeFields = {
  ...eventFields,
  stateReason: (event: Of<"ClosedEvent"> | Of<"ReopenedEvent">) => event.stateReason,
};

const duplicate: TypeFields = {
  ...eventFields,
  canonical: (event: Of<"MarkedAsDuplicateEvent">, _args, context) => seenIssue(context, event.canonicalId),
  duplicate: (event: Of<"MarkedAsDuplicateEvent">, _args, context) => seenIssue(context, event.duplicateId),
  isCrossRepository: (event: Of<"MarkedAsDuplicateEvent">, _args, { view }) =>
    view.theIssue(event.canonicalId).repositoryId !== view.theIssue(event.duplicateId).repositoryId,
};

const subIssue: TypeFields = {
  ...eventFields,
  subIssue: (event: Of<"SubIssueAddedEvent">, _args, context) => seenIssue(context, event.subIssueId),
};

const ofField: TypeFields = {
  ...eventFields,
  issueField: (event: Of<"IssueFieldRemovedEvent">, _args, { platform }) => {
    const field = platform.fields.find(({ id }) => id === event.fieldId);
    return field && { kind: field.kind, id: field.id, name: field.name };
  },
};

const blockedBy: TypeFields = {
  ...eventFields,
  blockingIssue: (event: Of<"BlockedByAddedEvent">, _args, context) => seenIssue(context, event.blockingId),
};

const blocking: TypeFields = {
  ...eventFields,
  blockedIssue: (event: Of<"BlockingAddedEvent">, _args, context) => seenIssue(context, event.blockedId),
};

const parent: TypeFields = {
  ...eventFields,
  parent: (event: Of<"ParentIssueAddedEvent">, _args, context) => seenIssue(context, event.parentId),
};

/** An event of a pull request, with the address of it. */
const ofPull: TypeFields = {
  ...eventFields,
  pullRequest: (event: Of<"MergedEvent">, _args, { view }) => view.thePullRequest(event.pullId),
  url: (event: Of<"MergedEvent">, _args, context) =>
    `${issueUrl(context.view.thePullRequest(event.pullId), context)}#event-${event.id}`,
  resourcePath: (event: Of<"MergedEvent">, _args, context) =>
    `${issuePath(context.view.thePullRequest(event.pullId), context)}#event-${event.id}`,
};

const asked: TypeFields = {
  ...ofPull,
  requestedReviewer: (event: Of<"ReviewRequestedEvent">, _args, { view }) =>
    view.theAccount(event.reviewerId),
};

/** The branch that an event names, where it is still there. */
const refAt = (event: Of<"MergedEvent"> | Of<"HeadRefDeletedEvent">, { view }: ResolverContext) =>
  branchRef(view.theRepository(view.thePullRequest(event.pullId).repositoryId), event.ref);

const sourceOf = (event: Of<"CrossReferencedEvent">, { view }: ResolverContext): IssueOrPullRequest =>
  view.theIssueOrPull(event.sourceId);

const pullEvents: Readonly<Record<string, TypeFields>> = {
  ReadyForReviewEvent: ofPull,
  ConvertToDraftEvent: ofPull,
  ReviewRequestedEvent: asked,
  ReviewRequestRemovedEvent: asked,
  ReviewDismissedEvent: {
    ...ofPull,
    dismissalMessage: (event: Of<"ReviewDismissedEvent">) => event.message,
    previousReviewState: (event: Of<"ReviewDismissedEvent">) => event.previousState,
    review: (event: Of<"ReviewDismissedEvent">, _args, { view }) => view.theReview(event.reviewId),
  },
  MergedEvent: {
    ...ofPull,
    commit: (event: Of<"MergedEvent">, _args, { view }) =>
      view.theCommit(view.thePullRequest(event.pullId).repositoryId, event.oid),
    mergeRefName: (event: Of<"MergedEvent">) => event.ref,
    mergeRef: (event: Of<"MergedEvent">, _args, context) => refAt(event, context),
  },
  HeadRefDeletedEvent: {
    ...ofPull,
    headRefName: (event: Of<"HeadRefDeletedEvent">) => event.ref,
    headRef: (event: Of<"HeadRefDeletedEvent">, _args, context) => refAt(event, context),
  },
  PullRequestCommit: {
    id: (item: PulledCommit) => item.id,
    commit: (item: PulledCommit) => item.commit,
    pullRequest: (item: PulledCommit) => item.pull,
    url: (item: PulledCommit, _args, context) => `${issueUrl(item.pull, context)}/commits/${item.commit.oid}`,
    resourcePath: (item: PulledCommit, _args, context) =>
      `${issuePath(item.pull, context)}/commits/${item.commit.oid}`,
  },
};

/** The fields of every event that a timeline can hold. */
export const timelineFields: Readonly<Record<string, TypeFields>> = {
  ...pullEvents,
  LabeledEvent: labelled,
  UnlabeledEvent: labelled,
  AssignedEvent: assigned,
  UnassignedEvent: assigned,
  ClosedEvent: {
    ...stated,
    closer: (event: Of<"ClosedEvent">, _args, { view }) =>
      event.closerId === null ? null : view.thePullRequest(event.closerId),
  },
  ReopenedEvent: stated,
  PinnedEvent: eventFields,
  UnpinnedEvent: eventFields,
  RenamedTitleEvent: {
    ...eventFields,
    previousTitle: (event: Of<"RenamedTitleEvent">) => event.previousTitle,
    currentTitle: (event: Of<"RenamedTitleEvent">) => event.currentTitle,
  },
  TransferredEvent: {
    ...eventFields,
    fromRepository: (event: Of<"TransferredEvent">, _args, context) => {
      const from = context.view.theRepository(event.fromRepositoryId);
      return sees(context, from) ? from : null;
    },
  },
  CommentDeletedEvent: {
    ...eventFields,
    deletedCommentAuthor: (event: Of<"CommentDeletedEvent">, _args, { view }) =>
      view.theAccount(event.commentAuthorId),
  },
  IssueFieldAddedEvent: ofField,
  IssueFieldChangedEvent: ofField,
  IssueFieldRemovedEvent: ofField,
  BlockedByAddedEvent: blockedBy,
  BlockedByRemovedEvent: blockedBy,
  BlockingAddedEvent: blocking,
  BlockingRemovedEvent: blocking,
  SubIssueAddedEvent: subIssue,
  SubIssueRemovedEvent: subIssue,
  ParentIssueAddedEvent: parent,
  ParentIssueRemovedEvent: parent,
  MarkedAsDuplicateEvent: duplicate,
  UnmarkedAsDuplicateEvent: duplicate,
  CrossReferencedEvent: {
    ...eventFields,
    referencedAt: (event: TimelineEvent) => shownTime(event.at),
    isCrossRepository: (event: Of<"CrossReferencedEvent">) => event.crossRepository,
    willCloseTarget: (event: Of<"CrossReferencedEvent">) => event.willClose,
    source: (event: Of<"CrossReferencedEvent">, _args, context) => sourceOf(event, context),
  },
};
