// The pull requests that bring documents of an incident, read by their ids in the same request as all else; they are no children.

import type { Pull, PullItem } from "../engine/snapshot/pull.ts";
import type { Actor } from "../engine/snapshot/timeline.ts";
import { isOutside } from "./keys.ts";
import type { GraphqlError } from "./partial.ts";
import { readActor } from "./read-actor.ts";
import { fromBothEnds, type Nodes, type Page, type RawActor, type RawFile } from "./shape.ts";

/** A pull request to be read, and where its document stands, as git names it: `branch:path`. */
export interface PullWanted {
  readonly id: string;
  readonly file?: string | undefined;
}

/** One entry of a pull request's history. */
export interface RawPullItem {
  readonly __typename: string;
  readonly id: string;
  readonly createdAt?: string;
  readonly submittedAt?: string | null;
  readonly state?: string;
  /** Of a review that was taken back what it said, and which it is. */
  readonly previousReviewState?: string;
  readonly review?: { readonly id: string } | null;
  readonly authorAssociation?: string;
  readonly url?: string;
  readonly actor?: RawActor | null;
  readonly author?: RawActor | null;
  readonly commit?: {
    readonly committedDate: string;
    readonly url: string;
    readonly author: {
      readonly name: string | null;
      readonly user: { readonly login: string } | null;
    } | null;
  };
}

/** A pull request as GitHub's schema has it. */
export interface RawPull {
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly isDraft: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly author: RawActor | null;
  readonly repository: {
    readonly nameWithOwner: string;
    readonly isPrivate: boolean;
    readonly file?: RawFile | null;
  };
  readonly begin: Page<RawPullItem>;
  readonly end: Nodes<RawPullItem>;
}

/** The events of a pull request that tell where its document stands. */
export const pullItemTypes = `[READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT, PULL_REQUEST_REVIEW, REVIEW_DISMISSED_EVENT,
  REVIEW_REQUESTED_EVENT, PULL_REQUEST_COMMIT, MERGED_EVENT, CLOSED_EVENT, REOPENED_EVENT]`;

/** What an entry of its history is read with, beside the fragment `Who`. */
export const pullItem = `fragment PullItem on PullRequestTimelineItems {
  __typename
  ... on ReadyForReviewEvent { id createdAt actor { ...Who } }
  ... on ConvertToDraftEvent { id createdAt actor { ...Who } }
  ... on PullRequestReview { id submittedAt state url authorAssociation author { ...Who } }
  ... on ReviewDismissedEvent { id createdAt previousReviewState review { id } actor { ...Who } }
  ... on ReviewRequestedEvent { id createdAt actor { ...Who } }
  ... on PullRequestCommit { id commit { committedDate url author { name user { login } } } }
  ... on MergedEvent { id createdAt url actor { ...Who } }
  ... on ClosedEvent { id createdAt actor { ...Who } }
  ... on ReopenedEvent { id createdAt actor { ...Who } }
}`;

/** What a pull request is read with, beside the fragment `Who`. */
export const pullFragments = `fragment Pull on PullRequest {
  id number url state isDraft createdAt updatedAt headRefName headRefOid author { ...Who }
  repository { nameWithOwner isPrivate }
  begin: timelineItems(first: 50, itemTypes: ${pullItemTypes}) {
    pageInfo { hasNextPage endCursor } nodes { ...PullItem } }
  end: timelineItems(last: 50, itemTypes: ${pullItemTypes}) { nodes { ...PullItem } }
}
${pullItem}`;

/** The part of a document that reads pull requests, with its variables and where it may lack something. */
export interface PullFields {
  readonly declared: string;
  readonly fields: string;
  readonly variables: Readonly<Record<string, string>>;
}

const aliasOf = (index: number): string => `pull${index}`;

/** The fields for these pull requests; `undefined` where there are none, so that a document is as it was. */
export function pullFields(pulls: readonly PullWanted[]): PullFields | undefined {
  if (pulls.length === 0) return undefined;
  const all = pulls.map(({ file }, index) => {
    const text =
      file === undefined
        ? ""
        : ` ... on PullRequest { repository { file: object(expression: $file${index}) { ...File } } }`;
    return {
      declared: [`$pull${index}: ID!`, ...(file === undefined ? [] : [`$file${index}: String!`])],
      field: `  ${aliasOf(index)}: node(id: $pull${index}) { __typename ...Pull${text} }`,
    };
  });
  const variables = pulls.flatMap(({ id, file }, index): readonly (readonly [string, string])[] => [
    [`pull${index}`, id],
    ...(file === undefined ? [] : [[`file${index}`, file] as const]),
  ]);
  return {
    declared: all.flatMap((one) => one.declared).join(", "),
    fields: all.map(({ field }) => field).join("\n"),
    variables: Object.fromEntries(variables),
  };
}

/** Is an error of a pull request that we may not see? Pull requests are a right of their own, which an owner need not give. */
export function isOfHiddenPull({ type, path }: GraphqlError): boolean {
  return /^pull\d+$/.test(String(path?.[0])) && (type === "FORBIDDEN" || type === "NOT_FOUND");
}

/** What an answer brought of pull requests: those that were read, and the ids of those that we may not see. */
export interface PullsRead {
  readonly seen: readonly RawPull[];
  readonly hidden: readonly string[];
}

/** Takes them out of an answer; where anything of one was kept from us, it is none of what we may see. */
export function pullsIn(
  wanted: readonly PullWanted[],
  data: unknown,
  errors: readonly GraphqlError[],
): PullsRead {
  const answers = data as Readonly<
    Record<string, (RawPull & { readonly __typename?: string }) | null | undefined>
  >;
  const barred = new Set(errors.filter(isOfHiddenPull).map(({ path }) => String(path?.[0])));
  const seen: RawPull[] = [];
  const hidden: string[] = [];
  for (const [index, { id }] of wanted.entries()) {
    const raw = answers[aliasOf(index)];
    if (raw?.__typename === "PullRequest" && !barred.has(aliasOf(index))) seen.push(raw);
    else hidden.push(id);
  }
  return { seen, hidden };
}

const kinds: Readonly<Record<string, PullItem["kind"]>> = {
  ReviewDismissedEvent: "dismissed",
  ReadyForReviewEvent: "ready",
  ConvertToDraftEvent: "drafted",
  ReviewRequestedEvent: "asked",
  PullRequestCommit: "commit",
  MergedEvent: "merged",
  ClosedEvent: "closed",
  ReopenedEvent: "reopened",
};

/** The pull request as the engine sees it. */
export function readPull(raw: RawPull): Pull {
  const items = itemsOf(raw);
  const first = items.find(({ kind }) => kind === "ready" || kind === "drafted");
  return {
    id: raw.id,
    ref: `${raw.repository.nameWithOwner}#${raw.number}`,
    url: raw.url,
    state: raw.state === "MERGED" ? "merged" : raw.state === "OPEN" ? "open" : "closed",
    draft: raw.isDraft,
    wasDraft: first === undefined ? raw.isDraft : first.kind === "ready",
    createdAt: Date.parse(raw.createdAt),
    updatedAt: Date.parse(raw.updatedAt),
    author: readActor(raw.author),
    private: raw.repository.isPrivate,
    branch: raw.headRefName,
    head: raw.headRefOid,
    text: raw.repository.file?.text ?? undefined,
    items,
  };
}

/** Its history, each entry once. */
function itemsOf({ begin, end, repository }: RawPull): readonly PullItem[] {
  const all = fromBothEnds(begin, end);
  // Of a review that was taken back GitHub says what it said where that was done.
  const before = new Map(
    all.flatMap(({ review, previousReviewState }) =>
      review == null ? [] : [[review.id, previousReviewState] as const],
    ),
  );
  return all.flatMap((item) => readItem(item, before.get(item.id) ?? item.state, repository));
}

function readItem(
  raw: RawPullItem,
  state: string | undefined,
  { isPrivate }: Pick<RawPull["repository"], "isPrivate">,
): readonly PullItem[] {
  const kind = raw.__typename === "PullRequestReview" ? reviewOf(state) : kinds[raw.__typename];
  const when = raw.commit?.committedDate ?? raw.submittedAt ?? raw.createdAt;
  if (kind === undefined || when === undefined) return [];
  const url = raw.url ?? raw.commit?.url;
  return [
    {
      ...{ id: raw.id, at: Date.parse(when), by: whoOf(raw), kind },
      ...(url !== undefined && { url }),
      ...(raw.review != null && { of: raw.review.id }),
      // Who may look at a repository that is not public is inside.
      ...(!isPrivate && isOutside(raw.authorAssociation) && { outside: true }),
    },
  ];
}

function reviewOf(state: string | undefined): PullItem["kind"] | undefined {
  if (state === "CHANGES_REQUESTED") return "changes";
  return state === "APPROVED" ? "approved" : undefined;
}

/** A commit names its author only, and that of a bot by the name that ends in `[bot]`. */
function whoOf({ actor, author, commit }: RawPullItem): Actor | undefined {
  if (commit === undefined) return readActor(actor ?? author ?? null);
  const name = commit.author?.user?.login ?? commit.author?.name ?? "";
  if (name === "") return undefined;
  return { login: name.replace(/\[bot\]$/, ""), kind: name.endsWith("[bot]") ? "bot" : "user" };
}
