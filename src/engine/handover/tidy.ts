// What follows a handover: it is recorded who took over and who called, commands are answered, what is past is folded away.
import type { Effect } from "../effect.ts";
import type { Instant } from "../instant.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Wish } from "../situation.ts";
import { hash } from "../text/hash.ts";
import type { HandoverSituation } from "./decide.ts";
import { isHandedOn, markersOf, type Said } from "./said.ts";
import { recordValues } from "./values.ts";

/** Everything but new words; `spoken` is what this plan says, which folds away what it replaces. */
export function keepTidy(here: HandoverSituation, spoken: readonly Effect[]): Wish {
  return { effects: [...records(here), ...answers(here), ...folds(here, spoken), ...heals(here)] };
}

function records({ handover, snapshot, ruling }: HandoverSituation): readonly Effect[] {
  return handover.said
    .filter(({ news }) => news)
    .map((said): Effect => {
      const markers = [...markersOf(said), ...mentionsIn(said)];
      return {
        kind: "edit-comment",
        id: `record/${said.own.item.id}/${hash(JSON.stringify(markers))}`,
        because: "Somebody acknowledged the handover, or recorded a call.",
        rule: "handover H-33",
        commentId: said.own.item.id,
        template: "handover",
        values: recordValues(said, ruling),
        markers,
      };
    })
    .filter(({ id }) => snapshot.recent[id] === undefined);
}

/** Whom the comment mentioned when it was new. */
function mentionsIn({ own }: Said): readonly (readonly string[])[] {
  return own.markers.flatMap(({ kind, words }) => (kind === "mentions" ? [[kind, ...words]] : []));
}

function answers({ handover, snapshot }: HandoverSituation): readonly Effect[] {
  return handover.judged.flatMap(({ comment, verdict }): readonly Effect[] => {
    const done = verdict === "done";
    const id = `react/${comment.id}`;
    if (comment.reacted.includes(done ? "+1" : "confused") || snapshot.recent[id] !== undefined) return [];
    return [
      {
        kind: "react",
        id,
        because: done
          ? "It is recorded."
          : "It could not be recorded: no handover that it fits is open, or the right lacks.",
        rule: "commands",
        commentId: comment.id,
        content: done ? "THUMBS_UP" : "CONFUSED",
      },
    ];
  });
}

/** Older handovers between the same two go when a newer one is said; a reminder goes when it is answered or past. */
function folds(
  { handover, snapshot, ruling, now }: HandoverSituation,
  spoken: readonly Effect[],
): readonly Effect[] {
  const speaking = spoken.flatMap(({ id }) => (id.startsWith("handover/") ? [id.split("/")[1] ?? ""] : []));
  const pairs = new Set(
    (ruling.policy.handover?.changes ?? []).filter(({ id }) => speaking.includes(id)).map(pairOf),
  );
  return handover.own.flatMap((own): readonly Effect[] => {
    if (own.item.minimized) return [];
    const id = `minimize/${own.item.id}`;
    if (snapshot.recent[id] !== undefined) return [];
    const said = handover.said.find((one) => one.own === own);
    const newer = handover.said.some(
      (other) => said && pairOf(other.change) === pairOf(said.change) && other.own.item.at > said.own.item.at,
    );
    const replaced = said !== undefined && (newer || pairs.has(pairOf(said.change)));
    if (!replaced && !isAnswered(own.markers, { said: handover.said, ruling, now })) return [];
    const because = replaced ? "A newer handover replaces it." : "It has been answered, or is past.";
    return [{ kind: "minimize", id, because, rule: "attention", commentId: own.item.id }];
  });
}

function pairOf({ from, to }: Said["change"]): string {
  return [from, to].toSorted().join(" ");
}

/** Is this a reminder of a handover that was acknowledged since, or handed on? */
function isAnswered(
  markers: Said["own"]["markers"],
  { said, ruling, now }: { said: readonly Said[]; ruling: Ruling; now: Instant },
): boolean {
  const of = markers.find(({ kind }) => kind === "handover-reminder")?.words[1];
  if (of === undefined) return false;
  const about = said.find(({ id }) => id === of);
  return about === undefined || about.acked.length > 0 || isHandedOn(about, ruling, now);
}

/** Of doubles the oldest stays. */
function heals({ handover, snapshot }: HandoverSituation): readonly Effect[] {
  const because = "It was made twice; the older one stays.";
  const effects: Effect[] = [
    ...handover.twins.comments.map(
      ({ item }): Effect => ({
        ...{ kind: "delete-comment", id: `heal/${item.id}`, because, rule: "one writer" },
        commentId: item.id,
      }),
    ),
    ...handover.twins.issues.map(
      (twin): Effect => ({
        ...{ kind: "close", id: `heal/${twin.id}`, because, rule: "one writer" },
        ...{ issueId: twin.id, reason: "DUPLICATE" },
      }),
    ),
  ];
  return effects.filter(({ id }) => snapshot.recent[id] === undefined);
}
