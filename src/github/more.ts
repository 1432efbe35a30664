// The second request of a look, made only where it is needed: texts of the card's edits, children that left the list of
// sub-issues, the last good policy.
import { repositoryOf } from "../engine/issue-ref.ts";
import type { IssueRef, SourceFile } from "../engine/snapshot.ts";
import { moreDocument } from "./document.ts";
import { completeData } from "./partial.ts";
import { isOfHiddenPull, type PullsRead, type PullWanted, pullFields, pullsIn } from "./pulls.ts";
import type { IsOurs } from "./read-actor.ts";
import { type Edit, readEdits } from "./read-comment.ts";
import { readFile } from "./read-sources.ts";
import type { RawChild, RawMore } from "./shape.ts";
import type { Transport } from "./transport.ts";

/** What is still to be read of `key`; where nothing is named nothing is asked. */
export interface MoreWanted {
  readonly key: IssueRef;
  readonly isOurs: IsOurs;
  /** Node id of the card whose edits' texts are wanted. */
  readonly card?: string | undefined;
  readonly children: readonly string[];
  /** Blob of the last good policy. */
  readonly policy?: string | undefined;
  /** Pull requests that bring documents; absent: none. */
  readonly pulls?: readonly PullWanted[];
}

/** What the second request brought. `edits` and `policy` are absent where they were not asked for. */
export interface More {
  readonly edits?: readonly Edit[] | undefined;
  readonly children: readonly RawChild[];
  /** The ids that were asked for: what is not among the children is gone or out of sight. */
  readonly asked: readonly string[];
  readonly policy?: SourceFile | undefined;
  readonly pulls: PullsRead;
}

const noPulls: PullsRead = { seen: [], hidden: [] };

/** Reads what is wanted in one request, or in none. Throws where the answer is partial. */
export async function readMore(transport: Transport, wanted: MoreWanted): Promise<More> {
  const { key, card, children, policy, isOurs, pulls = [] } = wanted;
  if (card === undefined && children.length === 0 && policy === undefined && pulls.length === 0)
    return { children: [], asked: [], pulls: noPulls };
  const documents = pullFields(pulls);
  const [owner = "", name = ""] = repositoryOf(key).split("/");
  const variables = {
    card: card ?? "",
    withCard: card !== undefined,
    ids: children,
    withIds: children.length > 0,
    owner,
    name,
    oid: policy ?? "0".repeat(40),
    withGood: policy !== undefined,
    ...documents?.variables,
  };
  const answer = await transport.graphql<RawMore>(moreDocument(documents), variables);
  // Each of them may have been deleted since the first request.
  const mayLack = ["card", "nodes.*", "repository.object"];
  const read = completeData(`more of ${key}`, answer, mayLack, isOfHiddenPull);
  return {
    edits: read.card === null || read.card === undefined ? undefined : readEdits(read.card, isOurs),
    children: childrenAmong(read.nodes),
    asked: children,
    policy: readFile(".github/tocsin.yml", read.repository?.object),
    pulls: pullsIn(pulls, read, answer.errors),
  };
}

/** The issues among nodes asked for by id. */
export function childrenAmong(nodes: readonly (RawChild | null)[] | undefined): readonly RawChild[] {
  return (nodes ?? []).filter((node): node is RawChild => node?.__typename === "Issue");
}
