// Which commands answer a clock: those that bring about what stops it or lets it start anew, by the table of events.
import { joinedEvents, readEvent } from "../events/read.ts";
import type { EventContext } from "../events/row.ts";
import { newDrafts, openNotices, viewOf } from "../notice-standing.ts";
import { contentOf } from "../notices/content.ts";
import type { ClockRule } from "../policy/model.ts";
import type { Prompt } from "../prompt.ts";
import type { IncidentSituation } from "../situation.ts";
import { noticesAt, stateOf } from "./notice-values.ts";

/** What stops a clock or lets it start anew, for clocks that no update answers: any of the answers, of each all its commands. */
export function answersTo({ clock, state }: Prompt, here: IncidentSituation): readonly (readonly string[])[] {
  const notice = draftFor(clock, here);
  if (notice !== undefined) return [[notice]];
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

/** The command by which the draft of a notice that answers this clock is sent, or looked at where it may not go as it stands. */
function draftFor({ name, stops }: ClockRule, here: IncidentSituation): string | undefined {
  const { incident, ruling, standing, now } = here;
  const { notices } = ruling.policy;
  const all = [...openNotices(incident), ...newDrafts(noticesAt(here), standing.sent)];
  const isAnswer = (kind: string): boolean =>
    notices[kind]?.clock === name || stops.some((words) => words === `notice.${kind}`);
  const found = all.findLast(({ kind }) => isAnswer(kind));
  if (found === undefined) return undefined;
  const content = contentOf(found, viewOf(incident, ruling), now);
  return content !== undefined && stateOf(found, content, here) === "draft"
    ? `/send ${found.n} ${content.hash}`
    : `/notice ${found.n}`;
}

/** What the table of events looks at for its answers. */
export function contextOf({ incident, ruling }: IncidentSituation): EventContext {
  return { policy: ruling.policy, roles: incident.roles, requests: incident.requests };
}

function commandsFor(words: string, context: EventContext): readonly string[] {
  const event = readEvent(words);
  return event?.row.answers?.(event.key, context) ?? [];
}
