// `/ack`: somebody has seen what was asked of them and takes it on.
import { done } from "../judge/situation.ts";
import { fullText, spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    ack: { readonly text: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    ack: object;
  }
}

/** `/ack`. */
export const ack: CommandDefinition<"ack", "ack"> = {
  name: "ack",
  usage: "[text]",
  meaning: "Says that you have seen what was asked of you and take it on.",
  example: "",
  read: (line) => ({ kind: "ack", text: fullText(line), ...spoken(line) }),
  judge: () => done({ kind: "ack" }),
  acts: {
    ack: (draft, _, source) => {
      draft.acks.push(source);
      draft.history.push({ at: source.at, by: source.by, what: "ack", values: {} });
    },
  },
};
