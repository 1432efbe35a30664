// What differs about roles, but for who has them by duty.
import type { RoleRule } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { people, quoted } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of roles but for who has them by duty. */
export function changes({ before, after }: Pair): readonly Change[] {
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
