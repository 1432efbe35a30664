// What answers a clock: commands that bring about what stops it or lets it start anew, by the table of events, or deeds on a pull request.
import { joinedEvents, readEvent } from "../events/read.ts";
import type { EventContext } from "../events/row.ts";
import { newDrafts, openNotices, viewOf } from "../notice-standing.ts";
import { contentOf } from "../notices/content.ts";
import type { Party } from "../party.ts";
import type { ClockRule } from "../policy/model.ts";
import type { Prompt } from "../prompt.ts";
import type { IncidentSituation } from "../situation.ts";
import { whoIsReached } from "../who.ts";
import { type Offer, offersOf } from "./document-offers.ts";
import { noticesAt, stateOf } from "./notice-values.ts";

/** What answers a clock: any of these is enough, of each all its parts. */
export interface ClockAnswers {
  /** By commands alone. */
  readonly answers: readonly (readonly string[])[];
  /** By something that is done on a pull request, too. */
  readonly deeds: readonly (readonly Offer[])[];
}

/** What stops a clock or lets it start anew, for clocks that no update answers. */
export function answersTo({ clock, state }: Prompt, here: IncidentSituation): ClockAnswers {
  const notice = draftFor(clock, here);
  if (notice !== undefined) return { answers: [[notice]], deeds: [] };
  const events = [...clock.stops, ...clock.restarts].filter((name) => name !== "closed");
  const near = events.filter((name) => name !== "resolved");
  const asked = whoIsReached(clock.remind, here).people;
  const wanted = (near.length > 0 ? near : events).map((words) =>
    joinedEvents(words)
      .filter((part) => !state.seen?.includes(part))
      .flatMap((part) => offersFor(part, asked, here)),
  );
  const told = [...new Map(wanted.map((offers) => [JSON.stringify(offers), offers])).values()];
  const isCommand = (one: Offer): one is string => typeof one === "string";
  const said = told.map((offers) => offers.filter(isCommand));
  return {
    answers: said.filter(({ length }, index) => length > 0 && length === told[index]?.length),
    deeds: told.filter(({ length }, index) => length > (said[index]?.length ?? 0)),
  };
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

function offersFor(words: string, asked: readonly Party[], here: IncidentSituation): readonly Offer[] {
  const event = readEvent(words);
  if (event === undefined) return [];
  const { row, pattern, key } = event;
  const commands = row.answers?.(key, contextOf(here)) ?? [];
  return row.names === "documents" ? offersOf({ pattern, key, commands, asked }, here) : commands;
}
