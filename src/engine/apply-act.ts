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
  applyBy(applier, draft, { act, source });
}
