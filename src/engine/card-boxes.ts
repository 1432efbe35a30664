// The boxes of our card: which there are, and which of them stand ticked.
import { readMarkers } from "./text/marker.ts";
import { readBoxes } from "./text/ticks.ts";

/** The boxes that a card can have, by the word in their hidden marker, and the command whose right each takes. */
export const boxRights: ReadonlyMap<string, string> = new Map([
  ["nothing-new", "update"],
  ["back", "resolve"],
  ["pass-lead", "role"],
  ["take-lead", "role"],
]);

/** Names of the boxes that are ticked in a text of our card. */
export function tickedBoxes(body: string): readonly string[] {
  const lines = body.split(/\r?\n/);
  return readBoxes(body).flatMap((box) => {
    if (!box.ticked) return [];
    const mark = readMarkers(lines[box.line] ?? "").find((marker) => marker.kind === "box");
    return mark?.words[0] !== undefined && boxRights.has(mark.words[0]) ? [mark.words[0]] : [];
  });
}
