// What differs about the incident log: whether it is kept, where, of which incidents, and what a row says.
import type { Condition, LogRule, Policy } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { conditionWords, listed, quoted } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of the incident log. */
export function changes({ before, after }: Pair): readonly Change[] {
  const traits: Traits<LogRule> = {
    source: null,
    path: {
      words: (one, other) =>
        `the incident log is kept in ${quoted(other.path)} instead of ${quoted(one.path)}`,
    },
    repository: {
      words: (one, other) => `the incident log is kept in ${where(other)} instead of ${where(one)}`,
    },
    branch: {
      words: (one, other) =>
        `rows of the incident log are written to ${branch(other)} instead of ${branch(one)}`,
    },
    when: {
      condition: true,
      words: (one, other) =>
        `an incident has a row in the log where ${facts(other.when, after, "anything is so")} instead of where ${facts(one.when, before, "anything is so")}`,
    },
    unless: {
      condition: true,
      words: (one, other) =>
        `an incident has no row in the log where ${facts(other.unless, after, "nothing is so")} instead of where ${facts(one.unless, before, "nothing is so")}`,
    },
    restricted: {
      condition: true,
      words: (one, other) =>
        `a row of the log says little where ${facts(other.restricted, after, "nothing is so")} instead of where ${facts(one.restricted, before, "nothing is so")}`,
    },
    columns: {
      words: (one, other) => `a row of the log says ${columns(other)} instead of ${columns(one)}`,
    },
  };
  return entryChanges(asEntry(before), asEntry(after), {
    kind: "other",
    traits,
    subject: () => "the incident log",
    isNew: (one) => `incidents get a row in ${quoted(one.path)} in ${where(one)}, ${since(one)}`,
    isGone: () => "incidents get no row in an incident log any more",
  });
}

const asEntry = ({ log }: Policy): Readonly<Record<string, LogRule>> => (log === undefined ? {} : { log });

const where = ({ repository }: LogRule): string => repository ?? "the incident's own repository";

const branch = (rule: LogRule): string =>
  rule.branch === undefined
    ? "the default branch, once an incident is closed,"
    : `the branch ${quoted(rule.branch)}, while an incident goes on too,`;

const since = (rule: LogRule): string =>
  rule.branch === undefined
    ? "once they are closed"
    : `from their beginning on the branch ${quoted(rule.branch)}`;

const facts = (all: readonly Condition[], policy: Policy, none: string): string =>
  all.length === 0
    ? none
    : listed(
        all.map((one) => conditionWords(one, policy)),
        "or",
      );

const columns = (rule: LogRule): string => listed(rule.columns.map(({ title }) => quoted(title)));
