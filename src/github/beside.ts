// What belongs to incidents and stands beside their lists of sub-issues: read along with a sweep's heads, so that nothing waits for
// an event that got lost.
import { besideDocument, type RawBeside, type RawTouched } from "./heads-document.ts";
import { completeData } from "./partial.ts";
import type { Transport } from "./transport.ts";

/** As many nodes as GitHub gives by their ids in one request. */
const mostNodes = 100;

/**
 * Issues and pull requests by node id, a hundred to a request, none where there are no ids. What is gone, or kept from us, is not among
 * them. Throws where an answer lacks anything else.
 */
export async function readBeside(
  transport: Transport,
  repository: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RawTouched>> {
  const found = new Map<string, RawTouched>();
  const wanted = [...new Set(ids)];
  for (let from = 0; from < wanted.length; from += mostNodes) {
    const answer = await transport.graphql<RawBeside>(besideDocument, {
      ids: wanted.slice(from, from + mostNodes),
    });
    const what = `what belongs to the incidents of ${repository}`;
    const { nodes } = completeData(what, answer, ["nodes.*"], ({ type }) => type === "FORBIDDEN");
    for (const node of nodes) if (isTouched(node)) found.set(node.id, node);
  }
  return found;
}

function isTouched(node: Partial<RawTouched> | null): node is RawTouched {
  return node?.id !== undefined && node.updatedAt !== undefined;
}
