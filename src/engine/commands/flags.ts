// What `/flag`, `/unflag` and `/made-safe` share: a flag that a line names, and one that the policy does not have.
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { Flag } from "../policy/model.ts";
import { flagOf } from "../policy/names.ts";
import type { CommandLine, CommandTail } from "../text/command.ts";
import { withReason } from "../text/spoken.ts";
import { joined, wordsOf } from "../text/words.ts";

/** What is said of a line without a flag. */
export const NO_FLAG = "It does not say which flag.";

/** The flag that a line names first, and the reason after it; undefined where it names none. */
export function readFlag(line: CommandLine): (CommandTail & { readonly flag: string }) | undefined {
  const [first, ...others] = wordsOf(line.args);
  return first && { flag: first.text, ...withReason(line, joined(others)) };
}

/** Does what is to be done with the flag that words name; refuses a name that the policy does not have. */
export function withFlag(
  words: string,
  here: JudgingSituation,
  then: (flag: Flag) => JudgingResult,
): JudgingResult {
  const { policy } = here.ruling;
  const named = flagOf(policy, words);
  if (named !== undefined) return then(named);
  return refuse("flag", { text: words, names: Object.keys(policy.flags).join(", ") });
}
