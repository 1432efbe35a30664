// What people say of actions on other issues than the incident's: on the review, and in the issues of the actions themselves.
import { tickedActions } from "../card-boxes.ts";
import { isPerson, ownComments } from "../own.ts";
import { partId } from "../part-id.ts";
import type { CommentEdit, CommentItem } from "../snapshot/timeline.ts";
import type { UnreadCommand } from "../text/command.ts";
import { commentEvents } from "./comment-events.ts";
import type { Draft } from "./draft.ts";
import type { HistoryEvent, TaskEvent } from "./history-event.ts";

/** The commands there, and the ticks in our list on the review; what else stands there is between those who work on it. */
export function followUpEvents(
  { snapshot, ruling: { policy }, partsOf }: Pick<Draft, "snapshot" | "ruling" | "partsOf">,
  tasks: readonly TaskEvent[],
): readonly HistoryEvent[] {
  const eventsOf = commentEvents(snapshot, policy, partsOf);
  return tasks.flatMap((event) => {
    const { became, task, child } = event;
    if (became !== "filed" || (task.key !== "action" && task.key !== "review")) return [];
    const said = child.comments.filter(({ by }) => isPerson(by, policy, snapshot.me));
    const commands = said.flatMap(eventsOf).flatMap((one): readonly HistoryEvent[] => {
      if (one.kind !== "item") return [one];
      // Which commands mean something there is judged like any other's meaning.
      const isCommand = one.isJudged === true || one.part?.command !== undefined;
      return isCommand ? [{ ...one, on: child }] : [];
    });
    const instead =
      task.key === "review" ? ticks(event, tasks, { snapshot, policy }) : moves(event, { snapshot, policy });
    return [...commands, ...instead];
  });
}

interface Reading {
  readonly snapshot: Draft["snapshot"];
  readonly policy: Draft["ruling"]["policy"];
}

/** The days that people put into the organization's field for an action; each is judged as `/due` in its issue. Who empties the field moves nothing. */
function moves({ child }: TaskEvent, { snapshot, policy }: Reading): readonly HistoryEvent[] {
  return (child.target?.moves ?? []).flatMap(({ id, at, by, day }): readonly HistoryEvent[] => {
    if (day === undefined || !isPerson(by, policy, snapshot.me)) return [];
    const item: CommentItem = { ...{ kind: "comment", id, at, by, body: "" }, ...blank };
    const command: UnreadCommand = {
      ...{ name: "due", exact: true },
      read: () => ({ kind: "due", day: { date: day }, rest: "" }),
    };
    return [{ kind: "instead", id, at, item, command, on: child }];
  });
}

const blank = { minimized: false, reacted: [], edits: [] } as const;

/** What people ticked in our list of actions: each box is judged by itself, as the command that it stands for. */
function ticks(
  { child: review }: TaskEvent,
  tasks: readonly TaskEvent[],
  { snapshot, policy }: Reading,
): readonly HistoryEvent[] {
  const lists = ownComments(review.comments).filter(({ markers }) => markers.some(isOfList));
  const edits = lists.flatMap(({ item }) =>
    item.edits.filter(({ by }) => isPerson(by, policy, snapshot.me)).map((edit) => ({ item, edit })),
  );
  const actions = tasks.filter(({ became, task }) => became === "filed" && task.key === "action");
  return edits.flatMap(({ item, edit }) =>
    newlyTicked(edit).flatMap((box, index): readonly HistoryEvent[] => {
      const action = actions.find(({ child }) => child.id === box)?.child.ref;
      if (action === undefined) return [];
      const { at, by } = edit;
      const id = partId(edit.id, index + 1);
      const command: UnreadCommand = {
        ...{ name: "verified", exact: true },
        read: () => ({ kind: "verified", issue: action, rest: "" }),
      };
      return [{ kind: "instead", id, at, item: { ...item, at, by }, command, on: review }];
    }),
  );
}

function isOfList({ kind }: { readonly kind: string }): boolean {
  return kind === "actions";
}

/** The boxes that stood empty before an edit and are ticked after it. */
function newlyTicked({ body = "", before = "" }: CommentEdit): readonly string[] {
  const standing = tickedActions(before);
  return tickedActions(body).filter((id) => !standing.includes(id));
}
