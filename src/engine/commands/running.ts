// What `/pause` and `/resume` share: the clock that they mean, among those that run or rest.
import { restartable } from "../clock-change.ts";
import type { JudgingSituation } from "../judge/situation.ts";
import type { ClockRule } from "../policy/model.ts";
import { clockNamed } from "../policy/names.ts";
import type { CommandLine, CommandTail } from "../text/command.ts";
import { leadingName, withReason } from "../text/spoken.ts";

/** The clock that a line names, if any, and the reason. */
export function readClock(line: CommandLine): CommandTail & { readonly clock?: string } {
  const named = leadingName(line.args);
  return {
    ...(named === undefined ? {} : { clock: named.name }),
    ...withReason(line, named?.others ?? ""),
  };
}

/** The clock that is named, or the cadence, else the first, where none is; beside it the values of a refusal. */
export function clockMeant(
  wanted: string | undefined,
  here: JudgingSituation,
  isResting: boolean,
): {
  readonly rule: ClockRule | undefined;
  readonly values: { readonly text: string; readonly names: string };
} {
  const running = here.ruling.policy.clocks.filter((rule) => {
    const state = here.clocks.get(rule.name);
    return state?.running === true && (state.pausedAt !== undefined) === isResting;
  });
  const rule =
    wanted === undefined
      ? (running.find(restartable) ?? running[0])
      : running.find((one) => one === clockNamed(here.ruling.policy, wanted));
  return { rule, values: { text: wanted ?? "", names: running.map((one) => one.name).join(", ") } };
}
