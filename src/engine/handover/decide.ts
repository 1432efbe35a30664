// Handover to plan: what is said at a change of duty, what is recorded of it, and when to look again (H-33).
import { decide } from "../decide.ts";
import type { Reach } from "../delivery.ts";
import type { CreateIssue } from "../effect.ts";
import { heal } from "../heal.ts";
import { type Duration, type Instant, MINUTE } from "../instant.ts";
import type { Plan } from "../plan.ts";
import type { HandoverChange, HandoverRule } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { RollingIssue } from "../rolling.ts";
import { together, type Wish } from "../situation.ts";
import { dayTime } from "../time.ts";
import type { Floor } from "../voice/floor.ts";
import { inWords } from "../voice/mention.ts";
import type { Message, Want } from "../voice/message.ts";
import { lastOf, nextOf, peopleOf, writtenAt } from "./change.ts";
import type { Handover } from "./fold.ts";
import { type GoingOn, goingOn, stillOwing } from "./going-on.ts";
import { partiesOf } from "./parties.ts";
import { isHandedOn, markersOf, type Said, saidId } from "./said.ts";
import type { HandoverSnapshot } from "./snapshot.ts";
import { answers, isAnswered, isOfPair, newerThan, records } from "./tidy.ts";
import { reminderValues, sayingValues } from "./values.ts";

/** What every duty of a handover is handed. */
export interface HandoverSituation {
  readonly snapshot: HandoverSnapshot;
  readonly handover: Handover;
  readonly ruling: Ruling;
  readonly now: Instant;
  readonly reach: Reach;
}

/** So long after it was said it is asked once more who has taken over; ours. */
const ackWithin: Duration = 15 * MINUTE;

/** What should be done now. Carrying it out and deciding again at the same instant yields nothing. */
export function decideHandover(here: HandoverSituation): Plan {
  const { snapshot, ruling, now, handover } = here;
  const rule = ruling.policy.handover;
  if (rule === undefined) return { key: snapshot.key, effects: [], unsaid: [], waiting: [] };
  const wakes = rule.changes.map((change): Wish => {
    const at = nextOf(change, ruling, now);
    return { wants: [], wakeAt: at && writtenAt(change, at) };
  });
  return decide({
    wish: together(
      { wants: speak(here, rule) },
      remind(here),
      { wants: [...records(here), ...answers(here), ...heal(handover.twins, snapshot)] },
      ...wakes,
    ),
    floor: floorOf(here),
    reach: here.reach,
    deliveries: new Map(),
  });
}

function floorOf({ snapshot, handover, ruling, now }: HandoverSituation): Floor {
  const { rolling } = handover;
  return {
    ...{ seen: snapshot, ruling, now, own: handover.own, sent: new Map(), mentions: new Map() },
    home: rolling?.id ?? snapshot.recent.get(openingId(snapshot)),
    twins: handover.twins.comments,
    hasLine: false,
    isGone: ({ at = now }) => rolling !== undefined && isTakenAway(at, rolling),
    isDone: (own) =>
      isAnswered(own.markers, { said: handover.said, ruling, now })
        ? "It has been answered, or is past."
        : newerThan(own, handover.said),
  };
}

/** Somebody took away what was said then; or so much was written since that it need not be in sight. */
function isTakenAway(at: Instant, { deleted, readFrom = 0 }: RollingIssue): boolean {
  const removed = deleted.some((one) => one.at >= at && one.by?.kind === "user" && one.of?.kind === "bot");
  return removed || readFrom > at;
}

interface Due {
  readonly id: string;
  readonly change: HandoverChange;
  readonly at: Instant;
  readonly going: readonly GoingOn[];
}

/** The newest of each change that is due and not said: what its taker has handed on since is left out. */
function due(here: HandoverSituation, rule: HandoverRule): readonly Due[] {
  const { snapshot, handover, ruling, now } = here;
  return rule.changes.flatMap((change): readonly Due[] => {
    const at = lastOf(change, ruling, now);
    if (at === undefined || isHandedOn({ change, at }, ruling, now)) return [];
    const id = saidId(change, at);
    const written = writtenAt(change, at);
    if ((snapshot.former?.closedAt ?? 0) >= written) return [];
    const going = goingOn(snapshot, ruling, Math.min(at, now));
    const wanted = [change.call, change.paper];
    const asked = wanted.includes("always") || (going.length > 0 && wanted.includes("ongoing"));
    const stands = going.length > 0 || standsIdle({ change, at }, handover.rolling, here);
    return asked && stands && (going.length > 0 || change.call === "always")
      ? [{ id, change, at, going }]
      : [];
  });
}

/** So long after a change with nothing to hand over its issue is still opened for the call; ours. */
const idleFor: Duration = 30 * MINUTE;

/**
 * With nothing to hand over there may still be a call to make (H-33), from the first change on. What lies longer back than half an hour,
 * as what was before the policy, is not asked for, nor where nobody is named on either side.
 */
function standsIdle(
  { change, at }: Pick<Due, "change" | "at">,
  rolling: RollingIssue | undefined,
  { ruling, now }: HandoverSituation,
): boolean {
  const written = writtenAt(change, at);
  const since = rolling?.createdAt ?? now;
  if (rolling !== undefined && since <= written) return true;
  const { from, to } = peopleOf(change, ruling, at);
  const { since: ruled = 0 } = ruling.policy.incidents;
  return from.length > 0 && to.length > 0 && ruled <= written && since <= written + idleFor;
}

/** What is due, on the rolling issue; where there is none it is opened, and spoken on by the next pass. */
function speak(here: HandoverSituation, rule: HandoverRule): readonly Want[] {
  const all = due(here, rule);
  const issueId = here.handover.rolling?.id ?? here.snapshot.recent.get(openingId(here.snapshot));
  if (issueId !== undefined) return all.map((one) => say(one, issueId, here));
  return all.length > 0 ? [open(here, rule)] : [];
}

function say({ id, change, at, going }: Due, issueId: string, here: HandoverSituation): Message {
  const { ruling, now } = here;
  const idle = going.length === 0;
  const due = writtenAt(change, at);
  const takers = partiesOf(peopleOf(change, ruling, at).to, ruling);
  const [[, , ...details] = []] = markersOf({ id, change, at, idle, acked: [], called: [] });
  return {
    ...{
      id,
      topic: "handover",
      on: issueId,
      at: due,
      asks: [],
      atOnce: true,
      silenced: false,
      counts: true,
      details,
    },
    replaces: {
      topic: "handover",
      because: "A newer handover replaces it.",
      only: ({ markers }) => isOfPair(markers, change, ruling),
    },
    say: ({ address }) => ({
      because: `${titleOf(change.from, here)} hands over to ${titleOf(change.to, here)} at ${dayTime(at, ruling.policy.incidents.zone)}.`,
      rule: ruleOf(change),
      due,
      template: "handover",
      values: sayingValues(
        // Whoever takes over later is not on duty yet, and for nothing nobody is mentioned.
        {
          ...{ change, at, going, now, owing: stillOwing(here.snapshot, ruling, Math.min(at, now)) },
          called: now >= at && !idle ? address(takers) : inWords(takers),
        },
        ruling,
      ),
    }),
  };
}

function titleOf(role: string, { ruling }: HandoverSituation): string {
  return ruling.policy.roles[role]?.title ?? role;
}

function ruleOf({ id, source }: HandoverChange): string {
  return `handover.${id}${source === "" ? "" : ` ${source}`}`;
}

/** One after each issue that was closed; while it is out of sight nothing else is opened. */
function openingId(snapshot: HandoverSnapshot): string {
  return `handover-issue/${snapshot.former?.ref ?? snapshot.repository.id}`;
}

function open(here: HandoverSituation, rule: HandoverRule): CreateIssue {
  const { snapshot, ruling } = here;
  return {
    kind: "create-issue",
    id: openingId(snapshot),
    because:
      "There is something to hand over or to call about at a change of duty, and no open issue for it.",
    rule: "handover H-33",
    repository: snapshot.repository.name,
    title: rule.title,
    template: "handover-issue",
    values: {
      former: snapshot.former?.ref ?? "",
      changes: rule.changes.map((change) => ({
        from: ruling.policy.roles[change.from]?.title ?? change.from,
        to: ruling.policy.roles[change.to]?.title ?? change.to,
        call: change.call,
        paper: change.paper,
      })),
      minutes: ackWithin / MINUTE,
      example: rule.changes[0]?.to ?? "",
    },
    markers: [["rolling", snapshot.key]],
    labels: [rule.label.name],
    assignees: [],
  };
}

/** Once, where nobody has said that they took over; then it stands. */
function remind(here: HandoverSituation): Wish {
  const { handover, snapshot, ruling, now } = here;
  const wishes = handover.said.map((said): Wish => {
    const { at, own } = said;
    const open = !said.idle && said.acked.length === 0 && !isHandedOn(said, ruling, now);
    if (!open || goingOn(snapshot, ruling, now).length === 0) return { wants: [] };
    const dueAt = Math.max(own.item.at, at) + ackWithin;
    return { wants: [reminder(said, dueAt, here)] };
  });
  return together(...wishes);
}

function reminder(said: Said, dueAt: Instant, here: HandoverSituation): Message {
  const { change, at, id } = said;
  const { ruling, now, handover } = here;
  const takers = partiesOf(peopleOf(change, ruling, at).to, ruling);
  return {
    id: `handover-reminder/${change.id}/${id.split("/").at(-1)}`,
    topic: "handover-reminder",
    on: handover.rolling?.id ?? "",
    at: dueAt,
    asks: [],
    atOnce: true,
    silenced: false,
    counts: true,
    details: [id],
    say: ({ address }) => ({
      because: `The handover to ${titleOf(change.to, here)} is still to be acknowledged.`,
      rule: ruleOf(change),
      due: dueAt,
      template: "handover-reminder",
      values: reminderValues(said, { called: address(takers), dueAt, now, ruling }),
    }),
  };
}
