// `/drill`: this is an exercise, or an exercise turns out to be real.
import { drill as exercise } from "../fold/lifecycle.ts";
import { drillTakesReason } from "../judge/label.ts";
import { done, refuse } from "../judge/situation.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    drill: { readonly real: boolean };
  }
}

declare module "../act.ts" {
  interface Acts {
    drill: { readonly real: boolean; readonly because?: string | undefined };
  }
}

/** `/drill`; the same act is made by its label. */
export const drill: CommandDefinition<"drill", "drill"> = {
  name: "drill",
  usage: "[real] [because …]",
  meaning: "Makes this an exercise; “real” turns an exercise into an incident.",
  example: "real",
  // An exercise may be begun where nothing is managed; what is none can't turn out to be real.
  meansIn: (management, command) =>
    management === "managed" || (management !== "waiting" && command?.real !== true),
  read,
  judge: ({ real, because }, item, here) =>
    !real && because === undefined && drillTakesReason(item.by?.login ?? "", here)
      ? refuse("because", { text: "/drill" })
      : done({ kind: "drill", real, because }),
  acts: { drill: exercise },
};

function read(line: CommandLine): CommandOf<"drill"> | string {
  if (line.args === "") return { kind: "drill", real: false, ...spoken(line) };
  if (/^real[.!]?$/i.test(line.args)) return { kind: "drill", real: true, ...spoken(line) };
  return "After /drill only the word “real” may stand.";
}
