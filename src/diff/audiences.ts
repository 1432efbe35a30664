// What differs about who is told by notices: which audiences there are, by what rules, and by which channels.
import type { Audience } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { conditionWords, listed, quoted } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of audiences. */
export function changes({ before, after }: Pair): readonly Change[] {
  const name = ({ title }: Audience): string => `the audience ${quoted(title)}`;
  const rules = (all: Audience["when"], none: string): string =>
    all.length === 0
      ? none
      : listed(
          all.map((one) => conditionWords(one, after)),
          "or",
        );
  const channels = ({ channels: names }: Audience): string =>
    names.length === 0 ? "no channel" : listed(names.map(quoted));
  const hours = ({ hours: when }: Audience): string =>
    when === "always" ? "at any time" : when === "core" ? "in core hours" : "out of hours";
  const traits: Traits<Audience> = {
    key: null,
    source: null,
    title: { words: (one, other) => `${name(one)} is called ${quoted(other.title)}` },
    public: {
      words: (_, other) =>
        `what ${name(other)} is told ${other.public ? "may be read by anybody, so that it holds public facts alone" : "is for the inside, so that it holds all facts of a notice"}`,
    },
    when: {
      condition: true,
      words: (one, other) =>
        `${name(other)} is told ${rules(other.when, "of every incident")} instead of ${rules(one.when, "of every incident")}`,
    },
    unless: {
      condition: true,
      words: (one, other) =>
        `${name(other)} is not told where ${rules(other.unless, "nothing")} instead of ${rules(one.unless, "nothing")}`,
    },
    hours: { words: (one, other) => `${name(other)} is told ${hours(other)} instead of ${hours(one)}` },
    until: {
      words: (one, other) =>
        `${name(other)} is told until ${other.until ?? "no end"} instead of ${one.until ?? "no end"}`,
    },
    channels: {
      unordered: true,
      words: (one, other) => `${name(other)} is told by ${channels(other)} instead of ${channels(one)}`,
    },
  };
  return entryChanges(before.audiences, after.audiences, {
    kind: "notice",
    traits,
    subject: name,
    wordsOnly: ["title"],
    isNew: (one) => `${name(one)} is new, told by ${channels(one)}`,
    isGone: (one) => `${name(one)} is told by no notice any more`,
  });
}
