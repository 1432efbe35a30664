// What commands share under whose line people go on writing.
import type { Act } from "../act.ts";
import { promised } from "../judge/meant.ts";
import { done, type JudgingResult, type JudgingSituation } from "../judge/situation.ts";
import type { CommandTail } from "../text/command.ts";
import { readUpdate } from "../text/said.ts";
import { hasWords } from "../text/visible.ts";

/** An act; words under its command are an update too, where comments in plain words are, with what they promise of the next. */
export function withWords(command: CommandTail, act: Act, here: JudgingSituation): JudgingResult {
  if (!here.ruling.policy.incidents.plainUpdates || !hasWords(command.rest)) return done(act);
  const next = promised(readUpdate(command.rest).next, here.at, here);
  return done(act, { kind: "update", nothingNew: false, ...next });
}
