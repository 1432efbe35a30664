// `/resolve`: the service is back; it may give what is asked for at the end.
import type { FieldValues } from "../act.ts";
import { fact } from "../facts.ts";
import { noted, saysMore } from "../judge/entries.ts";
import { beforeAgain, endField, knownFields, timedWords } from "../judge/meant.ts";
import { done, type JudgingSituation, refuse, statusIn } from "../judge/situation.ts";
import { endFieldOf } from "../policy/names.ts";
import { updateIn } from "../text/said.ts";
import { fullText, spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    resolve: { readonly text: string; readonly fields: Readonly<Record<string, string>> };
  }
}

/** `/resolve`; its act is that of `/status`. */
export const resolve: CommandDefinition<"resolve"> = {
  name: "resolve",
  text: "prose",
  usage: "[time] [text]",
  meaning: "Says that the service is back; lines “field: value” give what is asked for at the end.",
  example: "Certificate renewed",
  read: (line) => {
    const text = fullText(line);
    return { kind: "resolve", text, fields: updateIn(text, line.known).fields, ...spoken(line) };
  },
  judge: ({ text, because, ...command }, item, here) => {
    const to = statusIn(here, "resolved") ?? "resolved";
    const { at, words, when = "", why } = timedWords(text, item.at, here, ["resolved"]);
    if (why !== undefined) return refuse("time", { text: when, why });
    const { acts, others } = noted(words, item.at, here);
    const given = knownFields(command.fields, here);
    const end = endGiven(given, here);
    if (at !== undefined && end !== undefined && end.at !== at)
      return refuse("time", { text: end.text, why: `${when} is said as well: write one of the two` });
    const early = end && beforeAgain(end.text, item.at, here);
    if (end !== undefined && early !== undefined) return refuse("time", { text: end.text, why: early });
    const fields = { ...(at !== undefined && endField(when, here)), ...given };
    const over = at ?? end?.at;
    return done(
      {
        ...{ kind: "status", to, because, fields },
        ...(over !== undefined && { at: over }),
        ...(saysMore(others, here) && { said: true }),
      },
      ...acts,
    );
  },
  acts: {},
};

/** When it was over by a line of its own, where that can be read. */
function endGiven(given: FieldValues, here: JudgingSituation) {
  const field = endFieldOf(here.ruling.policy);
  const text = given[field?.id ?? ""];
  const at = field && text && fact(field, [text], here.ruling.policy, here.at).at;
  return at === undefined || at === "" || text === undefined ? undefined : { at, text };
}
