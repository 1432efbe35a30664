// What was handed over so far, as our comments on the rolling issue tell: each with who acknowledged it and which calls it has.
import type { OwnComment } from "../incident.ts";
import { type Instant, isoSeconds } from "../instant.ts";
import type { HandoverChange } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Marker } from "../text/marker.ts";
import { lastOf } from "./change.ts";

/** Somebody who takes over said so. `item` is the comment. */
export interface HandoverAcked {
  readonly item: string;
  readonly by: string;
  readonly at: Instant;
}

/** A call that somebody recorded; `at` is the time given. `who` is the title of the role that was called. */
export interface Called {
  readonly item: string;
  readonly by: string;
  readonly at: Instant;
  readonly who: string;
  readonly answered: boolean;
}

/** A change of duty that was said in a comment. */
export interface Said {
  readonly id: string;
  readonly change: HandoverChange;
  readonly at: Instant;
  readonly own: OwnComment;
  /** There was nothing to hand over: only a call was asked for. */
  readonly idle: boolean;
  /** What the comment records. */
  readonly acked: readonly HandoverAcked[];
  readonly called: readonly Called[];
}

/** The id of what is said at a change: `handover/desk-bridge/2025-04-07T07:00:00Z`. */
export function saidId(change: HandoverChange, at: Instant): string {
  return `handover/${change.id}/${isoSeconds(at)}`;
}

/** Every handover that was said, oldest first; of doubles the first. Those of changes that the policy no longer has are left out. */
export function saidIn(all: readonly OwnComment[], ruling: Ruling): readonly Said[] {
  const changes = ruling.policy.handover?.changes ?? [];
  const found = new Map<string, Said>();
  for (const own of all) {
    const [id, name, iso, how] = own.markers.find(({ kind }) => kind === "handover")?.words ?? [];
    const change = changes.find((one) => one.id === name);
    const at = Date.parse(iso ?? "");
    if (id === undefined || change === undefined || Number.isNaN(at) || found.has(id)) continue;
    const { acked, called } = recordIn(own.markers);
    found.set(id, { id, change, at, own, idle: how === "idle", acked, called });
  }
  return [...found.values()];
}

function recordIn(markers: readonly Marker[]): Pick<Said, "acked" | "called"> {
  const acked = markers.flatMap(({ kind, words: [item = "", by = "", at = ""] }): readonly HandoverAcked[] =>
    kind === "acked" ? [{ item, by, at: Date.parse(at) }] : [],
  );
  const called = markers.flatMap(
    ({ kind, words: [item = "", by = "", at = "", who = "", how = ""] }): readonly Called[] =>
      kind === "called" ? [{ item, by, at: Date.parse(at), who, answered: how !== "no-answer" }] : [],
  );
  return { acked, called };
}

/** The markers of a comment that says a change, by which it is known again, with what it records. */
export function markersOf(said: Omit<Said, "own">): readonly (readonly string[])[] {
  return [
    ["handover", said.id, said.change.id, isoSeconds(said.at), said.idle ? "idle" : "ongoing"],
    ...said.acked.map(({ item, by, at }) => ["acked", item, by, isoSeconds(at)]),
    ...said.called.map(({ item, by, at, who, answered }) => [
      "called",
      ...[item, by, isoSeconds(at), who, answered ? "answered" : "no-answer"],
    ]),
  ];
}

/** Has whoever took over at a change handed on since? Then nothing is asked about it any more. */
export function isHandedOn(
  { change, at }: { readonly change: HandoverChange; readonly at: Instant },
  ruling: Ruling,
  now: Instant,
): boolean {
  const changes = ruling.policy.handover?.changes ?? [];
  return changes.some((other) => other.from === change.to && (lastOf(other, ruling, now) ?? 0) > at);
}
