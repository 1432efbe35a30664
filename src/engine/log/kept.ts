// Is a log of incidents kept, and is this incident's row in it? What a row says stands apart: most policies keep none.
import { actsFrom } from "../assess.ts";
import { deliveriesNow } from "../delivery.ts";
import type { CommitFile } from "../leaving.ts";
import type { IncidentSituation } from "../situation.ts";
import { recordOf } from "./record.ts";

export { lineOf } from "./record.ts";

/** Does this delivery belong to the log? */
export function isOfLog(id: string): boolean {
  return id.startsWith("log/");
}

/** The commit by which the incident's row is as it should be now; `undefined`: it is to have none, or not yet. */
export function recordIn(here: IncidentSituation): CommitFile | undefined {
  const { snapshot, incident, ruling, standing } = here;
  const { log } = ruling.policy;
  if (log === undefined) return undefined;
  const deliveries = [...deliveriesIn(here)].filter(([id]) => isOfLog(id));
  const since = actsFrom(snapshot, incident, ruling.policy, standing.from);
  return recordOf({ here, log, deliveries, since });
}

/** Is a row to be written that was not taken yet? */
export function isRecordOwed(here: IncidentSituation): boolean {
  const record = recordIn(here);
  return record !== undefined && deliveriesIn(here).get(record.id)?.state !== "sent";
}

function deliveriesIn({ snapshot, reach, now }: IncidentSituation): ReturnType<typeof deliveriesNow> {
  return deliveriesNow(snapshot.ledger?.deliveries ?? new Map(), reach, now);
}
