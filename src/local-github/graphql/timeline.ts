// GraphQL fields of an issue's timeline: events and comments in one order.
import type { Comment, Issue, TimelineEvent } from "../records.ts";
import { shownTime } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import { page } from "./connection.ts";
import type { ResolverContext, TypeFields } from "./context.ts";
import { seenIssue, sees } from "./context.ts";

type Item = TimelineEvent | Comment;
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

function itemsOf(issue: Issue, context: ResolverContext): Item[] {
  const items: Item[] = [];
  for (const item of issue.timeline) {
    const shown = item.kind === "Comment" ? context.view.comment(item.commentId) : item;
    if (shown !== undefined && visible(context, shown)) items.push(shown);
  }
  return items;
}

const instantOf = (item: Item): number => (item.kind === "IssueComment" ? item.createdAt : item.at);

/** `totalCount` counts everything, `filteredCount` what `itemTypes` and `since` leave. */
export function timelineOf(
  issue: Issue,
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

const parent: TypeFields = {
  ...eventFields,
  parent: (event: Of<"ParentIssueAddedEvent">, _args, context) => seenIssue(context, event.parentId),
};

const sourceOf = (event: Of<"CrossReferencedEvent">, { view }: ResolverContext) => {
  const source = view.node(event.sourceId);
  return source?.kind === "PullRequest" ? source : view.theIssue(event.sourceId);
};

/** The fields of every event that a timeline can hold. */
export const timelineFields: Readonly<Record<string, TypeFields>> = {
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
