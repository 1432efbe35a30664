// The document of the sweep's cheap look, and what it brings.
import { itemTypes } from "./document.ts";
import type { Nodes, Page, RawActor, RawComment } from "./shape.ts";

/** An issue or a pull request that belongs to an incident: whatever happens to it moves its time. */
export interface RawTouched {
  readonly id: string;
  readonly updatedAt: string;
  readonly repository: { readonly isPrivate: boolean };
}

/** One incident of the list, with no more than its fingerprint and its card take. */
export interface RawHead {
  readonly id: string;
  readonly number: number;
  readonly state: "OPEN" | "CLOSED";
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastEditedAt: string | null;
  readonly author: RawActor | null;
  readonly authorAssociation: string;
  readonly comments: Nodes<RawComment>;
  readonly subIssues: Nodes<
    RawTouched & {
      readonly state: "OPEN" | "CLOSED";
      readonly lastEditedAt: string | null;
      readonly editor: RawActor | null;
    }
  >;
  readonly timelineItems: Nodes<{
    readonly id: string;
    readonly createdAt: string;
    readonly actor?: RawActor | null;
    readonly author?: RawActor | null;
    /** Of a comment, which alone has an author. */
    readonly authorAssociation?: string;
    readonly lastEditedAt?: string | null;
    readonly editor?: RawActor | null;
  }> & {
    readonly pageInfo: { readonly hasPreviousPage: boolean };
  };
}

/** An issue that was opened lately, whatever its labels: enough to see that it was opened by a form of the policy's. */
export interface RawOpened {
  readonly id: string;
  readonly number: number;
  readonly state: "OPEN" | "CLOSED";
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly body: string | null;
  readonly author: RawActor | null;
  readonly authorAssociation: string;
}

/** What the document of `headsDocument` brings: a page of each list that it asked for. */
export interface RawHeads {
  readonly repository: {
    readonly visibility: string;
    readonly open?: Page<RawHead>;
    readonly closed?: Page<RawHead>;
    readonly lately?: Page<RawHead>;
    readonly opened?: Page<RawOpened>;
    /** The issues of the repository's own subjects, by `aliasOfSubject`. */
    readonly [alias: `s${number}`]: Nodes<{ readonly id: string; readonly updatedAt: string }> | undefined;
  };
}

/** Where the answer has the issues of the subject of this place in the list. */
export function aliasOfSubject(index: number): `s${number}` {
  return `s${index}`;
}

const documents = new Map<number, string>();

// Every event type that the timeline is asked for has an id, a time and, but for comments, an actor. References and duplicates are
// left out: a snapshot keeps only some of them, and both sides must count alike.
const events = itemTypes
  .replace(/[[\]\s]/g, "")
  .split(",")
  .filter((type) => !/^(?:ISSUE_COMMENT|CROSS_REFERENCED_EVENT|.*_AS_DUPLICATE_EVENT)$/.test(type));

const typeName = (type: string): string =>
  type.replace(/(?:^|_)([A-Z])([A-Z]*)/g, (_, first: string, rest: string) => first + rest.toLowerCase());

const selections = events
  .map((type) => `... on ${typeName(type)} { id createdAt actor { ...Who } }`)
  .join("\n      ");

/**
 * Fifty open incidents, fifty closed ones that still owe something, and the closed ones that changed last (variables: owner,
 * name; opened, open, withOpen; owing, closed, withClosed; incident, few, lately, withLately; the issues that were opened last,
 * whatever their labels, without anything nested: some, newest, withOpened; of the given number of repository subjects the labels by alias, and withSubjects, for when their issues changed). Several labels mean any of
 * them; GitHub may then list an issue twice. By GitHub's formula that is six points for up to a hundred and ten heads: five
 * connections each.
 */
export function headsDocument(subjects: number): string {
  const known = documents.get(subjects);
  if (known !== undefined) return known;
  const aliases = Array.from({ length: subjects }, (_none, index) => aliasOfSubject(index));
  const text = documentOf(aliases);
  documents.set(subjects, text);
  return text;
}

const documentOf = (
  aliases: readonly string[],
): string => `query IncidentHeads($owner: String!, $name: String!, $opened: [String!], $open: String,
  $withOpen: Boolean!, $owing: [String!], $closed: String, $withClosed: Boolean!, $incident: [String!], $few: Int!,
  $lately: String, $withLately: Boolean!, $some: Int!, $newest: String, $withOpened: Boolean!${aliases.map((alias) => `, $${alias}: [String!]`).join("")}${aliases.length === 0 ? "" : ", $withSubjects: Boolean!"}) {
  repository(owner: $owner, name: $name) {
    visibility
    ${aliases.map(subjectField).join("\n    ")}
    open: issues(first: 50, after: $open, states: [OPEN], labels: $opened, orderBy: {field: CREATED_AT, direction: ASC})
      @include(if: $withOpen) { pageInfo { hasNextPage endCursor } nodes { ...Head } }
    closed: issues(first: 50, after: $closed, states: [CLOSED], labels: $owing, orderBy: {field: CREATED_AT, direction: ASC})
      @include(if: $withClosed) { pageInfo { hasNextPage endCursor } nodes { ...Head } }
    lately: issues(first: $few, after: $lately, states: [CLOSED], labels: $incident, orderBy: {field: UPDATED_AT, direction: DESC})
      @include(if: $withLately) { pageInfo { hasNextPage endCursor } nodes { ...Head } }
    opened: issues(first: $some, after: $newest, states: [OPEN, CLOSED], orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withOpened) { pageInfo { hasNextPage endCursor }
        nodes { id number state createdAt updatedAt body authorAssociation author { ...Who } } }
  }
}
fragment Head on Issue {
  id number state createdAt updatedAt lastEditedAt authorAssociation author { ...Who }
  comments(first: 2) { nodes {
    id createdAt updatedAt lastEditedAt body isMinimized reactionGroups { content viewerHasReacted } author { ...Who } editor { ...Who }
    newest: userContentEdits(first: 3) { totalCount nodes { id editedAt editor { ...Who } } }
  } }
  subIssues(first: 100) { nodes { id state updatedAt lastEditedAt editor { ...Who } repository { isPrivate } } }
  timelineItems(last: 30, itemTypes: [ISSUE_COMMENT, ${events.join(", ")}]) {
    pageInfo { hasPreviousPage }
    nodes {
      ... on IssueComment { id createdAt lastEditedAt authorAssociation author { ...Who } editor { ...Who } }
      ${selections}
    }
  }
}
fragment Who on Actor { __typename login }`;

const subjectField = (
  alias: string,
): string => `${alias}: issues(first: 20, states: [OPEN], labels: $${alias}, orderBy: {field: UPDATED_AT, direction: DESC})
      @include(if: $withSubjects) { nodes { id updatedAt } }`;

/** What belongs to incidents and is none of their sub-issues, by node id (variable: ids, at most a hundred). */
export const besideDocument = `query Beside($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Issue { id updatedAt repository { isPrivate } } ... on PullRequest { id updatedAt repository { isPrivate } } }
}`;

/** What `besideDocument` brings: null what is gone or out of sight, empty what is neither issue nor pull request. */
export interface RawBeside {
  readonly nodes: readonly (Partial<RawTouched> | null)[];
}
