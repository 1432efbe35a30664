// `/accept`: a report by somebody from outside is taken on as an incident.
import { accept as takeOn } from "../fold/lifecycle.ts";
import { judgeAccepted } from "../judge/accept.ts";
import { withReason } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    accept: object;
  }
}

declare module "../act.ts" {
  interface Acts {
    accept: object;
  }
}

/** `/accept`; the same act is made by the label of incidents. */
export const accept: CommandDefinition<"accept", "accept"> = {
  name: "accept",
  usage: "",
  meaning: "Takes a report by somebody from outside as an incident.",
  example: "",
  meansIn: (management) => management === "waiting",
  read: (line) => ({ kind: "accept", ...withReason(line, line.args) }),
  judge: (_command, _item, here) => judgeAccepted(here),
  acts: { accept: (draft, _, source) => takeOn(draft, source) },
};
