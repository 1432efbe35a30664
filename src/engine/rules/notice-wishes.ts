// Notices: one draft comment for each, edited in place until it is sent, and what leaves once it was let go (H-8 to H-12).
import { nextChange } from "../business.ts";
import { coreCalendar } from "../duty.ts";
import type { Notice } from "../incident.ts";
import { type Instant, MINUTE, SECOND } from "../instant.ts";
import {
  draftNow,
  isThere,
  type Leg,
  legsOf,
  type NoticesAt,
  newDrafts,
  type ToDraft,
  toDraft,
  viewOf,
} from "../notice-standing.ts";
import { type Content, contentOf } from "../notices/content.ts";
import { letGoOf } from "../notices/let-go.ts";
import { noticeMarks } from "../notices/marks.ts";
import { linesBelow } from "../own-messages/below.ts";
import { earlier, type IncidentSituation, together, type Wish } from "../situation.ts";
import { hash } from "../text/hash.ts";
import type { Message } from "../voice/message.ts";
import { askingFor } from "./notice-ask.ts";
import { leaving } from "./notice-leaving.ts";
import {
  type DraftState,
  goesByItself,
  noticesAt,
  noticeValues,
  stateOf,
  stopsFor,
} from "./notice-values.ts";

/** What is wanted of the notices of an incident: new drafts, those that stand in other words, and what leaves. */
export function noticeWishes(here: IncidentSituation): Wish {
  const at = noticesAt(here);
  const drafts = here.incident.management === "managed" ? drafting(here, at) : { wants: [] };
  return together(drafts, ...here.incident.notices.map((notice) => following(notice, here, at)));
}

/** New drafts, and when the next are due. */
function drafting(here: IncidentSituation, at: NoticesAt): Wish {
  const { standing, now } = here;
  const wanted = toDraft(at);
  const later = wanted.filter((one) => one.at > now && !standing.sent.has(one.id));
  return together(
    ...newDrafts(at, standing.sent).map((notice) => ({ wants: [firstOf(notice, wanted, here)] })),
    ...later.map((one) => ({ wants: [], wakeAt: one.at })),
    { wants: [], wakeAt: wanted.some((one) => isOnItsWay(one, here)) ? now + SECOND : undefined },
  );
}

/**
 * Was it written a moment ago, and does it not show yet? A replica may lag, and who may let it go is asked once it shows. Where a comment
 * was deleted meanwhile it may never show.
 */
function isOnItsWay({ id }: ToDraft, { snapshot, incident, now }: IncidentSituation): boolean {
  const isGone = snapshot.issue.timeline.some(
    ({ kind, at }) => kind === "comment-deleted" && at > now - 10 * MINUTE,
  );
  return snapshot.recent.has(id) && !isGone && !incident.notices.some((notice) => notice.id === id);
}

/** The comment that a notice is drafted in. It asks nobody: the reminder of its limit does, and names it. */
function firstOf(notice: Notice, wanted: readonly ToDraft[], here: IncidentSituation): Message {
  const { id } = notice;
  const { rule: kind, at } = wanted.find((one) => one.id === id) ?? {};
  return {
    ...speechOf(notice, here),
    id,
    // The card shows it from then on, and what goes by itself leaves.
    begins: true,
    ...(at !== undefined && { at }),
    say: () => {
      const content = contentOf(notice, viewOf(here.incident, here.ruling), here.now);
      const state = stateOf(notice, content, here);
      return {
        because: `The ${(kind?.title ?? notice.kind).toLowerCase()} is to be sent.`,
        rule: `notices.${notice.kind} ${kind?.source ?? ""}`.trim(),
        due: at,
        template: "notice-draft",
        values: noticeValues(notice, { content, state, legs: [] }, here),
        markers: marksOf(notice, { content, state, legs: [] }, here).slice(1),
      };
    },
  };
}

/** What the comment of a draft is to the voice: it asks nobody and is kept back by nothing. */
function speechOf({ n, base, startedBy, run }: Notice, here: IncidentSituation): Omit<Message, "id" | "say"> {
  return {
    topic: noticeMarks.draft,
    on: here.snapshot.issue.id,
    asks: [],
    silenced: false,
    counts: false,
    details: [String(n), String(base / MINUTE), startedBy, ...(run === undefined ? [] : [String(run)])],
  };
}

/** What a notice looks like: its words, where it stands, and what became of it. */
interface Shown {
  readonly content: Content | undefined;
  readonly state: DraftState;
  readonly legs: readonly Leg[];
}

/** What becomes of a notice: its comment says how it stands, and what was let go leaves. */
function following(notice: Notice, here: IncidentSituation, at: NoticesAt): Wish {
  if (notice.told === notice.again.length) return { wants: [] };
  const content = notice.approved === undefined ? draftNow(notice, at) : notice.approved.content;
  const legs = legsOf(notice, at);
  // Who has none of its channels leaves it to a host that does.
  const channels = content?.parts.flatMap((part) => part.channels) ?? [];
  if (channels.length > 0 && !channels.some(({ name }) => isThere(name, here.reach, here.ruling)))
    return {
      wants: stopsFor(notice, here).length > 0 ? [] : legs.flatMap((leg) => leaving(notice, leg, here)),
    };
  const shown: Shown = { content, state: stateOf(notice, content, here, legs), legs };
  const leave = stopsFor(notice, here).length > 0 ? [] : legs;
  const isNews = legs.some(({ id, delivery }) => delivery?.state === "sent" && !isRecorded(id, here));
  return {
    wants: [
      ...edited(notice, shown, here),
      ...askingFor(notice, shown, here),
      ...leave.flatMap((leg) => leaving(notice, leg, here)),
    ],
    wakeAt: earlier(
      // Hours begin and end what holds it back, and whom it is for.
      notice.approved === undefined ? changeOfHours(here) : undefined,
      earlier(
        shown.state === "draft" || shown.state === "held" ? content?.until : undefined,
        // What a channel took is on record after this pass; clocks go by it from the next on.
        isNews && notice.sentAt === undefined ? here.now + SECOND : undefined,
      ),
    ),
  };
}

function changeOfHours({ ruling, now }: IncidentSituation): Instant | undefined {
  const calendar = coreCalendar(ruling);
  return calendar && nextChange(calendar, now);
}

function isRecorded(id: string, { snapshot }: IncidentSituation): boolean {
  return snapshot.ledger?.deliveries?.get(id)?.state === "sent";
}

/** The comment of a draft in other words, where it stands otherwise than it says. */
function edited(notice: Notice, shown: Shown, here: IncidentSituation): readonly Message[] {
  const own = here.incident.own.find(({ item }) => item.id === notice.commentId);
  if (own === undefined) return [];
  const [, ...markers] = marksOf(notice, shown, here);
  const present = own.markers.find(({ kind }) => kind === stateMark)?.words[0];
  const now = markers.find(([kind]) => kind === stateMark)?.[1] ?? "";
  if (present === now) return [];
  return [
    {
      ...speechOf(notice, here),
      id: `notice-edit/${notice.id}/${now}`,
      ids: [notice.id],
      edits: notice.commentId,
      begins: notice.approved === undefined && markers.some(([kind]) => kind === noticeMarks.go),
      say: () => ({
        because: "What the draft of a notice says is not so any more.",
        rule: `notices.${notice.kind}`,
        template: "notice-draft",
        values: noticeValues(notice, shown, here),
        markers,
      }),
    },
  ];
}

const stateMark = "notice-state";

/** The hidden marks of a draft's comment. */
function marksOf(notice: Notice, looks: Shown, here: IncidentSituation): readonly (readonly string[])[] {
  const { id, sentAt } = notice;
  const { content, state, legs } = looks;
  const letGo = notice.approved === undefined ? undefined : ((content && letGoOf(content)) ?? notice.letGo);
  const isOver =
    notice.skipped !== undefined ||
    notice.moot !== undefined ||
    (legs.length > 0 && legs.every((leg) => leg.isOver));
  const go = goOf(notice, { content, state }, here);
  const values = noticeValues(notice, looks, here);
  const below = linesBelow(here.ruling.messages, "notice-draft", values);
  return [
    [noticeMarks.draft, id, ...(speechOf(notice, here).details ?? [])],
    [stateMark, hash(JSON.stringify([values, isOver, ...(below.length > 0 ? [below] : [])]))],
    ...(go === undefined ? [] : [[noticeMarks.go, go.hash, String(go.at)]]),
    ...(sentAt === undefined ? [] : [[noticeMarks.sent, String(sentAt)]]),
    ...(isOver ? [[noticeMarks.told, String(notice.again.length)]] : []),
    ...(content?.own === undefined ? [] : [[noticeMarks.kept, JSON.stringify(content.own)]]),
    ...(letGo === undefined ? [] : [[noticeMarks.letGo, JSON.stringify(letGo)]]),
  ];
}

/** A notice that nobody need let go goes by itself, once it is whole and nothing holds it back: its mark says so, for good. */
function goOf(
  { approved }: Notice,
  { content, state }: Pick<Shown, "content" | "state">,
  { now }: IncidentSituation,
): { readonly hash: string; readonly at: Instant } | undefined {
  if (approved !== undefined)
    return approved.by === undefined && approved.content !== undefined
      ? { hash: approved.content.hash, at: approved.at }
      : undefined;
  return content !== undefined && state === "draft" && goesByItself(content.rule)
    ? { hash: content.hash, at: now }
    : undefined;
}
