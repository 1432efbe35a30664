// `/resume`: a clock that rests runs on.
import { goOn } from "../clock-change.ts";
import { clockContext, setClocks } from "../fold/settle.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommandOf } from "../text/command.ts";
import type { CommandDefinition } from "./definition.ts";
import { clockMeant, readClock } from "./running.ts";

declare module "../text/command.ts" {
  interface Commands {
    resume: { readonly clock?: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    resume: { readonly clock: string; readonly because?: string | undefined };
  }
}

/** `/resume`. */
export const resume: CommandDefinition<"resume", "resume"> = {
  name: "resume",
  usage: "[clock]",
  meaning: "Lets a clock that rests run on.",
  example: "update",
  right: "pause",
  read: (line) => ({ kind: "resume", ...readClock(line) }),
  judge: (command, _, here) => judge(command, here),
  acts: {
    resume: (draft, act, source) => {
      setClocks(draft, goOn(draft.clocks, act.clock, source, clockContext(draft)));
      const values = { clock: act.clock, because: act.because ?? "" };
      draft.history.push({ at: source.at, by: source.by, what: "resume", values });
    },
  },
};

function judge(command: CommandOf<"resume">, here: JudgingSituation): JudgingResult {
  const { rule, values } = clockMeant(command.clock, here, true);
  if (rule === undefined) return refuse("resume", values);
  return done({ kind: "resume", clock: rule.name, because: command.because });
}
