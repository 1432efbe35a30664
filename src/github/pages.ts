// What did not fit into the first request: further pages of labels, sub-issues and timeline. All pages or an error.

import {
  editsDocument,
  labelsDocument,
  pullItemsDocument,
  subIssuesDocument,
  timelineDocument,
} from "./document.ts";
import { completeData } from "./partial.ts";
import type { RawPull, RawPullItem } from "./pulls.ts";
import { leavesOutEdits } from "./read-comment.ts";
import {
  leavesOut,
  type Page,
  present,
  type RawChild,
  type RawEdit,
  type RawEdits,
  type RawIncident,
  type RawItem,
  type RawLabel,
  type RawRepository,
} from "./shape.ts";
import type { Transport } from "./transport.ts";

/** More pages than any list of GitHub's can have: a server that gives no end must not keep us for ever. */
const mostPages = 200;

interface Reader<T> {
  /** For errors: `the timeline of acme/incidents#7`. */
  readonly what: string;
  readonly next: (after: string) => Promise<Page<T> | undefined>;
}

async function rest<T>(first: Page<T>, { what, next }: Reader<T>): Promise<readonly T[]> {
  const all = [...present(first)];
  let { hasNextPage, endCursor } = first.pageInfo;
  for (let pages = 1; hasNextPage; pages++) {
    const page = endCursor === null || pages > mostPages ? undefined : await next(endCursor);
    if (page === undefined)
      throw new Error(`${what}: GitHub promised a further page and did not give it; read again later`);
    all.push(...present(page));
    ({ hasNextPage, endCursor } = page.pageInfo);
  }
  return all;
}

/** After what the next page of a list begins; `undefined`: this was the last. Throws where GitHub promises one and does not say where. */
export function placeAfter({ pageInfo }: Pick<Page<unknown>, "pageInfo">, what: string): string | undefined {
  const { hasNextPage, endCursor } = pageInfo;
  if (hasNextPage && endCursor === null)
    throw new Error(`${what}: GitHub promised a further page and did not say where`);
  return hasNextPage ? (endCursor ?? undefined) : undefined;
}

interface Holder<T> {
  readonly node: Readonly<Record<string, Page<T>>> | null;
}

function pageBy<T>(transport: Transport, document: string, place: { id: string; field: string }) {
  return async (after: string | null): Promise<Page<T> | undefined> => {
    const answer = await transport.graphql<Holder<T>>(document, { id: place.id, after });
    return completeData(`further pages of ${place.field}`, answer).node?.[place.field];
  };
}

/** The whole timeline of an incident, in GitHub's order. */
export function timelineOf(transport: Transport, raw: RawIncident): Promise<readonly RawItem[]> {
  const what = `the timeline of ${raw.repository.nameWithOwner}#${raw.number}`;
  const next = pageBy<RawItem>(transport, timelineDocument, { id: raw.id, field: "timelineItems" });
  return rest(raw.timelineItems, { what, next });
}

/** All sub-issues of an incident. */
export function subIssuesOf(transport: Transport, raw: RawIncident): Promise<readonly RawChild[]> {
  const what = `the sub-issues of ${raw.repository.nameWithOwner}#${raw.number}`;
  const next = pageBy<RawChild>(transport, subIssuesDocument, { id: raw.id, field: "subIssues" });
  return rest(raw.subIssues, { what, next });
}

/** Pull requests with their whole history: a review may stand between many commits. A request for each that has more than a hundred entries. */
export function wholePulls(transport: Transport, pulls: readonly RawPull[]): Promise<readonly RawPull[]> {
  return Promise.all(
    pulls.map(async (raw) => {
      if (!leavesOut(raw.begin, raw.end)) return raw;
      const what = `the history of ${raw.repository.nameWithOwner}#${raw.number}`;
      const next = pageBy<RawPullItem>(transport, pullItemsDocument, { id: raw.id, field: "timelineItems" });
      return { ...raw, begin: { ...raw.begin, nodes: await rest(raw.begin, { what, next }) } };
    }),
  );
}

/** All edits of an incident's body: forty come with the first request, from both ends of the list. */
export async function editsOf(transport: Transport, raw: RawIncident): Promise<RawEdits> {
  if (!leavesOutEdits(raw)) return raw;
  const what = `the edits of ${raw.repository.nameWithOwner}#${raw.number}`;
  const next = pageBy<RawEdit>(transport, editsDocument, { id: raw.id, field: "userContentEdits" });
  const first = await next(null);
  if (first === undefined)
    throw new Error(`${what}: GitHub counted them and did not give them; read again later`);
  const nodes = await rest(first, { what, next });
  return { newest: { totalCount: nodes.length, nodes }, oldest: null };
}

/** All labels of a repository: two hundred come with the first request, from both ends of the list. */
export async function labelsOf(transport: Transport, raw: RawRepository): Promise<readonly RawLabel[]> {
  const { labels } = raw;
  if (labels === null) return [];
  const byId = new Map([...present(labels), ...present(raw.lastLabels)].map((label) => [label.id, label]));
  if (byId.size >= (labels.totalCount ?? 0)) return [...byId.values()];
  const what = `the labels of ${raw.nameWithOwner}`;
  const next = pageBy<RawLabel>(transport, labelsDocument, { id: raw.id, field: "labels" });
  return rest(labels, { what, next });
}
