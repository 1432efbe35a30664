// What follows a handover: it is recorded who took over and who called, commands are answered, what is past is folded away.
import type { Effect } from "../effect.ts";
import type { OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { HandoverChange } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import { reaction } from "../react.ts";
import { hash } from "../text/hash.ts";
import type { Message } from "../voice/message.ts";
import type { HandoverSituation } from "./decide.ts";
import { isHandedOn, markersOf, type Said } from "./said.ts";
import { recordValues } from "./values.ts";

/** What people did about a handover is written into its comment. */
export function records({ handover, ruling }: HandoverSituation): readonly Message[] {
  return handover.said
    .filter(({ news }) => news)
    .map((said): Message => {
      const [[topic = "", ...details] = [], ...more] = markersOf(said);
      const markers = [...more, ...mentionsIn(said)];
      return {
        id: `record/${said.own.item.id}/${hash(JSON.stringify([[topic, ...details], ...markers]))}`,
        // It stays what was said, and is said no second time.
        ids: [],
        topic,
        on: handover.rolling?.id ?? "",
        asks: [],
        silenced: false,
        counts: false,
        edits: said.own.item.id,
        details,
        say: () => ({
          because: "Somebody acknowledged the handover, or recorded a call.",
          rule: "handover H-33",
          template: "handover",
          values: recordValues(said, ruling),
          markers,
        }),
      };
    });
}

/** Whom the comment mentioned when it was new. */
function mentionsIn({ own }: Said): readonly (readonly string[])[] {
  return own.markers.flatMap(({ kind, words }) => (kind === "mentions" ? [[kind, ...words]] : []));
}

/** Commands are answered by a reaction. */
export function answers({ handover, snapshot }: HandoverSituation): readonly Effect[] {
  return handover.judged.flatMap(({ comment, verdict }): readonly Effect[] => {
    const done = verdict === "done";
    const because = done
      ? "It is recorded."
      : "It could not be recorded: no handover that it fits is open, or the person may not do that.";
    return reaction(comment, { done, because }, snapshot);
  });
}

/** Was the same said of the same two later on? Then the older comment is folded away, and why. */
export function newerThan(own: OwnComment, said: readonly Said[]): string | undefined {
  const its = said.find((one) => one.own === own);
  const newer = said.some(
    (other) => its && pairOf(other.change) === pairOf(its.change) && other.own.item.at > its.own.item.at,
  );
  return newer ? "A newer handover replaces it." : undefined;
}

/** Is this comment about a change between the two of this one? */
export function isOfPair(
  markers: OwnComment["markers"],
  change: HandoverChange,
  { policy }: Pick<Ruling, "policy">,
): boolean {
  const [, name] = markers.find(({ kind }) => kind === "handover")?.words ?? [];
  const other = policy.handover?.changes.find(({ id }) => id === name);
  return other !== undefined && pairOf(other) === pairOf(change);
}

function pairOf({ from, to }: Pick<HandoverChange, "from" | "to">): string {
  return [from, to].toSorted().join(" ");
}

/** Is this a reminder of a handover that was acknowledged since, or handed on? */
export function isAnswered(
  markers: Said["own"]["markers"],
  { said, ruling, now }: { said: readonly Said[]; ruling: Ruling; now: Instant },
): boolean {
  const of = markers.find(({ kind }) => kind === "handover-reminder")?.words[1];
  if (of === undefined) return false;
  const about = said.find(({ id }) => id === of);
  return about === undefined || about.acked.length > 0 || isHandedOn(about, ruling, now);
}
