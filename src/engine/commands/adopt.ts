// `/adopt`: an issue is taken under management that was opened before there was any, or that was said to be no incident.
import { declare } from "../fold/lifecycle.ts";
import { judgeTakenOn } from "../judge/accept.ts";
import { withReason } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    adopt: object;
  }
}

declare module "../act.ts" {
  interface Acts {
    adopt: object;
  }
}

/** `/adopt`. */
export const adopt: CommandDefinition<"adopt", "adopt"> = {
  name: "adopt",
  usage: "",
  meaning: "Takes an issue under management that was opened before Tocsin was switched on.",
  example: "",
  meansIn: (management) => management !== "managed" && management !== "waiting",
  read: (line) => ({ kind: "adopt", ...withReason(line, line.args) }),
  judge: (_command, item, here) => judgeTakenOn("adopt", item.by?.login ?? "", here),
  acts: { adopt: (draft, _, source) => declare(draft, source) },
};
