// Handover to plan: what is said at a change of duty, what is recorded of it, and when to look again (H-33).
import type { CreateIssue, Effect, Plan } from "../effect.ts";
import { type Duration, type Instant, MINUTE } from "../instant.ts";
import type { HandoverChange, HandoverRule } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import { earlier, together, type Wish } from "../situation.ts";
import { dayTime } from "../time.ts";
import { withinBudget } from "./budget.ts";
import { lastOf, nextOf, peopleOf, writtenAt } from "./change.ts";
import type { Handover } from "./fold.ts";
import { type GoingOn, goingOn } from "./going-on.ts";
import { called, type Naming, named } from "./people.ts";
import { isHandedOn, markersOf, saidId } from "./said.ts";
import type { HandoverSnapshot } from "./snapshot.ts";
import { keepTidy } from "./tidy.ts";
import { reminderValues, sayingValues } from "./values.ts";

/** What every duty of a handover is handed. */
export interface HandoverSituation {
  readonly snapshot: HandoverSnapshot;
  readonly handover: Handover;
  readonly ruling: Ruling;
  readonly now: Instant;
}

/** So long after it was said it is asked once more who has taken over; ours. */
const ackWithin: Duration = 15 * MINUTE;

/** What should be done now. Applying it and deciding again at the same instant yields nothing. */
export function decideHandover(here: HandoverSituation): Plan {
  const { snapshot, ruling, now } = here;
  const rule = ruling.policy.handover;
  if (rule === undefined) return { key: snapshot.key, effects: [] };
  const spoken = withinBudget(together({ effects: speak(here, rule) }, remind(here)), here);
  const all = together(spoken, keepTidy(here, spoken.effects));
  const nexts = rule.changes.map((change) => {
    const at = nextOf(change, ruling, now);
    return at && writtenAt(change, at);
  });
  const waiting = new Set(snapshot.faults.filter(({ until }) => until > now).map(({ effect }) => effect));
  return {
    key: snapshot.key,
    effects: all.effects.filter(({ id }) => !waiting.has(id)),
    wakeAt: nexts.reduce(earlier, all.wakeAt),
  };
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
    if (isSaid(id, written, here) || (snapshot.former?.closedAt ?? 0) >= written) return [];
    const going = goingOn(snapshot, ruling, Math.min(at, now));
    const wanted = [change.call, change.paper];
    const asked = wanted.includes("always") || (going.length > 0 && wanted.includes("ongoing"));
    // With nothing to hand over an issue is not opened, and none speaks of a change before its own time.
    const stands = going.length > 0 || (handover.rolling?.createdAt ?? Number.POSITIVE_INFINITY) <= written;
    return asked && stands && (going.length > 0 || change.call === "always")
      ? [{ id, change, at, going }]
      : [];
  });
}

/** Said is what is there, what was just written, and what somebody took away: that stays away. */
function isSaid(id: string, due: Instant, { snapshot, handover }: HandoverSituation): boolean {
  const { rolling } = handover;
  if (handover.said.some((one) => one.id === id) || snapshot.recent[id] !== undefined) return true;
  if (rolling === undefined) return false;
  const removed = rolling.deleted.some(
    ({ at, by, of }) => at >= due && by?.kind === "user" && of?.kind === "bot",
  );
  // So much was written since that the comment itself need not be in sight.
  return removed || (rolling.readFrom ?? 0) > due;
}

/** What is due, on the rolling issue; where there is none it is opened, and spoken on by the next pass. */
function speak(here: HandoverSituation, rule: HandoverRule): readonly Effect[] {
  const all = due(here, rule);
  const issueId = here.handover.rolling?.id ?? here.snapshot.recent[openingId(here)];
  if (issueId !== undefined) return all.map((one) => say(one, issueId, here));
  return all.length > 0 ? [open(here, rule)] : [];
}

function say({ id, change, at, going }: Due, issueId: string, here: HandoverSituation): Effect {
  const { ruling, now } = here;
  const idle = going.length === 0;
  // Whoever takes over later is not on duty yet, and for nothing nobody is mentioned.
  const people = peopleOf(change, ruling, at).to;
  const takers =
    now >= at && !idle ? called(people, naming(here)) : { words: named(people, here), mentions: [] };
  return {
    kind: "comment",
    id,
    because: `${titleOf(change.from, here)} hands over to ${titleOf(change.to, here)} at ${dayTime(at, ruling.policy.incidents.zone)}.`,
    rule: ruleOf(change),
    due: writtenAt(change, at),
    issueId,
    template: "handover",
    values: sayingValues({ change, at, going, called: takers.words, now }, ruling),
    markers: [
      ...markersOf({ id, change, at, idle, acked: [], called: [] }),
      ...(takers.mentions.length > 0 ? [["mentions", ...takers.mentions]] : []),
    ],
    mentions: takers.mentions,
  };
}

function naming({ snapshot, ruling, handover, now }: HandoverSituation): Naming {
  return { snapshot, ruling, own: handover.own, now };
}

function titleOf(role: string, { ruling }: HandoverSituation): string {
  return ruling.policy.roles[role]?.title ?? role;
}

function ruleOf({ id, source }: HandoverChange): string {
  return `handover.${id}${source === "" ? "" : ` ${source}`}`;
}

/** One after each issue that was closed; while it is out of sight nothing else is opened. */
function openingId({ snapshot }: HandoverSituation): string {
  return `handover-issue/${snapshot.former?.ref ?? snapshot.repository.id}`;
}

function open(here: HandoverSituation, rule: HandoverRule): CreateIssue {
  const { snapshot, ruling } = here;
  return {
    kind: "create-issue",
    id: openingId(here),
    because: "Something goes on at a change of duty, and there is no open issue to hand it over on.",
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
    const { change, at, own } = said;
    const id = `handover-reminder/${change.id}/${said.id.split("/").at(-1)}`;
    const open = !said.idle && said.acked.length === 0 && !isHandedOn(said, ruling, now);
    const again = handover.own.some(({ markers }) => markers.some(({ words }) => words[0] === id));
    if (!open || again || snapshot.recent[id] !== undefined || goingOn(snapshot, ruling, now).length === 0)
      return { effects: [] };
    const dueAt = Math.max(own.item.at, at) + ackWithin;
    if (dueAt > now) return { effects: [], wakeAt: dueAt };
    if (handover.rolling?.deleted.some((gone) => gone.at >= dueAt && gone.of?.kind === "bot"))
      return { effects: [] };
    const takers = called(peopleOf(change, ruling, at).to, naming(here));
    const effect: Effect = {
      kind: "comment",
      id,
      because: `The handover to ${titleOf(change.to, here)} is still to be acknowledged.`,
      rule: ruleOf(change),
      due: dueAt,
      issueId: handover.rolling?.id ?? "",
      template: "handover-reminder",
      values: reminderValues(said, { called: takers.words, dueAt, now, ruling }),
      markers: [
        ["handover-reminder", id, said.id],
        ...(takers.mentions.length > 0 ? [["mentions", ...takers.mentions]] : []),
      ],
      mentions: takers.mentions,
    };
    return { effects: [effect] };
  });
  return together(...wishes);
}
