// Answers what severity facts give under a policy outside of any incident: what the command line asks (HG).
import type { Facts } from "../facts.ts";
import { implied } from "../facts.ts";
import type { Method, Policy } from "../policy/model.ts";
import { readInput } from "../policy/severity/input.ts";
import type { SeveritySituation } from "./answer.ts";
import { ask, askAll, isOpinion, type MethodFound, type MethodOutcome, type Opinion } from "./method.ts";
import { compute, deciding } from "./settle.ts";
import { titleOf } from "./title.ts";

/** What the facts give. */
export interface Inquiry {
  /** Key of the severity; absent where nothing gives one. */
  readonly severity?: string | undefined;
  /** Points, where a score decided. */
  readonly score?: number | undefined;
  /** One sentence a step: the method, what it passed over, the rule that raised it, the methods that disagree. */
  readonly because: readonly string[];
  /** Ids of the fields (of inputs, or of the severity) without which nothing can be said; empty where the facts suffice. */
  readonly missing: readonly string[];
}

/** The severity by one method of the policy, or without its name by the policy's own order; raised by the policy's rules. */
export function inquire(policy: Policy, given: Facts, only?: Method): Inquiry {
  const facts = new Map([...given, ...implied(policy, given)]);
  const asked: SeveritySituation = { policy, facts, flags: facts.get("flag")?.words };
  const outcomes = only === undefined ? askAll(asked) : [ask(only, asked)];
  const found = outcomes.filter((one) => one.kind === "found");
  const first = only === undefined ? deciding(policy, found.filter(isOpinion)) : found[0];
  const order = { by: first === undefined ? [] : [first.method] };
  const standing = only === undefined ? {} : { default: undefined };
  const rules = { ...policy, severity: { ...policy.severity, ...order, ...standing } };
  const computed = compute(rules, facts, asked.flags);
  const raised =
    computed.how === "rule" && computed.key !== undefined
      ? [`${computed.because}: raised to ${titleOf(policy, computed.key)}`]
      : [];
  const steps = first === undefined ? [] : [first.because, ...first.notes];
  if (computed.how === "default" && computed.key !== undefined) {
    steps.push(`${titleOf(policy, computed.key)} is where the policy begins; ${computed.because}`);
  }
  const suffices = first !== undefined || (only === undefined && computed.key !== undefined);
  return {
    severity: computed.key,
    score: first?.score,
    because: [...steps, ...raised, ...otherwise(found, first)],
    missing: suffices ? [] : missingOf(policy, asked, outcomes),
  };
}

function otherwise(found: readonly MethodFound[], first: MethodFound | undefined): readonly string[] {
  const differing = found.filter((one): one is Opinion => isOpinion(one) && one.severity !== first?.severity);
  return first === undefined ? [] : differing.map(({ because }) => `not all agree: ${because}`);
}

/** What the method lacks of which most is known; of several the first that the policy asks. */
function missingOf(
  policy: Policy,
  { facts }: SeveritySituation,
  outcomes: readonly MethodOutcome[],
): readonly string[] {
  const lacking = outcomes.flatMap((outcome) => {
    if (outcome.kind === "found" || outcome.missing.length === 0) return [];
    const inputs = Object.values(policy.severity.methods[outcome.method]?.inputs ?? {});
    const known = inputs.filter((input) => {
      const fact = facts.get(input.field);
      return fact !== undefined && readInput(input, fact.text) !== undefined;
    });
    return [{ missing: outcome.missing.map(({ field }) => field), known: known.length }];
  });
  const best = lacking.toSorted((one, other) => other.known - one.known)[0];
  return best?.missing ?? [policy.severity.field];
}
