// What a snapshot becomes when a plan was written: enough of GitHub for tests that look at an incident more than once.
import type { Effect } from "../../src/engine/effect.ts";
import type { Instant } from "../../src/engine/instant.ts";
import type { Plan } from "../../src/engine/plan.ts";
import type { Child } from "../../src/engine/snapshot/child.ts";
import type { CommentItem, Item } from "../../src/engine/snapshot/timeline.ts";
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import { marker } from "../../src/engine/text/marker.ts";

/** When it was written, and where new node ids come from. */
export interface Writing {
  readonly at: Instant;
  readonly id: (kind: string) => string;
}

const bot = { login: "tocsin", kind: "bot" } as const;

/** The snapshot after all effects of a plan. */
export function applied(before: IncidentSnapshot, plan: Plan, writing: Writing): IncidentSnapshot {
  return plan.effects.reduce((snapshot, effect) => apply(snapshot, effect, writing), before);
}

function apply(snapshot: IncidentSnapshot, effect: Effect, writing: Writing): IncidentSnapshot {
  const { at, id } = writing;
  switch (effect.kind) {
    case "create-label": {
      const { repository } = snapshot;
      const label = { id: id("LA"), name: effect.name };
      return { ...snapshot, repository: { ...repository, labels: [...repository.labels, label] } };
    }
    case "add-label":
    case "remove-label":
      return relabeled(snapshot, effect, writing);
    case "card":
      return carded(snapshot, effect, writing);
    case "comment":
      return commented(snapshot, effect, writing);
    case "minimize":
      return withTimeline(snapshot, (items) =>
        items.map((item) =>
          item.kind === "comment" && item.id === effect.commentId ? { ...item, minimized: true } : item,
        ),
      );
    case "create-issue":
      return { ...snapshot, children: [...snapshot.children, born(snapshot, effect, writing)] };
    case "close": {
      if (effect.issueId !== snapshot.issue.id)
        return withChild(snapshot, effect.issueId, (child) => ({ ...child, state: "closed", closedAt: at }));
      const closed: Item = { kind: "closed", id: id("CE"), at, by: bot, reason: "completed" };
      return withTimeline({ ...snapshot, issue: { ...snapshot.issue, state: "closed" } }, (items) => [
        ...items,
        closed,
      ]);
    }
    case "react":
      return withComments(snapshot, effect.commentId, (item) => [
        { ...item, reacted: [...item.reacted, shownAs[effect.content]] },
      ]);
    case "delete-comment":
      return withComments(snapshot, effect.commentId, () => []);
    case "edit-body":
    case "pin":
      // Of the list of actions alone, which is no incident's.
      return snapshot;
    case "edit-comment":
      return withComments(snapshot, effect.commentId, (item) => [
        { ...item, body: written(effect.template, effect.markers) },
      ]);
    case "edit-lines":
      return withChild(snapshot, effect.issueId, (child) => ({
        ...child,
        editedAt: at,
        body: effect.lines.reduce((body, line) => body.replace(line.raw, () => line.to), child.body),
      }));
    case "assign": {
      if (effect.issueId !== snapshot.issue.id)
        return withChild(snapshot, effect.issueId, (child) => ({
          ...child,
          assignees: [...new Set([...child.assignees, ...effect.assignees])],
          assignedAt: at,
        }));
      const { issue } = snapshot;
      const given = effect.assignees.filter((who) => !issue.assignees.includes(who));
      const assigned = given.map((who): Item => ({ kind: "assigned", id: id("AE"), at, by: bot, who }));
      const assignees = [...issue.assignees, ...given];
      return withTimeline({ ...snapshot, issue: { ...issue, assignees } }, (items) => [
        ...items,
        ...assigned,
      ]);
    }
    case "set-field":
      return withChild(snapshot, effect.issueId, (child) => {
        const moves = child.target?.moves ?? [];
        return {
          ...child,
          target: { day: effect.day, moves: [...moves, { id: id("IFE"), at, by: bot, day: effect.day }] },
        };
      });
    case "block":
    case "unblock":
      return withChild(snapshot, effect.blockerId, (child) => {
        const others = (child.blocking ?? []).filter((id) => id !== effect.issueId);
        return { ...child, blocking: effect.kind === "block" ? [effect.issueId, ...others] : others };
      });
    case "link":
    // What leaves GitHub leaves nothing in it but the card's record.
    case "send":
    case "commit":
    case "document":
      return snapshot;
  }
}

function withChild(
  snapshot: IncidentSnapshot,
  id: string,
  change: (child: Child) => Child,
): IncidentSnapshot {
  const children = snapshot.children.map((child) => (child.id === id ? change(child) : child));
  return { ...snapshot, children };
}

/** A comment of the incident or of a child becomes these. */
function withComments(
  snapshot: IncidentSnapshot,
  id: string,
  change: (item: CommentItem) => readonly CommentItem[],
): IncidentSnapshot {
  const kept = withTimeline(snapshot, (items) =>
    items.flatMap((item): readonly Item[] =>
      item.kind === "comment" && item.id === id ? change(item) : [item],
    ),
  );
  const children = kept.children.map((child) => ({
    ...child,
    comments: child.comments.flatMap((item) => (item.id === id ? change(item) : [item])),
  }));
  return { ...kept, children };
}

/** Reactions as a snapshot has them. */
const shownAs = { THUMBS_UP: "+1", CONFUSED: "confused", EYES: "eyes" } as const;

/** What stands in a comment of ours here: the name of its template, and its markers. */
function written(template: string, markers: readonly (readonly string[])[]): string {
  return [template, "", ...markers.map(([kind = "", ...words]) => marker(kind, ...words))].join("\n");
}

function withTimeline(
  snapshot: IncidentSnapshot,
  change: (items: readonly Item[]) => readonly Item[],
): IncidentSnapshot {
  return { ...snapshot, issue: { ...snapshot.issue, timeline: change(snapshot.issue.timeline) } };
}

type Of<K extends Effect["kind"]> = Extract<Effect, { kind: K }>;

function relabeled(
  snapshot: IncidentSnapshot,
  effect: Of<"add-label" | "remove-label">,
  { at, id }: Writing,
): IncidentSnapshot {
  const on = effect.kind === "add-label";
  const others = snapshot.issue.labels.filter((name) => name !== effect.label);
  const labels = on ? [...others, effect.label] : others;
  const item: Item = { kind: on ? "labeled" : "unlabeled", id: id("LE"), at, by: bot, label: effect.label };
  return withTimeline({ ...snapshot, issue: { ...snapshot.issue, labels } }, (items) => [...items, item]);
}

function carded(snapshot: IncidentSnapshot, effect: Of<"card">, { at, id }: Writing): IncidentSnapshot {
  const kept: IncidentSnapshot = { ...snapshot, ledger: effect.ledger, trust: "signed" };
  if (effect.commentId !== undefined) return kept;
  const body = `The card.\n\n${marker("card", effect.ledger.id)}`;
  return withTimeline(kept, (items) => [...items, said(id("IC"), at, body)]);
}

function commented(snapshot: IncidentSnapshot, effect: Of<"comment">, { at, id }: Writing): IncidentSnapshot {
  const comment = said(id("IC"), at, written(effect.template, effect.markers));
  if (effect.issueId === snapshot.issue.id) return withTimeline(snapshot, (items) => [...items, comment]);
  const child = snapshot.children.find((one) => one.id === effect.issueId);
  if (child)
    return withChild(snapshot, child.id, (one) => ({ ...one, comments: [...one.comments, comment] }));
  // Words in another issue that name this one: GitHub shows that in this one's timeline.
  const source = effect.issueId.replace(/^I_/, "");
  const referenced: Item = {
    kind: "referenced",
    id: id("XE"),
    at,
    by: bot,
    source,
    sourceId: effect.issueId,
    made: false,
  };
  return withTimeline(snapshot, (items) => [...items, referenced]);
}

function said(id: string, at: Instant, body: string) {
  return { kind: "comment", id, at, by: bot, body, minimized: false, reacted: [], edits: [] } as const;
}

function born(snapshot: IncidentSnapshot, effect: Of<"create-issue">, { at, id }: Writing): Child {
  const hidden = effect.markers.map(([kind = "", ...words]) => marker(kind, ...words));
  const number = 20 + snapshot.children.length;
  return {
    id: id("I"),
    ref: `${effect.repository}#${number}`,
    title: effect.title,
    body: hidden.join("\n"),
    url: `https://github.com/${effect.repository}/issues/${number}`,
    state: "open",
    createdAt: at,
    updatedAt: at,
    author: bot,
    private: false,
    assignees: effect.assignees,
    labels: effect.labels,
    linked: effect.parentId !== undefined,
    comments: [],
  };
}
