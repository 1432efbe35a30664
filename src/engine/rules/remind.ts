// Reminders: one live at most, before a limit and after it, to the right people, within the attention budget (H-9, H-15).

import { allowance } from "../attention.ts";
import type { Effect } from "../effect.ts";
import { isOpen } from "../escalation/step.ts";
import type { Instant } from "../instant.ts";
import type { Prompt } from "../prompt.ts";
import { earlier, type Situation, type Wish } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { clockTime } from "../time.ts";
import { type Asked, address, stepUp, whoIsReached, worthWaiting } from "../who.ts";
import { ceilingValues, remindValues } from "./remind-values.ts";

/** What is due to be said now, as one comment; and when the next thing is. */
export function remind(here: Situation): Wish {
  const { now, standing, incident } = here;
  const quiet =
    incident.quietUntil !== undefined && incident.quietUntil > now ? incident.quietUntil : undefined;
  const speaking = standing.prompts.filter((prompt) => quiet === undefined || prompt.clock.regulatory);
  const next = speaking.find((prompt) => prompt.at > now)?.at;
  const silenced = speaking.length < standing.prompts.length ? quiet : undefined;
  const wakeAt = earlier(next, silenced);
  const due = latestOfEach(speaking.filter((prompt) => prompt.at <= now));
  if (due.length === 0) return { effects: minimize(here, false), wakeAt };
  const patient = worthWaiting(whoIsReached(primary(due, now).clock.remind, here), here);
  if (patient !== undefined) return { effects: minimize(here, false), wakeAt: earlier(wakeAt, patient) };
  const room = allowance(here);
  if (room.kind === "wait") return { effects: minimize(here, false), wakeAt: earlier(wakeAt, room.until) };
  const first = primary(due, now);
  if (room.kind === "line") {
    return { effects: [ceilingLine(first, room.until, here)], wakeAt: earlier(wakeAt, room.until) };
  }
  const joined = joining(speaking, due, here);
  const all = [first, ...due.filter((prompt) => prompt !== first), ...joined] as const;
  const missed = speaking.filter(
    (prompt) => prompt.at <= now && due.some((one) => one.clock.name === prompt.clock.name),
  );
  return { effects: [reminder(all, missed, here), ...minimize(here, true)], wakeAt };
}

/** The reminders that are due now with what joins them, the one that names them first: another comment may say them instead. */
export function dueNow(here: Situation): readonly Prompt[] {
  const { now, standing, incident } = here;
  const quiet = incident.quietUntil !== undefined && incident.quietUntil > now;
  const speaking = standing.prompts.filter((prompt) => !quiet || prompt.clock.regulatory);
  const due = latestOfEach(speaking.filter((prompt) => prompt.at <= now));
  return [...due, ...joining(speaking, due, here)];
}

/** Of each clock only the last that fell due: after downtime one reminder, never the backlog. */
function latestOfEach(due: readonly Prompt[]): readonly Prompt[] {
  return due.filter(
    (prompt, index) => !due.slice(index + 1).some((later) => later.clock.name === prompt.clock.name),
  );
}

/** The one that names the reminder: a limit that has passed before one that comes, then the earliest limit. */
function primary(due: readonly Prompt[], now: Instant): Prompt {
  const [first, ...others] = due;
  if (first === undefined) throw new RangeError("A reminder needs at least one prompt that is due.");
  const past = (prompt: Prompt) => (prompt.limit < now ? 0 : 1);
  return others.reduce(
    (best, one) => ((past(one) - past(best) || one.limit - best.limit) < 0 ? one : best),
    first,
  );
}

/** What falls due soon after joins, where its words are already true: a warning, or a limit that has passed. */
function joining(all: readonly Prompt[], due: readonly Prompt[], here: Situation): readonly Prompt[] {
  const { now, ruling } = here;
  const soon = all.filter((prompt) => prompt.at > now && prompt.at <= now + ruling.policy.attention.join);
  const others = soon.filter((prompt) => !due.some((one) => one.clock.name === prompt.clock.name));
  const true_ = others.filter((prompt) => prompt.kind === "warn" || prompt.limit < now);
  return true_.filter(
    (prompt, index) => true_.findIndex((one) => one.clock.name === prompt.clock.name) === index,
  );
}

function reminder(
  prompts: readonly [Prompt, ...Prompt[]],
  missed: readonly Prompt[],
  here: Situation,
): Effect {
  const [first] = prompts;
  const asked = whoIsReached(first.clock.remind, here, first.clock.remindOnly);
  const called = address(asked, here);
  const others = prompts.slice(1).map((prompt) => address(alsoAsked(prompt, asked, here), here));
  const step = prompts.some((prompt) => prompt.escalates) ? stepUp(here) : undefined;
  const up = step === undefined ? undefined : address(step, here);
  const dueAt = Math.min(
    ...missed.map((prompt) => Math.max(prompt.at, here.incident.quietUntil ?? prompt.at)),
  );
  const replacedAt = liveReminders(here).at(-1)?.item.at;
  const everybody = [called, ...others, ...(up === undefined ? [] : [up])];
  const mentions = [...new Set(everybody.flatMap((one) => one.mentions))];
  return {
    kind: "comment",
    id: first.id,
    because: because(first, here),
    rule: `clocks.${first.clock.name}${first.clock.source === "" ? "" : ` ${first.clock.source}`}`,
    due: dueAt,
    issueId: here.snapshot.issue.id,
    template: first.kind === "drill" ? "drill-reminder" : "reminder",
    values: remindValues(
      prompts,
      {
        asked,
        called: called.words,
        others: others.map((one) => one.words),
        step,
        up: up?.words,
        next: stepUp(here),
        dueAt,
        replacedAt,
      },
      here,
    ),
    markers: [
      ["reminder", ...prompts.map((prompt) => prompt.id)],
      ...(mentions.length > 0 ? [["mentions", ...mentions]] : []),
    ],
    mentions,
  };
}

/** Who is asked for a clock that joined, without those whom the reminder asks already. */
function alsoAsked(prompt: Prompt, asked: Asked, here: Situation): Asked {
  const also = whoIsReached(prompt.clock.remind, here, prompt.clock.remindOnly);
  const known = new Set(asked.people.map((party) => party.name.toLowerCase()));
  return { ...also, people: also.people.filter((party) => !known.has(party.name.toLowerCase())) };
}

function because(prompt: Prompt, here: Situation): string {
  const at = clockTime(prompt.limit, here.ruling.policy.incidents.zone, here.now);
  return prompt.limit < here.now
    ? `The ${nounOf(prompt.clock.title)} was due at ${at}.`
    : `The ${nounOf(prompt.clock.title)} is due at ${at}.`;
}

function ceilingLine(prompt: Prompt, until: Instant, here: Situation): Effect {
  const { attention } = here.ruling.policy;
  return {
    kind: "comment",
    id: `ceiling/${prompt.id}`,
    because: `No more than ${attention.perHour} comments an hour and ${attention.perDay} a day are written on one incident.`,
    rule: "attention",
    issueId: here.snapshot.issue.id,
    template: "ceiling",
    values: ceilingValues(prompt, until, here),
    markers: [["ceiling", `ceiling/${prompt.id}`]],
    mentions: [],
  };
}

/** Reminders in sight. A younger double is taken away, so it must not fold the older one away. */
function liveReminders(here: Situation) {
  const { own, twins } = here.incident;
  return own.filter(
    (one) =>
      !one.item.minimized &&
      !twins.comments.includes(one) &&
      one.markers.some((marker) => marker.kind === "reminder"),
  );
}

/** Folds away reminders that are replaced, or whose clock has been answered. */
export function minimize(here: Situation, replacing: boolean): readonly Effect[] {
  const live = liveReminders(here);
  const newest = live.at(-1);
  return live.flatMap((own): Effect[] => {
    const answered = !isLive(
      own.markers.flatMap((marker) => (marker.kind === "reminder" ? marker.words : [])),
      here,
    );
    if (own === newest && !replacing && !answered) return [];
    const id = `minimize/${own.item.id}`;
    if (here.snapshot.recent[id] !== undefined) return [];
    const why = answered
      ? "What it asked for has been done or is no longer due."
      : "A newer reminder replaces it.";
    return [{ kind: "minimize", id, because: why, rule: "attention", commentId: own.item.id }];
  });
}

/** Is the clock that a reminder spoke of still running towards, or past, the same limit, or does a level wait to answer? */
function isLive(ids: readonly string[], here: Situation): boolean {
  if (here.incident.management !== "managed") return false;
  return ids.some((id) => {
    const [clock = "", cause = "", kind] = id.split("/");
    if (clock === "escalate")
      return here.standing.escalation.steps.some((step) => step.id === id && isOpen(step));
    const state = here.incident.clocks[clock];
    return (
      state?.running === true &&
      (state.cause === cause || (kind === "drill" && here.incident.drill?.cause === cause))
    );
  });
}
