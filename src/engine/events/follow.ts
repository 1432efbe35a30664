// What follows from an act as events: the names that the table gives for it.
import type { Act } from "../act.ts";
import { eventPatterns } from "./read.ts";
import type { EventContext } from "./row.ts";
import { type EventName, type EventPattern, eventTable } from "./table.ts";

/** What an act of the right kind makes of an event. */
type Follow = (act: Act, here: EventContext) => string | boolean | undefined;

interface Follower {
  readonly pattern: EventPattern;
  readonly follow: Follow;
}

/** Who follows each kind of act, in the table's order; worked out once, since histories have many acts. */
const followers = new Map<string, Follower[]>();
for (const pattern of eventPatterns) {
  // The row types each function by its own kind of act, under which alone it is looked up here.
  const follows = Object.entries(eventTable[pattern].follows ?? {}) as readonly (readonly [string, Follow])[];
  for (const [kind, follow] of follows)
    followers.set(kind, [...(followers.get(kind) ?? []), { pattern, follow }]);
}

/** The events that follow from an act, in order; `here` is the incident after the act has changed it. */
export function eventsOf(act: Act, here: EventContext): readonly EventName[] {
  return (followers.get(act.kind) ?? []).flatMap(({ pattern, follow }) => {
    const part = follow(act, here);
    if (part === undefined || part === false || part === "") return [];
    return [(part === true ? pattern : pattern.replace(/<.*>$/, () => part)) as EventName];
  });
}
