// `/unset`: a person takes a fact back that was set by command; what the form says counts again.
import { spoken } from "../text/spoken.ts";
import { joined, wordsOf } from "../text/words.ts";
import type { CommandDefinition } from "./definition.ts";
import { judgeFact } from "./set.ts";

declare module "../text/command.ts" {
  interface Commands {
    unset: { readonly field: string };
  }
}

/** `/unset`; its act is that of `/set`. */
export const unset: CommandDefinition<"unset"> = {
  name: "unset",
  usage: "<field>",
  meaning: "Takes a fact that was set by command back.",
  example: "users",
  right: "set",
  read: (line) => {
    const field = joined(wordsOf(line.args)).replace(/:$/, "");
    return field === "" ? "It names no field." : { kind: "unset", field, ...spoken(line) };
  },
  judge: (command, _, here) => judgeFact(command.field, "", here),
  acts: {},
};
