// What differs about the facts that an incident has.
import type { Field } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { listed, quoted, quotedList } from "./phrases.ts";
import { ownRight } from "./rights.ts";
import type { Traits } from "./traits.ts";

/** The changes of facts. */
export function changes({ before, after }: Pair): readonly Change[] {
  const stage = (stages: Field["required"]): string =>
    stages.length === 0 ? "never" : `to ${listed(stages)}`;
  const asked = ({ required }: Field): string =>
    required.length === 0 ? "" : `, and asked for ${stage(required)}`;
  const name = ({ title }: Field): string => quoted(title);
  const traits: Traits<Field> = {
    id: null,
    source: null,
    title: { words: (one, other) => `the fact ${name(one)} is called ${name(other)}` },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the fact ${name(other)}`, one.aliases, other.aliases),
    },
    type: { words: (one, other) => `${name(other)} is read as ${other.type} instead of ${one.type}` },
    options: {
      unordered: true,
      words: (one, other) =>
        `the answers to ${name(other)} are ${quotedList(other.options)} instead of ${quotedList(one.options)}`,
    },
    required: {
      unordered: true,
      words: (one, other) =>
        `${name(other)} is required ${stage(other.required)} instead of ${stage(one.required)}`,
    },
    question: {
      words: (one, other) =>
        `where ${name(other)} is missing, ${quoted(other.question)} is asked instead of ${quoted(one.question)}`,
    },
    by: {
      words: (one, other) =>
        `${name(other)} is decided by ${ownRight(other.by, after)} instead of ${ownRight(one.by, before)}`,
    },
    public: {
      words: (_, other) =>
        `${name(other)} ${other.public ? "now goes" : "no longer goes"} into the words of notices to a public audience`,
    },
    impact: {
      words: (_, other) =>
        `${name(other)} is ${other.impact ? "now" : "no longer"} the sentence that the card shows as the impact`,
    },
  };
  return entryChanges(before.fields, after.fields, {
    kind: "field",
    traits,
    subject: name,
    wordsOnly: ["title", "question"],
    isNew: (field) => `${name(field)} is a new fact of an incident${asked(field)}`,
    isGone: (field) => `${name(field)} is no fact of an incident any more`,
  });
}
