// What differs about who may give which command.
import type { CommandRule } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { listed, sentence, theRoles } from "./phrases.ts";
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
    const [from, to] = [who(was, before), who(is, after)];
    return change({
      kind: "command",
      subject: group.map(({ key }) => key).join(", "),
      before: from,
      after: to,
      words: sentence(`${commands} may be given by ${to} instead of ${from}`),
    });
  });
}

const essence = (rule: CommandRule | undefined) =>
  rule && { role: rule.role, holders: rule.holders.toSorted() };

function who(rule: CommandRule | undefined, policy: Pair["after"]): string {
  if (rule === undefined) return "nobody";
  const anybody = rule.role === "none" ? "everybody" : `everybody with the GitHub role ${rule.role} or more`;
  if (rule.holders.length === 0) return anybody;
  return `whoever holds ${theRoles(rule.holders, policy).replace(/ and (?=[^,]*$)/u, " or ")} (while nobody does: ${anybody})`;
}
