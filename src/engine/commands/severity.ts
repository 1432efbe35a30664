// `/severity`: a person sets the severity; to lower it takes a reason.
import { resettleSeverity } from "../fold/settle.ts";
import { takesReason } from "../judge/label.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { severityOf } from "../policy/names.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { spoken, withReason } from "../text/spoken.ts";
import { joined, wordsOf } from "../text/words.ts";
import type { CommandDefinition } from "./definition.ts";
import { withWords } from "./with-words.ts";

declare module "../text/command.ts" {
  interface Commands {
    severity: { readonly severity: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    /** `over`: the raising rules that held and that a person set it against. */
    severity: {
      readonly to: string;
      readonly because?: string | undefined;
      readonly over?: readonly string[];
    };
  }
}

/** `/severity`; the same act is made by a label. */
export const severity: CommandDefinition<"severity", "severity"> = {
  name: "severity",
  text: "below",
  usage: "<severity> [because …]",
  meaning: "Sets the severity; lowering it takes a reason.",
  example: "sev2 because one site only",
  read,
  judge: (command, _, here) => judge(command, here),
  acts: {
    severity: (draft, act, source) => {
      draft.severityAct = { ...source, to: act.to, because: act.because, over: act.over ?? [] };
      resettleSeverity(draft, source, true);
    },
  },
};

function read(line: CommandLine): CommandOf<"severity"> | string {
  const words = wordsOf(line.args);
  const [first, second] = words;
  if (!first) return "It does not say which severity.";
  // With a "because" all before it is the severity; without one, what follows its word is the reason.
  if (line.because !== undefined) return { kind: "severity", severity: joined(words), ...spoken(line) };
  const isParted = !first.quoted && /^[a-z]+$/i.test(first.text) && /^\d{1,2}$/.test(second?.text ?? "");
  const name = isParted ? `${first.text} ${second?.text}` : first.text;
  const reason = joined(words.slice(isParted ? 2 : 1));
  return { kind: "severity", severity: name, ...withReason(line, reason) };
}

function judge(command: CommandOf<"severity">, here: JudgingSituation): JudgingResult {
  const wanted = severityOf(here.ruling.policy, command.severity);
  if (wanted === undefined) {
    const names = here.ruling.policy.severities.map((one) => one.title).join(", ");
    return refuse("severity", { text: command.severity, names });
  }
  if (takesReason(wanted.key, here) && !command.because)
    return refuse("because", { text: `/severity ${wanted.key}` });
  const over = command.because === undefined ? [] : here.raising;
  return withWords(command, { kind: "severity", to: wanted.key, because: command.because, over }, here);
}
