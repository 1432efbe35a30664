// What differs about those who have no account, but may hold a role or be told.
import type { Change, Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { quoted } from "./phrases.ts";

/** The changes of contacts. */
export function changes({ before, after }: Pair): readonly Change[] {
  return entryChanges(before.contacts, after.contacts, {
    kind: "role",
    traits: {
      title: { words: (one, other) => `the contact ${quoted(one.title)} is called ${quoted(other.title)}` },
      audience: {
        words: (_, other) =>
          `to tell ${quoted(other.title)} ${other.audience ? "now counts" : "no longer counts"} as a notice`,
      },
    },
    subject: (contact) => `the contact ${quoted(contact.title)}`,
    wordsOnly: ["title"],
    isNew: (contact) => `${quoted(contact.title)} may hold a role or be told`,
    isGone: (contact) => `${quoted(contact.title)} can no longer hold a role or be told`,
  });
}
