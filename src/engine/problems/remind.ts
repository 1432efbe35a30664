// The fix of a problem near its limit and past it: said on its issue, in working hours, once for each step (L-5).
import { isOpen, lastWorkingMoment, opensFrom } from "../business.ts";
import { onDuty } from "../duty.ts";
import { partiesOf } from "../handover/parties.ts";
import { DAY, type Duration, type Instant, isoSeconds } from "../instant.ts";
import { account, type Party } from "../party.ts";
import type { ProblemRule } from "../policy/model.ts";
import { together, type Wish } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { local } from "../time.ts";
import { asksOf, type Message } from "../voice/message.ts";
import type { ProblemsSituation } from "./decide.ts";
import { fixValues, ruleOf } from "./list.ts";
import { type ProblemCase, problemCalendar } from "./problem.ts";

/** By this mark a reminder is known again. */
export const fixTopic = "problem-fix";

/** What fell due longer ago is not said any more, unless somebody was at it since: the list says that it is overdue. */
const worthSaying: Duration = 7 * DAY;

/** One step: its name, which tells it from others, and when it is said. */
interface Step {
  readonly name: string;
  readonly at: Instant;
}

/** What is due to be said of each problem that is open, and when the next falls due. */
export function reminders(here: ProblemsSituation): Wish {
  const rule = here.ruling.policy.problems;
  if (rule === undefined) return { wants: [] };
  const open = here.problems.all.filter(
    ({ issue, fix }) => issue.state === "open" && fix.dueAt !== undefined,
  );
  return together(...open.map((problem) => remind(problem, rule, here)));
}

function remind(problem: ProblemCase, rule: ProblemRule, here: ProblemsSituation): Wish {
  const { now } = here;
  const steps = stepsOf(problem, rule, here);
  const last = steps.findLast(({ at }) => at <= now);
  const next = steps.find(({ at }) => at > now);
  const isNews = last !== undefined && Math.max(last.at, problem.issue.updatedAt) > now - worthSaying;
  return { wants: isNews ? [reminder(problem, last, { rule, here })] : [], wakeAt: next?.at };
}

/** The steps in their order, each in working hours; those before the problem was there, or before a policy ruled, are none. */
function stepsOf(
  { fix, issue }: ProblemCase,
  rule: ProblemRule,
  { ruling }: ProblemsSituation,
): readonly Step[] {
  const { dueAt } = fix;
  if (dueAt === undefined) return [];
  const calendar = problemCalendar(rule, ruling.policy);
  const working = (at: Instant): Instant => {
    const next = calendar === undefined || isOpen(calendar, at) ? at : (opensFrom(calendar, at) ?? at);
    // A warning that would wait until the limit is past comes before the hours end.
    return calendar === undefined || at >= dueAt || next < dueAt
      ? next
      : (lastWorkingMoment(calendar, at) ?? at);
  };
  const since = Math.max(issue.createdAt, ruling.policy.incidents.since ?? 0);
  return [
    ...rule.warn.map((before) => ({ name: `before-${before / DAY}`, at: dueAt - before })),
    ...rule.overdue.map((after) => ({ name: `after-${after / DAY}`, at: dueAt + after })),
  ]
    .filter(({ at }) => at > since)
    .map((step) => ({ ...step, at: working(step.at) }))
    .toSorted((one, other) => one.at - other.at);
}

function reminder(
  problem: ProblemCase,
  step: Step,
  { rule, here }: { readonly rule: ProblemRule; readonly here: ProblemsSituation },
): Message {
  const { ruling, now } = here;
  const { issue, fix, incidents, severity } = problem;
  const due = isoSeconds(fix.dueAt ?? 0);
  const people = peopleOf(problem, rule, here);
  return {
    id: `${fixTopic}/${issue.id}/${due}/${step.name}`,
    topic: fixTopic,
    on: issue.id,
    at: step.at,
    asks: asksOf(people, `${fixTopic}/${issue.id}/${due}`),
    silenced: false,
    counts: true,
    details: [issue.id],
    replaces: {
      topic: fixTopic,
      because: "A newer reminder replaces it.",
      only: ({ markers }) => markers.some(({ kind, words }) => kind === fixTopic && words[1] === issue.id),
    },
    say: ({ address }) => ({
      because: `The fix of ${issue.ref} is ${(fix.dueAt ?? 0) < now ? "past its limit" : "near its limit"}.`,
      rule: ruleOf(rule),
      due: step.at,
      template: "problem-fix",
      values: {
        title: inline(issue.title, 100),
        people: address(people),
        incidents: incidents.length,
        since: local(issue.createdAt, ruling.policy.incidents.zone, "d MMM yyyy"),
        severity: inline(ruling.policy.severities.find(({ key }) => key === severity)?.title ?? ""),
        ...fixValues(problem, here),
      },
    }),
  };
}

/** Whoever has the problem; else who is on duty for the first role that anybody has; else the policy's fallback. */
function peopleOf(
  { issue }: ProblemCase,
  { remind: roles }: ProblemRule,
  { ruling, now }: ProblemsSituation,
): readonly Party[] {
  if (issue.assignees.length > 0) return issue.assignees.map(account);
  const duty = roles.map((role) => onDuty(ruling, role, now)).find((people) => people.length > 0);
  return partiesOf(duty ?? ruling.policy.attention.fallback, ruling);
}
