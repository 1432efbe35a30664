// What of a comment is to be judged: every part of one that is seen for the first time, and after an edit what nobody judged yet.
import { MINUTE } from "../instant.ts";
import type { Judged, Ledger } from "../ledger.ts";
import { anotherHandIn, isPerson } from "../own.ts";
import { judgedIn, partId, partNumber } from "../part-id.ts";
import type { Policy } from "../policy/model.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { type CommentPart, isLine, type PartsOf } from "../text/command.ts";
import { hash } from "../text/hash.ts";
import type { HistoryEvent } from "./history-event.ts";

/** The events of each comment: itself or its parts, what the ledger has of it besides, and the parts that an edit brought. */
export function commentEvents(
  snapshot: IncidentSnapshot,
  policy: Policy,
  partsOf: PartsOf,
): (item: CommentItem) => readonly HistoryEvent[] {
  const { ledger, me } = snapshot;
  const byComment = Map.groupBy(ledger?.acts ?? [], ({ item }) => judgedIn(item));
  const isBelow = belowWatermark(snapshot);
  return (item) => {
    const judged = byComment.get(item.id) ?? [];
    const plain = { kind: "item", id: item.id, at: item.at, item } as const;
    if (!isPerson(item.by, policy, me)) return [plain];
    const isJudged = judged.length > 0 || isBelow(item);
    if (!isJudged && anotherHandIn(item) !== undefined) return [{ ...plain, part: {} }];
    if (!isJudged) return eventsOf(item, partsOf(item), 1);
    const others = judged
      .filter((one) => one.item !== item.id)
      .map((one): HistoryEvent => ({ kind: "gone", id: one.item, at: one.at, judged: one }));
    const anew = isNew(item, judged, ledger) ? eventsAnew(item, judged, partsOf(item)) : [];
    return [{ ...plain, isJudged }, ...others, ...anew];
  };
}

function eventsOf(item: CommentItem, parts: readonly CommentPart[], from: number): readonly HistoryEvent[] {
  return parts.map((part, index) => ({
    kind: "item",
    id: partId(item.id, from + index),
    at: item.at,
    item,
    part,
  }));
}

/** How long a read may lag behind what was written: an edit that the last look did not show is looked for again. */
const lag = MINUTE;

/**
 * Did its author change it since it was judged? Where the ledger kept nothing of it, because nothing came of it, the time of the
 * ledger tells. What an older version judged of it, or another hand wrote in it, stays as it is.
 */
function isNew(item: CommentItem, judged: readonly Judged[], ledger: Ledger | undefined): boolean {
  const { editedAt } = item;
  if (editedAt === undefined || anotherHandIn(item) !== undefined) return false;
  const last = judged.toSorted((one, other) => partNumber(one.item) - partNumber(other.item)).at(-1);
  if (last === undefined) return editedAt > (ledger?.card.at ?? 0) - lag;
  const isClosed = judged.some(
    ({ acts, command, verdict, line }) =>
      (command && verdict === "done" && line === undefined) ||
      acts.some(({ kind }) => kind === "overwritten"),
  );
  return !isClosed && editedAt >= last.at && last.hash !== hash(item.body);
}

/**
 * The parts of an edited comment, with what was carried out of each: that is judged no more, but what else it says now. A line that was
 * none of those, but gives a command of which a line is gone, may be that line with other words. They are said when the comment was edited.
 */
function eventsAnew(
  item: CommentItem,
  judged: readonly Judged[],
  parts: readonly CommentPart[],
): readonly HistoryEvent[] {
  const left = judged.filter(({ adds, verdict, acts }) => !adds && (verdict === "done" || acts.length > 0));
  const known = parts.map((part) => {
    const at = left.findIndex(({ line }) =>
      part.command === undefined ? line === undefined : isLine(line, part),
    );
    return at < 0 ? [] : left.splice(at, 1);
  });
  const from = 1 + Math.max(1, ...judged.map((one) => partNumber(one.item)));
  const edited = { ...item, at: item.editedAt ?? item.at };
  return eventsOf(edited, parts, from).map((event, index) => {
    const name = parts[index]?.command?.name;
    const others = left.filter(({ line }) => name !== undefined && isOf(line, name));
    const stands = known[index]?.length ? known[index] : others;
    return stands.length === 0 ? event : { ...event, stands: stands.map((one) => withAdded(one, judged)) };
  });
}

/** Is a mark that of a line with this command? Older ones do not tell. */
function isOf(mark: string | undefined, name: string): boolean {
  return mark !== undefined && (!mark.includes(" ") || mark.startsWith(`${name} `));
}

/** What was carried out, with what edits added to it. */
function withAdded(one: Judged, judged: readonly Judged[]): Judged {
  const added = judged.filter(({ adds }) => adds === one.item);
  return { ...one, acts: [one, ...added].flatMap(({ acts }) => acts) };
}

/**
 * Was this comment seen before? Then what it said is judged no more. Where the entry that the ledger names is gone, its time
 * tells.
 */
function belowWatermark({ issue: { timeline }, ledger }: IncidentSnapshot): (item: CommentItem) => boolean {
  const until = ledger?.seenUntil;
  if (until === undefined) return () => false;
  const last = timeline.findIndex(({ id }) => id === until.item);
  const below = new Set(
    timeline.filter(({ at }, index) => (last < 0 ? at < until.at : index <= last)).map(({ id }) => id),
  );
  return ({ id }) => below.has(id);
}
