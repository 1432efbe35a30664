// Lets what follows from an act happen, by the table of events.
import type { Act } from "../act.ts";
import { eventsOf } from "../events/follow.ts";
import type { Draft } from "./draft.ts";
import { emit } from "./settle.ts";
import type { Source } from "./status.ts";

/** The events that follow from an act, at the time that it gives, once it has changed the draft. */
export function follow(draft: Draft, act: Act, source: Source): void {
  const { by, cause } = source;
  const when = "when" in act ? { at: act.when, saidAt: source.at, by, cause } : source;
  const { roles, requests, ruling } = draft;
  for (const name of eventsOf(act, { roles, requests, policy: ruling.policy }))
    emit(draft, { name, ...when });
}
