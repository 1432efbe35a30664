// What differs about people: roles, and who may give which command.
import type { CommandRule, RoleRule } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { listed, people, quoted, sentence, theRoles } from "./phrases.ts";
import { alike, type Traits } from "./traits.ts";

/** The changes of roles but for who has them by duty. */
export function roleChanges({ before, after }: Pair): readonly Change[] {
  const name = ({ title }: RoleRule): string => `the role ${quoted(title)}`;
  const traits: Traits<RoleRule> = {
    key: null,
    duty: null,
    title: { words: (one, other) => `${name(one)} is called ${quoted(other.title)}` },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(name(other), one.aliases, other.aliases),
    },
    offered: {
      words: (_, other) =>
        other.offered
          ? `the card offers ${name(other)} while nobody holds it`
          : `the card no longer offers ${name(other)} while nobody holds it`,
    },
  };
  const dutyWords = ({ duty }: RoleRule): string => {
    const known = [...new Set(duty.flatMap((one) => (one.rota === undefined ? one.people : [])))];
    return known.length === 0 ? "" : `, with ${people(known, after)} on duty`;
  };
  return entryChanges(before.roles, after.roles, {
    kind: "role",
    traits,
    subject: name,
    wordsOnly: ["title"],
    isNew: (role) => `${name(role)} is new${dutyWords(role)}`,
    isGone: (role) => `there is no ${name(role).replace(/^the /u, "")} any more`,
  });
}

/** Who may give which command, those with the same change together. */
export function commandChanges({ before, after }: Pair): readonly Change[] {
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
