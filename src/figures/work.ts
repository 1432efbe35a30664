// Reviews, actions and other tasks of the incidents of a period: their state, and whether they were in time.
import { dueDay } from "../engine/action-due.ts";
import { actionState } from "../engine/action-record.ts";
import { unfiledIn } from "../engine/action-ties.ts";
import type { Instant } from "../engine/instant.ts";
import type { Policy } from "../engine/policy/model.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { lostTasks, reviewIn, type Task, tasksOf } from "../engine/task.ts";
import type { Due } from "../engine/text/due-words.ts";
import { nhsNumbersIn } from "../engine/text/nhs-number.ts";
import { local } from "../engine/time.ts";
import type { FollowUp, TaskCount, UnfiledLines, WorkState } from "./data.ts";
import { childTitle, mayRead, nameOf, type Readership } from "./naming.ts";

/** The instant of the report, and for whom it is. */
export interface WorkContext {
  readonly now: Instant;
  readonly readers: Readership;
}

/** The actions of all reviews, in the order of their incidents. */
export function actionsOf(counted: readonly IncidentSituation[], context: WorkContext): readonly FollowUp[] {
  return counted.flatMap((here) => [
    ...tasksOf(here.incident, "action").map((task) => workOf(task, actionFacts(task, here), here, context)),
    ...lostActions(here),
  ]);
}

/** The one place that reads how an action stands and when it is due. */
export function actionFacts(
  task: Task,
  here: IncidentSituation,
): { readonly state: TaskState; readonly due: string } {
  return { state: actionState(task), due: task.due || filedDue(task, here) };
}

type TaskState = ReturnType<typeof actionState>;

/** The day of an action that was filed before its hidden mark had one: what it remembers of its line. */
function filedDue({ child }: Task, { incident, ruling }: IncidentSituation): string {
  const words = child.marks?.find(({ kind }) => kind === "of")?.words ?? [];
  return dueDay(dueIn(words[5] ?? "-"), {
    start: incident.closed?.at ?? reviewIn(incident)?.child.createdAt ?? incident.declaredAt,
    writtenAt: child.createdAt,
    zone: ruling.policy.incidents.zone,
  });
}

/** A date, a length in milliseconds, or the words of a day; `-` is none. */
function dueIn(mark: string): Due | undefined {
  if (mark === "-") return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(mark)) return { date: mark };
  return /^\d+$/.test(mark) ? { in: Number(mark) } : { said: mark };
}

/** Actions whose issues nobody shows us any more, as the record has them: what was over is over, the others are lost. */
function lostActions(here: IncidentSituation): readonly FollowUp[] {
  const seen = new Set(tasksOf(here.incident, "action").map(({ child }) => child.id));
  return here.standing.actions.flatMap(({ id, ref, state }): readonly FollowUp[] => {
    if (seen.has(id)) return [];
    return [{ ref, url: urlOf(ref, here), incident: nameOf(here), state, isLate: false }];
  });
}

/** What reviews ask for and nothing follows. Words that may hold an NHS number stay where they are. */
export function unfiledOf(
  counted: readonly IncidentSituation[],
  { readers }: Pick<WorkContext, "readers">,
): readonly UnfiledLines[] {
  return counted.flatMap((here): readonly UnfiledLines[] => {
    const { incident, snapshot, ruling } = here;
    const review = reviewIn(incident)?.child;
    if (review === undefined || ruling.policy.tasks.action === undefined) return [];
    const children = tasksOf(incident, "action").map(({ child }) => child);
    const words = unfiledIn(review, children, {
      ...{ policy: ruling.policy, home: snapshot.repository.name },
      isMade: (effect) => snapshot.ledger?.created.has(effect) === true,
    });
    const titles = words.filter((one) => one !== "" && nhsNumbersIn(one) === 0);
    const isRead = childTitle(review, readers) !== undefined && mayRead(snapshot.repository, readers);
    const { ref, url } = review;
    const its = { review: { ref, url }, incident: nameOf(here), count: words.length };
    return words.length === 0 ? [] : [{ ...its, titles: isRead ? titles : [] }];
  });
}

/** The review of each incident that has one, or should have. */
export function reviewsOf(counted: readonly IncidentSituation[], context: WorkContext): readonly FollowUp[] {
  return counted.flatMap((here): readonly FollowUp[] => {
    const { incident, standing, snapshot, ruling } = here;
    const task = reviewIn(incident);
    if (task !== undefined) return [workOf(task, { state: task.state, due: reviewDue(here) }, here, context)];
    const lost = lostTasks(ruling.policy.tasks, snapshot, incident.id).find(({ kind }) => kind === "review");
    const named = { ...nameOf(here), incident: nameOf(here), isLate: false };
    if (lost !== undefined) return [{ ...named, ref: lost.ref, url: urlOf(lost.ref, here), state: "lost" }];
    return standing.review === "due"
      ? [{ ...named, due: reviewDue(here) || undefined, state: "missing" }]
      : [];
  });
}

/** The local day by which the review is to be done, as the review itself says it. */
function reviewDue({ incident, ruling }: IncidentSituation): string {
  const { retro, incidents } = ruling.policy;
  const end = incident.closed?.at;
  return retro.within === undefined || end === undefined
    ? ""
    : local(end + retro.within, incidents.zone, "yyyy-MM-dd");
}

/** Tasks of the kinds that the policy adds: reports, tickets. */
export function otherTasks(counted: readonly IncidentSituation[], policy: Policy): readonly TaskCount[] {
  const kinds = Object.values(policy.tasks).filter(({ key }) => key !== "review" && key !== "action");
  return kinds.flatMap(({ key, noun }) => {
    const all = counted.flatMap(({ incident }) => tasksOf(incident, key));
    const lost = counted.flatMap(({ snapshot, incident }) =>
      lostTasks(policy.tasks, snapshot, incident.id).filter(({ kind }) => kind === key),
    );
    const inState = (state: Task["state"]) => all.filter((task) => task.state === state);
    if (all.length + lost.length === 0) return [];
    return [
      {
        kind: noun,
        done: inState("done").length,
        open: inState("open").map(({ child: { ref, url } }) => ({ ref, url })),
        dropped: inState("dropped").length,
        lost: lost.length,
      },
    ];
  });
}

function workOf(
  { child }: Task,
  { state, due }: { readonly state: TaskState; readonly due: string },
  here: IncidentSituation,
  { now, readers }: WorkContext,
): FollowUp {
  const { zone } = here.ruling.policy.incidents;
  const closedAt = state === "open" ? undefined : child.closedAt;
  const isPast = (at: Instant): boolean => due !== "" && local(at, zone, "yyyy-MM-dd") > due;
  const stands: WorkState = state === "open" && isPast(now) ? "overdue" : state;
  return {
    ref: child.ref,
    url: child.url,
    incident: nameOf(here),
    title: childTitle(child, readers),
    state: stands,
    due: due === "" ? undefined : due,
    closedAt,
    isLate: state !== "dropped" && closedAt !== undefined && isPast(closedAt),
  };
}

/** Where an issue is that can't be seen: on the same server as the incident. */
function urlOf(ref: string, { snapshot }: IncidentSituation): string {
  const { url, ref: own } = snapshot.issue;
  const base = url.slice(0, -`${own.replace("#", "/issues/")}`.length);
  return `${base}${ref.replace("#", "/issues/")}`;
}
