// When a rule of escalation that holds by the facts asks: in its hours, and where it says so only once nothing has moved (H-21, H-23).
import { nextChange } from "../business.ts";
import { coreCalendar, hoursAt } from "../duty.ts";
import type { Held, Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { EscalationTrigger } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";

/** From when on a rule asks, which may lie ahead; undefined where only people or time without end can bring it about. */
export function asksFrom(
  trigger: EscalationTrigger,
  held: Held,
  { incident, ruling }: { readonly incident: Incident; readonly ruling: Ruling },
): Instant | undefined {
  const moved = stalledFrom(trigger, incident);
  if (moved === undefined) return undefined;
  const from = Math.max(held.since, moved);
  if (trigger.hours === "always" || hoursAt(ruling, from) === trigger.hours) return from;
  const calendar = coreCalendar(ruling);
  return calendar && nextChange(calendar, from);
}

/** Since confirmation, or declaration where there is none: after so long, or after so many updates, whichever comes first. */
function stalledFrom({ stalled }: EscalationTrigger, incident: Incident): Instant | undefined {
  if (stalled === undefined || (stalled.after === undefined && stalled.updates === undefined))
    return Number.NEGATIVE_INFINITY;
  const { events, declaredAt } = incident;
  const from = events.findLast(({ name }) => name === "confirmed")?.at ?? declaredAt;
  const updates = events.filter(({ name, at }) => name === "update" && at >= from);
  const counted = stalled.updates === undefined ? undefined : updates[stalled.updates - 1]?.at;
  const found = [stalled.after === undefined ? undefined : from + stalled.after, counted];
  const known = found.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
