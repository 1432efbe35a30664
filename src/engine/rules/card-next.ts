// The headline of the card: what is next, by when, whose; and what it must not hide.

import { DAY } from "../instant.ts";
import { isOwed } from "../owed.ts";
import { account } from "../party.ts";
import type { RunningLimit } from "../prompt.ts";
import type { Question } from "../reply.ts";
import type { IncidentSituation } from "../situation.ts";
import { isOver, lostTasks, reviewIn, tasksOf } from "../task.ts";
import { inline } from "../text/safe.ts";
import type { Value, Values } from "../wanted.ts";
import { type Asked, atName, plain, whoHas } from "../who.ts";
import { limitValues, resting, waiting } from "./card-clocks.ts";
import type { Naming } from "./card-people.ts";
import type { CardTimes } from "./card-times.ts";
import { unsafeFlags } from "./flag-values.ts";

interface Headline {
  readonly here: IncidentSituation;
  readonly times: CardTimes;
  readonly words: (asked: Asked) => string;
}

/** The first line: what is overdue, else what is owed after the end, else what comes next. */
export function nextValue(here: IncidentSituation, times: CardTimes, naming: Naming): Values {
  const { incident, snapshot } = here;
  const head = { here, times, words: naming === "mention" ? atName : plain };
  if (incident.management === "withdrawn") return { kind: "withdrawn" };
  const late = limitsBy("overdue", here, times)[0];
  if (late !== undefined) return limitNext(late, head);
  return incident.closed && snapshot.issue.state === "closed" ? afterTheEnd(head) : goingOn(head);
}

/** What is owed of a closed incident; a risk to people comes before what is only to be written down. */
function afterTheEnd(head: Headline): Values {
  const { here, times } = head;
  const { incident, standing } = here;
  const flags = unsafeFlags(here);
  if (flags.length > 0) return { kind: "safe", flags };
  const review = reviewIn(incident);
  if (review?.state === "open") return { kind: "retro", ref: review.child.ref };
  if (standing.review === "due" && retroValue(here) === undefined) return { kind: "review" };
  // A review that is owed and not there was lost: nobody can go to it.
  const kinds = standing.owed.flatMap((one) =>
    one.what === "task" && one.kind !== "review" ? [one.kind] : [],
  );
  if (kinds[0] !== undefined) return taskNext(kinds[0], here);
  const due = isOwed(standing.owed, "limits") ? standing.limits[0] : undefined;
  if (due !== undefined) return limitNext(due, head);
  if (review !== undefined && isOwed(standing.owed, "gaps")) return { kind: "gaps", ref: review.child.ref };
  const [rests] = isOwed(standing.owed, "limits") ? resting(here, times) : [];
  if (rests !== undefined) return { kind: "rests", rests };
  const [first] = isOwed(standing.owed, "uncounted") ? waiting(here) : [];
  if (first !== undefined) return { kind: "uncounted", first };
  if (isOwed(standing.owed, "level")) return { kind: "level" };
  return { kind: "nothing", log: isOwed(standing.owed, "log") };
}

/** What comes next of an incident that goes on, or of which nobody said whether it does. */
function goingOn(head: Headline): Values {
  const { here, times, words } = head;
  const { incident, standing } = here;
  const lead = words(whoHas(["lead"], here));
  if (isOwed(standing.owed, "answer")) {
    const by = unexplainedIn(here)?.by;
    if (by === undefined) return { kind: "answer", whose: lead };
    return { kind: "why", whose: words({ how: "holder", role: "", people: [account(by)] }) };
  }
  if (standing.phase === "resolved" || standing.phase === "closed") {
    const soon = standing.limits.find(({ dueAt, state }) => dueAt - state.startsAt <= DAY);
    return soon === undefined ? { kind: "close", whose: lead } : limitNext(soon, head);
  }
  if (incident.severity === undefined) return { kind: "severity", whose: lead };
  const first = limitsBy("", here, times)[0] ?? standing.limits[0];
  return first === undefined ? { kind: "free", whose: lead } : limitNext(first, head);
}

/** What a headline of something overdue must not hide: what else is, and what is next; of what was due before it was recorded all. */
export function otherValues(here: IncidentSituation, times: CardTimes): Values {
  const values = (limits: readonly RunningLimit[]): readonly Value[] =>
    limits.map((limit) => limitValues(limit, here, times));
  const [first, ...late] = limitsBy("overdue", here, times);
  const [then] = first === undefined ? [] : limitsBy("", here, times);
  return { alsoLate: values(late), afterwards: then && limitValues(then, here, times) };
}

/** The limits that stand like this, the earliest first. */
function limitsBy(
  state: "" | "overdue" | "before",
  here: IncidentSituation,
  times: CardTimes,
): readonly RunningLimit[] {
  return here.standing.limits.filter((limit) => limitValues(limit, here, times).state === state);
}

/** Tasks of a kind as what is next: how many of them are open, and of actions how many are done and wait to be verified. */
function taskNext(kind: string, { incident, ruling }: IncidentSituation): Values {
  const its = tasksOf(incident, kind);
  const open = its.filter(({ state }) => state === "open");
  if (kind === "action") {
    const ref = reviewIn(incident)?.child.ref ?? "";
    const verify = ruling.policy.actions.verify !== undefined;
    const unverified = its.filter((task) => task.state === "done" && !isOver(task, verify)).length;
    return { kind: "actions", open: open.length, unverified, ref };
  }
  const noun = ruling.policy.tasks[kind]?.noun ?? kind;
  return { kind: "task", noun: inline(noun), ref: open[0]?.child.ref ?? "" };
}

/** A limit as what is next: what, by when, whose. */
function limitNext(limit: RunningLimit, { here, times, words }: Headline): Values {
  const { clock } = limit;
  const { noun, at, state } = limitValues(limit, here, times);
  return {
    ...{ kind: "clock", noun, at, state },
    whose: words(whoHas(clock.remind, here, clock.remindOnly)),
  };
}

/** The open question of why the issue was closed as not planned. */
export function unexplainedIn({ incident }: IncidentSituation): Question | undefined {
  return incident.questions.find(({ topic }) => topic === "not-planned");
}

/** The review where there is one, or where there was. */
export function retroValue(here: IncidentSituation): Values | undefined {
  const { incident, snapshot, ruling } = here;
  const review = reviewIn(incident);
  if (review) return { ref: review.child.ref, state: review.state === "open" ? "open" : "closed" };
  const lost = lostTasks(ruling.policy.tasks, snapshot, incident.id).find(({ kind }) => kind === "review");
  return lost && { ref: lost.ref, state: "lost" };
}
