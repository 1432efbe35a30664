// `/resolve`: the service is back; it may give what is asked for at the end.
import { noted, saysMore } from "../judge/entries.ts";
import { knownFields } from "../judge/meant.ts";
import { done, statusIn } from "../judge/situation.ts";
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
  usage: "[text]",
  meaning: "Says that the service is back; lines “field: value” give what is asked for at the end.",
  example: "Certificate renewed",
  read: (line) => {
    const text = fullText(line);
    return { kind: "resolve", text, fields: updateIn(text, line.known).fields, ...spoken(line) };
  },
  judge: ({ text, because, ...command }, item, here) => {
    const to = statusIn(here, "resolved") ?? "resolved";
    const { acts, others } = noted(text, item.at, here);
    const fields = knownFields(command.fields, here);
    return done(
      { kind: "status", to, because, fields, ...(saysMore(others, here) && { said: true }) },
      ...acts,
    );
  },
  acts: {},
};
