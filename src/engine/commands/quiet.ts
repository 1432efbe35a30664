// `/quiet`: a person stops repeated reminders for a while, or lets them begin again.

import { parseDuration } from "../duration.ts";
import { HOUR, type Instant } from "../instant.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { isMajor } from "../severity/settle.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { withReason } from "../text/spoken.ts";
import { leadingSpan } from "../text/when.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `for` is the length as it stands: "60m". */
    quiet: { readonly for?: string; readonly off: boolean };
  }
}

declare module "../act.ts" {
  interface Acts {
    quiet: { readonly until: Instant; readonly because?: string | undefined };
  }
}

const longestQuiet = 24 * HOUR;

/** `/quiet`. */
export const quiet: CommandDefinition<"quiet", "quiet"> = {
  name: "quiet",
  usage: "<duration, or off> [because …]",
  meaning:
    "Stops what repeats itself for a while, or lets it begin again; first asks and limits of law go on.",
  example: "60m because all are on the call",
  read,
  judge,
  acts: {
    quiet: (draft, { until, because = "" }, { at, by }) => {
      draft.quietUntil = until;
      draft.quieted = { by, because };
      const values = { because, ...(until > at && { dueAt: String(until) }) };
      draft.history.push({ at, by, what: until > at ? "quiet" : "quiet-off", values });
    },
  },
};

function read(line: CommandLine): CommandOf<"quiet"> | string {
  const off = /^off(?![\w-])\s*(.*)$/i.exec(line.args);
  if (off) return { kind: "quiet", off: true, ...withReason(line, off[1] ?? "") };
  const span = leadingSpan(line.args);
  if (!span) return "It does not say for how long, such as 60m.";
  return { kind: "quiet", off: false, for: span.when, ...withReason(line, span.others) };
}

function judge(command: CommandOf<"quiet">, item: CommentItem, here: JudgingSituation): JudgingResult {
  if (command.off) return done({ kind: "quiet", until: item.at, because: command.because });
  const span = parseDuration(command.for ?? "");
  if (span === undefined || span <= 0 || span > longestQuiet)
    return refuse("quiet", { text: command.for ?? "" });
  if (isMajor(here.ruling.policy, here.severity?.key) && !command.because)
    return refuse("because", { text: `/quiet ${command.for}` });
  return done({ kind: "quiet", until: item.at + span, because: command.because });
}
