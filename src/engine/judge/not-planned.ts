// Judges closing as not planned: why, by what was said with the button or in answer to our question, and whether it was a false alarm.

import type { ActOf } from "../act.ts";
import { MINUTE } from "../instant.ts";
import { anotherHandIn } from "../own.ts";
import { exemptBy } from "../review.ts";
import { isMajor } from "../severity/settle.ts";
import type { ClosedItem, CommentItem } from "../snapshot/timeline.ts";
import type { CommentPart } from "../text/command.ts";
import { saysFalseAlarm } from "../text/false-alarm.ts";
import { updateIn } from "../text/said.ts";
import { isCourtesy, visible } from "../text/visible.ts";
import { may } from "./gate.ts";
import { done, type JudgingResult, type JudgingSituation } from "./situation.ts";

/** "Close with comment" posts its comment just before it closes. */
const before = 2 * MINUTE;

/** How much of a reason is kept. */
const longest = 300;

/** Closed as not planned: at a major severity that takes a reason, and without one nothing is ended. Of an exercise, or of what was resolved before, nobody asks for it. */
export function closedAsNotPlanned(item: ClosedItem, login: string, here: JudgingSituation): JudgingResult {
  const because = reasonWith(item, login, here) ?? exemptBy(here.facts, here.ruling.policy);
  const takesReason = isMajor(here.ruling.policy, here.severity?.key) && !isResolved(here);
  if (because === undefined && takesReason && here.drill === undefined)
    return done({ kind: "closed-unexplained" });
  return done(closing(because, here));
}

const isResolved = ({ ruling, status }: JudgingSituation): boolean =>
  ruling.policy.statuses.find(({ key }) => key === status.key)?.phase === "resolved";

/**
 * Plain words in answer to our question why it is not planned: of whoever closed it any reason is, of others who may end it what
 * begins with "because" or says that it was a false alarm. Undefined where they are no answer.
 */
export function answersWhy(words: string, login: string, here: JudgingSituation): JudgingResult {
  const asked = here.questions.find(({ topic }) => topic === "not-planned");
  if (asked === undefined || !isReason(words)) return undefined;
  const isAlarm = saysFalseAlarm(words);
  if (asked.by !== login && !isAlarm && !/^\W*because\b/i.test(words)) return undefined;
  // Who speaks of a false alarm and does not say that it was one may well deny it.
  if (!isAlarm && /\bfalse\b/i.test(words)) return undefined;
  const allowed = may(login, "resolve", here);
  if (allowed === "unknown") return { needs: login };
  return allowed === "yes"
    ? done(closing(short(words.replace(/^\W*because\b[\s,:]*/i, "")), here))
    : undefined;
}

function closing(because: string | undefined, here: JudgingSituation): ActOf<"close"> & { kind: "close" } {
  const known = exemptBy(here.facts, here.ruling.policy);
  const falseAlarm = [because, known].some((one) => one !== undefined && saysFalseAlarm(one));
  return { kind: "close", reason: "not_planned", because, falseAlarm };
}

/** What whoever closed it wrote with the button. */
function reasonWith(item: ClosedItem, login: string, here: JudgingSituation): string | undefined {
  const said = here.snapshot.issue.timeline.findLast(
    (one): one is CommentItem =>
      one.kind === "comment" &&
      one.by?.login === login &&
      one.at <= item.at &&
      one.at >= item.at - before &&
      !one.minimized &&
      anotherHandIn(one) === undefined,
  );
  const words = said && here.partsOf(said).map((part) => wordsOf(part, said));
  const reason = words?.find(isReason);
  return reason && short(reason);
}

const goesOn =
  /^\W*still\b|\bongoing\b|\b(?:goes|going) on\b|(?:\b(?:is|are|am)|['’](?:re|m|s)) (?:still )?(?:looking|investigating|working)\b/i;

/** Thanks are no reason, nor is a question, nor an update by which it goes on. */
function isReason(words: string): boolean {
  if (isCourtesy(words) || /\?(?=[\s"”)]|$)/.test(words) || goesOn.test(words)) return false;
  const { next, nothingNew } = updateIn(words, []);
  return next === undefined && !nothingNew;
}

function short(reason: string): string {
  return [...reason.replace(/\s+/g, " ").trim()].slice(0, longest).join("");
}

function wordsOf({ command, words }: CommentPart, { body }: CommentItem): string {
  if (command === undefined) return words ?? visible(body);
  const read = command.read();
  if (read.kind === "refusal") return "";
  return read.because ?? ("text" in read ? (read.text ?? "") : read.rest);
}
