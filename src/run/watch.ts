// What a policy in watch mode would have said, for the log: each effect once, with its reason and its words.
import type { Effect } from "../engine/effect.ts";
import type { Plan } from "../engine/plan.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import { stripMarkers } from "../engine/text/marker.ts";
import type { Renderer } from "../render/render.ts";
import type { Log } from "./log.ts";
import { wordsOrWhy } from "./words.ts";

/** Effects that are remembered as told; a longer memory would only save a line. */
const most = 10_000;

/** Tells the log of plans that are not written. The same plan comes again at every look, and is told once. */
export function createWatch(log: Log, render: Renderer): (key: IssueRef, plan: Plan) => void {
  const told = new Set<string>();
  return (key, plan) => {
    for (const effect of plan.effects) {
      const name = `${key} ${effect.id}`;
      if (told.has(name)) continue;
      if (told.size >= most) told.clear();
      told.add(name);
      const { id, kind, because } = effect;
      log.info(
        { key, step: "watch", effect: id, kind, because, ...words(effect, render) },
        "would be written",
      );
    }
  };
}

function words(effect: Effect, render: Renderer): { readonly text?: string } {
  if ("template" in effect) return { text: stripMarkers(wordsOrWhy(effect, render)) };
  return effect.kind === "add-label" || effect.kind === "remove-label" ? { text: effect.label } : {};
}
