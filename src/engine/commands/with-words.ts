// What commands share under whose line people go on writing.
import type { Act } from "../act.ts";
import { noted } from "../judge/entries.ts";
import { promised } from "../judge/meant.ts";
import { done, type JudgingResult, type JudgingSituation } from "../judge/situation.ts";
import type { CommandTail } from "../text/command.ts";
import { saysNothing } from "../text/own-words.ts";
import { updateIn } from "../text/said.ts";

/**
 * An act; words under its command are an update too, where comments in plain words are, with what they promise of the next, and lines
 * that are entries of the timeline are noted.
 */
export function withWords(command: CommandTail, act: Act, here: JudgingSituation): JudgingResult {
  const { acts, others } = noted(command.rest, here.at, here);
  if (!here.ruling.policy.incidents.plainUpdates || saysNothing(command.rest)) return done(act, ...acts);
  const next = promised(updateIn(command.rest, []).next, command.rest, here);
  const isNoted = others === "" || ("said" in act && act.said === true);
  return done(act, { kind: "update", nothingNew: false, ...next, ...(isNoted && { noted: true }) }, ...acts);
}
