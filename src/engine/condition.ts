// Conditions of a policy: whether facts are so, by the words that were given.
import type { Fact, Facts } from "./fact.ts";
import { plain } from "./policy/condition.ts";
import type { Condition } from "./policy/model.ts";

/** Does a condition hold? Every named field must match one of its words; `*` is any answer. */
export function holds(condition: Condition, facts: Facts): boolean {
  return Object.entries(condition).every(([field, wanted]) => {
    const given = facts.get(field);
    if (given === undefined) return false;
    return wanted.some((word) => word === "*" || given.words.some((answer) => plain(answer) === plain(word)));
  });
}

/** What else an incident is, besides what people gave as facts. */
export interface Settled {
  readonly severity?: { readonly key: string; readonly major: boolean } | undefined;
  /** Keys of the flags that stand and were not made safe. */
  readonly flags: readonly string[];
}

/**
 * The facts as clocks and escalation read them: `severity` is the one in force, `major` is yes or no, `flag` names the flags that
 * stand and were not made safe.
 */
export function settledFacts(facts: Facts, { severity, flags }: Settled): Facts {
  const made = (field: string, words: readonly string[]): Fact => ({ field, words, text: words.join(", ") });
  const all = new Map(facts);
  all.delete("severity");
  if (severity) all.set("severity", made("severity", [severity.key]));
  all.set("major", made("major", [severity?.major ? "yes" : "no"]));
  if (flags.length > 0) all.set("flag", made("flag", flags));
  return all;
}
