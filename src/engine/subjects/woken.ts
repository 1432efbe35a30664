// Which other subjects of the repository a pass over an incident wakes: what they show or remind of hangs on its record.
import type { Effect } from "../effect.ts";
import type { IssueRef } from "../issue-ref.ts";
import type { IncidentSituation } from "../situation.ts";
import { repositoryKey } from "../subject.ts";

/** The keys to be looked at after this incident was, `written` being what was written for it. */
export function woken(
  here: IncidentSituation,
  written: readonly Pick<Effect, "kind">[],
): readonly IssueRef[] {
  const { snapshot, ruling } = here;
  const { actions, handover } = ruling.policy;
  const names = [
    ...(actions.list !== undefined && hasNewRecord(here, written) ? ["actions"] : []),
    ...(handover !== undefined && goesOnAgain(here) ? ["handover"] : []),
  ];
  return names.map((name) => repositoryKey(snapshot.repository.name, name));
}

/** Was it put on record that something became of an action? */
function hasNewRecord(
  { snapshot, standing }: IncidentSituation,
  written: readonly Pick<Effect, "kind">[],
): boolean {
  const isWritten = written.some(({ kind }) => kind === "card");
  return isWritten && JSON.stringify(snapshot.ledger?.actions ?? []) !== JSON.stringify(standing.actions);
}

/** Was it opened again just now? What was to be reminded of it may be due. */
function goesOnAgain({ snapshot, incident }: IncidentSituation): boolean {
  const known = new Set(snapshot.ledger?.acts.map(({ item }) => item));
  return incident.acts.some(
    ({ item, acts }) => !known.has(item) && acts.some(({ kind }) => kind === "reopen"),
  );
}
