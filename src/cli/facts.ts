// Facts as a command line gives them: `--set field=value`, read as they are in an incident.

import { type Fact, type Facts, fact } from "../engine/facts.ts";
import type { Instant } from "../engine/instant.ts";
import { SETTLED } from "../engine/policy/condition.ts";
import type { Policy } from "../engine/policy/model.ts";
import { fieldOf } from "../engine/policy/names.ts";
import { hint } from "../engine/policy/nearest.ts";
import { WrongUse } from "./terminal.ts";

/**
 * The facts of `field=value`s: a field by its id, title or alias, or a name that conditions use without one (`tier`, `flag`).
 * Several choices stand behind commas. `at` is when they are said. What can't be read is wrong use.
 */
export function factsGiven(settings: readonly string[], policy: Policy, at: Instant): Facts {
  const facts = new Map<string, Fact>();
  for (const setting of settings) {
    const one = factOf(setting, policy, at);
    if (facts.has(one.field)) throw new WrongUse(`${one.field} is given twice; keep one of them`);
    facts.set(one.field, one);
  }
  return facts;
}

function factOf(setting: string, policy: Policy, at: Instant): Fact {
  const [, name = "", value = ""] = /^([^=]*)=([\s\S]*)$/.exec(setting)?.map((part) => part.trim()) ?? [];
  if (name === "" || value === "") {
    throw new WrongUse(`--set takes field=value, for example --set provider=gpit; it was "${setting}"`);
  }
  const field = fieldOf(policy, name);
  if (field === undefined) {
    const others = namesInConditions(policy);
    if (others.includes(name))
      return { field: name, text: value, words: value.split(",").map((word) => word.trim()) };
    const names = [...new Set([...Object.keys(policy.fields), ...others])];
    throw new WrongUse(`the policy has no field "${name}"${hint(name, names)}`);
  }
  const whole = fact(field, [value], policy, at);
  const one =
    field.type === "choices" && whole.problem !== undefined
      ? fact(
          field,
          value.split(",").map((word) => word.trim()),
          policy,
          at,
        )
      : whole;
  if (one.problem === undefined) return one;
  throw new WrongUse(`${field.id} can't be "${value}": ${one.problem}`);
}

/** What the conditions of clocks ask for that is no field: a service's tier, a flag. The severity has an option of its own. */
function namesInConditions({ clocks, audiences, notices }: Policy): readonly string[] {
  const told = [...Object.values(audiences), ...Object.values(notices)];
  const kept = Object.values(notices).flatMap(({ hold, block }) => [...hold, ...block]);
  const asked = [
    ...clocks.flatMap(({ when, cases }) => [when, ...cases.map((one) => one.when)]),
    ...[...told, ...kept].flatMap(({ when, unless }) => [...when, ...unless]),
  ].flatMap(Object.keys);
  return [
    ...new Set([...SETTLED, ...(told.length > 0 ? ["phase", "confirmed", "call"] : []), ...asked]),
  ].filter((name) => name !== "severity");
}
