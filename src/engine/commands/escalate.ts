// `/escalate`: a person asks a level for help; without a name the next above the last that was asked.
import type { ActOf } from "../act.ts";
import { levelAbove } from "../escalation/above.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { levelOf } from "../policy/names.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { spoken, withReason } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `words`: all of the line, where it has no "because" and may be nothing but a reason. */
    escalate: { readonly level?: string; readonly words?: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    escalate: { readonly level?: string | undefined; readonly because?: string | undefined };
  }
}

/** `/escalate`. */
export const escalate: CommandDefinition<"escalate", "escalate"> = {
  name: "escalate",
  usage: "[level] [because …]",
  meaning: "Asks the next level, or the one that is named, for help.",
  example: "because the restore has failed",
  read,
  judge: (command, _, here) => judge(command, here),
  acts: { escalate: change },
};

function read(line: CommandLine): CommandOf<"escalate"> {
  const args = line.args.replace(/^to\s+/i, "");
  if (args === "") return { kind: "escalate", ...spoken(line) };
  if (line.because !== undefined) return { kind: "escalate", level: args, ...spoken(line) };
  const [first = "", ...others] = args.split(/\s+/);
  // The whole of it may be the reason, which only the levels of the policy tell.
  return { kind: "escalate", level: first, words: args, ...withReason(line, others.join(" ")) };
}

function judge(command: CommandOf<"escalate">, here: JudgingSituation): JudgingResult {
  const { levels } = here.ruling.policy.escalation;
  if (levels.length === 0) return refuse("no-levels");
  const level = command.level === undefined ? undefined : levelOf(here.ruling.policy, command.level);
  if (command.level !== undefined && level === undefined) {
    const { words = "" } = command;
    if (words.includes(" ")) return done({ kind: "escalate", because: words });
    return refuse("level", { text: command.level, names: levels.map(({ key }) => key).join(", ") });
  }
  return done({ kind: "escalate", level: level?.key, because: command.because });
}

function change(draft: Draft, act: ActOf<"escalate">, source: ActSource): void {
  const level =
    act.level ?? levelAbove(draft.snapshot, draft.ruling.policy, { requests: draft.requests, at: source.at });
  draft.requests.push({ ...source, level, because: act.because });
  const values = { level, because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "escalate", values });
}
