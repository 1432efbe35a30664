// `/not-an-incident`: a person says that it is none, and everything stops.
import { withdraw } from "../fold/lifecycle.ts";
import { done } from "../judge/situation.ts";
import { withReason } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    "not-an-incident": object;
  }
}

declare module "../act.ts" {
  interface Acts {
    withdraw: { readonly because?: string | undefined };
  }
}

/** `/not-an-incident`; the same act is made by the label of incidents that is taken off. */
export const notAnIncident: CommandDefinition<"not-an-incident", "withdraw"> = {
  name: "not-an-incident",
  usage: "[because …]",
  meaning: "Stops everything: this is no incident.",
  example: "because it is a test page",
  meansIn: (management) => management === "managed" || management === "waiting",
  read: (line) => ({ kind: "not-an-incident", ...withReason(line, line.args) }),
  judge: ({ because }) => done({ kind: "withdraw", because }),
  acts: { withdraw },
};
