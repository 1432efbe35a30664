// Escalation: asks the level that is wanted, once, as the incident's one live reminder; says what is enough and what follows (H-21 to H-25).
import { allowance } from "../attention.ts";
import type { AddComment } from "../effect.ts";
import type { Reason, Step } from "../escalation/step.ts";
import { type Instant, MINUTE, SECOND } from "../instant.ts";
import type { Prompt } from "../prompt.ts";
import { earlier, type Situation, type Wish } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import { type Asked, address, plain, whoHas, whoIsAt, worthWaiting } from "../who.ts";
import { leadRole, levelValues, titleOf } from "./escalate-values.ts";
import { dueNow, minimize, remind } from "./remind.ts";
import { promptValues, stillOverdue } from "./remind-values.ts";

/** What is due to be said of escalation and of clocks, as one comment at most; and when the next thing is. */
export function remindOrEscalate(here: Situation): Wish {
  const { escalation } = here.standing;
  const quiet = quietUntil(here);
  const due = escalation.unsaid.filter((step) => quiet === undefined || isByPerson(step));
  const silenced = due.length < escalation.unsaid.length ? quiet : undefined;
  const wakeAt = earlier(escalation.wakeAt, silenced);
  const asked = due.length === 0 ? undefined : asking(due, here);
  if (asked?.effects.length) return { ...asked, wakeAt: earlier(wakeAt, asked.wakeAt) };
  const reminded = remind(here);
  const wakes = earlier(earlier(wakeAt, asked?.wakeAt), afterLastStep(reminded, here));
  return { ...reminded, wakeAt: earlier(reminded.wakeAt, wakes) };
}

/** A reminder that goes up starts a level's time: it is looked at again at once, so that its end is known. */
function afterLastStep({ effects }: Wish, here: Situation): Instant | undefined {
  const { standing } = here;
  const written = new Set(effects.flatMap((one) => (one.kind === "comment" ? (one.markers[0] ?? []) : [])));
  const goesUp = standing.prompts.some((prompt) => prompt.escalates && written.has(prompt.id));
  return goesUp && standing.escalation.next?.within !== undefined ? onceWritten(here) : undefined;
}

/** When what is said now is known to be written; never where nothing is written, for it would be looked at each second. */
function onceWritten({ ruling, snapshot, now }: Situation): Instant | undefined {
  return ruling.policy.incidents.mode === "on" && !snapshot.repository.archived ? now + SECOND : undefined;
}

function quietUntil({ incident, now }: Situation): Instant | undefined {
  return incident.quietUntil !== undefined && incident.quietUntil > now ? incident.quietUntil : undefined;
}

/** A person who asks for help in a quiet hour has thought better of the quiet; rules and time-outs wait. */
function isByPerson({ reasons }: Step): boolean {
  return reasons.some(({ kind }) => kind === "person");
}

function asking(due: readonly Step[], here: Situation): Wish {
  const prompts = dueNow(here);
  const steps = [...due, ...goingUp(due, prompts, here)];
  const patient = steps.flatMap((step) => worthWaiting(whoIsAt(step.level, here), here) ?? []);
  if (patient.length > 0) return { effects: [], wakeAt: Math.max(...patient) };
  const room = allowance(here);
  if (room.kind === "wait") return { effects: [], wakeAt: room.until };
  if (room.kind === "line") return { effects: [ceilingLine(due, room.until, here)], wakeAt: room.until };
  // The time that a level has to answer begins with the comment, so it is looked at again once that is written.
  return { effects: [comment(steps, prompts, here), ...minimize(here, true)], wakeAt: onceWritten(here) };
}

/** A clock whose last step falls due at the same time goes up by this comment. */
function goingUp(due: readonly Step[], prompts: readonly Prompt[], here: Situation): readonly Step[] {
  const { next } = here.standing.escalation;
  const prompt = prompts.find(({ escalates }) => escalates);
  if (prompt === undefined || next === undefined || due.some(({ level }) => level.key === next.key))
    return [];
  const { state, clock, at } = prompt;
  const reason: Reason = { kind: "clock", at, cause: state.cause, clock: clock.name };
  return [{ id: prompt.id, level: next, at, reasons: [reason], calls: [], course: prompt.id }];
}

/** Whom the comment asks: those of the levels, whoever is to ring a contact, and those of the clocks that join. */
function called(steps: readonly Step[], prompts: readonly Prompt[], here: Situation) {
  const known = new Set<string>();
  // Nobody is mentioned twice in one comment.
  const once = (asked: Asked): { readonly words: string; readonly mentions: readonly string[] } => {
    const news = asked.people.filter(({ login, name }) => !known.has((login ?? name).toLowerCase()));
    for (const { login, name } of news) known.add((login ?? name).toLowerCase());
    return news.length < asked.people.length && news.length === 0
      ? { words: plain(asked), mentions: [] }
      : address({ ...asked, people: news }, here);
  };
  const levels = steps.map((step) => {
    const asked = whoIsAt(step.level, here);
    const { words, mentions } = once(asked);
    return { step, asked, called: words, mentions };
  });
  const isContact = levels.some(({ asked }) => asked.people.some(({ login }) => login === undefined));
  const caller = isContact ? once(whoHas([leadRole(here)], here)) : { words: "", mentions: [] };
  const clocks = prompts.map((prompt) => {
    const { words, mentions } = once(whoHas(prompt.clock.remind, here, prompt.clock.remindOnly));
    return { prompt, words, mentions };
  });
  const mentions = [...levels, caller, ...clocks].flatMap((one) => one.mentions);
  return { levels, caller: caller.words, clocks, mentions };
}

function comment(steps: readonly Step[], prompts: readonly Prompt[], here: Situation): AddComment {
  const { now, snapshot, incident, ruling } = here;
  const { zone } = ruling.policy.incidents;
  const { levels, caller, clocks, mentions } = called(steps, prompts, here);
  const ids = [...new Set([...steps.map(({ id }) => id), ...prompts.map(({ id }) => id)])];
  const sources = new Set(steps.map(({ level }) => level.source).filter((source) => source !== ""));
  const dueAt = Math.min(...steps.map((step) => knownAt(step, here)));
  return {
    kind: "comment",
    id: ids[0] ?? "escalate",
    because: because(steps, here),
    rule: ["escalation", ...sources].join(" "),
    due: Math.max(dueAt, Math.min(incident.quietUntil ?? dueAt, now)),
    issueId: snapshot.issue.id,
    template: "escalate",
    values: {
      title: inline(snapshot.issue.title, 80),
      severity: ruling.policy.severities.find(({ key }) => key === incident.severity?.key)?.title ?? "",
      levels: levels.map((one) => levelValues(one, here)),
      caller,
      what: clocks.map(({ prompt, words }) => promptValues(prompt, words, here)),
      still: stillOverdue(prompts, here),
      late:
        now - dueAt >= MINUTE
          ? { due: shortTime(dueAt, zone, now), sent: shortTime(now, zone, now) }
          : undefined,
    },
    markers: [["reminder", ...ids], ...(mentions.length > 0 ? [["mentions", ...mentions]] : [])],
    mentions,
  };
}

/** When a step was due to be said: one that hangs on a call, once somebody said here that it was made. */
function knownAt({ at, reasons }: Step, { incident }: Situation): Instant {
  const byCall = reasons.some((reason) => reason.kind === "passed" && reason.why !== "time");
  const said = byCall ? incident.told.filter((told) => told.at === at).map((told) => told.saidAt ?? at) : [];
  return Math.max(at, ...said);
}

function because(steps: readonly Step[], here: Situation): string {
  const titles = steps.map(({ level }) => titleOf(level, here)).join(" and the ");
  const by = steps.some(isByPerson) ? "A person asks" : "The policy asks";
  return `${by} for the ${titles}.`;
}

function ceilingLine(due: readonly Step[], until: Instant, here: Situation): AddComment {
  const { attention, incidents } = here.ruling.policy;
  const [first] = due;
  const id = `ceiling/${first?.id ?? "escalate"}`;
  const title = first === undefined ? "" : titleOf(first.level, here);
  return {
    kind: "comment",
    id,
    because: `No more than ${attention.perHour} comments an hour and ${attention.perDay} a day are written on one incident.`,
    rule: "attention",
    issueId: here.snapshot.issue.id,
    template: "ceiling",
    values: {
      until: clockTime(until, incidents.zone, here.now),
      noun: `the word to the ${title}`,
      at: clockTime(first?.at ?? here.now, incidents.zone, here.now),
      passed: (first?.at ?? here.now) < here.now,
      perHour: attention.perHour,
      perDay: attention.perDay,
    },
    markers: [["ceiling", id]],
    mentions: [],
  };
}
