// `/pause`: a person lets a clock rest, with the reason.
import { rest } from "../clock-change.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommandOf } from "../text/command.ts";
import type { CommandDefinition } from "./definition.ts";
import { clockMeant, readClock } from "./running.ts";

declare module "../text/command.ts" {
  interface Commands {
    pause: { readonly clock?: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    pause: { readonly clock: string; readonly because?: string | undefined };
  }
}

import { setClocks } from "../fold/settle.ts";

/** `/pause`. */
export const pause: CommandDefinition<"pause", "pause"> = {
  name: "pause",
  usage: "[clock] because …",
  meaning: "Lets a clock rest until `/resume`, with the reason.",
  example: "update because all are on the call",
  read: (line) => {
    const said = readClock(line);
    return said.because === undefined
      ? "It does not say why the clock is to rest."
      : { kind: "pause", ...said };
  },
  judge: (command, _, here) => judge(command, here),
  acts: {
    pause: (draft, act, source) => {
      setClocks(draft, rest(draft.clocks, act.clock, { ...source, because: act.because }));
      const values = { clock: act.clock, because: act.because ?? "" };
      draft.history.push({ at: source.at, by: source.by, what: "pause", values });
    },
  },
};

function judge(command: CommandOf<"pause">, here: JudgingSituation): JudgingResult {
  const { rule, values } = clockMeant(command.clock, here, false);
  if (rule === undefined) return refuse("pause", values);
  if (!rule.movable) return refuse("fixed-clock", { clock: rule.title });
  return done({ kind: "pause", clock: rule.name, because: command.because });
}
