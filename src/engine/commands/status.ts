// `/status`: a person says which status the incident has.
import type { ActOf, FieldValues } from "../act.ts";
import { isPlain } from "../events/read.ts";
import type { EventName } from "../events/table.ts";
import type { Draft } from "../fold/draft.ts";
import { settleClosed } from "../fold/lifecycle.ts";
import { setFields } from "../fold/set-fields.ts";
import { type ActSource, setStatus } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { noted, saysMore } from "../judge/entries.ts";
import { endField, timedWords } from "../judge/meant.ts";
import { endTakesReason, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { Status } from "../policy/model.ts";
import { leadingStatus } from "../policy/names.ts";
import type { CommandTail } from "../text/command.ts";
import { besideReason, spoken } from "../text/spoken.ts";
import { joined, splitBecause, wordsOf } from "../text/words.ts";
import type { CommandDefinition } from "./definition.ts";
import { withWords } from "./with-words.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `whole` is its line, in which more may be said behind the status. */
    status: { readonly status: string; readonly whole: string };
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
      /** More was said with it: its line of the timeline repeats that. */
      readonly said?: true;
    };
  }
}

/** `/status`; the same act is made by a label, a tick, `/confirm` and `/resolve`. */
export const status: CommandDefinition<"status", "status"> = {
  name: "status",
  text: "below",
  usage: "<status> [time] [text or because …]",
  meaning: "Sets the status, as it was at the time given.",
  example: "investigating",
  read: (line) => {
    const named = joined(wordsOf(line.args));
    return named === ""
      ? "It does not say which status."
      : { kind: "status", status: named, whole: line.whole, ...spoken(line) };
  },
  judge: (command, _, here) => judgeStatus(command, command.whole, here),
  acts: { status: change },
};

/** What a command comes to that sets the status which words name. */
export function judgeStatus(command: CommandTail, text: string, here: JudgingSituation): JudgingResult {
  const wanted = leadingStatus(here.ruling.policy, text);
  if (wanted === undefined) {
    const names = here.ruling.policy.statuses.map((one) => one.title).join(", ");
    return refuse("status", { text: joined(wordsOf(splitBecause(text).text)), names });
  }
  if (command.because === undefined && endTakesReason(wanted.one.key, here))
    return refuse("because", { text: `/status ${wanted.one.key}` });
  const { words, at, when = "", why } = timedWords(wanted.others, here.at, here, eventsIn(wanted.one));
  if (why !== undefined) return refuse("time", { text: when, why });
  const rest = [words, command.rest].filter((part) => part !== "").join("\n");
  const { others } = noted(rest, here.at, here);
  const said = saysMore(others, here) && ({ said: true } as const);
  const act = {
    kind: "status",
    to: wanted.one.key,
    because: command.because,
    ...said,
    ...(at !== undefined && { at }),
    ...(at !== undefined && wanted.one.phase === "resolved" && { fields: endField(when, here) }),
  } as const;
  return withWords({ ...command, rest: besideReason(words) === "" ? command.rest : rest }, act, here);
}

/** The events of having reached a status. */
const eventsIn = ({ key, phase }: Status): readonly EventName[] => [
  `status.${key}`,
  ...(isPlain(phase) ? [phase] : []),
];

function change(draft: Draft, act: ActOf<"status">, source: ActSource): void {
  setFields(draft, act.fields, source);
  const when = act.at === undefined ? source : { ...source, at: act.at, saidAt: source.at };
  const before = draft.status;
  setStatus(draft, act, when);
  // It is so already, perhaps since another time, and what was said with it is news all the same.
  if (act.said && draft.status.cause === before.cause)
    draft.history.push({ at: source.at, by: source.by, what: "update", values: { item: source.cause } });
  settleClosed(draft, when, act.because);
}
