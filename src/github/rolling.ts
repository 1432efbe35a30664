// Reads what the subjects of a repository have in common: the issue that one speaks on, and incidents with what their cards say.
import type { Instant } from "../engine/instant.ts";
import type { ListedIncident, RollingIssue } from "../engine/rolling.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import { subjectNameIn } from "../engine/subject.ts";
import { cardAmong, ledgerOn } from "./card.ts";
import { comment, who } from "./document.ts";
import type { SubjectReading } from "./of-repository.ts";
import { readActor } from "./read-actor.ts";
import { readComment } from "./read-comment.ts";
import { type Nodes, present, type RawActor, type RawComment } from "./shape.ts";
import { type RawSpoken, readSpoken, spoken } from "./spoken.ts";

/** An open issue with the rolling issue's label, and the newest end of its history. */
export interface RawRolling extends RawSpoken {
  readonly number: number;
  readonly body: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly author: RawActor | null;
  readonly url: string;
  readonly pins: Nodes<{ readonly __typename: string }>;
}

/** A closed issue with that label: an earlier rolling issue. */
export interface RawFormer {
  readonly number: number;
  readonly body: string | null;
  readonly closedAt: string | null;
  readonly author: RawActor | null;
}

/** An incident with its first comments, among which its card is. */
export interface RawListed {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly createdAt: string;
  readonly labels: Nodes<{ readonly name: string }> | null;
  readonly comments: Nodes<RawComment>;
}

/**
 * The open and the closed issues with the label of a rolling issue (variables: rolling, withRolling). People may use the label, too: the
 * newest twenty are looked at.
 */
export const rollingFields = `rolling: issues(first: 20, states: [OPEN], labels: $rolling, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withRolling) { nodes { ...Rolling } }
    former: issues(first: 20, states: [CLOSED], labels: $rolling, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withRolling) { nodes { number body closedAt author { ...Who } } }`;

/** What those fields and a list of incidents are made of; a card stands among an issue's first comments, further down only where an incident was adopted late. */
export const rollingFragments = `fragment Rolling on Issue {
  id number url body createdAt updatedAt author { ...Who }
  pins: timelineItems(first: 1, itemTypes: [PINNED_EVENT]) { nodes { __typename } }
  ${spoken(100)}
}
fragment Incident on Issue {
  id number title createdAt
  labels(first: 50) { nodes { name } }
  comments(first: 30) { nodes { ...Said } }
}
${[who, comment].join("\n")}`;

/** The marker of a rolling issue's body; its word is the key of the subject. */
const rollingMarker = "rolling";

/** What a page says of the subject's issues: those that are open, oldest first, and the newest that is closed. */
export interface FoundRolling {
  readonly rolling: readonly RollingIssue[];
  readonly former?: { readonly ref: IssueRef; readonly closedAt: Instant } | undefined;
}

/** What the label says of a rolling issue somebody may have put on another: ours carries the marker, too. */
export function readRolling(
  page: { readonly rolling?: Nodes<RawRolling>; readonly former?: Nodes<RawFormer> },
  reading: SubjectReading,
): FoundRolling {
  const { repository, isOurs, proof, key } = reading;
  const name = subjectNameIn(key);
  const isRolling = (raw: Pick<RawRolling, "author" | "body">): boolean =>
    isOurs(readActor(raw.author)) &&
    proof
      .marksOfIssue(raw.body ?? "")
      .some(({ kind, words: [of = ""] }) => kind === rollingMarker && subjectNameIn(of) === name);
  const rolling = present(page.rolling)
    .filter(isRolling)
    .map((raw) => readIssue(raw, reading))
    .toSorted((one, other) => one.createdAt - other.createdAt || one.ref.localeCompare(other.ref));
  const [last] = present(page.former).filter(isRolling);
  const former =
    last === undefined || last.closedAt === null
      ? undefined
      : { ref: `${repository}#${last.number}`, closedAt: Date.parse(last.closedAt) };
  return { rolling, former };
}

function readIssue(raw: RawRolling, reading: SubjectReading): RollingIssue {
  return {
    id: raw.id,
    ref: `${reading.repository}#${raw.number}`,
    url: raw.url,
    createdAt: Date.parse(raw.createdAt),
    updatedAt: Date.parse(raw.updatedAt),
    marks: reading.proof.marksOfIssue(raw.body ?? ""),
    pinned: present(raw.pins).length > 0,
    ...readSpoken(raw, reading),
  };
}

/** An incident with what its card says. */
export function readListed(
  raw: RawListed,
  { repository, isOurs, proof }: Pick<SubjectReading, "repository" | "isOurs" | "proof">,
): ListedIncident {
  const ref: IssueRef = `${repository}#${raw.number}`;
  const createdAt = Date.parse(raw.createdAt);
  const signs = { isOurs, proof, seat: { id: raw.id, ref, createdAt } };
  const card = cardAmong(present(raw.comments).map(readComment), signs);
  return {
    id: raw.id,
    ref,
    title: raw.title,
    createdAt,
    labels: present(raw.labels).map(({ name }) => name),
    card: card !== undefined,
    ledger: card && ledgerOn(card, signs).ledger,
  };
}
