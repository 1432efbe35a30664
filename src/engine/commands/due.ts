// `/due`: the day of an action is moved, in its issue, on its review or on its incident (D-12).

import { dueOfAction } from "../action-day.ts";
import { dueDay } from "../action-due.ts";
import { noteFollowUp } from "../fold/follow-up.ts";
import { keyOfAction } from "../follow-up.ts";
import type { Instant } from "../instant.ts";
import { actionMeant, mayThere, tellable } from "../judge/action.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { type Due, readDue } from "../text/due-words.ts";
import { leadingIssue } from "../text/leading-issue.ts";
import { withReason } from "../text/spoken.ts";
import { local } from "../time.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    due: { readonly issue?: string | undefined; readonly day: Due };
  }
}

declare module "../act.ts" {
  interface Acts {
    /** `id` is the key of the action (`keyOfAction`), `day` a day of the policy's zone: `2025-05-01`. */
    "action-due": { readonly id: string; readonly day: string; readonly because?: string | undefined };
  }
}

/** `/due`. */
export const due: CommandDefinition<"due", "action-due"> = {
  name: "due",
  usage: "[issue] <day> because …",
  meaning:
    "Moves the day by which an action of a review is due; in the action's own issue it needs no number.",
  example: "12 May because the supplier delivers on the 9th",
  readOn: ["review", "action"],
  mayBesides: (login, here) => mayThere(login, here, "owners too"),
  read,
  judge: (command, { at }, here) => judge(command, at, here),
  acts: {
    "action-due": (draft, { id, day, because }, source) =>
      noteFollowUp(draft, id, source, { due: { day, because, at: source.at, by: source.by } }, "action-due", {
        day,
        because: because ?? "",
      }),
  },
};

const dayShape =
  /^(?:to |on |by |until )?(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|(?:\p{L}{3,9},? )?\d{1,2}(?:st|nd|rd|th)? \p{L}{3,9}(?:,? \d{4})?|\p{L}{3,9} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,4} ?[hdw]\p{L}{0,5}|\p{L}{3,9})(?=[\s,;.:]|$)[,;.:]?\s*/iu;

function read(line: CommandLine): CommandOf<"due"> | string {
  const { issue, others: written } = leadingIssue(line.args);
  // "12th of May" and "in 3 weeks" say the same without their small words.
  const others = written
    .replace(/^(?:in|within) (?=\d)/i, "")
    .replace(/^(\d{1,2}(?:st|nd|rd|th)?) of (?=\p{L}{3})/iu, "$1 ");
  const [whole = "", words] = dayShape.exec(others) ?? [];
  if (words === undefined) return "It does not say a day.";
  const day = readDue(words);
  // It says what is wrong with it, and how it is written.
  if (typeof day === "string") return `The day can't be read for sure: ${day}`;
  return { kind: "due", issue, day, ...withReason(line, others.slice(whole.length)) };
}

function judge(
  { issue, day: given, because }: CommandOf<"due">,
  at: Instant,
  here: JudgingSituation,
): JudgingResult {
  const meant = actionMeant(issue, here);
  if ("refused" in meant) return meant.refused;
  const { state, closedAt = 0, ref } = meant.child;
  if (state === "closed" && closedAt <= here.at) return refuse("due-over", { text: ref });
  const { zone } = here.ruling.policy.incidents;
  const day = dueDay(given, { start: at, writtenAt: at, zone });
  const text = Object.values(given).join("");
  if (day === "") return refuse("action-day", { text });
  if (day < local(at, zone, "yyyy-MM-dd")) return refuse("past-day", { text: day });
  const before = dueOfAction(meant.child, here);
  // Sooner needs no reason: nobody will ask for one.
  if (because === undefined && before !== "" && day > before)
    return refuse("because", { text: ["/due", issue, day].filter((word) => word !== undefined).join(" ") });
  return done({ kind: "action-due", id: keyOfAction(meant.child), day, because: tellable(because, here) });
}
