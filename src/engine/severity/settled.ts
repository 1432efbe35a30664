// What an incident is besides its facts: the severity in force and the flags that stand, as conditions ask for them.
import type { Settled } from "../condition.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Flagged, SettledSeverity } from "../settled.ts";
import { find } from "./settle.ts";

/** What the incident is besides its facts, as conditions ask for it. */
export function settledOf({
  ruling,
  severity,
  flags,
}: {
  readonly ruling: Pick<Ruling, "policy">;
  readonly severity?: SettledSeverity | undefined;
  readonly flags: ReadonlyMap<string, Flagged>;
}): Settled {
  const level = find(ruling.policy, severity?.key);
  return {
    severity: level && { key: level.key, major: level.major },
    flags: [...flags].flatMap(([key, { safe }]) => (safe === undefined ? [key] : [])),
  };
}
