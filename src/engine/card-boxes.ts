// The boxes of our card and of our list of actions on the review: which there are, and which of them stand ticked.
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

/** The word of the box in the list of actions that stands for `/verified`; behind it stands the node id of the action's issue. */
const verifiedBox = "verified";

/** Names of the boxes that are ticked in a text of our card, with what they are about: `back`, `severity sev1`. */
export function tickedBoxes(body: string): readonly string[] {
  return tickedMarks(body).flatMap(([name = "", ...about]) => {
    if (!boxRights.has(name)) return [];
    return [[name, ...(name === "severity" || name === "send" ? about : [])].join(" ")];
  });
}

/** Node ids of the actions whose box is ticked in a text of our list of actions: somebody says that they are verified (S-9). */
export function tickedActions(body: string): readonly string[] {
  const ids = tickedMarks(body).flatMap(([name, id]) =>
    name === verifiedBox && id !== undefined ? [id] : [],
  );
  return [...new Set(ids)];
}

/** The words of the hidden marks behind the boxes of a text that are ticked. */
function tickedMarks(body: string): readonly (readonly string[])[] {
  const lines = body.split(/\r?\n/);
  return readBoxes(body).flatMap((box) => {
    if (!box.ticked) return [];
    const mark = readMarkers(lines[box.line] ?? "").find((marker) => marker.kind === "box");
    return mark === undefined ? [] : [mark.words];
  });
}
