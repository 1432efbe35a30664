// `/verified`: somebody else than who did it has seen that an action is done (S-9: implemented and verified).

import { followUpOf, noteFollowUp } from "../fold/follow-up.ts";
import { isVerified, keyOfAction } from "../follow-up.ts";
import { actionMeant, mayThere, tellable } from "../judge/action.ts";
import { hasRight } from "../judge/gate.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { titlesOf } from "../rights.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { leadingIssue } from "../text/leading-issue.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    verified: { readonly issue?: string | undefined; readonly how?: string | undefined };
  }
}

declare module "../act.ts" {
  interface Acts {
    /** `id` is the key of the action (`keyOfAction`). */
    "action-verified": { readonly id: string; readonly how?: string | undefined };
  }
}

/** `/verified`. */
export const verified: CommandDefinition<"verified", "action-verified"> = {
  name: "verified",
  text: "prose",
  usage: "[issue] [how]",
  meaning: "Says that an action of a review is done and was looked at by somebody else than who did it.",
  example: "failover tried on staging, it held",
  readOn: ["review", "action"],
  mayBesides: (login, here) => mayThere(login, here, "not its owners"),
  read,
  judge: (command, item, here) => judge(command, item.by?.login ?? "", here),
  acts: {
    "action-verified": (draft, { id, how }, source) =>
      noteFollowUp(
        draft,
        id,
        source,
        { verified: { how, at: source.at, by: source.by } },
        "action-verified",
        {
          text: how ?? "",
        },
      ),
  },
};

/** Words that say the contrary. "No errors since" and "not seen again" are what somebody found who looked. */
const denial =
  /^(?:not (?:yet|done|fixed|verified|true|so)\b|no[,.;:]|still (?:not|fails|failing|broken|open)\b)/i;

function read(line: CommandLine): CommandOf<"verified"> | string {
  const { issue, others } = leadingIssue(line.whole);
  const how = [others, line.rest].filter((part) => part !== "").join("\n");
  if (denial.test(how))
    return "It says that it is not so: without the command those words are a comment, and an issue that is not done is opened again.";
  return { kind: "verified", issue, ...(how !== "" && { how }), ...spoken(line) };
}

function judge(command: CommandOf<"verified">, login: string, here: JudgingSituation): JudgingResult {
  const meant = actionMeant(command.issue, here);
  if ("refused" in meant) return meant.refused;
  const { child } = meant;
  const text = child.ref;
  if (child.state === "open") return refuse("verify-open", { text });
  if (child.reason === "not_planned") return refuse("verify-dropped", { text });
  const is = (one: string | undefined): boolean => one?.toLowerCase() === login.toLowerCase();
  if (is(child.closedBy?.login) || child.assignees.some(is)) return refuse("verify-own", { text });
  if (isVerified(followUpOf(here, child), child)) return refuse("verify-again", { text });
  const by = here.ruling.policy.actions.verify;
  if (by !== undefined && (by.holders.length > 0 || by.cases.length > 0)) {
    const may = hasRight(login, by, here, true);
    if (may === "unknown") return { needs: login };
    if (may === "no")
      return refuse("by", {
        what: `whether ${text} is verified`,
        holders: titlesOf(by, here, here.at, true),
        right: by.role,
        roles: by.holders.join(","),
      });
  }
  return done({ kind: "action-verified", id: keyOfAction(child), how: tellable(command.how, here) });
}
