// Which commands answer a clock: those that bring about what stops it or lets it start anew, by the table of events.
import { joinedEvents, readEvent } from "../events/read.ts";
import type { EventContext } from "../events/row.ts";
import type { Prompt } from "../prompt.ts";
import type { IncidentSituation } from "../situation.ts";

/** What stops a clock or lets it start anew, for clocks that no update answers: any of the answers, of each all its commands. */
export function answersTo({ clock, state }: Prompt, here: IncidentSituation): readonly (readonly string[])[] {
  const events = [...clock.stops, ...clock.restarts].filter((name) => name !== "closed");
  const near = events.filter((name) => name !== "resolved");
  const context = contextOf(here);
  const wanted = (near.length > 0 ? near : events).map((words) =>
    joinedEvents(words)
      .filter((part) => !state.seen?.includes(part))
      .flatMap((part) => commandsFor(part, context)),
  );
  const told = new Map(wanted.map((commands) => [commands.join(" "), commands]));
  return [...told.values()].filter((commands) => commands.length > 0);
}

/** What the table of events looks at for its answers. */
export function contextOf({ incident, ruling }: IncidentSituation): EventContext {
  return { policy: ruling.policy, roles: incident.roles, requests: incident.requests };
}

function commandsFor(words: string, context: EventContext): readonly string[] {
  const event = readEvent(words);
  return event?.row.answers?.(event.key, context) ?? [];
}
