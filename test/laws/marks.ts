// What the hidden lines of a played world say; its secret is that of the laws.
import type { Marker } from "../../src/engine/text/marker.ts";
import { createProof } from "../../src/github/proof.ts";

/** What every process of the laws signs and hides with. */
export const proof = createProof({ secret: "laws" });

const read = createProof({ secret: undefined });

/** The marks of a comment, whichever issue it stands in. */
export function marksOf(body: string): readonly Marker[] {
  return read.marksIn(body, []);
}
