// What differs about flags: which there are, their names, and whether they stay. Their labels are told apart.
import type { Flag } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { quoted } from "./phrases.ts";
import { ownRight } from "./rights.ts";
import type { Traits } from "./traits.ts";

/** The changes of flags. */
export function changes({ before, after }: Pair): readonly Change[] {
  const name = ({ title }: Flag): string => `the flag ${quoted(title)}`;
  const traits: Traits<Flag> = {
    key: null,
    label: null,
    source: null,
    title: { words: (one, other) => `${name(one)} is called ${quoted(other.title)}` },
    aliases: { unordered: true, words: (one, other) => aliasWords(name(other), one.aliases, other.aliases) },
    by: {
      words: (one, other) =>
        `${name(other)} may be set by ${ownRight(other.by, after)} instead of ${ownRight(one.by, before)}`,
    },
    dismiss: {
      words: (one, other) =>
        `${name(other)} may be taken off or made safe by ${ownRight(other.dismiss, after)} instead of ${ownRight(one.dismiss, before)}`,
    },
    kept: {
      words: (_, other) =>
        other.kept
          ? `${name(other)} is put back where its label vanishes, and taken off only with a reason`
          : `${name(other)} may be taken off without a reason, and its label is not put back`,
    },
    untilSafe: {
      words: (_, other) =>
        other.untilSafe
          ? `${name(other)} keeps a closed incident in sight until its risk is made safe`
          : `${name(other)} keeps no closed incident in sight any more`,
    },
  };
  return entryChanges(before.flags, after.flags, {
    kind: "flag",
    traits,
    subject: name,
    wordsOnly: ["title"],
    isNew: (flag) => `${name(flag)} is new`,
    isGone: (flag) => `there is no ${name(flag).replace(/^the /u, "")} any more`,
  });
}
