// `/help`: somebody asks which commands there are.
import { done } from "../judge/situation.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    help: object;
  }
}

declare module "../act.ts" {
  interface Acts {
    help: object;
  }
}

/** `/help`; it changes nothing, and is answered by `rules/answers.ts`. */
export const help: CommandDefinition<"help", "help"> = {
  name: "help",
  usage: "",
  meaning: "Shows the commands.",
  example: "",
  read: (line) => ({ kind: "help", ...spoken(line) }),
  judge: () => done({ kind: "help" }),
  acts: { help: () => undefined },
};
