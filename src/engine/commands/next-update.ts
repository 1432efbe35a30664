// `/next-update`: a person moves when the next update, or what another clock waits for, is due.
import type { ActOf } from "../act.ts";
import { move, restartable } from "../clock-change.ts";
import { askForTime } from "../fold/ask-for-time.ts";
import type { Draft } from "../fold/draft.ts";
import { clockContext, setClocks } from "../fold/settle.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { inFuture, isFar } from "../judge/meant.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { withReason } from "../text/spoken.ts";
import { leadingWhen } from "../text/when.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    "next-update": { readonly clock?: string; readonly when: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    next: {
      readonly clock: string;
      readonly dueAt: Instant;
      readonly because?: string | undefined;
    };
  }
}

/** `/next-update`. */
export const nextUpdate: CommandDefinition<"next-update", "next"> = {
  name: "next-update",
  usage: "[clock] <time or duration> [reason]",
  meaning: "Sets when the next update comes; with the name of another clock, when that is due.",
  example: "04:30 waiting for the restore",
  afterWords: true,
  read,
  judge,
  acts: { next: change },
};

function read(line: CommandLine): CommandOf<"next-update"> | string {
  const missing = "It does not say when: a time such as 04:30, or a duration such as in 30m.";
  if (line.args === "") return missing;
  const bare = leadingWhen(line.args);
  if (bare) return { kind: "next-update", when: bare.when, ...withReason(line, bare.others) };
  const [, clock = "", others = ""] = /^"?([\w-]+)"?[,:]?\s+(.*)$/.exec(line.args) ?? [];
  const named = leadingWhen(others);
  if (!named) return missing;
  return { kind: "next-update", clock, when: named.when, ...withReason(line, named.others) };
}

function judge(command: CommandOf<"next-update">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const rules = here.ruling.policy.clocks.filter((rule) => here.clocks.get(rule.name)?.running);
  const wanted = command.clock;
  const rule =
    wanted === undefined ? rules.find(restartable) : rules.find((one) => one.name === wanted.toLowerCase());
  if (rule === undefined)
    return refuse("clock", { text: wanted ?? "", names: rules.map((one) => one.name).join(", ") });
  if (!rule.movable) return refuse("fixed-clock", { clock: rule.title });
  if (rule.regulatory && !command.because)
    return refuse("because", { text: `/next-update ${rule.name} ${command.when}` });
  const { limit } = here.clocks.get(rule.name) ?? {};
  return inFuture(command.when, item, here, (dueAt) => {
    if (isFar(dueAt, item.at, limit) && !command.because)
      return refuse("because", { text: `/next-update ${command.when}` });
    return done({ kind: "next", clock: rule.name, dueAt, because: command.because });
  });
}

function change(draft: Draft, act: ActOf<"next">, source: ActSource): void {
  askForTime(draft, undefined, source);
  const to = { ...source, dueAt: act.dueAt, because: act.because };
  setClocks(draft, move(draft.clocks, act.clock, to, clockContext(draft)));
  const values = { clock: act.clock, dueAt: String(act.dueAt), because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "next", values });
}
