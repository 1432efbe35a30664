// Judges ticks on our card: a box that somebody with the right ticked is an act; the boxes come back empty.
import type { Act } from "../act.ts";
import { nextCadence } from "../cadence.ts";
import { boxRights, tickedBoxes } from "../card-boxes.ts";
import type { Instant } from "../instant.ts";
import { account } from "../party.ts";
import type { CommentEdit } from "../snapshot/timeline.ts";
import { may } from "./gate.ts";
import { takesReason } from "./label.ts";
import { judgeSend } from "./notice.ts";
import { done, type JudgingResult, type JudgingSituation, refuse, statusIn } from "./situation.ts";

/** What an edit of our card by a person did. `before` are boxes that stood ticked already and were not emptied since. */
export function judgeTick(
  edit: CommentEdit,
  login: string,
  before: readonly string[],
  here: JudgingSituation,
): JudgingResult {
  const boxes = tickedBoxes(edit.body ?? "").filter((box) => !before.includes(box));
  if (boxes.length === 0 || here.management !== "managed") return { verdict: "seen", acts: [] };
  const acts: Act[] = [];
  for (const box of boxes) {
    const [name = ""] = box.split(" ");
    const command = boxRights.get(name) ?? "";
    const allowed = may(login, command, here);
    if (allowed === "unknown") return { needs: login };
    if (allowed === "no") return refuse("right", { command });
    if (name === "send") {
      const [, n = "", code = ""] = box.split(" ");
      const judged = judgeSend({ n: Number(n), what: code, login }, edit.at, here);
      if (judged === undefined || !("acts" in judged) || judged.verdict !== "done") return judged;
      acts.push(...judged.acts);
    } else if (name !== "severity") acts.push(...actOf(name, login, edit.at, here));
  }
  const severity = worstOf(boxes, here);
  // Somebody else set it since this card was read, and lowering takes a reason.
  if (severity !== undefined && takesReason(severity, here))
    return refuse("because", { text: `/severity ${severity}` });
  if (severity !== undefined && severity !== here.severity?.key)
    acts.unshift({ kind: "severity", to: severity, over: [] });
  return done(...acts);
}

/** The worst of the severities that were ticked. */
function worstOf(boxes: readonly string[], { ruling }: JudgingSituation): string | undefined {
  return ruling.policy.severities.find(({ key }) => boxes.includes(`severity ${key}`))?.key;
}

function actOf(box: string, login: string, at: Instant, here: JudgingSituation): readonly Act[] {
  switch (box) {
    case "nothing-new":
      return [{ kind: "update", nothingNew: true, next: nextCadence(here, at)?.at }];
    case "back":
      return [{ kind: "status", to: statusIn(here, "resolved") ?? "resolved" }];
    case "pass-lead":
      return [{ kind: "role", role: "lead", holders: [] }];
    default:
      return [{ kind: "role", role: "lead", holders: [account(login)] }];
  }
}
