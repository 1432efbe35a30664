// What people say of actions on other issues than the incident's: on the review, and in the issues of the actions themselves.
import { isPerson } from "../own.ts";
import { commentEvents } from "./comment-events.ts";
import type { Draft } from "./draft.ts";
import type { HistoryEvent, TaskEvent } from "./history-event.ts";

/** The commands there; what else stands there is between those who work on them. */
export function followUpEvents(
  { snapshot, ruling: { policy }, partsOf }: Pick<Draft, "snapshot" | "ruling" | "partsOf">,
  tasks: readonly TaskEvent[],
): readonly HistoryEvent[] {
  const eventsOf = commentEvents(snapshot, policy, partsOf);
  return tasks.flatMap(({ became, task, child }) => {
    if (became !== "filed" || (task.key !== "action" && task.key !== "review")) return [];
    const said = child.comments.filter(({ by }) => isPerson(by, policy, snapshot.me));
    return said.flatMap(eventsOf).flatMap((event): readonly HistoryEvent[] => {
      if (event.kind !== "item") return [event];
      // Which commands mean something there is judged like any other's meaning.
      const isCommand = event.isJudged === true || event.part?.command?.exact === true;
      return isCommand ? [{ ...event, on: child }] : [];
    });
  });
}
