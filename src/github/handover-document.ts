// The document by which a handover is read: the rolling issues, and of every open incident what is handed over.
import { comment, who } from "./document.ts";
import type { Nodes, Page, RawActor, RawComment } from "./shape.ts";
import { type RawSpoken, spoken } from "./spoken.ts";

/** An open issue with the rolling issue's label, and the newest end of its history. */
export interface RawRolling extends RawSpoken {
  readonly number: number;
  readonly body: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly author: RawActor | null;
}

/** A closed issue with that label: an earlier rolling issue, which the handovers were in. */
export interface RawFormer {
  readonly number: number;
  readonly body: string | null;
  readonly closedAt: string | null;
  readonly author: RawActor | null;
}

/** An incident with its first comments, among which its card is. */
export interface RawOpen {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly createdAt: string;
  readonly labels: Nodes<{ readonly name: string }> | null;
  readonly comments: Nodes<RawComment>;
}

/** What `handoverDocument` brings; after its first page only the incidents. */
export interface RawHandover {
  readonly repository: {
    readonly rolling?: Nodes<RawRolling>;
    readonly former?: Nodes<RawFormer>;
    readonly owing?: Nodes<RawOpen>;
    readonly open: Page<RawOpen>;
  } | null;
}

/**
 * The rolling issues of a repository, the newest thirty incidents that are closed and owe something, and fifty open ones (variables:
 * owner, name; rolling, owing, withRolling, incidents, after). People may use the label of the rolling issue, too: the newest twenty are looked at. A card stands among an issue's first
 * comments, further down only where an incident was adopted late.
 */
export const handoverDocument = `query Handover($owner: String!, $name: String!, $rolling: [String!], $owing: [String!],
  $withRolling: Boolean!, $incidents: [String!], $after: String) {
  repository(owner: $owner, name: $name) {
    rolling: issues(first: 20, states: [OPEN], labels: $rolling, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withRolling) { nodes { ...Rolling } }
    former: issues(first: 20, states: [CLOSED], labels: $rolling, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withRolling) { nodes { number body closedAt author { ...Who } } }
    owing: issues(first: 30, states: [CLOSED], labels: $owing, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withRolling) { nodes { ...Incident } }
    open: issues(first: 50, after: $after, states: [OPEN], labels: $incidents, orderBy: {field: CREATED_AT, direction: ASC}) {
      pageInfo { hasNextPage endCursor } nodes { ...Incident } }
  }
}
fragment Rolling on Issue {
  id number body createdAt updatedAt author { ...Who }
  ${spoken(100)}
}
fragment Incident on Issue {
  id number title createdAt
  labels(first: 50) { nodes { name } }
  comments(first: 30) { nodes { ...Said } }
}
${[who, comment].join("\n")}`;
