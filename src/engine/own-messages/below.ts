// What a repository adds below a message of ours: its own words, after ours, which stay as they are.
import type { Effect } from "../effect.ts";
import type { OwnMessages } from "../policy/ruling.ts";
import type { Values } from "../wanted.ts";
import { type OwnableName, ownableNamed, picked } from "./table.ts";

/** The lines below a message; none where the repository has none for it, or they can't be used. */
export function linesBelow(
  messages: OwnMessages | undefined,
  template: string,
  values: Values,
): readonly string[] {
  const file = ownableNamed(template)?.place === "below" ? messages?.find([template]) : undefined;
  const said = file?.say(picked(template as OwnableName, values));
  return said?.kind === "lines"
    ? said.lines.slice(0, said.lines.findLastIndex((line) => line !== "") + 1)
    : [];
}

/** Effects with what stands below their words. Marks, mentions and commands are ours, and no lines can hold any. */
export function withLinesBelow(
  effects: readonly Effect[],
  messages: OwnMessages | undefined,
): readonly Effect[] {
  if (messages === undefined) return effects;
  return effects.map((effect) => {
    if (effect.kind !== "comment" && effect.kind !== "edit-comment") return effect;
    const below = linesBelow(messages, effect.template, effect.values);
    return below.length === 0 ? effect : { ...effect, below };
  });
}
