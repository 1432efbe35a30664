// `/status`: a person says which status the incident has.
import type { ActOf, FieldValues } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { settleClosed } from "../fold/lifecycle.ts";
import { setFields } from "../fold/set-fields.ts";
import { type ActSource, setStatus } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { statusOf } from "../policy/names.ts";
import type { CommandTail } from "../text/command.ts";
import { spoken } from "../text/spoken.ts";
import { joined, wordsOf } from "../text/words.ts";
import type { CommandDefinition } from "./definition.ts";
import { withWords } from "./with-words.ts";

declare module "../text/command.ts" {
  interface Commands {
    status: { readonly status: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    status: {
      readonly to: string;
      /** When it was so, where somebody gave the time. */
      readonly at?: Instant;
      readonly because?: string | undefined;
      readonly fields?: FieldValues;
    };
  }
}

/** `/status`; the same act is made by a label, a tick, `/confirm` and `/resolve`. */
export const status: CommandDefinition<"status", "status"> = {
  name: "status",
  usage: "<status> [because …]",
  meaning: "Sets the status.",
  example: "investigating",
  read: (line) => {
    const named = joined(wordsOf(line.args));
    return named === ""
      ? "It does not say which status."
      : { kind: "status", status: named, ...spoken(line) };
  },
  judge: (command, _, here) => judgeStatus(command, command.status, here),
  acts: { status: change },
};

/** What a command comes to that sets the status which words name. */
export function judgeStatus(command: CommandTail, text: string, here: JudgingSituation): JudgingResult {
  const wanted = statusOf(here.ruling.policy, text);
  if (wanted === undefined) {
    const names = here.ruling.policy.statuses.map((one) => one.title).join(", ");
    return refuse("status", { text, names });
  }
  return withWords(command, { kind: "status", to: wanted.key, because: command.because }, here);
}

function change(draft: Draft, act: ActOf<"status">, source: ActSource): void {
  setFields(draft, act.fields, source);
  const when = act.at === undefined ? source : { ...source, at: act.at, saidAt: source.at };
  setStatus(draft, act.to, when, act.because);
  settleClosed(draft, source);
}
