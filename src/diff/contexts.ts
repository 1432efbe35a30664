// The incidents that a clock is tried with: every severity, and every fact that a limit of either policy asks for.
import type { Fact, Facts } from "../engine/facts.ts";
import { ANY, UNSAID } from "../engine/policy/condition.ts";
import type { ClockRule, Condition, Policy } from "../engine/policy/model.ts";
import type { Pair } from "./change.ts";
import { listed, quoted } from "./phrases.ts";

/** An incident as far as a limit hangs on it. */
export interface Context {
  /** Key of the severity; undefined while none is settled. */
  readonly severity: string | undefined;
  readonly facts: Facts;
  /** The facts in words: `provider gpit`; empty for an incident of which nothing is known. */
  readonly known: string;
}

const mostFacts = 64;

/** The severities that both policies have, and none. */
export function severitiesOf({ before, after }: Pair): readonly (string | undefined)[] {
  const had = new Set(before.severities.map(({ key }) => key));
  return [...after.severities.map(({ key }) => key).filter((key) => had.has(key)), undefined];
}

/** Facts that make each condition of these clocks hold, alone and together, and none at all. */
export function factsFor(clocks: readonly ClockRule[], policy: Policy): readonly Omit<Context, "severity">[] {
  const conditions = clocks.flatMap(({ when, cases }) => [when, ...cases.map((one) => one.when)]);
  const words = new Map<string, Set<string>>();
  for (const condition of conditions) {
    for (const [field, wanted] of Object.entries(condition)) {
      const known = words.get(field) ?? new Set();
      for (const word of wanted) if (word !== UNSAID) known.add(word === ANY ? "any" : word);
      words.set(field, known);
    }
  }
  let all: readonly (readonly [string, string][])[] = [[]];
  for (const [field, known] of words) {
    const wider = all.flatMap((facts) => [
      facts,
      ...[...known].map((word): [string, string][] => [...facts, [field, word]]),
    ]);
    if (wider.length <= mostFacts) all = wider;
  }
  return all.map((facts) => ({
    facts: new Map(facts.map(([field, word]) => [field, factOf(field, word)])),
    known: listed(facts.map(([field, word]) => `${policy.fields[field]?.title ?? field} ${quoted(word)}`)),
  }));
}

/** Facts by which a condition holds. */
export function factsOf(condition: Condition): Facts {
  return new Map(
    Object.entries(condition)
      .filter(([, words]) => !words.includes(UNSAID))
      .map(([field, [word = ""]]) => [field, factOf(field, word === ANY ? "any" : word)]),
  );
}

function factOf(field: string, word: string): Fact {
  return { field, text: word, words: [word] };
}
