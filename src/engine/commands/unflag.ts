// `/unflag`: a person takes a flag off that was set in error; of one that is kept only with a reason (HA-4).
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { forgive } from "../fold/lowering.ts";
import { resettleSeverity } from "../fold/settle.ts";
import type { ActSource } from "../fold/status.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommandOf } from "../text/command.ts";
import type { CommandDefinition } from "./definition.ts";
import { NO_FLAG, readFlag, withFlag } from "./flags.ts";

declare module "../text/command.ts" {
  interface Commands {
    unflag: { readonly flag: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    unflag: { readonly flag: string; readonly because?: string | undefined };
  }
}

/** `/unflag`; the same act is made by a label that is taken off. */
export const unflag: CommandDefinition<"unflag", "unflag"> = {
  name: "unflag",
  usage: "<flag> because …",
  meaning: "Takes a flag off that was set in error, with the reason.",
  example: "clinical because the wrong service was named",
  read: (line) => {
    const given = readFlag(line);
    return given ? { kind: "unflag", ...given } : NO_FLAG;
  },
  judge: (command, _, here) => judge(command, here),
  acts: { unflag: { isNews: (draft, act) => draft.flags.has(act.flag), change } },
};

function judge(command: CommandOf<"unflag">, here: JudgingSituation): JudgingResult {
  return withFlag(command.flag, here, ({ key, title, kept }) => {
    if (!here.flags.has(key)) return refuse("not-flagged", { flag: title });
    if (kept && command.because === undefined) return refuse("because", { text: `/unflag ${key}` });
    return done({ kind: "unflag", flag: key, because: command.because });
  });
}

function change(draft: Draft, act: ActOf<"unflag">, source: ActSource): void {
  draft.flags.delete(act.flag);
  forgive(draft, "flag", act.flag);
  const values = { flag: act.flag, because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "unflag", values });
  resettleSeverity(draft, source);
}
