// Replacing: comments that were answered, or that what is said now replaces, are folded away.
import type { Minimize } from "../effect.ts";
import type { OwnComment } from "../incident.ts";
import type { Floor } from "./floor.ts";
import type { Message, Replacing } from "./message.ts";
import { topicsOf } from "./record.ts";

/** Comments of a topic that are in sight, oldest first. A younger double is taken away by itself, and folds nothing away. */
export function inSight({ own, twins }: Pick<Floor, "own" | "twins">, topic: string): readonly OwnComment[] {
  return own.filter((one) => !one.item.minimized && !twins.includes(one) && topicsOf(one).includes(topic));
}

/** What is folded away beside what is said now. */
export function foldAway(floor: Floor, spoken: readonly Message[]): readonly Minimize[] {
  const replacing = spoken.flatMap(({ replaces }) => replaces ?? []);
  return floor.own.flatMap((own): readonly Minimize[] => {
    if (own.item.minimized || floor.twins.includes(own)) return [];
    const id = `minimize/${own.item.id}`;
    if (floor.seen.recent.has(id)) return [];
    const because = floor.isDone(own) ?? replacing.find((one) => isReplaced(own, one))?.because;
    return because === undefined
      ? []
      : [{ kind: "minimize", id, because, rule: "attention", commentId: own.item.id }];
  });
}

/** Is this comment one that is replaced? */
export function isReplaced(own: OwnComment, { topic, only }: Replacing): boolean {
  return topicsOf(own).includes(topic) && only?.(own) !== false;
}
