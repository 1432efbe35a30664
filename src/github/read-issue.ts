// An incident and its children as the engine sees them.

import type { Child } from "../engine/snapshot/child.ts";
import type { BodyVersion, Item } from "../engine/snapshot/timeline.ts";
import type { Issue } from "../engine/snapshot.ts";
import type { RawPull } from "./pulls.ts";
import { readActor } from "./read-actor.ts";
import { readComment, readEdits } from "./read-comment.ts";
import { closedAs, type ItemContext, readItem } from "./read-item.ts";
import {
  fromBothEnds,
  present,
  type RawChild,
  type RawComment,
  type RawEdits,
  type RawIncident,
  type RawItem,
} from "./shape.ts";

const members = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

function instant(text: string | null): number | undefined {
  return text === null ? undefined : Date.parse(text);
}

/** All pages of what an incident is made of. */
export interface IssuePages {
  readonly raw: RawIncident;
  /** The whole timeline, in order. */
  readonly items: readonly RawItem[];
  readonly edits: RawEdits;
  readonly children: readonly RawChild[];
  /** Pull requests that bring its documents. */
  readonly pulls: readonly Pick<RawPull, "updatedAt">[];
}

/** The incident with its whole timeline and every version of its body. */
export function readIssue(
  { raw, items, edits }: Omit<IssuePages, "children" | "pulls">,
  reading: Omit<ItemContext, "ref">,
): Issue {
  const ref = `${raw.repository.nameWithOwner}#${raw.number}`;
  const timeline = items
    .map((item) => readItem(item, { ref, ...reading }))
    .filter((item): item is Item => item !== undefined);
  return {
    id: raw.id,
    ref,
    title: raw.title,
    body: raw.body ?? "",
    url: raw.url,
    state: raw.state === "OPEN" ? "open" : "closed",
    createdAt: Date.parse(raw.createdAt),
    updatedAt: Date.parse(raw.updatedAt),
    editedAt: instant(raw.lastEditedAt),
    author: readActor(raw.author),
    authorIsMember: members.has(raw.authorAssociation),
    versions: readVersions(raw, edits),
    labels: present(raw.labels).map(({ name }) => name),
    assignees: present(raw.assignees).map(({ login }) => login),
    timeline,
  };
}

/** The body's versions; a text that was taken out of the history is left out, the present one never is. */
function readVersions(raw: RawIncident, edits: RawEdits): readonly BodyVersion[] {
  const body = raw.body ?? "";
  const read = readEdits(edits, () => false);
  const last = read.at(-1);
  if (last === undefined)
    return [{ id: raw.id, at: Date.parse(raw.createdAt), by: readActor(raw.author), body }];
  const former = read
    .slice(0, -1)
    .flatMap(({ id, at, by, body: text }) => (text === undefined ? [] : [{ id, at, by, body: text }]));
  return [...former, { id: last.id, at: last.at, by: last.by, body }];
}

/** A child; `linked` says whether it stands in the incident's list of sub-issues. */
export function readChild(raw: RawChild, linked: boolean): Child {
  const closed = raw.state === "CLOSED";
  const [closing] = present(raw.closing);
  return {
    id: raw.id,
    ref: `${raw.repository.nameWithOwner}#${raw.number}`,
    title: raw.title,
    body: raw.body ?? "",
    url: raw.url,
    state: closed ? "closed" : "open",
    reason: closed ? closedAs(raw.stateReason) : undefined,
    createdAt: Date.parse(raw.createdAt),
    updatedAt: Date.parse(raw.updatedAt),
    closedAt: instant(raw.closedAt),
    closedBy: closed ? readActor(closing?.actor ?? null) : undefined,
    lastClosedAt: instant(closing?.createdAt ?? null),
    editedAt: instant(raw.lastEditedAt),
    editor: readActor(raw.editor),
    assignedAt: instant(present(raw.assigning)[0]?.createdAt ?? null),
    author: readActor(raw.author),
    private: raw.repository.isPrivate,
    ...(raw.repository.isArchived && { archived: true }),
    assignees: present(raw.assignees).map(({ login }) => login),
    labels: present(raw.labels).map(({ name }) => name),
    ...(raw.blocking && { blocking: present(raw.blocking).map(({ id }) => id) }),
    linked,
    comments: commentsOf(raw).map(readComment),
  };
}

/** The first comments, among which ours are, and the newest, among which is what people say of it now. */
function commentsOf({ comments, latest }: RawChild): readonly RawComment[] {
  return fromBothEnds(comments, latest);
}

/** The newest instant that a read shows, of the incident, its history or its children: how fresh the replica was. */
export function newestOf({ raw, items, children, pulls }: IssuePages): number {
  let newest = Date.parse(raw.updatedAt);
  const see = (text: string | null): void => {
    if (text !== null) newest = Math.max(newest, Date.parse(text));
  };
  for (const item of items) see(item.__typename === "IssueComment" ? item.updatedAt : item.createdAt);
  for (const pull of pulls) see(pull.updatedAt);
  for (const child of children) {
    see(child.updatedAt);
    for (const comment of commentsOf(child)) see(comment.updatedAt);
  }
  return newest;
}
