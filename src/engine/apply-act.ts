// Applies what was judged, by one table of appliers: those that commands bring along, and those of all other acts.
import type { Act, ActKind, ActOf } from "./act.ts";
import { commandActs } from "./commands/index.ts";
import { type Applier, type Appliers, applyBy } from "./fold/applier.ts";
import type { Draft } from "./fold/draft.ts";
import { otherActs } from "./fold/other-acts.ts";
import type { ActSource } from "./fold/status.ts";

/** An act that nobody applies does not compile. */
const appliers: Appliers = { ...otherActs, ...commandActs };

/** Applies an act. What was judged once is applied as it was judged, whatever the text says now. */
export function applyAct<K extends ActKind>(draft: Draft, act: Act & ActOf<K>, source: ActSource): void {
  const applier: Applier<K> = appliers[act.kind];
  const place = draft.history.length;
  applyBy(applier, draft, { act, source });
  keepWords(draft, act, { source, place });
}

/** What was said beside an act stands in the line of the timeline that it made, or in one of its own where it made none. */
function keepWords(
  { history }: Draft,
  act: Act,
  { source, place }: { readonly source: ActSource; readonly place: number },
): void {
  const line = history[place];
  const words = act.words ?? (line === undefined && "because" in act ? act.because : undefined);
  if (words === undefined || words === "") return;
  if (line === undefined) history.push({ at: source.at, by: source.by, what: "beside", values: { words } });
  else history[place] = { ...line, values: { ...line.values, words } };
}
