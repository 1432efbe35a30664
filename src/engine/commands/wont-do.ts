// `/wont-do`: an action of a review is not done after all, for a reason; an ending like any other.

import { noteFollowUp } from "../fold/follow-up.ts";
import { keyOfAction } from "../follow-up.ts";
import { actionMeant, lostAction, mayThere, tellable } from "../judge/action.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { leadingIssue } from "../text/leading-issue.ts";
import { withReason } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    "wont-do": { readonly issue?: string | undefined };
  }
}

declare module "../act.ts" {
  interface Acts {
    /** `id` is the key of the action (`keyOfAction`); `agreed` whom the reason names as agreeing, in its words. */
    "action-dropped": { readonly id: string; readonly because: string; readonly agreed?: string | undefined };
  }
}

/** `/wont-do`. */
export const wontDo: CommandDefinition<"wont-do", "action-dropped"> = {
  name: "wont-do",
  usage: "[issue] because …, agreed with @name",
  meaning:
    "Ends an action of a review that is not done after all, with the reason and who agreed; its issue is closed as not planned.",
  example: "because the service is retired in June, agreed with @ben",
  readOn: ["review", "action"],
  mayBesides: (login, here) => mayThere(login, here, "owners too"),
  read,
  judge: ({ issue, because = "" }, _, here) => judge({ issue, because }, here),
  acts: {
    "action-dropped": (draft, { id, because, agreed }, source) =>
      noteFollowUp(
        draft,
        id,
        source,
        { wontDo: { because, agreed, at: source.at, by: source.by } },
        "action-dropped",
        { because },
      ),
  },
};

function read(line: CommandLine): CommandOf<"wont-do"> | string {
  const { issue, others } = leadingIssue(line.args);
  const reasoned = withReason(line, others === "" ? line.rest : others);
  return reasoned.because === undefined
    ? "It does not say why it is not done."
    : { kind: "wont-do", issue, ...reasoned };
}

/** Whom a reason names as agreeing: `agreed with @ben and the service owner`. */
const agreement = /\bagreed (?:with|by) ([^,;.\n]{1,100})/i;

function judge(
  { issue, because }: { readonly issue: string | undefined; readonly because: string },
  here: JudgingSituation,
): JudgingResult {
  const told = tellable(because, here) ?? "";
  const drop = (id: string) =>
    done({ kind: "action-dropped", id, because: told, agreed: agreement.exec(told)?.[1]?.trim() });
  // What nobody can close any more is ended by saying so.
  const lost = lostAction(issue, here);
  if (lost !== undefined) return drop(lost.key);
  const meant = actionMeant(issue, here);
  if ("refused" in meant) return meant.refused;
  const { state, reason, closedAt = 0, ref } = meant.child;
  if (state === "closed" && reason !== "not_planned" && closedAt <= here.at)
    return refuse("drop-done", { text: ref });
  return drop(keyOfAction(meant.child));
}
