// Asks the methods of a policy, in its order, what severity the facts give; the reporter's choice is one of them (HG, H-3).

import type { Facts } from "../fact.ts";
import { Kept } from "../kept.ts";
import type { Input, Method, Policy, Severity } from "../policy/model.ts";
import { severityOf } from "../policy/names.ts";
import { FORM } from "../policy/severity/tables.ts";
import type { SeveritySituation } from "./answer.ts";
import { byMatrix } from "./matrix.ts";
import { byScore } from "./score.ts";

/** What a method says. */
export interface MethodFound {
  readonly kind: "found";
  /** Key of the method; `form` for the reporter's choice. */
  readonly method: string;
  readonly how: "form" | "matrix" | "score";
  /** Absent where the process publishes no severity for the number (HG-4). */
  readonly severity?: string | undefined;
  readonly score?: number | undefined;
  /** One sentence: how it came about. */
  readonly because: string;
  /** What was passed over on the way: worked out though it was given by hand. */
  readonly notes: readonly string[];
}

/** What a method says, or which of its inputs nobody gave; the reporter's choice has no inputs. */
export type MethodOutcome =
  | MethodFound
  | { readonly kind: "unknown"; readonly method: string; readonly missing: readonly Input[] };

/** What one method says of the facts. */
export function ask(method: Method, asked: SeveritySituation): MethodOutcome {
  return method.kind === "matrix" ? byMatrix(method, asked) : byScore(method, asked);
}

/** What every method that the policy asks says, in its order. */
export function askAll(asked: SeveritySituation): readonly MethodOutcome[] {
  const { by, methods } = asked.policy.severity;
  return by.flatMap((key) => {
    if (key === FORM) return [askForm(asked)];
    const method = methods[key];
    return method === undefined ? [] : [ask(method, asked)];
  });
}

/** The reporter's choice, or what was said for its field since. */
export function askForm({ policy, facts }: SeveritySituation): MethodOutcome {
  const severity = chosen(policy, facts);
  if (severity === undefined) return { kind: "unknown", method: FORM, missing: [] };
  const because = `the form says ${severity.title}`;
  return { kind: "found", method: FORM, how: "form", severity: severity.key, because, notes: [] };
}

/** The key of that; undefined where there is none. */
export function saidSeverity(policy: Policy, facts: Facts): string | undefined {
  return chosen(policy, facts)?.key;
}

/** It is asked at each act of a history. */
const chosenBy = new Kept<Severity | undefined>(50);

function chosen(policy: Policy, facts: Facts): Severity | undefined {
  const fact = facts.get(policy.severity.field);
  return fact && chosenBy.of(policy, fact.text, () => severityOf(policy, fact.text));
}

/** An outcome that ends in a severity. */
export type Opinion = MethodFound & { readonly severity: string };

/** Those that end in a severity, in the policy's order: the first decides. */
export function opinionsOf(policy: Policy, asked: Omit<SeveritySituation, "policy">): readonly Opinion[] {
  return askAll({ policy, ...asked }).filter(isOpinion);
}

/** Does an outcome end in a severity? */
export function isOpinion(one: MethodOutcome): one is Opinion {
  return one.kind === "found" && one.severity !== undefined;
}
