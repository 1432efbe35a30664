// Action lines of the review become issues in team repositories and are followed until they are closed (D-12, H-42).

import { type Tied, type Ties, tie } from "../action-ties.ts";
import { tickedActions } from "../card-boxes.ts";
import { guarded } from "../guarded.ts";
import { repositoryOf } from "../issue-ref.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import type { Child } from "../snapshot/child.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import { reviewIn, tasksOf } from "../task.ts";
import { type Actions, marked, parseActions } from "../text/action-line.ts";
import { hash } from "../text/hash.ts";
import { inline } from "../text/safe.ts";
import type { Message } from "../voice/message.ts";
import type { Value, Values } from "../wanted.ts";
import { filings } from "./action-filing.ts";
import { leftValues, lostValues, rowOf } from "./action-values.ts";

/** Files what can be filed, lists what became of each line, and writes links and ticks back when the text is at rest. */
export const rule: Rule = { name: "actions", place: 80, when: ["managed"], wish: actions };

function actions(here: IncidentSituation): Wish {
  const retro = reviewIn(here.incident)?.child;
  const { policy } = here.ruling;
  const kind = policy.tasks.action;
  if (retro === undefined || kind === undefined) return { wants: [] };
  const read = parseActions(retro.body, policy.retro.heading);
  const children = tasksOf(here.incident, "action").map(({ child }) => child);
  const ties = tie(read, children, policy, here.snapshot.repository.name);
  const body = writeBack(ties.tied, retro, here);
  return {
    wants: [
      ...filings(ties.tied, { retro, kind }, here),
      ...listing({ ...read, ...ties }, retro, here),
      ...body.wants,
    ],
    wakeAt: body.wakeAt,
  };
}

/** Is an action on record that can neither be seen from here nor be missed? Whoever sees it keeps the list. */
function isVeiled({ snapshot, standing }: IncidentSituation): boolean {
  const known = new Set([...snapshot.children.map(({ id }) => id), ...snapshot.unseen]);
  return standing.actions.some(({ id }) => !known.has(id));
}

/** So many lines are named, the others counted. */
const mostNamed = 5;

/** Our one comment on the review: line → issue → state, and what is missing, said once. */
function listing(
  { tied, left, more, notes, promises }: Ties & Actions,
  retro: Child,
  here: IncidentSituation,
): readonly Message[] {
  const own = ownList(retro);
  if (own !== undefined && isVeiled(here)) return [];
  if (tied.length + left.length + notes === 0 && own === undefined) return [];
  const rows = [
    ...tied.map((one) => rowOf(one, retro, here)),
    ...left.map((child) => leftValues(child, here)),
  ];
  const lines: readonly Value[] = [...rows, ...lostValues(rows, here)];
  const values: Values = {
    lines,
    verify: here.ruling.policy.actions.verify !== undefined,
    ...(more > 0 && { most: tied.length, more }),
    ...(notes > 0 && {
      notes,
      promises: promises.slice(0, mostNamed).map((words) => inline(guarded(words), 80)),
      others: Math.max(0, promises.length - mostNamed),
    }),
  };
  const digest = hash(JSON.stringify(values));
  const isWritten = own?.marks?.some(({ kind, words }) => kind === "actions" && words[1] === digest);
  const tick = own === undefined || tickedActions(own.body).length === 0 ? undefined : own.edits.at(-1);
  if (isWritten && tick === undefined) return [];
  const id = `actions/${retro.id}`;
  return [
    {
      id: own === undefined ? id : `${id}/${digest}${tick === undefined ? "" : `/${tick.id}`}`,
      // It is known again by what it is, and not by an id of something that was said.
      ids: [],
      topic: "actions",
      on: retro.id,
      asks: [],
      silenced: false,
      counts: false,
      edits: own?.id,
      takesTicks: tick !== undefined,
      details: [here.incident.id, digest],
      say: () => ({
        because: "It shows what became of each action line.",
        rule: "actions D-12",
        template: "retro-actions",
        values,
      }),
    },
  ];
}

function ownList(retro: Child): CommentItem | undefined {
  return retro.comments.find(({ marks }) => marks?.some(({ kind }) => kind === "actions"));
}

/** The link of an action's line, short where it stands in the review's own repository, and those that it had before a transfer. */
function linksTo(
  { ref, formerly = [] }: Child,
  retro: Child,
  { snapshot: { repository } }: IncidentSituation,
): { readonly link: string; readonly instead: readonly string[] } {
  const { name } = repository;
  const isAtHome = repositoryOf(retro.ref) === name;
  const short = (one: string): string => (one.startsWith(`${name}#`) ? one.slice(name.length) : one);
  const link = isAtHome ? short(ref) : ref;
  const before = formerly.flatMap((place) => [place.ref, short(place.ref)]);
  return { link, instead: [...before, ...(isAtHome ? [] : [short(ref)])].filter((one) => one !== link) };
}

/** Ticks and links in the body, only after it was left alone for a while, or once the review is closed. */
function writeBack(tied: readonly Tied[], retro: Child, here: IncidentSituation): Wish {
  const lines = tied.flatMap(({ line, child }) => {
    if (child === undefined) return [];
    const ticked = line.ticked || (child.state === "closed" && child.reason !== "not_planned");
    return marked(line, { ticked, cell: line.cell, ...linksTo(child, retro, here) });
  });
  if (lines.length === 0) return { wants: [] };
  const quietFrom = (retro.editedAt ?? retro.createdAt) + here.ruling.policy.actions.quiet;
  if (retro.state === "open" && here.now < quietFrom) return { wants: [], wakeAt: quietFrom };
  const id = `lines/${retro.id}/${hash(JSON.stringify(lines))}`;
  if (here.snapshot.recent.has(id)) return { wants: [] };
  return {
    wants: [
      {
        kind: "edit-lines",
        id,
        because: "Each action line gets the link of its issue, and its tick when that is closed.",
        rule: "actions D-12",
        issueId: retro.id,
        lines,
        body: retro.body,
      },
    ],
  };
}
