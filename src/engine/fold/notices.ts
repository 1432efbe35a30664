// What becomes of notices while a history is read: drafted, let go, sent, or not needed any more. Clocks go by when they were sent.
import { advance } from "../clock.ts";
import { isMeant } from "../events/read.ts";
import type { Notice, OwnComment } from "../incident.ts";
import { type Instant, MINUTE } from "../instant.ts";
import type { Ledger } from "../ledger.ts";
import { contentOf } from "../notices/content.ts";
import { holdsOf } from "../notices/keeping.ts";
import { pagePartOf, restored } from "../notices/let-go.ts";
import { keptIn, noticeMarks } from "../notices/marks.ts";
import type { Draft } from "./draft.ts";
import type { HistoryEvent } from "./history-event.ts";
import { clockContext, emit, setClocks } from "./settle.ts";
import type { ActSource } from "./status.ts";

/** Something that became of a notice without anybody's act here. */
export type NoticeEvent = Extract<HistoryEvent, { readonly kind: "notice" }>;

/** What started a draft, which says when it is not needed any more. */
export type StartedBy = Notice["startedBy"];

/** What our comments and the ledger tell of notices. */
export function noticeEvents(
  own: readonly OwnComment[],
  ledger: Pick<Ledger, "deliveries"> | undefined,
): readonly NoticeEvent[] {
  const known = new Set<string>();
  const deliveries = [...(ledger?.deliveries ?? [])];
  return own.flatMap(({ item, markers }): readonly NoticeEvent[] => {
    const marks = new Map(markers.map(({ kind, words }) => [kind, words]));
    const [id, n, base, startedBy, run] = marks.get(noticeMarks.draft) ?? [];
    if (id === undefined || known.has(id)) return [];
    known.add(id);
    const about = { kind: "notice", id: item.id, notice: id } as const;
    const go = marks.get(noticeMarks.go);
    const sent = marks.get(noticeMarks.sent)?.[0];
    const accepted = deliveries.flatMap(([key, { state, at }]) =>
      state === "sent" && key.startsWith(`${id}/`) ? [at] : [],
    );
    const sentAt = sent === undefined ? Math.min(...accepted) : Number(sent);
    return [
      {
        ...about,
        at: item.at,
        became: "drafted",
        n: Number(n),
        base: Number(base) * MINUTE,
        startedBy: (startedBy ?? "asked") as StartedBy,
        run: run === undefined ? undefined : Number(run),
        told: marks.has(noticeMarks.told) ? Number(marks.get(noticeMarks.told)?.[0] ?? 0) : undefined,
        keeps: keptIn(marks.get(noticeMarks.kept)?.[0]),
        letGo: keptIn(marks.get(noticeMarks.letGo)?.[0]),
      },
      ...(go === undefined
        ? []
        : [{ ...about, at: Math.max(item.at, Number(go[1])), became: "go", hash: go[0] ?? "" } as const]),
      ...(Number.isFinite(sentAt) ? [{ ...about, at: sentAt, became: "sent" } as const] : []),
    ];
  });
}

/** Takes it into the incident. */
export function noteNotice(draft: Draft, event: NoticeEvent): void {
  switch (event.became) {
    case "drafted": {
      const { notice: id, n, base, startedBy, run, told, keeps, letGo, id: commentId } = event;
      const kind = id.split("/")[1] ?? "";
      supersede(draft, { kind, n, at: event.at });
      draft.notices.set(id, {
        id,
        n,
        kind,
        base,
        startedBy,
        run,
        told,
        keeps,
        letGo,
        commentId,
        again: [],
        lifted: [],
      });
      return;
    }
    case "go":
      approve(draft, event, { at: event.at, by: undefined, cause: event.notice });
      return;
    default:
      noticeSent(draft, event.notice, event.at);
  }
}

/**
 * Drafts say how things stand, so that two of a kind say the same, and so does one that is drafted instead of another (H-11): the newest is
 * the one to be sent. One whose words a person wrote or
 * that somebody holds back stays, and so does one of a limit that runs, whose reminders name it.
 */
function supersede(
  draft: Draft,
  by: { readonly kind: string; readonly n: number; readonly at: Instant },
): void {
  const inItsPlace = [by.kind, ...(draft.ruling.policy.notices[by.kind]?.instead ?? [])];
  for (const { id, kind, startedBy, words, held, approved, skipped, moot } of draft.notices.values()) {
    const isOpen = [approved, skipped, moot].every((one) => one === undefined);
    const isPeoples = words !== undefined || held !== undefined;
    if (inItsPlace.includes(kind) && isOpen && !isPeoples && startedBy !== "clock")
      change(draft, id, { moot: { at: by.at, by: by.n } });
  }
}

/** The notice with more known of it. */
export function change(draft: Draft, id: string, more: Partial<Notice>): void {
  const notice = draft.notices.get(id);
  if (notice !== undefined) draft.notices.set(id, { ...notice, ...more });
}

/**
 * It is let go as it stands: what leaves is what stood then, by what its comment keeps where the policy or the repository's own words are
 * others by now. Where that can't be made any more, nothing leaves.
 */
export function approve(
  draft: Draft,
  { notice: id, hash }: { readonly notice: string; readonly hash: string },
  { at, by, cause }: ActSource,
): void {
  const notice = draft.notices.get(id);
  if (notice === undefined) return;
  const made = contentOf(notice, draft, at);
  const kept = notice.keeps && contentOf({ ...notice, kept: notice.keeps }, draft, at);
  const rule = draft.ruling.policy.notices[notice.kind];
  const letGo = notice.letGo && rule && restored(notice.letGo, rule);
  const content = [made, kept, letGo].find((one) => one?.hash === hash);
  const holds = rule === undefined ? [] : holdsOf(rule, draft, at).map(({ because }) => because);
  change(draft, id, { approved: { at, by, cause, content, holds } });
  if (by !== undefined)
    draft.history.push({ at, by, what: "notice-approved", values: { notice: String(notice.n) } });
  // The status page is made of what was let go: nobody has to carry it there.
  const left = content ?? (notice.letGo?.hash === hash ? notice.letGo : undefined);
  if (left !== undefined && pagePartOf(left) !== undefined) noticeSent(draft, id, at);
}

/** The first channel took it: clocks that wait for it go by that time, and the next comes when its words say. */
function noticeSent(draft: Draft, id: string, at: Instant): void {
  const notice = draft.notices.get(id);
  if (notice === undefined || notice.sentAt !== undefined) return;
  change(draft, id, { sentAt: at });
  draft.history.push({ at, what: "notice-sent", values: { notice: String(notice.n) } });
  if (draft.management !== "managed") return;
  const cause = notice.approved?.cause ?? id;
  emit(draft, { name: `notice.${notice.kind}`, at, cause });
  // One that is followed by another keeps the cadence; what is told once, as that it is over, or to managers alone, does not.
  if (draft.ruling.policy.notices[notice.kind]?.next !== undefined)
    emit(draft, { name: "notice", at, cause });
  keepPromise(draft, notice, { at, cause });
}

/** The clock of the next notice is due when the words of this one say so. */
function keepPromise(
  draft: Draft,
  { kind, approved, letGo }: Notice,
  { at, cause }: { at: Instant; cause: string },
): void {
  const { next } = approved?.content ?? letGo ?? {};
  const name = draft.ruling.policy.notices[kind]?.next ?? "";
  const state = draft.clocks.get(name);
  if (next === undefined || !state?.running || state.startsAt !== at || state.dueAt === undefined) return;
  const record = clockContext(draft).records.get(name);
  if (record?.cause === cause) return;
  setClocks(draft, { clocks: new Map(draft.clocks).set(name, { ...state, dueAt: next }), ended: [] });
}

/** A notice that is skipped meets its clock: it stops, or counts anew. */
export function skip(draft: Draft, notice: Notice, { at, by, cause }: ActSource): void {
  const name = draft.ruling.policy.notices[notice.kind]?.clock;
  const { policy } = draft.ruling;
  const rule = policy.clocks.find((one) => one.name === name);
  if (rule === undefined) return;
  const context = { ...clockContext(draft), policy: { ...policy, clocks: [rule] } };
  const own = `notice.${notice.kind}` as const;
  const isOwn = [...rule.stops, ...rule.restarts].some((words) => isMeant(words, { name: own }));
  setClocks(draft, advance(draft.clocks, { name: isOwn ? own : "notice", at, cause, by }, context));
}

/** Open drafts that nobody needs any more: their clock was met otherwise, or something happened that ends them. */
export function settleNotices(draft: Draft): void {
  for (const notice of draft.notices.values()) {
    const { id, approved, skipped, moot } = notice;
    if (approved !== undefined || skipped !== undefined || moot !== undefined) continue;
    if (isMoot(notice, draft)) change(draft, id, { moot: { at: draft.at } });
  }
}

function isMoot({ id, kind, base, startedBy, run }: Notice, draft: Draft): boolean {
  if (draft.management === "withdrawn") return true;
  const rule = draft.ruling.policy.notices[kind];
  if (rule === undefined) return true;
  // What drafted it does not end it.
  const cause = id.slice(id.indexOf("/", "notice/".length) + 1);
  const own = draft.events.findLastIndex((event) => event.cause === cause);
  const before = startedBy === "asked" ? base : Number.POSITIVE_INFINITY;
  const after = own < 0 ? draft.events.filter((event) => event.at > before) : draft.events.slice(own + 1);
  if (after.some((event) => rule.stops.some((words) => isMeant(words, event)))) return true;
  const state = startedBy === "clock" ? draft.clocks.get(rule.clock ?? "") : undefined;
  return startedBy === "clock" && (!state?.running || state.startsAt !== run);
}
