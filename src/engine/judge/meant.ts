// What people meant by a time, a field and a field's value, under the ruling policy; shared by the judgement of all that is written.

import type { Act, ActOf, FieldValues } from "../act.ts";
import { restartable } from "../clock-change.ts";
import type { ClockState } from "../clock-state.ts";
import { eventsOf } from "../events/follow.ts";
import { joinedEvents, readEvent } from "../events/read.ts";
import type { EventName } from "../events/table.ts";
import { placeReached } from "../fold/correct.ts";
import { HOUR, type Instant } from "../instant.ts";
import { endFieldOf, fieldOf } from "../policy/names.ts";
import { saidMoment } from "../said-moment.ts";
import { isMajor } from "../severity/settle.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import { reasonIn } from "../text/spoken.ts";
import { leadingPast, onlyWhen } from "../text/when.ts";
import { splitBecause } from "../text/words.ts";
import { clockTime } from "../time.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/** On which side of when it was said a time lies; of what was, the events that follow from it, where it can't have been before their beginning. */
type Side =
  | { readonly side: "future"; readonly endOfDay?: true }
  | { readonly side: "past"; readonly events: readonly EventName[] | undefined };

/** The instant that people meant, or why it is unclear. What is to come may not lie in the past, what was not in the future. */
export function moment(text: string, said: Instant, here: JudgingSituation, meant: Side): Instant | string {
  const { zone } = here.ruling.policy.incidents;
  const events = meant.side === "past" ? meant.events : undefined;
  const from =
    meant.side === "future" ? undefined : events ? beginningOf(events, said, here) : hoursBefore(said, here);
  const endOfDay = meant.side === "future" ? meant.endOfDay : undefined;
  const read = saidMoment(text, { zone, said, side: meant.side, from, endOfDay });
  return read.kind === "instant" ? read.at : read.why;
}

/** Of what nothing follows from, such as an alert, may have been before; a time of day that lies further back is hardly meant. */
function hoursBefore(said: Instant, { declaredAt, ruling }: JudgingSituation) {
  const at = declaredAt - 6 * HOUR;
  const time = clockTime(at, ruling.policy.incidents.zone, said);
  return { at, what: `${time}, six hours before its beginning` };
}

/**
 * Before what it can't have been: the start of the first clock that these events stop and that runs, or had a limit which was missed, as
 * far as was known; else the declaration.
 */
function beginningOf(events: readonly EventName[], said: Instant, here: JudgingSituation) {
  const { policy } = here.ruling;
  if (events.includes("reopened")) {
    const end = endUndone(here.events);
    if (end !== undefined)
      return { at: end, what: `its end at ${clockTime(end, policy.incidents.zone, said)}`, firm: true };
  }
  // What is reached anew was not reached before it was opened again; that it was confirmed lasts.
  const again = openedAgainAt(here);
  if (again !== undefined && events.some((event) => anew.has(event))) {
    const what = `its beginning at ${clockTime(again, policy.incidents.zone, said)}, when it was opened again`;
    return { at: again, what, firm: true, before: (at: Instant) => reachedBefore(events, at, here) };
  }
  const stopped = policy.clocks.flatMap((rule) => {
    if (!rule.stops.flatMap(joinedEvents).some((one) => events.some((event) => event === one))) return [];
    const state = here.clocks.get(rule.name);
    const missed = here.ended.filter(({ clock, endedAt, dueAt }) => clock === rule.name && endedAt > dueAt);
    return [...(state?.running ? [state] : []), ...missed].map(({ startsAt }) => startsAt);
  });
  const first = stopped.length === 0 ? here.declaredAt : Math.min(...stopped);
  const at = Math.max(first, (events.includes("confirmed") && again) || 0);
  return { at, what: `its beginning at ${clockTime(at, policy.incidents.zone, said)}` };
}

/** Events that an incident comes to anew when it was opened again. */
const anew: ReadonlySet<EventName> = new Set(["mitigated", "resolved", "closed"]);

/** Of these events the one that had been reached by a time, as it is called, before the incident was opened again after that. */
function reachedBefore(
  events: readonly EventName[],
  by: Instant,
  here: JudgingSituation,
): string | undefined {
  const reached = here.ruling.policy.statuses.find(({ key, phase }) => {
    const isMeant = events.some((event) => event === `status.${key}` || event === phase);
    return isMeant && placeReached(here, key, by) !== undefined;
  });
  const noun = reached && readEvent(reached.phase)?.row.noun;
  return typeof noun === "string" ? noun : undefined;
}

/** Why a time can't be that of an end: it lies before the incident was opened again last. */
export function beforeAgain(text: string, said: Instant, here: JudgingSituation): string | undefined {
  if (openedAgainAt(here) === undefined) return undefined;
  const read = moment(text, said, here, { side: "past", events: ["resolved"] });
  return typeof read === "string" ? read : undefined;
}

function openedAgainAt({ events }: Pick<JudgingSituation, "events">): Instant | undefined {
  return events.findLast(({ name }) => name === "reopened")?.at;
}

/** The end that going on undoes, or undid where it goes on since: that of the last part in which the incident came to one. */
function endUndone(events: JudgingSituation["events"]): Instant | undefined {
  const last = events.findLastIndex(({ name }) => ends.has(name));
  const begun = events.slice(0, Math.max(last, 0)).findLastIndex(({ name }) => name === "reopened");
  const part = events.slice(begun + 1, last + 1);
  return (part.findLast(({ name }) => name === "resolved") ?? events[last])?.at;
}

const ends: ReadonlySet<EventName> = new Set(["resolved", "closed"]);

/** Words of which the first may have been the time at which something was; `why`: that time can't be used, and nothing may hang on it. */
export interface TimedWords {
  readonly words: string;
  readonly when?: string;
  readonly at?: Instant;
  readonly why?: string;
}

/**
 * Reads the time with which words begin, that of these events. What is only perhaps a time ("2.10 rolled back" may name a version) are
 * words where it can't have been then.
 */
export function timedWords(
  text: string,
  said: Instant,
  here: JudgingSituation,
  events: readonly EventName[],
): TimedWords {
  const [first = "", ...below] = text.split("\n");
  const only = onlyWhen(first);
  const time = only === undefined ? leadingPast(first, "command") : { when: only, others: "" };
  if (time === undefined) return { words: text };
  const at = moment(time.when, said, here, { side: "past", events });
  const words = [time.others, ...below].join("\n").trim();
  if (typeof at === "number") return { at, when: time.when, words };
  const isTime = only !== undefined || leadingPast(first, "promise") !== undefined;
  return isTime ? { when: time.when, why: at, words } : { words: text };
}

/** The field that says when it was over, with the time that was given for that. */
export function endField(when: string, { ruling }: JudgingSituation): FieldValues {
  const field = endFieldOf(ruling.policy);
  return field === undefined ? {} : { [field.id]: when };
}

/** What is done at the time that was given, or at that of the comment; a time that can't be read is refused. */
export function atTime(
  text: string | undefined,
  item: CommentItem,
  here: JudgingSituation,
  act: (when: Instant) => Act,
): JudgingResult {
  if (text === undefined) return done(act(item.at));
  const context = { policy: here.ruling.policy, roles: here.roles, requests: [] };
  const events = eventsOf(act(item.at), context);
  const when = moment(text, item.at, here, { side: "past", events });
  return typeof when === "string" ? refuse("time", { text, why: when }) : done(act(when));
}

/** The same for a time that is to come. */
export function inFuture(
  text: string,
  item: CommentItem,
  here: JudgingSituation,
  then: (when: Instant) => JudgingResult,
): JudgingResult {
  const when = moment(text, item.at, here, { side: "future" });
  return typeof when === "string" ? refuse("time", { text, why: when }) : then(when);
}

/** Is a time further away than twice the limit of a clock? Then others will ask why (H-9). */
export function isFar(dueAt: Instant, said: Instant, limit: ClockState["limit"]): boolean {
  return limit?.kind === "elapsed" && dueAt - said > 2 * limit.ms;
}

/**
 * What an update promises of the next: when, or the words that can't be read for sure, or take a reason, and why. The update counts
 * all the same; the time is asked about. `words` are all of it: a "because" among them is the reason.
 */
export function promised(
  text: string | undefined,
  words: string,
  here: JudgingSituation,
): Pick<ActOf<"update">, "next" | "unclear"> {
  if (text === undefined) return {};
  const when = moment(text, here.at, here, { side: "future" });
  if (typeof when === "string") return { unclear: { text, why: when } };
  const rule = here.ruling.policy.clocks.find(
    (one) => restartable(one) && here.clocks.get(one.name)?.running,
  );
  const far = isFar(when, here.at, here.clocks.get(rule?.name ?? "")?.limit);
  return far && reasonIn(splitBecause(words).because, "") === undefined
    ? {
        unclear: {
          text,
          why: "it is further away than twice the usual limit and needs a reason",
          far: "yes",
        },
      }
    : { next: when };
}

/** Is more than a courtesy wanted of an update: at a major severity, while its clock runs? */
export function wantsWords({ ruling, severity, clocks }: JudgingSituation): boolean {
  return (
    isMajor(ruling.policy, severity?.key) &&
    ruling.policy.clocks.some((rule) => restartable(rule) && clocks.get(rule.name)?.running)
  );
}

/** Fields by their policy id, of those that the policy knows. */
export function knownFields(
  fields: Readonly<Record<string, string>>,
  here: JudgingSituation,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldOf(here.ruling.policy, name);
    if (field) found[field.id] = value;
  }
  return found;
}
