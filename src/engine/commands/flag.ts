// `/flag`: a person marks the incident; the rules of the flag begin (HA-1).
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { resettleSeverity } from "../fold/settle.ts";
import type { ActSource } from "../fold/status.ts";
import { done } from "../judge/situation.ts";
import type { CommandDefinition } from "./definition.ts";
import { NO_FLAG, readFlag, withFlag } from "./flags.ts";

declare module "../text/command.ts" {
  interface Commands {
    flag: { readonly flag: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    flag: { readonly flag: string; readonly because?: string | undefined };
  }
}

/** `/flag`; the same act is made by a label. */
export const flag: CommandDefinition<"flag", "flag"> = {
  name: "flag",
  usage: "<flag> [because …]",
  meaning: "Marks the incident: clinical, security or another flag of the policy.",
  example: "clinical",
  read: (line) => {
    const given = readFlag(line);
    return given ? { kind: "flag", ...given } : NO_FLAG;
  },
  judge: (command, _, here) =>
    withFlag(command.flag, here, ({ key }) => done({ kind: "flag", flag: key, because: command.because })),
  acts: { flag: { isNews, change } },
};

/** Set again after it was made safe, it counts anew. */
function isNews(draft: Draft, act: ActOf<"flag">): boolean {
  const known = draft.flags.get(act.flag);
  return known === undefined || known.safe !== undefined;
}

function change(draft: Draft, act: ActOf<"flag">, source: ActSource): void {
  draft.flags.set(act.flag, { since: source.at, by: source.by, cause: source.cause, because: act.because });
  const values = { flag: act.flag, because: act.because ?? "" };
  draft.history.push({ at: source.at, by: source.by, what: "flag", values });
  resettleSeverity(draft, source);
}
