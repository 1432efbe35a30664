// `/resolve`: the service is back; it may give what is asked for at the end.
import type { FieldValues } from "../act.ts";
import { noted, saysMore } from "../judge/entries.ts";
import { knownFields, timedWords } from "../judge/meant.ts";
import { done, type JudgingSituation, refuse, statusIn } from "../judge/situation.ts";
import { updateIn } from "../text/said.ts";
import { fullText, spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    resolve: { readonly text: string; readonly fields: Readonly<Record<string, string>> };
  }
}

/** The one time that the policy asks for at the end is when it was over. */
function endField(when: string, { ruling }: JudgingSituation): FieldValues {
  const asked = Object.values(ruling.policy.fields).filter(
    ({ type, required }) => type === "time" && required.includes("resolve"),
  );
  const [only] = asked;
  return only === undefined || asked.length > 1 ? {} : { [only.id]: when };
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
    const fields = { ...(at !== undefined && endField(when, here)), ...knownFields(command.fields, here) };
    return done(
      {
        ...{ kind: "status", to, because, fields },
        ...(at !== undefined && { at }),
        ...(saysMore(others, here) && { said: true }),
      },
      ...acts,
    );
  },
  acts: {},
};
