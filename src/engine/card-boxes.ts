// The boxes of our card: which there are, and which of them stand ticked.
import { readMarkers } from "./text/marker.ts";
import { readBoxes } from "./text/ticks.ts";

/** The boxes that a card can have, by the word in their hidden marker, and the command whose right each takes. */
export const boxRights: ReadonlyMap<string, string> = new Map([
  ["nothing-new", "update"],
  ["back", "resolve"],
  ["pass-lead", "role"],
  ["take-lead", "role"],
  ["severity", "severity"],
  ["send", "send"],
]);

/** Names of the boxes that are ticked in a text of our card, with what they are about: `back`, `severity sev1`. */
export function tickedBoxes(body: string): readonly string[] {
  const lines = body.split(/\r?\n/);
  return readBoxes(body).flatMap((box) => {
    if (!box.ticked) return [];
    const mark = readMarkers(lines[box.line] ?? "").find((marker) => marker.kind === "box");
    const [name = "", ...about] = mark?.words ?? [];
    if (!boxRights.has(name)) return [];
    return [[name, ...(name === "severity" || name === "send" ? about : [])].join(" ")];
  });
}
