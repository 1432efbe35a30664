// How an act is applied: what its appliers are, wherever they stand, and the order of change and consequence.
import type { Act, ActKind, ActOf } from "../act.ts";
import { eventsOf } from "../events/follow.ts";
import type { Draft } from "./draft.ts";
import { emit } from "./settle.ts";
import type { ActSource } from "./status.ts";

type Change<K extends ActKind> = (draft: Draft, act: ActOf<K>, source: ActSource) => void;

/** How an act of a kind is applied: what it changes, and around it what only some acts need. */
export type Applier<K extends ActKind> =
  | Change<K>
  | {
      /** Where it is so already, nothing changes and nothing follows; absent: it always is news. */
      readonly isNews?: (draft: Draft, act: ActOf<K>) => boolean;
      readonly change: Change<K>;
      /** What is to be done once the events that follow have happened. */
      readonly afterwards?: Change<K>;
    };

/** Appliers of some kinds of acts. */
export type Appliers<K extends ActKind = ActKind> = { readonly [One in K]: Applier<One> };

/** Applies an act: it changes the draft, and what follows from it by the table of events happens. */
export function applyBy<K extends ActKind>(
  applier: Applier<K>,
  draft: Draft,
  { act, source }: { readonly act: Act & ActOf<K>; readonly source: ActSource },
): void {
  const { isNews, change, afterwards } = typeof applier === "function" ? { change: applier } : applier;
  if (isNews?.(draft, act) === false) return;
  change(draft, act, source);
  follow(draft, act, source);
  afterwards?.(draft, act, source);
}

/** The events that follow from an act, at the time that it gives. */
function follow(draft: Draft, act: Act, source: ActSource): void {
  const { by, cause } = source;
  const when = "when" in act ? { at: act.when, saidAt: source.at, by, cause } : source;
  const { roles, requests, ruling } = draft;
  const next = act.kind === "update" && act.next !== undefined ? { next: act.next } : {};
  for (const name of eventsOf(act, { roles, requests, policy: ruling.policy }))
    emit(draft, { name, ...when, ...next });
}
