// The incident log: which incidents have a row, when it is written, and the commit that brings it about (S-7).
import { actsFrom } from "../assess.ts";
import { type Delivery, deliveriesNow } from "../delivery.ts";
import type { CommitFile, CommitWords } from "../effect.ts";
import { opaqueId } from "../identity.ts";
import { viewOf } from "../notice-standing.ts";
import { anyHolds, noticeFacts } from "../notices/view.ts";
import type { LogRule } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import { hash } from "../text/hash.ts";
import { type LogRow, maskedRowOf, rowOf } from "./row.ts";

/** Does this delivery belong to the log? */
export function isOfLog(id: string): boolean {
  return id.startsWith("log/");
}

/** The commit by which the incident's row is as it should be now; `undefined`: it is to have none, or not yet. A drill never has one. */
export function recordIn(here: IncidentSituation): CommitFile | undefined {
  const { policy } = here.ruling;
  const { log } = policy;
  if (log === undefined || here.incident.drill !== undefined) return undefined;
  const before = writtenOf(here);
  if (!isToHave(here, log, before.length > 0)) return undefined;
  const ongoing = isGoingOn(here);
  if (ongoing && isOnDefault(here, log)) return undefined;
  return commitOf(here, log, { before, ongoing });
}

/** Is a row to be written that was not taken yet? */
export function isRecordOwed(here: IncidentSituation): boolean {
  const record = recordIn(here);
  return record !== undefined && deliveriesOf(here).get(record.id)?.state !== "sent";
}

function deliveriesOf({ snapshot, reach, now }: IncidentSituation): ReadonlyMap<string, Delivery> {
  return deliveriesNow(snapshot.ledger?.deliveries ?? new Map(), reach, now);
}

/** What was ever on its way of this incident's row, oldest first; what was refused never was. */
function writtenOf(here: IncidentSituation): readonly string[] {
  return [...deliveriesOf(here)]
    .filter(([id, { state }]) => isOfLog(id) && state !== "failed")
    .toSorted(([, one], [, other]) => one.at - other.at)
    .map(([id]) => id);
}

/** By the policy's facts; a row that is there once is kept true whatever becomes of the incident. */
function isToHave(here: IncidentSituation, { when, unless }: LogRule, isThere: boolean): boolean {
  const { incident, ruling, snapshot, standing } = here;
  if (isThere) return true;
  if (incident.management !== "managed") return false;
  // A change of the policy never acts backwards: what was over when it came gets no row by it.
  const { closed } = incident;
  if (closed !== undefined && closed.at < actsFrom(snapshot, incident, ruling.policy, standing.from))
    return false;
  const facts = noticeFacts(viewOf(incident, ruling));
  return anyHolds(when, facts) && !(unless.length > 0 && anyHolds(unless, facts));
}

function isGoingOn({ incident }: IncidentSituation): boolean {
  return incident.management === "managed" && incident.closed === undefined;
}

/** Elsewhere the carrier sees whether the branch is that repository's default. */
function isOnDefault({ snapshot }: IncidentSituation, { branch, repository }: LogRule): boolean {
  const isHome = repository === undefined || repository === snapshot.repository.name;
  return branch === undefined || (isHome && branch === snapshot.repository.defaultBranch);
}

interface Around {
  readonly before: readonly string[];
  readonly ongoing: boolean;
}

function commitOf(here: IncidentSituation, log: LogRule, { before, ongoing }: Around): CommitFile {
  const { incident, snapshot, ruling } = here;
  const { restricted } = log;
  const masked = maskedWords(here, log);
  const isRestricted = restricted.length > 0 && anyHolds(restricted, noticeFacts(viewOf(incident, ruling)));
  const words = isRestricted ? masked : plainWords(here, log);
  const { name } = snapshot.repository;
  const { repository = name, branch, path } = log;
  const place = JSON.stringify([repository, branch, path]);
  return {
    kind: "commit",
    id: idAfter(before, `log/${incident.id}/${hash(place + JSON.stringify(words.edit))}`),
    because: `The incident log says how it stands${ongoing ? "" : " at the end"}.`,
    rule: `log ${log.source}`.trim(),
    ...{ repository, home: name, branch, path, ongoing },
    template: "log-commit",
    ...words,
    openly: masked,
    repeatable: true,
  };
}

/** What was written, then changed, and is now as it was is another commit. */
function idAfter(before: readonly string[], id: string): string {
  for (let n = 1; ; n += 1) {
    const next = n === 1 ? id : `${id}/${n}`;
    if (!before.includes(next) || before.at(-1) === next) return next;
  }
}

function plainWords(here: IncidentSituation, log: LogRule): CommitWords {
  const { slug } = here.incident;
  return { values: { slug, ref: here.snapshot.issue.ref }, edit: editOf(here, rowOf(here, log)) };
}

function maskedWords(here: IncidentSituation, log: LogRule): CommitWords {
  const ref = opaqueId(here.incident.id);
  return { values: { slug: "", ref }, edit: editOf(here, maskedRowOf(here, log)) };
}

/** A row may be there in either form. */
function editOf({ incident }: IncidentSituation, row: LogRow): CommitWords["edit"] {
  return { kind: "row", ...row, keys: [incident.id, opaqueId(incident.id)] };
}
