// Where notices stand at an instant: which are to be drafted, which drafts wait, what is on its way, and what became of it.
import { type Delivery, deliveriesNow, type Reach } from "./delivery.ts";
import { isMeant } from "./events/read.ts";
import type { Incident, Notice } from "./incident.ts";
import { DAY, type Instant, MINUTE } from "./instant.ts";
import { audiencesOf } from "./notices/audience.ts";
import { type Content, contentOf, type NoticePart } from "./notices/content.ts";
import type { NoticeView } from "./notices/view.ts";
import { ruleHolds } from "./notices/view.ts";
import { STATUS } from "./policy/audiences/channel.ts";
import type { NoticeRule } from "./policy/model.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { RunningLimit } from "./prompt.ts";
import type { IncidentSnapshot } from "./snapshot.ts";

/** What the notices of an incident are worked out from. */
export interface NoticesAt {
  readonly snapshot: IncidentSnapshot;
  readonly incident: Incident;
  readonly ruling: Ruling;
  readonly limits: readonly RunningLimit[];
  readonly now: Instant;
  readonly reach: Reach;
  /** Since when the present policy rules: what was before is drafted by nobody. */
  readonly from: Instant;
}

/** A draft that is to be written. */
export interface ToDraft {
  readonly id: string;
  readonly rule: NoticeRule;
  readonly startedBy: Notice["startedBy"];
  readonly run?: Instant | undefined;
  /** When it was to be drafted; later than now: it is not yet. */
  readonly at: Instant;
  /** When the limit ends that it is for. */
  readonly dueAt?: Instant;
}

/** The incident as notices see it. */
export function viewOf(incident: Incident, ruling: Ruling): NoticeView {
  return { ...incident, ruling };
}

/** Can a channel of a policy be used by this host? The status page needs nobody to carry it. */
export function isThere(channel: string, { can }: Pick<Reach, "can">, { policy }: Ruling): boolean {
  return channel === STATUS ? policy.site !== undefined : can.has(`channel:${channel}`);
}

/** The drafts that are due, or will be by a limit that runs. Nothing where no channel is there for whom they are for. */
export function toDraft(here: NoticesAt): readonly ToDraft[] {
  const { ruling, incident } = here;
  const rules = Object.values(ruling.policy.notices);
  if (rules.length === 0 || incident.drill !== undefined || incident.closed?.reason === "duplicate")
    return [];
  const wanted = rules.filter((rule) => isWanted(rule, here));
  const replaced = new Set(wanted.flatMap(({ instead }) => instead));
  return wanted.filter(({ key }) => !replaced.has(key)).flatMap((rule) => startsOf(rule, here));
}

/** Does it apply, and would anybody be told by a channel that there is? */
function isWanted(rule: NoticeRule, { incident, ruling, now, reach }: NoticesAt): boolean {
  const view = viewOf(incident, ruling);
  if (!ruleHolds(rule, view, now)) return false;
  const channels = audiencesOf(rule, view, now).flatMap(({ audience }) => audience.channels);
  return channels.some((name) => isThere(name, reach, ruling));
}

function startsOf(rule: NoticeRule, here: NoticesAt): readonly ToDraft[] {
  return [...byClock(rule, here), ...byEvents(rule, here), ...byPeople(rule, here)];
}

/** A limit that runs asks for it when it first warns, or from its start. */
function byClock(rule: NoticeRule, { limits, incident }: NoticesAt): readonly ToDraft[] {
  const limit = limits.find(({ clock }) => clock.name === rule.clock);
  if (limit === undefined) return [];
  const { state, dueAt, clock } = limit;
  const run = state.startsAt;
  const isDrafted = incident.notices.some(
    (one) => one.kind === rule.key && one.startedBy === "clock" && one.run === run,
  );
  if (isDrafted) return [];
  const at = Math.max(run, dueAt - Math.max(0, ...clock.warn));
  return [{ id: `notice/${rule.key}/${state.cause}`, rule, startedBy: "clock", run, at, dueAt }];
}

/** An event asks for it; not one of before this policy, of long ago, or that something else has overtaken. */
function byEvents(rule: NoticeRule, { incident, now, from }: NoticesAt): readonly ToDraft[] {
  const found = incident.events.findLast((event) => rule.starts.some((words) => isMeant(words, event)));
  if (found === undefined || found.at < from || found.at < now - DAY) return [];
  // What is told later of before it does not come after it.
  const after = incident.events.slice(incident.events.indexOf(found) + 1).filter(({ at }) => at >= found.at);
  if (after.some((event) => rule.stops.some((words) => isMeant(words, event)))) return [];
  return [
    { id: `notice/${rule.key}/${found.cause}`, rule, startedBy: "event", at: found.saidAt ?? found.at },
  ];
}

function byPeople(rule: NoticeRule, { incident, now }: NoticesAt): readonly ToDraft[] {
  return incident.noticesAsked
    .filter(({ kind }) => kind === rule.key)
    .map(({ cause }) => ({ id: `notice/${rule.key}/${cause}`, rule, startedBy: "asked", at: now }));
}

/** A draft that is written now, with its number: those of deleted comments count too. */
export function newDrafts(here: NoticesAt, sent: ReadonlySet<string>): readonly Notice[] {
  const said = [...sent].filter((id) => id.startsWith("notice/")).length;
  const last = Math.max(said, ...here.incident.notices.map(({ n }) => n));
  const due = toDraft(here).filter(({ id, at }) => at <= here.now && !sent.has(id));
  return due.map(({ id, rule, startedBy, run, dueAt = here.now }, index) => {
    // The next is counted from when this one is due, so that the cadence stays even, whoever sends it how early.
    const base = Math.floor(Math.max(here.now, dueAt) / MINUTE) * MINUTE;
    const n = last + index + 1;
    return { id, n, kind: rule.key, base, startedBy, run, commentId: "", again: [], lifted: [] };
  });
}

/** One channel of a notice that was let go: the id of what leaves, and what became of it. */
export interface Leg {
  readonly id: string;
  readonly part: NoticePart;
  readonly channel: NoticePart["channels"][number];
  readonly delivery?: Delivery | undefined;
  /** Nothing more becomes of it: it is sent, given up, or known to have arrived. */
  readonly isOver: boolean;
  /** It is not known whether it arrived, and somebody has to say. */
  readonly isUnclear: boolean;
}

/** After so many tries a channel is given up. */
const mostTries = 6;

/** The ways by which a notice goes, with what became of each; empty before it was let go. */
export function legsOf(
  notice: Notice,
  { snapshot, reach, now }: Pick<NoticesAt, "snapshot" | "reach" | "now">,
): readonly Leg[] {
  const content = notice.approved?.content;
  if (content === undefined) return [];
  const deliveries = deliveriesNow(snapshot.ledger?.deliveries ?? new Map(), reach, now);
  return content.parts.flatMap((part) =>
    part.channels.map((channel): Leg => {
      const first = `${notice.id}/${channel.name}/${part.public ? "public" : "internal"}`;
      const id = latest(first, notice, deliveries);
      const delivery = channel.name === STATUS ? shown(notice) : deliveries.get(id);
      const state = delivery?.state;
      const givenUp = state === "failed" && (delivery?.attempts ?? 0) >= mostTries;
      const isUnclear =
        state === "unclear" && notice.arrived === undefined && !reach.looksUp.has(delivery?.carrier ?? "");
      const arrived = state === "unclear" && notice.arrived !== undefined;
      return { id, part, channel, delivery, isUnclear, isOver: state === "sent" || givenUp || arrived };
    }),
  );
}

/** What was unclear and asked for once more goes under an id of its own: the one before is never repeated. */
function latest(first: string, { again }: Notice, deliveries: ReadonlyMap<string, Delivery>): string {
  let id = first;
  for (const [index] of again.entries()) {
    if (deliveries.get(id)?.state !== "unclear" && !givenUp(deliveries.get(id))) return id;
    id = `${first}/again/${index + 1}`;
  }
  return id;
}

function givenUp(delivery: Delivery | undefined): boolean {
  return delivery?.state === "failed" && delivery.attempts >= mostTries;
}

/** The status page has it from when it was let go. */
function shown({ approved }: Notice): Delivery | undefined {
  return approved && { carrier: STATUS, state: "sent", attempts: 1, at: approved.at };
}

/** Drafts that wait for somebody. */
export function openNotices({ notices }: Pick<Incident, "notices">): readonly Notice[] {
  return notices.filter(
    ({ approved, skipped, moot }) => approved === undefined && skipped === undefined && moot === undefined,
  );
}

/** What a draft would be, as it stands. */
export function draftNow(
  notice: Notice,
  { incident, ruling, now }: Pick<NoticesAt, "incident" | "ruling" | "now">,
): Content | undefined {
  return contentOf(notice, viewOf(incident, ruling), now);
}
