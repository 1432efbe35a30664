// Reads the `--set field=value` of `tocsin severity` as facts: by the inputs of the policy's methods, else by its fields.
import { type Fact, type Facts, fact } from "../engine/facts.ts";
import type { Instant } from "../engine/instant.ts";
import type { Input, Method, Policy } from "../engine/policy/model.ts";
import { plainOf, severityOf } from "../engine/policy/names.ts";
import { readInput, wordsFor } from "../engine/policy/severity/input.ts";
import { factsGiven } from "./facts.ts";
import { WrongUse } from "./terminal.ts";

/** Under which policy, and for which method alone, facts are given. */
export interface Setting {
  readonly policy: Policy;
  readonly only: Method | undefined;
  /** When they are said: times without a day are read near it. */
  readonly at: Instant;
}

/**
 * Facts from `field=value`. A name is first that of an input which the methods in question ask for, then that of a field. An
 * unknown field, and a value that is none of its options, is wrong use and thrown so.
 */
export function factsFrom(settings: readonly string[], { policy, only, at }: Setting): Facts {
  const asked = askedInputs(policy, only);
  const facts = new Map<string, Fact>();
  for (const setting of settings) {
    const [, name = "", value = ""] = /^([^=]*)=([\s\S]*)$/.exec(setting)?.map((part) => part.trim()) ?? [];
    const inputs = asked.filter(({ key }) => plainOf(key) === plainOf(name));
    const given =
      inputs.length === 0 || value === ""
        ? [...factsGiven([setting], policy, at).values()]
        : factsOf({ name, value, inputs }, policy, at);
    for (const one of given) {
      if (facts.has(one.field)) throw new WrongUse(`${name} is given twice; keep one of them`);
      refuseUnknown(one, policy);
      facts.set(one.field, one);
    }
  }
  return facts;
}

interface Named {
  readonly name: string;
  readonly value: string;
  readonly inputs: readonly Input[];
}

/** A fact for each field that holds an input of this name: methods may keep it in several. */
function factsOf({ name, value, inputs }: Named, policy: Policy, at: Instant): readonly Fact[] {
  const [first] = inputs;
  if (first !== undefined && !inputs.some((input) => readInput(input, value) !== undefined)) {
    throw new WrongUse(`${name} can't be "${value}"; it is one of ${wordsFor(first)}`);
  }
  return [...new Set(inputs.map(({ field }) => field))].flatMap((id) => {
    const field = policy.fields[id];
    return field === undefined ? [] : [fact(field, [value], policy, at)];
  });
}

/** The reporter's choice has to name a severity. */
function refuseUnknown({ field, text }: Fact, policy: Policy): void {
  if (field !== policy.severity.field || severityOf(policy, text) !== undefined) return;
  const keys = policy.severities.map(({ key }) => key).join(", ");
  throw new WrongUse(`there is no severity "${text}"; it is one of ${keys}`);
}

/** The inputs of the methods in question: of one, or of those that the policy asks. */
function askedInputs({ severity }: Policy, only: Method | undefined): readonly Input[] {
  const methods = only === undefined ? severity.by.flatMap((key) => severity.methods[key] ?? []) : [only];
  return methods.flatMap(({ inputs }) => Object.values(inputs));
}
