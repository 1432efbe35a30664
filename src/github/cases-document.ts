// The document by which the problems of a repository are read, and of its incidents what their cards say they are about.
import { comment, who } from "./document.ts";
import type { Nodes, Page, RawActor, RawComment } from "./shape.ts";
import { type RawSpoken, spoken } from "./spoken.ts";

/** An issue with the label of a problem. */
export interface RawProblem extends RawSpoken {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly url: string;
  readonly state: "OPEN" | "CLOSED";
  readonly stateReason: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly updatedAt: string;
  readonly author: RawActor | null;
  readonly authorAssociation: string;
  readonly labels: Nodes<{ readonly name: string }> | null;
  readonly assignees: Nodes<{ readonly login: string }>;
}

/** An issue with the label of the list. */
export interface RawList extends RawSpoken {
  readonly number: number;
  readonly state: "OPEN" | "CLOSED";
  readonly body: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly author: RawActor | null;
}

/** An incident with its first comments, among which its card is. */
export interface RawCase {
  readonly id: string;
  readonly number: number;
  readonly state: "OPEN" | "CLOSED";
  readonly createdAt: string;
  readonly comments: Nodes<RawComment>;
}

/** What `casesDocument` brings; after its first page only the incidents. */
export interface RawCases {
  readonly repository: {
    readonly visibility: string;
    readonly open?: Nodes<RawProblem>;
    readonly fixed?: Nodes<RawProblem>;
    readonly lists?: Nodes<RawList>;
    readonly incidents: Page<RawCase>;
  } | null;
}

/** So many open problems are read at most, the newest. */
export const mostOpen = 100;

/** So many closed ones, those that changed last. */
export const mostFixed = 30;

/**
 * The newest hundred open problems of a repository, the thirty closed ones that changed last, the issues with the label of the list, and
 * a hundred incidents, those that changed last first (variables: owner, name; problems, list, incidents: label names; after,
 * withProblems).
 */
export const casesDocument = `query Cases($owner: String!, $name: String!, $problems: [String!], $list: [String!],
  $withProblems: Boolean!, $incidents: [String!], $after: String) {
  repository(owner: $owner, name: $name) {
    visibility
    open: issues(first: ${mostOpen}, states: [OPEN], labels: $problems, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withProblems) { nodes { ...Problem } }
    fixed: issues(first: ${mostFixed}, states: [CLOSED], labels: $problems, orderBy: {field: UPDATED_AT, direction: DESC})
      @include(if: $withProblems) { nodes { ...Problem } }
    lists: issues(first: 10, states: [OPEN, CLOSED], labels: $list, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withProblems) { nodes { ...List } }
    incidents: issues(first: 100, after: $after, states: [OPEN, CLOSED], labels: $incidents, orderBy: {field: UPDATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor } nodes { ...Case } }
  }
}
fragment Problem on Issue {
  id number title body url state stateReason createdAt closedAt updatedAt authorAssociation author { ...Who }
  labels(first: 20) { nodes { name } }
  assignees(first: 10) { nodes { login } }
  ${spoken(30)}
}
fragment List on Issue {
  id number state body createdAt updatedAt author { ...Who }
  ${spoken(30)}
}
fragment Case on Issue {
  id number state createdAt
  comments(first: 5) { nodes { ...Said } }
}
${[who, comment].join("\n")}`;
