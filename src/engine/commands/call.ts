// `/call`: a conference call is wanted, has begun or is over, at the time that is given (H-24, H-43).
import type { Instant } from "../instant.ts";
import { atTime } from "../judge/meant.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { spoken, timed } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

type What = "wanted" | "started" | "ended";

declare module "../text/command.ts" {
  interface Commands {
    call: { readonly what: What; readonly when?: string; readonly text?: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    call: { readonly what: What; readonly when: Instant };
  }
}

/** `/call`. */
export const call: CommandDefinition<"call", "call"> = {
  name: "call",
  usage: "<wanted, started or ended> [time] [text]",
  meaning: "Records that a conference call is wanted, has begun or is over, at the time given.",
  example: "started 17:40",
  read,
  judge: (command, item, here) =>
    atTime(command.when, item, here, (when) => ({ kind: "call", what: command.what, when })),
  acts: {
    call: (draft, act, source) => {
      draft.history.push({ at: act.when, by: source.by, what: `call-${act.what}`, values: {} });
    },
  },
};

function read(line: CommandLine): CommandOf<"call"> | string {
  const [, word = "", others = ""] =
    /^(wanted|needed|started|begun|began|joined|ended|over|finished)(?![\w-])[,:]?\s*(.*)$/i.exec(
      line.args,
    ) ?? [];
  if (word === "") return "It does not say whether the call is wanted, has started or is ended.";
  return { kind: "call", what: whatOf(word), ...timed(others), ...spoken(line) };
}

function whatOf(word: string): What {
  if (/^(?:wanted|needed)$/i.test(word)) return "wanted";
  return /^(?:ended|over|finished)$/i.test(word) ? "ended" : "started";
}
