// What a reminder says of its limit: where it comes from, what moves it, and a time that would do.
import { endOf } from "../business.ts";
import { nextCadence } from "../cadence.ts";
import { restartable } from "../clock-change.ts";
import { HOUR, type Instant, MINUTE } from "../instant.ts";
import { limitOf } from "../limit.ts";
import type { Party } from "../party.ts";
import type { ClockRule, Policy, Span } from "../policy/model.ts";
import { calendarOf } from "../policy/names.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Prompt } from "../prompt.ts";
import { holdersOf, isHeldBy, rightNow, titlesOf } from "../rights.ts";
import { offeredTime } from "../said-moment.ts";
import type { IncidentSituation } from "../situation.ts";
import { formatSpan, sameSpan } from "../span.ts";
import { inline, plainName } from "../text/safe.ts";
import type { Values } from "../wanted.ts";

/** What moves the limit: without a name where `/next-update` means this clock anyway; empty where it can't be moved. */
export function moveCommand(clock: ClockRule, people: readonly Party[], here: IncidentSituation): string {
  // What the law or a regulator sets is moved by whoever decides to, and never proposed; nor is it to whom it would be refused.
  if (!clock.movable || clock.regulatory || !mayMove(people, here)) return "";
  const running = here.ruling.policy.clocks.filter((rule) => here.incident.clocks.get(rule.name)?.running);
  return running.find(restartable) === clock ? "/next-update" : `/next-update ${clock.name}`;
}

/** May any of them move a time, as far as that hangs on roles that somebody has? */
function mayMove(people: readonly Party[], { incident, ruling, now }: IncidentSituation): boolean {
  const right = ruling.policy.commands["next-update"];
  const governed = { ...incident, ruling };
  if (right === undefined || titlesOf(right, governed, now) === "") return true;
  const { holders, besides } = rightNow(right, governed, now);
  const able = [...holders, ...besides].flatMap((role) => holdersOf(role, governed, now));
  return people.some((one) => one.kind === "account" && isHeldBy(able, one.login));
}

/** A time that somebody could name as the next, as the card's box does: one interval on; with its day if that is far. */
export function exampleTime(first: Prompt, here: IncidentSituation): string {
  const { now } = here;
  const limit = limitOfState(first) ?? { kind: "elapsed", ms: HOUR };
  const calendar = calendarOf(here.ruling.policy, first.clock);
  const after = endOf(limit, first.limit, calendar);
  return roundTime(after > now ? after : endOf(limit, now, calendar), here);
}

/** The same for who is told what would have been an update. */
export function nextTime(here: IncidentSituation): string {
  const { incident, ruling, now } = here;
  return roundTime(nextCadence({ ...incident, ruling }, now)?.at ?? now + HOUR, here);
}

const round = 5 * MINUTE;

function roundTime(at: Instant, { ruling, now }: IncidentSituation): string {
  const { zone } = ruling.policy.incidents;
  return offeredTime(Math.ceil(at / round) * round, { zone, said: now, side: "future" });
}

/** The limit by which a due time was worked out; of a drill's example the one that its severity would have. */
function limitOfState({ clock, state }: Pick<Prompt, "clock" | "state">): Span | undefined {
  return state.limit ?? limitOf(clock, state.severity);
}

/** Where the limit comes from: a person who moved it, or the policy, in minutes; the source only where it is the source's. */
export function ruleOf({ clock, state }: Prompt, { policy }: Ruling): Values {
  const limit = limitOfState({ clock, state });
  return {
    moved: state.moved !== undefined,
    agreed: state.moved?.agreed === true,
    by: plainName(state.moved?.by ?? ""),
    because: inline(state.moved?.because ?? "", 120),
    minutes: limit?.kind === "elapsed" ? Math.round(limit.ms / MINUTE) : undefined,
    limit: limit?.kind === "elapsed" || limit === undefined ? "" : formatSpan(limit),
    restarts: clock.restarts.includes("update"),
    bySeverity: isBySeverity(clock, policy),
    source: clock.ours === "limit" ? "" : clock.source,
    ours: clock.ours || "",
  };
}

/** Does the limit hang on the severity at all? One of a regulator's does not, and says nothing of it. */
function isBySeverity({ within }: ClockRule, { severities }: Policy): boolean {
  return severities.some(({ key }) => !sameSpan(within[key], within.any));
}
