// What differs about who may give which command.
import type { Right } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { listed, sentence } from "./phrases.ts";
import { rightWords } from "./rights.ts";
import { alike } from "./traits.ts";

/** Who may give which command, those with the same change together. */
export function changes({ before, after }: Pair): readonly Change[] {
  const keys = Object.keys({ ...before.commands, ...after.commands });
  const changed = keys.flatMap((key) => {
    const [was, is] = [before.commands[key], after.commands[key]];
    return alike(essence(was), essence(is)) ? [] : [{ key, was, is }];
  });
  const groups = Map.groupBy(changed, ({ was, is }) => JSON.stringify([essence(was), essence(is)]));
  return [...groups.values()].map((group) => {
    const [{ was, is } = { was: undefined, is: undefined }] = group;
    const commands = listed(group.map(({ key }) => `\`/${key}\``));
    const [from, to] = [rightWords(was, before), rightWords(is, after)];
    return change({
      kind: "command",
      subject: group.map(({ key }) => key).join(", "),
      before: from,
      after: to,
      words: sentence(`${commands} may be given by ${to} instead of ${from}`),
    });
  });
}

const essence = (rule: Right | undefined) => rule && { ...rule, holders: rule.holders.toSorted() };
