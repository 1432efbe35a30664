// What people say of actions on other issues than the incident's: on the review, and in the issues of the actions themselves.
import { tickedActions } from "../card-boxes.ts";
import { isPerson, ownComments } from "../own.ts";
import { partId } from "../part-id.ts";
import type { CommentEdit, CommentItem } from "../snapshot.ts";
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
      const isCommand = one.isJudged === true || one.part?.command?.exact === true;
      return isCommand ? [{ ...one, on: child }] : [];
    });
    return task.key === "review" ? [...commands, ...ticks(event, tasks, { snapshot, policy })] : commands;
  });
}

/** What people ticked in our list of actions: each box is judged by itself, as the command that it stands for. */
function ticks(
  { child: review }: TaskEvent,
  tasks: readonly TaskEvent[],
  { snapshot, policy }: { readonly snapshot: Draft["snapshot"]; readonly policy: Draft["ruling"]["policy"] },
): readonly HistoryEvent[] {
  const lists = ownComments(review.comments).filter(({ markers }) => markers.some(isOfList));
  const edits = lists.flatMap(({ item }) =>
    item.edits.filter(({ by }) => isPerson(by, policy, snapshot.me)).map((edit) => ({ item, edit })),
  );
  const actions = tasks.filter(({ became, task }) => became === "filed" && task.key === "action");
  return edits.flatMap(({ item, edit }) =>
    newlyTicked(edit).flatMap((id, index): readonly HistoryEvent[] => {
      const action = actions.find(({ child }) => child.id === id)?.child.ref;
      if (action === undefined) return [];
      const { at, by } = edit;
      const said: CommentItem = { ...item, at, by };
      return [{ kind: "tick", id: partId(edit.id, index + 1), at, item: said, action, on: review }];
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
