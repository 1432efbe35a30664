// The flags as the card shows them: since when and by whom, and what was said when the risk was made safe (HA-3).
import type { Values } from "../effect.ts";
import type { Instant } from "../instant.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { shortTime } from "../time.ts";

/** The flags that stand, in the policy's order; one that the policy names no more comes last under its key. */
export function flagValues(here: IncidentSituation, reading: Instant): readonly Values[] {
  const { flags, incidents } = here.ruling.policy;
  const time = (at: Instant): string => shortTime(at, incidents.zone, reading);
  const order = [...Object.keys(flags), ...here.incident.flags.keys()];
  return [...new Set(order)].flatMap((key): readonly Values[] => {
    const flagged = here.incident.flags.get(key);
    if (flagged === undefined) return [];
    const { safe } = flagged;
    return [
      {
        title: inline(flags[key]?.title ?? key, 80),
        since: time(flagged.since),
        by: plainName(flagged.by ?? ""),
        safe: safe && {
          at: time(safe.at),
          by: plainName(safe.by ?? ""),
          statement: inline(safe.statement, 200),
        },
      },
    ];
  });
}
