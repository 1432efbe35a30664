// The steps that all acts share: write a new version of a record, keep the timeline and the log, tell the world.

import { nodeId } from "../identity.ts";
import type { Acting, LogEntry } from "../platform.ts";
import { newest } from "../platform.ts";
import type { BodyEdit, IssueOrPullRequest, Label, Repository, TimelineEvent, Written } from "../records.ts";
import { nameWithOwner, shownLogin } from "../records.ts";
import { issueShape } from "../shapes/issue.ts";
import { pullShape } from "../shapes/pull.ts";

type Unnamed<Event> = Event extends TimelineEvent ? Omit<Event, "id" | "at" | "actorId"> : never;

/** A timeline event that has yet to get its id, instant and actor. */
export type NewEvent = Unnamed<TimelineEvent>;

const prefixes: Readonly<Record<TimelineEvent["kind"], string>> = {
  LabeledEvent: "LE",
  UnlabeledEvent: "UNLE",
  AssignedEvent: "AE",
  UnassignedEvent: "UNAE",
  PinnedEvent: "PE",
  UnpinnedEvent: "UNPE",
  ClosedEvent: "CE",
  ReopenedEvent: "REE",
  RenamedTitleEvent: "RTE",
  TransferredEvent: "TRE",
  CommentDeletedEvent: "CDE",
  SubIssueAddedEvent: "SIAE",
  SubIssueRemovedEvent: "SIRE",
  ParentIssueAddedEvent: "PIAE",
  ParentIssueRemovedEvent: "PIRE",
  BlockedByAddedEvent: "BBAE",
  BlockedByRemovedEvent: "BBRE",
  BlockingAddedEvent: "BAE",
  BlockingRemovedEvent: "BRE",
  IssueFieldAddedEvent: "IFAE",
  IssueFieldChangedEvent: "IFCE",
  IssueFieldRemovedEvent: "IFRE",
  CrossReferencedEvent: "CRE",
  MarkedAsDuplicateEvent: "MADE",
  UnmarkedAsDuplicateEvent: "UMADE",
  ReadyForReviewEvent: "RFRE",
  ConvertToDraftEvent: "CTDE",
  ReviewRequestedEvent: "RRE",
  ReviewRequestRemovedEvent: "RRRE",
  ReviewDismissedEvent: "RDE",
  MergedEvent: "ME",
  HeadRefDeletedEvent: "HRDE",
};

/** The repository of an issue or a pull request, as it is now. */
export const repositoryOf = (act: Acting, on: IssueOrPullRequest): Repository =>
  newest(act).theRepository(on.repositoryId);

/** `owner/repo#7`. */
export const refOf = (act: Acting, on: IssueOrPullRequest): string =>
  `${nameWithOwner(repositoryOf(act, on))}#${on.number}`;

/** Writes an issue or a pull request with some fields changed and events added to its timeline, and gives back what it became. */
export function change<T extends IssueOrPullRequest>(
  act: Acting,
  on: T,
  to: Partial<T> & { events?: readonly NewEvent[] },
): T {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const repository = repositoryOf(act, on);
  const { events = [], ...fields } = to;
  const added = events.map((event): TimelineEvent => {
    const number = identity.next(on.kind === "Issue" ? "event" : "eventOfPull");
    const parts = [repository.databaseId, on.databaseId, number];
    return { ...event, id: nodeId(prefixes[event.kind], parts), at, actorId: act.actor.id } as TimelineEvent;
  });
  const timeline = [...(to.timeline ?? on.timeline), ...added];
  const next: T = { ...on, ...fields, timeline, updatedAt: at };
  store.put(next, at);
  return next;
}

/** The versions of a text after it was changed to `body`: the first change also keeps what was there before. */
export function editsAfter(act: Acting, written: Written, body: string): readonly BodyEdit[] {
  const { identity, clock } = act.platform;
  const version = (text: string, at: number, editorId: string): BodyEdit => ({
    kind: "UserContentEdit",
    id: nodeId("UCE", [written.databaseId, identity.next("edit")]),
    at,
    editorId,
    text,
  });
  const before =
    written.edits.length > 0 ? written.edits : [version(written.body, written.createdAt, written.authorId)];
  return [...before, version(body, clock.now(), act.actor.id)];
}

/** Writes a line of the log. */
export function note(
  act: Acting,
  on: string,
  entry: Pick<LogEntry, "did" | "text" | "title" | "commentId" | "branch">,
): void {
  const line: LogEntry = {
    at: act.platform.clock.now(),
    by: shownLogin(act.actor),
    did: entry.did,
    on,
    text: entry.text,
    ...(entry.title === undefined ? {} : { title: entry.title }),
    ...(entry.commentId === undefined ? {} : { commentId: entry.commentId }),
    ...(entry.branch === undefined ? {} : { branch: entry.branch }),
    ...(act.mutationId === undefined ? {} : { mutationId: act.mutationId }),
  };
  act.platform.log.push(line);
}

/** Sends an `issues` or `pull_request` webhook with what it is about as it is now. */
export function tell(
  act: Acting,
  on: IssueOrPullRequest,
  told: { readonly action: string } & Record<string, unknown>,
): void {
  const { platform, actor } = act;
  const { action, ...rest } = told;
  const view = newest(act);
  const [event, about] =
    on.kind === "Issue"
      ? ["issues", { issue: issueShape(platform, view, on) }]
      : ["pull_request", { number: on.number, pull_request: pullShape(platform, view, on) }];
  platform.emit({
    event,
    repository: repositoryOf(act, on),
    actor,
    payload: { action, ...about, ...rest },
  });
}

/** The labels of a repository that have one of these names; names that it lacks are left out. */
export function labelsNamed(act: Acting, repository: Repository, names: readonly string[]): Label[] {
  const view = newest(act);
  const found = names.map((name) => view.label(repository.id, name));
  return found
    .filter((label) => label !== undefined)
    .filter((label, index, all) => all.indexOf(label) === index);
}
