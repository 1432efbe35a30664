// Who may, in words: by role of GitHub, by roles of the process, and for particular facts or hours.
import type { Holders, Policy, Right } from "../engine/policy/model.ts";
import { conditionWords, theRoles } from "./phrases.ts";

/** A right as a part of a sentence: `whoever holds the Bridge (while nobody does: …); out of hours …`. */
export function rightWords(right: Right | undefined, policy: Policy): string {
  if (right === undefined) return "nobody";
  const cases = right.cases.map((one) => {
    const facts = conditionWords(one.when, policy);
    const hours = one.hours === undefined ? "" : one.hours === "out" ? "out of hours" : "in core hours";
    return `${[facts === "" ? "" : `where ${facts}`, hours].filter((part) => part !== "").join(" ")} ${holders(one, policy)}`;
  });
  return [holders(right, policy), ...cases].join("; ");
}

function holders({ role, holders: keys, besides }: Holders, policy: Policy): string {
  const anybody = role === "none" ? "everybody" : `everybody with the GitHub role ${role} or more`;
  const also = besides.length === 0 ? "" : ` and ${any(besides, policy)}`;
  if (keys.length === 0) return `${anybody}${also}`;
  return `${any(keys, policy)} (while nobody does: ${anybody})${also}`;
}

function any(keys: readonly string[], policy: Policy): string {
  return `whoever holds ${theRoles(keys, policy).replace(/ and (?=[^,]*$)/u, " or ")}`;
}

/** A right of one thing, or that whoever may give the command may. */
export function ownRight(right: Right | undefined, policy: Policy): string {
  return right === undefined ? "whoever may give the command" : rightWords(right, policy);
}
