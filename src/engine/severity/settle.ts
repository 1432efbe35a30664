// The severity in its layers: worked out from the facts < raised by a rule < set by a person's act (D-4, D-5, H-5).
import type { Facts } from "../facts.ts";
import { holds } from "../facts.ts";
import type { Instant } from "../instant.ts";
import type { Policy, Severity } from "../policy/model.ts";
import type { SettledSeverity } from "../settled.ts";
import { type Opinion, opinionsOf } from "./method.ts";

/** A severity with how it came about, whenever that was. */
export type Settling = Omit<SettledSeverity, "since" | "cause">;

/** What the present facts alone say. `raising` are the ids of the rules that hold, whether they changed anything or not. */
export interface Computed {
  readonly key?: string | undefined;
  readonly how: "form" | "matrix" | "score" | "rule" | "default";
  readonly because: string;
  readonly raising: readonly string[];
  /** What each method says whose facts suffice, in the policy's order; a rule may have raised it. */
  readonly opinions: readonly Opinion[];
}

/** What a person set: the severity, and the raising rules that already held when it was lowered with a reason. */
export interface SeverityAct {
  readonly to: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
  readonly because?: string | undefined;
  readonly over: readonly string[];
}

/** Which of the opinions decides: the first, but none lowers what the form says, or somebody since (H-5). */
export function deciding(policy: Policy, opinions: readonly Opinion[]): Opinion | undefined {
  const [first] = opinions;
  const form = opinions.find(({ how }) => how === "form");
  return first && form && rank(policy, form.severity) < rank(policy, first.severity) ? form : first;
}

/**
 * Works the severity out from facts: by the first method of the policy whose facts suffice, but not below what the form says, else
 * the default; raised by rules, never lowered. `flags` are those that are up and not made safe, where they are known.
 */
export function compute(policy: Policy, facts: Facts, flags?: readonly string[]): Computed {
  const opinions = opinionsOf(policy, { facts, flags });
  const first = deciding(policy, opinions);
  let key = first?.severity ?? policy.severity.default;
  let how: Computed["how"] = first?.how ?? "default";
  let because = first ? [first.because, ...first.notes].join("; ") : "";
  if (first === undefined && key !== undefined) because = "nothing says another";
  const raising: string[] = [];
  for (const rule of policy.severity.raise) {
    if (!rule.when.some((when) => holds(when, facts))) continue;
    raising.push(rule.id);
    if (key !== undefined && rank(policy, rule.to) >= rank(policy, key)) continue;
    key = rule.to;
    how = "rule";
    because = rule.because;
  }
  return { key, how, because, raising, opinions };
}

/**
 * The severity in force. A rule that came to hold after the act raises above it and says so; one that already held when
 * a person lowered it with a reason stands back, and is named in `disagree`.
 */
export function settle(
  policy: Policy,
  computed: Computed,
  act: SeverityAct | undefined,
): Settling | undefined {
  if (act === undefined) {
    if (computed.key === undefined) return undefined;
    const { key, how, because } = computed;
    const others = how === "rule" ? [] : otherwise(computed.opinions, key);
    return { key, how, because, disagree: [], others };
  }
  const holding = policy.severity.raise.filter(
    (rule) => computed.raising.includes(rule.id) && rank(policy, rule.to) < rank(policy, act.to),
  );
  const newer = holding.filter((rule) => !act.over.includes(rule.id));
  const worst = newer.toSorted((one, other) => rank(policy, one.to) - rank(policy, other.to))[0];
  if (worst) return { key: worst.to, how: "rule", because: worst.because, disagree: [], others: [] };
  return {
    key: act.to,
    how: "act",
    by: act.by,
    because: act.because ?? "",
    disagree: holding.map((rule) => rule.because),
    // What the reporter chose before somebody decided is history; a table of the process is a view of its own (HG-8).
    others: otherwise(
      computed.opinions.filter(({ how }) => how !== "form"),
      act.to,
    ),
  };
}

function otherwise(opinions: readonly Opinion[], settled: string): readonly string[] {
  return opinions.filter(({ severity }) => severity !== settled).map(({ because }) => because);
}

/** Does the policy mark this severity as a major one? */
export function isMajor(policy: Policy, key: string | undefined): boolean {
  return find(policy, key)?.major === true;
}

/** 0 is the worst; an unknown key is milder than all. */
export function rank(policy: Policy, key: string): number {
  return find(policy, key)?.rank ?? Number.POSITIVE_INFINITY;
}

/** The severity of a key. */
export function find(policy: Policy, key: string | undefined): Severity | undefined {
  return policy.severities.find((severity) => severity.key === key);
}
