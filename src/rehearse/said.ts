// What was said on an issue in a rehearsal, wherever it stood at that time.
import type { Instant } from "../engine/instant.ts";
import { stripMarkers } from "../engine/text/marker.ts";
import type { LogEntry } from "../local-github/platform.ts";

/** A comment as it was said: with the words that it has now, or had when it was deleted. */
export interface SaidComment {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
}

/** All that was said on an issue, oldest first, deleted comments and what was said before it was transferred included. */
export function saidOn(ref: string, log: readonly LogEntry[]): readonly SaidComment[] {
  const places = placesOf(ref, log);
  const said = new Map<string, SaidComment>();
  for (const entry of log) {
    if (!places.has(entry.on) || entry.commentId === undefined) continue;
    const old = said.get(entry.commentId);
    if (entry.did === "commented") {
      const { commentId: id, at, by } = entry;
      said.set(id, { id, at, by, text: stripMarkers(entry.text) });
    } else if (entry.did === "edited-comment" && old !== undefined) {
      said.set(entry.commentId, { ...old, text: stripMarkers(entry.text) });
    }
  }
  return [...said.values()];
}

/** The address of an issue, and those that it had before. */
function placesOf(ref: string, log: readonly LogEntry[]): ReadonlySet<string> {
  const places = new Set([ref]);
  for (const { did, on, text } of log.toReversed())
    if (did === "transferred" && places.has(text)) places.add(on);
  return places;
}
