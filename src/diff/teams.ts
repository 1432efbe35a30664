// What differs about teams, and where their actions are filed.
import type { Policy, Team } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { listed, quotedList } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of teams. */
export function changes({ before, after }: Pair): readonly Change[] {
  const traits = (key: string): Traits<Team> => ({
    repository: {
      words: (one, other) =>
        `actions of the team ${key} are filed in ${other.repository ?? "no repository"} instead of ${one.repository ?? "no repository"}`,
    },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the team ${key}`, one.aliases, other.aliases),
    },
    lead: {
      unordered: true,
      words: (one, other) =>
        `of overdue actions of the team ${key} ${listed(other.lead) || "nobody"} is asked instead of ${listed(one.lead) || "nobody"}`,
    },
    labels: {
      unordered: true,
      words: (one, other) =>
        `actions of the team ${key} get the labels ${quotedList(other.labels)} instead of ${quotedList(one.labels)}`,
    },
  });
  const keys = new Set([...Object.keys(before.teams), ...Object.keys(after.teams)]);
  return [...keys].flatMap((key) => {
    const only = (teams: Policy["teams"]) => (teams[key] === undefined ? {} : { [key]: teams[key] });
    return entryChanges(only(before.teams), only(after.teams), {
      kind: "team",
      traits: traits(key),
      subject: () => `the team ${key}`,
      isNew: ({ repository }) =>
        `actions may be filed for the team ${key}${repository === undefined ? "" : `, in ${repository}`}`,
      isGone: () => `actions can no longer be filed for the team ${key}`,
    });
  });
}
