// `/confirm`: it is an incident of this severity, at the time that is given; what follows is counted from then (H-8).
import { moment } from "../judge/meant.ts";
import { type JudgingResult, type JudgingSituation, refuse, statusIn } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { withReason } from "../text/spoken.ts";
import { leadingPast, onlyWhen } from "../text/when.ts";
import type { CommandDefinition } from "./definition.ts";
import { judgeStatus } from "./status.ts";

declare module "../text/command.ts" {
  interface Commands {
    confirm: { readonly when?: string };
  }
}

/** `/confirm`; its act is that of `/status`. */
export const confirm: CommandDefinition<"confirm"> = {
  name: "confirm",
  usage: "[time] [because …]",
  meaning: "Confirms that this is an incident of this severity, at the time given.",
  example: "10:05",
  read,
  judge,
  acts: {},
};

/** With the time at which it was confirmed, where the line begins with one; all else is the reason. */
function read(line: CommandLine): CommandOf<"confirm"> {
  const only = onlyWhen(line.args);
  if (only !== undefined) return { kind: "confirm", when: only, ...withReason(line, "") };
  const time = leadingPast(line.args, "command");
  if (time === undefined) return { kind: "confirm", ...withReason(line, line.args) };
  return { kind: "confirm", when: time.when, ...withReason(line, time.others) };
}

function judge(command: CommandOf<"confirm">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const verdict = judgeStatus(command, statusIn(here, "confirmed") ?? "confirmed", here);
  if (command.when === undefined || verdict === undefined || "needs" in verdict) return verdict;
  const at = moment(command.when, item.at, here, { side: "past", events: ["confirmed"] });
  if (typeof at === "string") return refuse("time", { text: command.when, why: at });
  const acts = verdict.acts.map((act) => (act.kind === "status" ? { ...act, at } : act));
  return { ...verdict, acts };
}
