// The flags as the card shows them: since when and by whom, and what was said when the risk was made safe (HA-3).

import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import type { Values } from "../wanted.ts";
import type { CardTimes } from "./card-times.ts";

/** The flags that stand, in the policy's order; one that the policy names no more comes last under its key. */
export function flagValues(here: IncidentSituation, times: CardTimes): readonly Values[] {
  const { flags } = here.ruling.policy;
  const order = [...Object.keys(flags), ...here.incident.flags.keys()];
  const unsafe = unsafeFlags(here).map(({ key }) => key);
  return [...new Set(order)].flatMap((key): readonly Values[] => {
    const flagged = here.incident.flags.get(key);
    if (flagged === undefined) return [];
    const { safe } = flagged;
    return [
      {
        title: inline(flags[key]?.title ?? key, 80),
        since: times.was(flagged.since),
        by: plainName(flagged.by ?? ""),
        owed: unsafe.includes(key),
        safe: safe && {
          at: times.was(safe.at),
          by: plainName(safe.by ?? ""),
          statement: inline(safe.statement, 200),
        },
      },
    ];
  });
}

/** Flags whose risk is still to be made safe though the incident is closed (HA-5). */
export function unsafeFlags({
  standing,
  ruling,
}: IncidentSituation): readonly { readonly key: string; readonly title: string }[] {
  return standing.owed.flatMap((one) =>
    one.what === "safe"
      ? [{ key: one.flag, title: inline(ruling.policy.flags[one.flag]?.title ?? one.flag, 80) }]
      : [],
  );
}
