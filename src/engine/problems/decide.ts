// Problems to plan: the one list of those that are known, kept true in place, and the reminder of each fix that is near its limit or past it.
import { decide } from "../decide.ts";
import type { Reach } from "../delivery.ts";
import { heal } from "../heal.ts";
import type { OwnComment } from "../incident.ts";
import type { Instant } from "../instant.ts";
import type { Plan } from "../plan.ts";
import type { Ruling } from "../policy/ruling.ts";
import { together } from "../situation.ts";
import type { SaidOn } from "../snapshot.ts";
import type { Floor } from "../voice/floor.ts";
import type { Message } from "../voice/message.ts";
import type { Problems } from "./fold.ts";
import { listing } from "./list.ts";
import { fixTopic, reminders } from "./remind.ts";
import type { ProblemsSnapshot } from "./snapshot.ts";

/** What every duty of the problems is handed. */
export interface ProblemsSituation {
  readonly snapshot: ProblemsSnapshot;
  readonly problems: Problems;
  readonly ruling: Ruling;
  readonly now: Instant;
  readonly reach: Reach;
}

/** What should be done now. Carrying it out and deciding again at the same instant yields nothing. */
export function decideProblems(here: ProblemsSituation): Plan {
  const { snapshot, ruling, problems } = here;
  if (ruling.policy.problems === undefined)
    return { key: snapshot.key, effects: [], unsaid: [], waiting: [] };
  return decide({
    wish: together(listing(here), reminders(here), { wants: heal(problems.twins, snapshot) }),
    floor: floorOf(here),
    reach: here.reach,
    deliveries: new Map(),
  });
}

function floorOf({ snapshot, problems, ruling, now }: ProblemsSituation): Floor {
  const on = new Map<string, SaidOn>(
    [...snapshot.lists, ...snapshot.problems].map(({ id, said }) => [id, said]),
  );
  return {
    ...{ seen: snapshot, ruling, now, own: problems.own, sent: new Map(), mentions: new Map() },
    home: problems.list?.id,
    twins: problems.twins.comments,
    hasLine: false,
    isGone: (message) => isTakenAway(message, on.get(message.on), now),
    isDone: (own) => (isOver(own, problems) ? "It is fixed, or nobody waits for it any more." : undefined),
  };
}

/** Somebody took away what was said then; or so much was written since that it need not be in sight. */
function isTakenAway({ at, edits }: Message, said: SaidOn | undefined, now: Instant): boolean {
  if (said === undefined || edits !== undefined) return false;
  const since = at ?? now;
  const removed = said.deleted.some(
    (one) => one.at >= since && one.by?.kind === "user" && one.of?.kind === "bot",
  );
  return removed || (said.readFrom ?? 0) > since;
}

/** A reminder of a problem that was closed since. */
function isOver({ markers }: OwnComment, { all }: Problems): boolean {
  const of = markers.find(({ kind }) => kind === fixTopic)?.words[1];
  return of !== undefined && all.find(({ issue }) => issue.id === of)?.issue.state !== "open";
}
