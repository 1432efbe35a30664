// One entry of a timeline as the engine sees it; entries that mean nothing to it are left out.
import type { ClosedItem, DuplicateItem, Item } from "../engine/snapshot/timeline.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Proof } from "./proof.ts";
import { type IsOurs, readActor } from "./read-actor.ts";
import { readTimelineComment } from "./read-comment.ts";
import type { RawAddress, RawItem } from "./shape.ts";

type RawEvent = Exclude<RawItem, { readonly __typename: "IssueComment" }>;

/** How the timeline's own issue is called, and who counts as us. */
export interface ItemContext {
  readonly ref: IssueRef;
  readonly isOurs: IsOurs;
  readonly proof: Proof;
}

/** The entry, or `undefined` where it is none of ours to judge (somebody else's cross reference, an unknown sort). */
export function readItem(raw: RawItem, reading: ItemContext): Item | undefined {
  if (raw.__typename === "IssueComment") return readTimelineComment(raw, reading.isOurs);
  const event = { id: raw.id, at: Date.parse(raw.createdAt), by: readActor(raw.actor) };
  switch (raw.__typename) {
    case "LabeledEvent":
      return { kind: "labeled", ...event, label: raw.label.name };
    case "UnlabeledEvent":
      return { kind: "unlabeled", ...event, label: raw.label.name };
    case "ClosedEvent":
      return { kind: "closed", ...event, reason: closedAs(raw.stateReason), closer: closerOf(raw) };
    case "ReopenedEvent":
      return { kind: "reopened", ...event };
    case "AssignedEvent":
      return { kind: "assigned", ...event, who: raw.assignee?.login ?? "" };
    case "UnassignedEvent":
      return { kind: "unassigned", ...event, who: raw.assignee?.login ?? "" };
    case "RenamedTitleEvent":
      return { kind: "renamed", ...event, from: raw.previousTitle, to: raw.currentTitle };
    case "CommentDeletedEvent":
      return { kind: "comment-deleted", ...event };
    case "TransferredEvent":
      return { kind: "transferred", ...event, from: raw.fromRepository?.nameWithOwner ?? "" };
    default:
      return readLink(raw, event, reading);
  }
}

type TimelineEvent = Pick<DuplicateItem, "id" | "at" | "by">;

function readLink(
  raw: RawEvent,
  event: TimelineEvent,
  { ref, isOurs, proof }: ItemContext,
): Item | undefined {
  switch (raw.__typename) {
    case "MarkedAsDuplicateEvent":
    case "UnmarkedAsDuplicateEvent": {
      const of = raw.canonical === null ? undefined : addressOf(raw.canonical);
      // The other side of the pair shows the event too: there it says nothing about this issue.
      if (of?.toLowerCase() === ref.toLowerCase()) return undefined;
      const kind = raw.__typename === "MarkedAsDuplicateEvent" ? "marked-duplicate" : "unmarked-duplicate";
      return { kind, ...event, of, ofId: raw.canonical?.id, isPrivate: raw.canonical?.repository?.isPrivate };
    }
    case "CrossReferencedEvent": {
      const source = addressOf(raw.source);
      const { id } = raw.source;
      // The rolling handover issue names incidents without being a child of any.
      const marks = proof.marksOfIssue(raw.source.body ?? "");
      const made = isOurs(readActor(raw.source.author)) && marks.some(({ kind }) => kind === "of");
      if (source === undefined || id === undefined || !(made || isOurs(event.by))) return undefined;
      return { kind: "referenced", ...event, source, sourceId: id, made };
    }
    default:
      return undefined;
  }
}

function closerOf(raw: { closer: { __typename: string; url?: string } | null }): string | undefined {
  return raw.closer === null ? undefined : (raw.closer.url ?? raw.closer.__typename);
}

/** Why an issue was closed; GitHub says nothing for issues closed before reasons were kept. */
export function closedAs(reason: string | null): ClosedItem["reason"] {
  if (reason === "NOT_PLANNED") return "not_planned";
  return reason === "DUPLICATE" ? "duplicate" : "completed";
}

/** `owner/repo#7` of an issue; `undefined` for a pull request or what is out of sight. */
export function addressOf(raw: RawAddress): IssueRef | undefined {
  if (raw.number === undefined || raw.repository === undefined) return undefined;
  return `${raw.repository.nameWithOwner}#${raw.number}`;
}
