// Which other subjects a pass wakes: what those of the repository show or remind of hangs on an incident's record, and what cards show on the problems.
import type { Effect } from "../effect.ts";
import type { IssueRef } from "../issue-ref.ts";
import type { ProblemsSituation } from "../problems/decide.ts";
import { stoodNow } from "../problems/stood.ts";
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

/** The incidents whose cards say of their problem what is not so any more. */
export function wokenByProblems({ snapshot, ruling }: ProblemsSituation): readonly IssueRef[] {
  const { repository, incidents: all } = snapshot;
  const around = { policy: ruling.policy, repository: repository.name, cases: snapshot };
  return all.flatMap(({ ref, about }) =>
    about.problem === undefined || stoodNow(about.problem, { ...around, before: about }) === about.stood
      ? []
      : [ref],
  );
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
