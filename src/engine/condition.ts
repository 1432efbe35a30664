// Conditions of a policy: whether facts are so, by the words that were given.
import type { Fact, Facts } from "./fact.ts";
import { ANY, plain, UNSAID } from "./policy/condition.ts";
import type { Condition } from "./policy/model.ts";

/** Does a condition hold? Every named field must match one of its words; `*` is any answer, `?` none. */
export function holds(condition: Condition, facts: Facts): boolean {
  return demandsOf(condition).every((one) => isMet(one, facts));
}

/** Does any of the fields that a condition names match? */
export function holdsInPart(condition: Condition, facts: Facts): boolean {
  return demandsOf(condition).some((one) => isMet(one, facts));
}

/** An answer that meets a condition, in the condition's words. */
export interface Met {
  readonly field: string;
  readonly word: string;
}

/** Of the fields for which a condition allows several answers, those that were given: what of it is so. */
export function metBy(condition: Condition, facts: Facts): readonly Met[] {
  return Object.entries(condition).flatMap(([field, wanted]) => {
    const given = new Set(facts.get(field)?.words.map(plain));
    return wanted.length < 2
      ? []
      : wanted.filter((word) => given.has(plain(word))).map((word) => ({ field, word }));
  });
}

/** What a condition wants of one field: one of these words, or any answer; or, which may stand beside words, that there is none. */
interface Demand {
  readonly field: string;
  readonly any: boolean;
  readonly unsaid: boolean;
  readonly words: ReadonlySet<string>;
}

const known = new WeakMap<Condition, readonly Demand[]>();

/** A condition never changes, and is asked about after each event of a history. */
function demandsOf(condition: Condition): readonly Demand[] {
  const demands =
    known.get(condition) ??
    Object.entries(condition).map(([field, wanted]) => ({
      field,
      any: wanted.includes(ANY),
      unsaid: wanted.includes(UNSAID),
      words: new Set(wanted.map(plain)),
    }));
  known.set(condition, demands);
  return demands;
}

function isMet({ field, any, unsaid, words }: Demand, facts: Facts): boolean {
  const given = facts.get(field);
  if (given === undefined) return unsaid;
  return any || given.words.some((answer) => words.has(plain(answer)));
}

/** What a condition wants of a field, to be read after its name: `is known`, `is not known`, `is A or B`, `is not known or is A`. */
export function wantedInWords(wanted: readonly string[], quoted: (word: string) => string): string {
  if (wanted.includes(ANY)) return wanted.includes(UNSAID) ? "is anything" : "is known";
  const named = wanted.filter((word) => word !== UNSAID).map(quoted);
  const answered = named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} or ${named.at(-1)}`;
  return [
    ...(wanted.includes(UNSAID) ? ["is not known"] : []),
    ...(answered === "" ? [] : [`is ${answered}`]),
  ].join(" or ");
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
