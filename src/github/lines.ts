// Ticks and links in somebody's list: the body is read again just before, and of a line nothing else is touched.
import type { EditLines } from "../engine/effect.ts";
import { completeData } from "./partial.ts";
import type { Transport } from "./transport.ts";

const bodiesDocument = `query BodiesAgain($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Issue { id body } } }`;

interface RawBodies {
  readonly nodes: readonly ({ readonly id?: string; readonly body?: string | null } | null)[];
}

/** The present bodies of the issues concerned, by node id; one that is gone is not among them. No effects, no request. */
export async function freshBodies(
  transport: Transport,
  edits: readonly EditLines[],
): Promise<ReadonlyMap<string, string>> {
  if (edits.length === 0) return new Map();
  const ids = [...new Set(edits.map(({ issueId }) => issueId))];
  const answer = await transport.graphql<RawBodies>(bodiesDocument, { ids });
  const { nodes } = completeData("the bodies to be ticked", answer, ["nodes.*"]);
  return new Map(nodes.flatMap((node) => (node?.id === undefined ? [] : [[node.id, node.body ?? ""]])));
}

/** The body with each line replaced that still stands there exactly; line ends stay as they are, a line that is gone is left. */
export function withLines(body: string, lines: EditLines["lines"]): string {
  const left = [...lines];
  return body
    .split("\n")
    .map((line) => {
      const bare = line.endsWith("\r") ? line.slice(0, -1) : line;
      const index = left.findIndex(({ raw }) => trimEnd(raw) === bare);
      const [found] = index < 0 ? [] : left.splice(index, 1);
      return found === undefined ? line : `${trimEnd(found.to)}${line.slice(bare.length)}`;
    })
    .join("\n");
}

function trimEnd(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
