// The steps that all acts share: write a new version of a record, keep the timeline and the log, tell the world.

import { nodeId } from "../identity.ts";
import type { Acting, Did, LogEntry } from "../platform.ts";
import { newest } from "../platform.ts";
import type { BodyEdit, Issue, Label, Repository, TimelineEvent, Written } from "../records.ts";
import { nameWithOwner, shownLogin } from "../records.ts";
import { issueShape } from "../shapes/issue.ts";

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
  CrossReferencedEvent: "CRE",
  MarkedAsDuplicateEvent: "MADE",
  UnmarkedAsDuplicateEvent: "UMADE",
};

/** The repository of an issue, as it is now. */
export const repositoryOf = (act: Acting, issue: Issue): Repository =>
  newest(act).theRepository(issue.repositoryId);

/** `owner/repo#7`. */
export const refOf = (act: Acting, issue: Issue): string =>
  `${nameWithOwner(repositoryOf(act, issue))}#${issue.number}`;

/** Writes an issue with some fields changed and events added to its timeline, and gives back what it became. */
export function changeIssue(
  act: Acting,
  issue: Issue,
  change: Partial<Issue> & { events?: readonly NewEvent[] },
): Issue {
  const { store, clock, identity } = act.platform;
  const at = clock.now();
  const repository = repositoryOf(act, issue);
  const { events = [], ...fields } = change;
  const added = events.map((event): TimelineEvent => {
    const parts = [repository.databaseId, issue.databaseId, identity.next("event")];
    return { ...event, id: nodeId(prefixes[event.kind], parts), at, actorId: act.actor.id } as TimelineEvent;
  });
  const timeline = [...(fields.timeline ?? issue.timeline), ...added];
  const next: Issue = { ...issue, ...fields, timeline, updatedAt: at };
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
  entry: { readonly did: Did; readonly text: string; readonly title?: string; readonly commentId?: string },
): void {
  const line: LogEntry = {
    at: act.platform.clock.now(),
    by: shownLogin(act.actor),
    did: entry.did,
    on,
    text: entry.text,
    ...(entry.title === undefined ? {} : { title: entry.title }),
    ...(entry.commentId === undefined ? {} : { commentId: entry.commentId }),
    ...(act.mutationId === undefined ? {} : { mutationId: act.mutationId }),
  };
  act.platform.log.push(line);
}

/** Sends an `issues` webhook with the issue as it is now. */
export function tellIssue(
  act: Acting,
  issue: Issue,
  told: { readonly action: string } & Record<string, unknown>,
): void {
  const { action, ...rest } = told;
  act.platform.emit({
    event: "issues",
    repository: repositoryOf(act, issue),
    actor: act.actor,
    payload: { action, issue: issueShape(act.platform, newest(act), issue), ...rest },
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
