// The document by which a handover is read: the rolling issues, and of every open incident what is handed over.
import {
  type RawFormer,
  type RawListed,
  type RawRolling,
  rollingFields,
  rollingFragments,
} from "./rolling.ts";
import type { Nodes, Page } from "./shape.ts";

/** What `handoverDocument` brings; after its first page only the incidents. */
export interface RawHandover {
  readonly repository: {
    readonly rolling?: Nodes<RawRolling>;
    readonly former?: Nodes<RawFormer>;
    readonly owing?: Nodes<RawListed>;
    readonly open: Page<RawListed>;
  } | null;
}

/**
 * The rolling issues of a repository, the newest thirty incidents that are closed and owe something, and fifty open ones (variables:
 * owner, name; rolling, owing, withRolling, incidents, after).
 */
export const handoverDocument = `query Handover($owner: String!, $name: String!, $rolling: [String!], $owing: [String!],
  $withRolling: Boolean!, $incidents: [String!], $after: String) {
  repository(owner: $owner, name: $name) {
    ${rollingFields}
    owing: issues(first: 30, states: [CLOSED], labels: $owing, orderBy: {field: CREATED_AT, direction: DESC})
      @include(if: $withRolling) { nodes { ...Incident } }
    open: issues(first: 50, after: $after, states: [OPEN], labels: $incidents, orderBy: {field: CREATED_AT, direction: ASC}) {
      pageInfo { hasNextPage endCursor } nodes { ...Incident } }
  }
}
${rollingFragments}`;
