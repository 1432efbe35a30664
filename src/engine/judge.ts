// Judges what is seen for the first time: by whom it was, with the rights and the incident as they stand.

import type { Act } from "./act.ts";
import { tickedBoxes } from "./card-boxes.ts";
import { judgeCommand } from "./commands/judge.ts";
import type { Draft } from "./fold/draft.ts";
import type { HistoryEvent } from "./fold/history-event.ts";
import { bestForm, fieldsOf, parseBody } from "./form.ts";
import { added, saysOtherwise, saysTheSame } from "./judge/added.ts";
import { judgeBody } from "./judge/body.ts";
import { withinRights } from "./judge/by.ts";
import { judgeClosed, judgeReopened } from "./judge/close.ts";
import { isOutsider } from "./judge/gate.ts";
import { judgeDeclared, judgeLabeled, judgeUnlabeled } from "./judge/label.ts";
import { judgePlain } from "./judge/plain.ts";
import { done, type JudgingResult, seen } from "./judge/situation.ts";
import { judgeTick } from "./judge/tick.ts";
import type { Judged } from "./ledger.ts";
import { anotherHandIn, isPerson } from "./own.ts";
import { judgedIn } from "./part-id.ts";
import { labelKind } from "./policy/names.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Actor, CommentItem, Item } from "./snapshot/timeline.ts";
import { type CommentPart, isLine, lineMark } from "./text/command.ts";
import { hash } from "./text/hash.ts";

/** What can still be seen, and so be judged. */
type JudgedEvent = Exclude<HistoryEvent, { kind: "gone" | "task" | "notice" | "document" }>;

/** The judgement of something that is seen for the first time; `undefined` where it is nothing to us. */
export function judge(
  draft: Draft,
  event: JudgedEvent,
  recorded: ReadonlyMap<string, Judged>,
): Judged | undefined {
  const by = actorOf(draft, event);
  if (!isPerson(by, draft.ruling.policy, draft.snapshot.me)) return undefined;
  const comment = commentIn(event);
  const another = comment && anotherHandIn(comment);
  const verdict =
    another === undefined
      ? withinRights(verdictOf(draft, event, by.login, recorded), by.login, draft)
      : overwritten(draft, event, another);
  if (verdict === undefined) return undefined;
  if ("needs" in verdict || hangsOnRights(verdict, by.login, draft)) {
    draft.needs.add("needs" in verdict ? verdict.needs : by.login);
    return undefined;
  }
  const part = event.kind === "item" ? event.part : undefined;
  const command =
    another !== undefined
      ? false
      : comment === undefined
        ? isAnswered(event, verdict.verdict)
        : part?.command !== undefined || verdict.refusal?.kind === "by";
  return {
    item: event.id,
    at: event.at,
    by: by.login,
    ...withoutWordsToStrangers(named(verdict, comment, part, draft), by.login, draft),
    hash: comment && hash(comment.body),
    line:
      part?.command && (verdict.verdict === "done" || verdict.acts.length > 0) ? lineMark(part) : undefined,
    adds: event.kind === "item" && verdict.refusal?.kind !== "edited" ? event.stands?.[0]?.item : undefined,
    command: command || undefined,
    ...(draft.on !== undefined && { on: draft.on.id }),
  };
}

function commentIn(event: JudgedEvent): CommentItem | undefined {
  return event.kind === "item" && event.item.kind === "comment" ? event.item : undefined;
}

/** Of a comment that gives several commands a refusal says which line it is about. */
function named(
  verdict: Judgement,
  comment: CommentItem | undefined,
  part: CommentPart | undefined,
  draft: Draft,
): Judgement {
  const { refusal } = verdict;
  // The record stands on the incident, where more people may look than at a private issue.
  if (draft.on?.private && draft.snapshot.repository.public) return verdict;
  if (!refusal || !part?.command || comment === undefined || draft.partsOf(comment).length < 2)
    return verdict;
  const values = { ...refusal.values, line: lineOf(part.words ?? "") };
  return { ...verdict, refusal: { ...refusal, values } };
}

const longestShown = 80;

/** A line from its command on, without the signs of a list or of bold before it. */
function lineOf(words: string): string {
  return words.slice(words.search(/[/@]/)).slice(0, longestShown);
}

/** What gives a command is noted; all else is as if it had been read before. */
function overwritten(draft: Draft, event: JudgedEvent, editor: string): JudgingResult {
  const comment = commentIn(event);
  const gives = comment && draft.partsOf(comment).some(({ command }) => command !== undefined);
  return gives && draft.management === "managed" ? done({ kind: "overwritten", editor }) : seen;
}

/** Ticks are answered like commands; of labels only what was refused, which else would vanish without a word. */
function isAnswered(event: HistoryEvent, verdict: Judged["verdict"]): boolean {
  if (event.kind === "edit" || event.kind === "instead") return verdict !== "seen";
  const labels = event.kind === "item" && (event.item.kind === "labeled" || event.item.kind === "unlabeled");
  return labels && verdict === "refused";
}

/** Whether a refusal has words is part of the judgement, so that rights are looked up for it, whatever else is known. */
function hangsOnRights(verdict: Judgement, login: string, draft: Draft): boolean {
  return verdict.verdict === "refused" && isOutsider(login, draft) === "unknown";
}

type Judgement = Exclude<NonNullable<JudgingResult>, { needs: string }>;

/** What is asked about, of those who may say, whoever did it. */
const asksInstead: ReadonlySet<string> = new Set(["outsider-close", "outsider-reopen"]);

/** Strangers hear nothing in words: their refusals keep no sentence. */
function withoutWordsToStrangers(verdict: Judgement, login: string, draft: Draft) {
  if (verdict.verdict !== "refused" || asksInstead.has(verdict.refusal?.kind ?? "")) return verdict;
  return isOutsider(login, draft) === true ? { ...verdict, refusal: undefined } : verdict;
}

function actorOf(draft: Draft, event: JudgedEvent): Actor | undefined {
  switch (event.kind) {
    case "opened":
      return draft.snapshot.issue.author;
    case "body":
      return event.version.by;
    case "edit":
      return event.edit.by;
    default:
      return event.item.by;
  }
}

function verdictOf(
  draft: Draft,
  event: JudgedEvent,
  login: string,
  recorded: ReadonlyMap<string, Judged>,
): JudgingResult {
  switch (event.kind) {
    case "opened":
      return isIncidentAtOpening(draft) ? judgeDeclared(login, draft) : undefined;
    case "body":
      return draft.management === "managed" ? judgeBody(event.version, login, draft) : undefined;
    case "edit": {
      if (event.edit.body === undefined) return undefined;
      const before = event.before;
      // An edit that was judged was followed by a card of ours with empty boxes.
      const standing = before && !recorded.has(before.id) ? tickedBoxes(before.body ?? "") : [];
      return judgeTick(event.edit, login, standing, draft);
    }
    case "instead":
      return judgeCommand({ command: event.command, item: event.item, login }, draft);
    default:
      return event.item.kind === "comment"
        ? judgeSaid(draft, event, event.item, login)
        : verdictOfItem(draft, event.item, login);
  }
}

function verdictOfItem(draft: Draft, item: Item, login: string): JudgingResult {
  switch (item.kind) {
    case "labeled":
      return judgeLabeled(item, login, draft);
    case "unlabeled":
      return judgeUnlabeled(item, login, draft);
    case "closed":
      return judgeClosed(item, login, draft);
    case "reopened":
      return judgeReopened(item, login, draft);
    default:
      return undefined;
  }
}

/** A part of a comment; of one that was carried out before an edit what it says besides, or that it says something else by now. */
function judgeSaid(
  draft: Draft,
  { part = {}, stands = [] }: Extract<HistoryEvent, { kind: "item" }>,
  item: CommentItem,
  login: string,
): JudgingResult {
  const now = judgePart(draft, item, login, part);
  if (now === undefined || "needs" in now || stands.length === 0) return now && promising(now, item, draft);
  for (const before of stands) {
    const { at } = before;
    const asThen = judgePart({ ...draft, at }, { ...item, at }, login, part);
    if (asThen === undefined || "needs" in asThen) return asThen;
    const isSame = part.command === undefined || isLine(before.line, part);
    if (!isSame && !saysTheSame(before.acts, asThen.acts)) continue;
    const isLatest = judgedIn(draft.lastUpdate?.cause ?? "") === item.id;
    const acts = added({ before: before.acts, asThen: asThen.acts, now: now.acts, isLatest });
    return acts.length === 0 ? undefined : promising({ ...now, acts }, item, draft);
  }
  return saysOtherwise(part.command?.name ?? "", lineOf(part.words ?? ""));
}

/** A part of a comment gives a command, or it is plain words, which mean something where an incident is managed. */
function judgePart(draft: Draft, item: CommentItem, login: string, part: CommentPart = {}): JudgingResult {
  const { command, words } = part;
  if (command === undefined) {
    const beside = draft.partsOf(item).length > 1;
    return draft.management === "managed" ? judgePlain({ item, login, words, beside }, draft) : undefined;
  }
  return judgeCommand({ command, item, login }, draft);
}

/** Words under a command are an update of their own: what the same comment promised of the next above them stands. */
function promising(verdict: JudgingResult, { id }: CommentItem, draft: Draft): JudgingResult {
  if (verdict === undefined || "needs" in verdict) return verdict;
  const before = draft.acts.flatMap((one) => (judgedIn(one.item) === id ? one.acts : []));
  const promise = before.findLast((act) => act.kind === "update" || act.kind === "next");
  const next = promise?.kind === "next" ? promise.dueAt : promise?.next;
  if (next === undefined) return verdict;
  const isOpen = (act: Act): boolean =>
    act.kind === "update" && !act.added && act.next === undefined && act.unclear === undefined;
  return { ...verdict, acts: verdict.acts.map((act) => (isOpen(act) ? { ...act, next } : act)) };
}

/** Has a body the headings of one of the policy's forms, so that an issue which was opened with it is an incident? */
export function isOpenedByForm(body: string, { forms }: Pick<Ruling, "forms">): boolean {
  const form = bestForm(forms, body);
  return (
    form !== undefined &&
    parseBody(form, body).headings.length >= Math.max(2, Math.ceil(fieldsOf(form).length / 2))
  );
}

/** An issue is an incident from its opening where its body has the headings of one of the policy's forms, or where it has
 * the label and no event tells who put it there. A label with an event is judged at that event. */
function isIncidentAtOpening(draft: Draft): boolean {
  const { issue } = draft.snapshot;
  const isIncidentLabel = (name: string) => labelKind(draft.ruling.policy, name)?.kind === "incident";
  if (isOpenedByForm(issue.versions[0]?.body ?? issue.body, draft.ruling)) return true;
  const told = issue.timeline.some(
    (item) => (item.kind === "labeled" || item.kind === "unlabeled") && isIncidentLabel(item.label),
  );
  return !told && issue.labels.some(isIncidentLabel);
}
