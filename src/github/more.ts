// The second request of a look, made only where it is needed: texts of the edits of comments of ours, children that left the list
// of sub-issues, the last good policy.
import { repositoryOf } from "../engine/issue-ref.ts";
import type { SourceFile } from "../engine/snapshot/repository.ts";
import type { IssueRef } from "../engine/snapshot.ts";
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
  /** Node ids of comments of ours whose edits' texts are wanted. */
  readonly edited?: readonly string[];
  readonly children: readonly string[];
  /** Blob of the last good policy. */
  readonly policy?: string | undefined;
  /** Pull requests that bring documents; absent: none. */
  readonly pulls?: readonly PullWanted[];
}

/** What the second request brought; `policy` is absent where it was not asked for. */
export interface More {
  /** By the node id of the comment; one that is gone is not among them. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly children: readonly RawChild[];
  /** The ids that were asked for: what is not among the children is gone or out of sight. */
  readonly asked: readonly string[];
  readonly policy?: SourceFile | undefined;
  readonly pulls: PullsRead;
}

const noPulls: PullsRead = { seen: [], hidden: [] };

/** Reads what is wanted in one request, or in none. Throws where the answer is partial. */
export async function readMore(transport: Transport, wanted: MoreWanted): Promise<More> {
  const { key, edited = [], children, policy, isOurs, pulls = [] } = wanted;
  if (edited.length === 0 && children.length === 0 && policy === undefined && pulls.length === 0)
    return { edits: new Map(), children: [], asked: [], pulls: noPulls };
  const documents = pullFields(pulls);
  const [owner = "", name = ""] = repositoryOf(key).split("/");
  const variables = {
    edited,
    withEdited: edited.length > 0,
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
  const mayLack = ["edited.*", "nodes.*", "repository.object"];
  const read = completeData(`more of ${key}`, answer, mayLack, isOfHiddenPull);
  return {
    edits: editsIn(read, isOurs),
    children: childrenAmong(read.nodes),
    asked: children,
    policy: readFile(".github/tocsin.yml", read.repository?.object),
    pulls: pullsIn(pulls, read, answer.errors),
  };
}

function editsIn({ edited = [] }: RawMore, isOurs: IsOurs): More["edits"] {
  return new Map(
    edited.flatMap((raw) => (raw?.id === undefined ? [] : [[raw.id, readEdits(raw, isOurs)] as const])),
  );
}

/** The issues among nodes asked for by id. */
export function childrenAmong(nodes: readonly (RawChild | null)[] | undefined): readonly RawChild[] {
  return (nodes ?? []).filter((node): node is RawChild => node?.__typename === "Issue");
}
