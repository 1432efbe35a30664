// `/made-safe`: how the risk of a flag was made safe; the flag stays (HA-3), and a score counts it no more (HG-5).
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { resettleSeverity } from "../fold/settle.ts";
import type { ActSource } from "../fold/status.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { leadingName, spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";
import { NO_FLAG, withFlag } from "./flags.ts";

declare module "../text/command.ts" {
  interface Commands {
    "made-safe": { readonly flag: string; readonly statement: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    "made-safe": { readonly flag: string; readonly statement: string };
  }
}

/** `/made-safe`. */
export const madeSafe: CommandDefinition<"made-safe", "made-safe"> = {
  name: "made-safe",
  text: "prose",
  usage: "<flag> <statement>",
  meaning: "Records how the risk of a flag was made safe; the flag stays.",
  example: "clinical Letters are switched off and checked",
  read,
  judge: (command, _, here) => judge(command, here),
  acts: { "made-safe": { isNews: (draft, act) => draft.flags.has(act.flag), change } },
};

function read(line: CommandLine): CommandOf<"made-safe"> | string {
  const named = leadingName(line.whole);
  if (named === undefined) return NO_FLAG;
  const statement = [named.others, line.rest].filter((part) => part !== "").join("\n");
  if (statement === "") return "It does not say how the risk was made safe.";
  return { kind: "made-safe", flag: named.name, statement, ...spoken(line) };
}

function judge(command: CommandOf<"made-safe">, here: JudgingSituation): JudgingResult {
  return withFlag(command.flag, here, ({ key, title }) => {
    if (!here.flags.has(key)) return refuse("not-flagged", { flag: title });
    return done({ kind: "made-safe", flag: key, statement: command.statement });
  });
}

function change(draft: Draft, act: ActOf<"made-safe">, source: ActSource): void {
  const known = draft.flags.get(act.flag);
  if (known === undefined) return;
  draft.flags.set(act.flag, { ...known, safe: { at: source.at, by: source.by, statement: act.statement } });
  const values = { flag: act.flag, statement: act.statement };
  draft.history.push({ at: source.at, by: source.by, what: "made-safe", values });
  resettleSeverity(draft, source);
}
