// The actions of an incident as a document has them: each with who does it and by when, and what of that is not said yet (HF-3).
import { type Tied, tie } from "../action-ties.ts";
import { reviewGaps } from "../owed.ts";
import { headings } from "../review-body.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Child } from "../snapshot/child.ts";
import { reviewIn, type Task, tasksOf } from "../task.ts";
import { parseActions } from "../text/action-line.ts";
import { inline, plainName } from "../text/safe.ts";
import type { Value, Values } from "../wanted.ts";
import { dayOf } from "./action-filing.ts";

/** So many actions stand in a document. */
const most = 60;

/** The rows of actions, and of other tasks; `unowned`, `shared` and `undated` count what is asked for. */
export function actionValues(here: IncidentSituation, isRedacted: boolean): Values {
  const { incident } = here;
  const review = reviewIn(incident);
  const all = actionRows(here, isRedacted);
  const rows = isRedacted ? all.map(unnamed) : all;
  const open = rows.filter(({ state }) => state === "open");
  const others = incident.tasks.filter(({ kind }) => kind !== "review" && kind !== "action");
  return {
    review: review && {
      ...{ ref: isRedacted ? "" : review.child.ref, url: isRedacted ? "" : review.child.url },
      state: review.state,
      owes: gapsOf(here),
    },
    actions: rows.slice(0, most),
    moreActions: Math.max(0, rows.length - most),
    unowned: isRedacted ? 0 : open.filter(({ owner }) => owner === "").length,
    shared: open.filter(({ shared }) => shared).length,
    undated: open.filter(({ due }) => due === "").length,
    tasks: others.map(
      ({ kind, child, state }): Value => ({
        noun: inline(here.ruling.policy.tasks[kind]?.noun ?? kind),
        ...placeOf(child, here, isRedacted),
        state,
      }),
    ),
  };
}

/** What a review that was closed as done was asked and does not answer, in the words of its headings (H-28, S-8). */
function gapsOf({ incident, ruling }: IncidentSituation): readonly string[] {
  const gaps = reviewGaps(incident, ruling.policy);
  if (gaps === undefined) return [];
  return [
    ...(gaps.whys ? [headings.whys] : []),
    ...(gaps.class ? [headings.class] : []),
    ...gaps.questions.map((question) => inline(question)),
  ];
}

/** Of an action in a redacted copy its day, its state and that somebody has it: its words may name anybody. */
const unnamed = (row: Row, index: number): Row => ({
  ...row,
  ...{
    title: `Action ${index + 1}`,
    ...{ owner: row.owner === "" ? "" : "somebody", shared: false },
    ref: "",
    url: "",
    hidden: false,
  },
});

interface Row extends Values {
  readonly state: string;
  readonly owner: string;
  /** Of an open one that more than one person has, where one is asked for (HF-3). */
  readonly shared: boolean;
  readonly due: string;
}

function actionRows(here: IncidentSituation, isRedacted: boolean): readonly Row[] {
  const { incident, ruling, snapshot } = here;
  const { policy } = ruling;
  const review = reviewIn(incident)?.child;
  if (review === undefined) return [];
  const tasks = tasksOf(incident, "action");
  const children = tasks.map(({ child }) => child);
  const taskOf = (child: Child | undefined): Task | undefined =>
    tasks.find((task) => task.child.id === child?.id);
  const { tied, left } = tie(
    parseActions(review.body, policy.retro.heading),
    children,
    policy,
    snapshot.repository.name,
  );
  return [
    ...tied
      .filter(({ repeated, line }) => repeated === "" && line.title !== "")
      .map((one) => rowOf(one, review, { here, isRedacted, task: taskOf(one.child) })),
    ...left.map(
      (child): Row => ({
        ...placeOf(child, here, isRedacted),
        ...ownersOf(child.assignees, stateOf(child, taskOf(child))),
        due: taskOf(child)?.due ?? "",
        ...{ state: stateOf(child, taskOf(child)), type: "" },
      }),
    ),
  ];
}

interface Telling {
  readonly here: IncidentSituation;
  readonly isRedacted: boolean;
  /** What became of its issue. */
  readonly task: Task | undefined;
}

function rowOf({ line, child }: Tied, review: Child, { here, isRedacted, task }: Telling): Row {
  const filed = child && placeOf(child, here, isRedacted);
  const state = child === undefined ? (line.ticked ? "done" : "open") : stateOf(child, task);
  const owners = child === undefined || child.assignees.length === 0 ? line.assignees : child.assignees;
  return {
    title: inline(line.title, 160),
    ...(filed ?? { ref: "", url: isRedacted ? "" : review.url, hidden: false }),
    ...ownersOf(owners, state),
    // As it was moved; of what is not filed yet as it will be filed.
    due: task?.due ?? dayOf(line, review, here),
    type: inline(line.type ?? "", 40),
    state,
  };
}

const ownersOf = (logins: readonly string[], state: string) => ({
  owner: logins.map(plainName).join(", "),
  shared: logins.length > 1 && state === "open",
});

/** Where an issue is; a private one is not named where anybody can read. */
function placeOf(child: Child, { snapshot }: IncidentSituation, isRedacted: boolean) {
  const hidden = child.private && (snapshot.repository.public || isRedacted);
  return {
    title: hidden ? "" : inline(child.title, 160),
    ref: isRedacted ? "" : child.ref,
    url: isRedacted || hidden ? "" : child.url,
    hidden,
  };
}

function stateOf({ state, reason }: Child, task: Task | undefined): string {
  if (state === "open") return "open";
  if (reason === "not_planned") return "dropped";
  return task?.followUp?.verified === undefined ? "done" : "verified";
}
