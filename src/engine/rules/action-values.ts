// What our list on a review says of each action line: its issue and its state, what is missing, and what it does not take over.

import { filingId, isSuspect, type Tied } from "../action-ties.ts";
import { guarded } from "../guarded.ts";
import { isMoreOpen } from "../more-open.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Child } from "../snapshot/child.ts";
import { reviewIn, type Task, tasksOf, titleOf } from "../task.ts";
import type { ActionLine } from "../text/action-line.ts";
import { noDate } from "../text/due-words.ts";
import { inline, plainName } from "../text/safe.ts";
import { loose } from "../text/said.ts";
import { local } from "../time.ts";
import type { Values } from "../wanted.ts";
import { dueMark, dueOf, filedBefore, kindMarks, peopleMark } from "./action-filing.ts";

/** The values of one line. */
export function rowOf(one: Tied, retro: Child, here: IncidentSituation): Values {
  const { line, child, place } = one;
  const fault = here.snapshot.faults.find((each) => each.effect === filingId(retro, line));
  const before = child || one.repeated ? undefined : filedBefore(one, retro, here);
  const isSeen = here.snapshot.children.some(({ ref }) => ref === before);
  return {
    title: inline(guarded(line.title), 120),
    ref: child?.ref ?? before ?? "",
    ...stateValues(child, here),
    gone: false,
    hidden: isHidden(child, here),
    ...(before !== undefined && !isSeen ? unseenValues(before, here) : { lost: false }),
    problem: isSeen ? "taken" : problemOf(one),
    fault: fault === undefined ? "" : inline(fault.message, 300),
    where: one.repeated,
    team: inline(guarded(line.team ?? "")),
    repo: inline(line.repo ?? ""),
    repository: place.kind === "place" ? place.repository : "",
    teams: Object.keys(here.ruling.policy.teams).join(", "),
    ...oddities(one, retro, here),
    ...differences(one, retro, here),
    notes: notesOf(line, retro, here).map((problem) => inline(guarded(problem), 200)),
  };
}

/** What can't be read of a line; whether a day exists shows only in the year in which it was written. */
function notesOf(line: ActionLine, retro: Child, here: IncidentSituation): readonly string[] {
  const { due, problems } = line;
  const isNone = due !== undefined && dueOf(line, retro, here) === "";
  return isNone ? [...problems, noDate(Object.values(due).join(""))] : problems;
}

/** The values of an issue whose line is gone, or struck out. */
export function leftValues(child: Child, here: IncidentSituation): Values {
  return {
    ...{ title: inline(child.title, 120), ref: child.ref, ...stateValues(child, here) },
    ...{ hidden: isHidden(child, here), gone: true, notes: [] },
  };
}

/** How an action out of sight stands: what is over is over, though nobody can look at it any more. */
function unseenValues(ref: string, here: IncidentSituation): Values {
  const record = here.standing.actions.find((one) => one.ref === ref);
  const none = {
    due: "",
    postponed: "",
    verifiedBy: "",
    archived: false,
    unverified: false,
    reasonless: false,
  };
  if (record === undefined || record.state === "lost") return { lost: true };
  return { ...none, lost: false, state: record.state, because: reasonOf(record.because, here) };
}

/** The values of actions out of sight that are not over and have no line any more. */
export function lostValues(shown: readonly Values[], here: IncidentSituation): readonly Values[] {
  const refs = new Set(shown.map(({ ref }) => ref));
  const isPublic = here.snapshot.repository.public || isReviewOpen(here);
  return here.standing.actions.flatMap(({ state, ref, title, isPrivate = false }) =>
    state !== "lost" || refs.has(ref)
      ? []
      : [
          {
            ...{ title: isPrivate && isPublic ? "" : inline(title, 120), ref, state: "", lost: true },
            ...{ hidden: isPrivate && isPublic, gone: true, notes: [] },
          },
        ],
  );
}

function isHidden(child: Child | undefined, here: IncidentSituation): boolean {
  return child?.private === true && (here.snapshot.repository.public || isReviewOpen(here));
}

/** A reason that somebody gave, on the review; none where more people may look than at the incident, on which it was said. */
function reasonOf(because: string | undefined, here: IncidentSituation): string {
  return because === undefined || isReviewOpen(here) ? "" : inline(because, 200);
}

function isReviewOpen({ incident, snapshot }: IncidentSituation): boolean {
  const review = reviewIn(incident)?.child;
  return review !== undefined && isMoreOpen(review, snapshot);
}

/** How an action stands by its issue and by what was said of it: its day while it is open, who verified it, why it won't be done. */
function stateValues(child: Child | undefined, here: IncidentSituation): Values {
  if (child === undefined) return { state: "" };
  const task = tasksOf(here.incident, "action").find((one) => one.child.id === child.id);
  const { verified, wontDo, due: postponed } = task?.followUp ?? {};
  const state = standing(child, task);
  const { verify } = here.ruling.policy.actions;
  return {
    state: state === "done" && verified !== undefined ? "verified" : state,
    due: state === "open" ? (task?.due ?? "") : "",
    postponed: state === "open" ? reasonOf(postponed?.because, here) : "",
    verifiedBy: verified === undefined ? "" : plainName(verified.by ?? "somebody"),
    archived: state === "open" && child.archived === true,
    unverified: state === "done" && verify !== undefined && verified === undefined,
    id: child.id,
    because: state === "dropped" ? reasonOf(wontDo?.because, here) : "",
    reasonless: state === "dropped" && wontDo === undefined,
  };
}

function standing({ state, reason }: Child, task: Task | undefined): "open" | "done" | "dropped" {
  if (state === "open") return task?.state === "dropped" ? "dropped" : "open";
  return reason === "not_planned" ? "dropped" : "done";
}

function problemOf(one: Tied): string {
  if (one.child) return "";
  // It may be the line of an issue that is open.
  if (one.line.ticked && !one.ambiguous) return "ticked";
  if (one.line.title === "") return "title";
  if (isSuspect(one)) return "suspect";
  if (one.repeated !== "") return "repeated";
  if (one.line.link !== undefined) return "foreign-link";
  if (one.place.kind === "missing") return one.place.problem;
  return one.ambiguous ? "ambiguous" : "";
}

/** A date that was past when it was written, and a kind that the policy does not know. */
function oddities({ line, child }: Tied, retro: Child, here: IncidentSituation): Values {
  const { actions, incidents } = here.ruling.policy;
  const { type = "" } = line;
  const due = dueOf(line, retro, here);
  // When a line was written that has no issue yet, nobody knows: it was since the review was opened.
  const isPast = due !== "" && due < local((child ?? retro).createdAt, incidents.zone, "yyyy-MM-dd");
  const isOdd =
    type !== "" && actions.types.length > 0 && !actions.types.some((one) => loose(one) === loose(type));
  return {
    past: isPast ? due : "",
    type: isOdd ? inline(guarded(type)) : "",
    types: isOdd ? actions.types.join(", ") : "",
    steps: line.steps,
  };
}

/**
 * How a line is no longer as it was filed, where the issue does not say the same by now: people there may have changed it
 * themselves, and what they decided is never written over.
 */
function differences({ line, place, child }: Tied, retro: Child, here: IncidentSituation): Values {
  const same = {
    ticked: false,
    reopened: false,
    words: false,
    moved: "",
    date: false,
    people: "",
    dropped: "",
    unassigned: "",
    kind: "",
  };
  if (child?.state !== "open") return same;
  const filed = child.marks?.find(({ kind }) => kind === "of")?.words ?? [];
  const [hash = line.hash, due = dueMark(line), people = peopleMark(line), ...kinds] = filed.slice(4);
  const kind = here.ruling.policy.tasks.action;
  const title = kind === undefined ? line.title : titleOf(kind, line.title);
  const day = dueOf(line, retro, here);
  const isElsewhere = place.kind === "place" && !isIn(child, place.repository);
  const lacking = line.assignees.filter((login) => !isAmong(child.assignees, login)).map(plainName);
  const isChanged = people !== peopleMark(line);
  const dropped = people.split(",").filter((login) => !isAmong(line.assignees, login));
  const changed = kindMarks(line).flatMap((now, at) => {
    const before = kinds[at] ?? now;
    const isThere = now === "" ? !child.body.includes(inline(before)) : child.body.includes(inline(now));
    return loose(now) === loose(before) || isThere ? [] : [at === 0 ? "type" : "priority"];
  });
  return {
    // A tick of before it was closed is ours, or says what was so then.
    ticked: line.ticked && child.lastClosedAt === undefined,
    reopened: line.ticked && child.lastClosedAt !== undefined,
    words: hash !== line.hash && loose(title) !== loose(child.title),
    // With the link of where it was filed somebody transferred it since: that is no change of the line.
    moved:
      isElsewhere && !wasIn(child, place.repository) && !isLinkTo(line.link, place.repository, here.snapshot)
        ? place.repository
        : "",
    date: due !== dueMark(line) && (day === "" || !child.body.includes(day)),
    people: isChanged ? lacking.join(", ") : "",
    dropped: dropped
      .filter((login) => isAmong(child.assignees, login))
      .map(plainName)
      .join(", "),
    kind: changed.join(" and "),
    unassigned: !isChanged && child.assignees.length === 0 ? lacking.join(", ") : "",
  };
}

function isAmong(logins: readonly string[], login: string): boolean {
  return logins.some((one) => one.toLowerCase() === login.toLowerCase());
}

/** Does a link, which may leave out the incident's own repository, lead to an issue of this one? */
function isLinkTo(
  link: string | undefined,
  where: string,
  { repository }: IncidentSituation["snapshot"],
): boolean {
  if (link === undefined) return false;
  return isIn({ ref: link.startsWith("#") ? `${repository.name}${link}` : link }, where);
}

function wasIn({ formerly = [] }: Child, repository: string): boolean {
  return formerly.some((one) => isIn(one, repository));
}

function isIn({ ref }: Pick<Child, "ref">, repository: string): boolean {
  return ref.toLowerCase().startsWith(`${repository.toLowerCase()}#`);
}
