// Judges closing as not planned: why, by what was said with the button, and whether somebody said that it was a false alarm.

import { anotherHandIn } from "../fold/comment-events.ts";
import { MINUTE } from "../instant.ts";
import { isMajor } from "../severity/settle.ts";
import type { ClosedItem, CommentItem } from "../snapshot.ts";
import type { CommentPart } from "../text/command.ts";
import { saysFalseAlarm } from "../text/false-alarm.ts";
import { isCourtesy, visible } from "../text/visible.ts";
import { done, type JudgingResult, type JudgingSituation } from "./situation.ts";

/** "Close with comment" posts its comment just before it closes. */
const before = 2 * MINUTE;

/** How much of a reason is kept. */
const longest = 300;

/** Closed as not planned: at a major severity that takes a reason, and without one nothing is ended. Of an exercise nobody asks for it. */
export function closedAsNotPlanned(item: ClosedItem, login: string, here: JudgingSituation): JudgingResult {
  const because = reasonWith(item, login, here);
  const takesReason = isMajor(here.ruling.policy, here.severity?.key);
  if (because === undefined && takesReason && here.drill === undefined)
    return done({ kind: "closed-unexplained" });
  return done({
    kind: "close",
    reason: "not_planned",
    because,
    falseAlarm: because !== undefined && saysFalseAlarm(because),
  });
}

/** What whoever closed it wrote with the button; thanks are no reason. */
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
  const reason = words?.find((one) => !isCourtesy(one));
  return reason && [...reason.replace(/\s+/g, " ").trim()].slice(0, longest).join("");
}

function wordsOf({ command, words }: CommentPart, { body }: CommentItem): string {
  if (command === undefined) return words ?? visible(body);
  const read = command.read();
  if (read.kind === "refusal") return "";
  return read.because ?? ("text" in read ? (read.text ?? "") : read.rest);
}
