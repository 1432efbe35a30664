// The list of actions to plan: one issue that is kept up to date and pinned, and on it one reminder a person and week.
import { decide } from "../decide.ts";
import type { Reach } from "../delivery.ts";
import type { Effect } from "../effect.ts";
import { heal } from "../heal.ts";
import type { Instant } from "../instant.ts";
import { account } from "../party.ts";
import type { Plan } from "../plan.ts";
import type { ActionRule } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { RollingIssue } from "../rolling.ts";
import { earlier, together, type Wish } from "../situation.ts";
import { hash } from "../text/hash.ts";
import type { Floor } from "../voice/floor.ts";
import { asksOf, type Message } from "../voice/message.ts";
import { type Digest, digestsAt, digestTopic, isFollowed, mondayOf } from "./digest.ts";
import type { ActionList } from "./fold.ts";
import { dayOf, nextDay, startOfDay } from "./moments.ts";
import type { ActionsSnapshot } from "./snapshot.ts";
import { digestValues, listValues } from "./values.ts";

/** What is known of the actions of a repository at an instant. */
export interface ActionsSituation {
  readonly snapshot: ActionsSnapshot;
  readonly list: ActionList;
  readonly ruling: Ruling;
  readonly now: Instant;
  readonly reach: Reach;
}

const RULE = "actions D-12 H-42";

/** What should be done now. Carrying it out and deciding again at the same instant yields nothing. */
export function decideActions(here: ActionsSituation): Plan {
  const { snapshot, ruling, list } = here;
  const rule = ruling.policy.actions.list;
  if (rule === undefined) return { key: snapshot.key, effects: [], unsaid: [], waiting: [] };
  return decide({
    wish: together({ wants: shown(here, rule), wakeAt: nextChange(here) }, reminders(here), {
      wants: heal(list.twins, snapshot),
    }),
    floor: floorOf(here),
    reach: here.reach,
    deliveries: new Map(),
  });
}

type Listing = NonNullable<ActionRule["list"]>;

/** One after each issue that was closed. */
function openingId({ former, repository }: ActionsSnapshot): string {
  return `actions-list/${former?.ref ?? repository.id}`;
}

/** The issue as it should stand: opened once there is an action to follow, kept up to date, pinned once. */
function shown(here: ActionsSituation, rule: Listing): readonly Effect[] {
  const { snapshot, list } = here;
  const { rolling } = list;
  if (rolling !== undefined) return [...written(here, rolling), ...pinned(rolling, snapshot)];
  const isMade = snapshot.recent.has(openingId(snapshot));
  return isMade || !isWanted(here) ? [] : [opening(here, rule)];
}

/** Whoever closes the list wants none, until there is an action that it did not show. */
function isWanted({ snapshot: { former }, list, ruling }: ActionsSituation): boolean {
  const since = former?.closedAt ?? 0;
  return list.actions.some((action) => isFollowed(action, ruling) && action.filedAt > since);
}

function opening(here: ActionsSituation, rule: Listing): Effect {
  const { snapshot, list } = here;
  const values = listValues(list, here);
  return {
    kind: "create-issue",
    id: openingId(snapshot),
    because: "There are actions to follow, and no issue that lists them.",
    rule: RULE,
    repository: snapshot.repository.name,
    title: rule.title,
    template: "actions-list",
    values,
    markers: markersOf(snapshot, hash(JSON.stringify(values))),
    labels: [rule.label.name],
    assignees: [],
  };
}

/** The hidden mark that says what the list showed when it was last written. */
const shownMark = "list";

function markersOf({ key }: ActionsSnapshot, digest: string): readonly (readonly string[])[] {
  return [
    ["rolling", key],
    [shownMark, digest],
  ];
}

function written(here: ActionsSituation, rolling: RollingIssue): readonly Effect[] {
  const { snapshot, list } = here;
  const values = listValues(list, here);
  const digest = hash(JSON.stringify(values));
  const id = `list/${rolling.id}/${digest}`;
  const isShown = rolling.marks.some(({ kind, words }) => kind === shownMark && words[0] === digest);
  if (isShown || snapshot.recent.has(id)) return [];
  return [
    {
      kind: "edit-body",
      id,
      because: "The list shows every action as it stands.",
      rule: RULE,
      issueId: rolling.id,
      template: "actions-list",
      values,
      markers: markersOf(snapshot, digest),
    },
  ];
}

/** Once: whoever takes the pin off has other uses for the place. */
function pinned(
  { id: issueId, pinned: isPinned }: RollingIssue,
  { recent }: ActionsSnapshot,
): readonly Effect[] {
  const id = `pin/${issueId}`;
  if (isPinned || recent.has(id)) return [];
  return [
    {
      kind: "pin",
      id,
      because: "Whoever opens the list of issues finds the list of actions.",
      rule: RULE,
      issueId,
    },
  ];
}

/** When the list shows something else by the calendar alone: a day passes by which an action was due. */
function nextChange({ list, ruling, now }: ActionsSituation): Instant | undefined {
  return list.actions
    .filter((action) => isFollowed(action, ruling))
    .map(({ due }) => (due === undefined ? undefined : startOfDay(nextDay(due), ruling)))
    .filter((at) => at !== undefined && at > now)
    .reduce(earlier, undefined);
}

/** Reminders that are due, and when the next may be. */
function reminders(here: ActionsSituation): Wish {
  const { list, ruling, now } = here;
  const { rolling } = list;
  if (rolling === undefined) return { wants: [] };
  const digests = digestsAt(list, ruling, now);
  const nextMonday = startOfDay(nextDay(mondayOf(dayOf(now, ruling)), 7), ruling);
  const isOpen = list.actions.some((action) => isFollowed(action, ruling));
  return {
    wants: digests.filter(({ at }) => at <= now).map((digest) => reminder(digest, rolling, here)),
    wakeAt: earlier(
      digests
        .map(({ at }) => at)
        .filter((at) => at > now)
        .reduce<Instant | undefined>(earlier, undefined),
      isOpen ? nextMonday : undefined,
    ),
  };
}

function reminder(digest: Digest, rolling: RollingIssue, here: ActionsSituation): Message {
  const who = account(digest.login);
  return {
    id: digest.id,
    topic: digestTopic,
    on: rolling.id,
    at: digest.at,
    asks: asksOf([who], digest.id),
    silenced: false,
    counts: false,
    replaces: {
      topic: digestTopic,
      because: "A newer one for the same person replaces it.",
      only: ({ markers }) =>
        markers.some(
          ({ kind, words: [id = ""] }) =>
            kind === digestTopic && id.split("/")[1] === digest.login.toLowerCase(),
        ),
    },
    say: ({ address }) => ({
      because: `Actions of ${digest.login} come up this week.`,
      rule: RULE,
      due: digest.at,
      template: "digest",
      values: digestValues(digest, { ...here, called: address([who]) }),
    }),
  };
}

function floorOf({ snapshot, list, ruling, now }: ActionsSituation): Floor {
  const { rolling } = list;
  return {
    ...{ seen: snapshot, ruling, now, own: list.own, sent: new Map(), mentions: new Map() },
    home: rolling?.id ?? snapshot.recent.get(openingId(snapshot)),
    twins: list.twins.comments,
    hasLine: false,
    isGone: ({ at = now }) => rolling !== undefined && isTakenAway(at, rolling),
    isDone: () => undefined,
  };
}

/** Somebody took away what was said since then: it stays away. */
function isTakenAway(at: Instant, { deleted, readFrom = 0 }: RollingIssue): boolean {
  return (
    deleted.some((one) => one.at >= at && one.by?.kind === "user" && one.of?.kind === "bot") || readFrom > at
  );
}
