// The incident log: which incidents have a row, when it is written, and the commit that brings it about (S-7).
import type { Delivery } from "../delivery.ts";
import { opaqueId } from "../identity.ts";
import type { Instant } from "../instant.ts";
import type { CommitFile, CommitWords } from "../leaving.ts";
import { anyHolds, noticeFacts } from "../notices/view.ts";
import type { LogRule } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import { cellOf } from "../text/csv.ts";
import { hash } from "../text/hash.ts";
import { type LogRow, maskedRowOf, rowOf } from "./row.ts";

/** What a record is made of. */
export interface Recorded {
  readonly here: IncidentSituation;
  readonly log: LogRule;
  /** What left GitHub of this incident's row, with what became of it. */
  readonly deliveries: readonly (readonly [id: string, delivery: Delivery])[];
  /** From when on what is known acts under the present policy. */
  readonly since: Instant;
}

/** The commit by which the incident's row is as it should be now; `undefined`: it is to have none, or not yet. */
export function recordOf(recorded: Recorded): CommitFile | undefined {
  const { here, log } = recorded;
  const before = writtenOf(recorded);
  if (!isToHave(recorded, before.length > 0)) return undefined;
  const ongoing = isGoingOn(here);
  if (ongoing && isOnDefault(here, log)) return undefined;
  const written = recorded.deliveries.filter(([, { state }]) => state === "sent").map(([id]) => id);
  return commitOf(here, log, { before, written, ongoing });
}

/** The row as a line, to be copied by hand. */
export function lineOf({ edit }: CommitFile): string {
  return edit.cells.map(cellOf).join(",");
}

/** What was ever on its way of this incident's row, oldest first; what was refused never was. */
function writtenOf({ deliveries }: Recorded): readonly string[] {
  return deliveries
    .filter(([, { state }]) => state !== "failed")
    .toSorted(([, one], [, other]) => one.at - other.at)
    .map(([id]) => id);
}

/** By the policy's facts, of a drill none; a row that is there once is kept true whatever becomes of the incident. */
function isToHave({ here, log: { when, unless }, since }: Recorded, isThere: boolean): boolean {
  const { incident } = here;
  if (isThere) return true;
  if (incident.management !== "managed" || incident.drill !== undefined) return false;
  // A change of the policy never acts backwards: what was over when it came gets no row by it.
  const { closed } = incident;
  if (closed !== undefined && closed.at < since) return false;
  const facts = noticeFacts({ ...incident, ruling: here.ruling });
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
  /** Those among them that arrived. */
  readonly written: readonly string[];
  readonly ongoing: boolean;
}

function commitOf(here: IncidentSituation, log: LogRule, { before, written, ongoing }: Around): CommitFile {
  const { incident, snapshot } = here;
  const { restricted } = log;
  const masked = maskedWords(here, log);
  const isRestricted =
    restricted.length > 0 && anyHolds(restricted, noticeFacts({ ...incident, ruling: here.ruling }));
  const words = isRestricted ? masked : plainWords(here, log);
  const { name } = snapshot.repository;
  const { repository = name, branch, path } = log;
  const place = `log/${incident.id}/${hash(JSON.stringify([repository, branch, path]))}/`;
  const id = idAfter(before, place + hash(JSON.stringify(words.edit)));
  const wasThere = written.some((one) => one !== id && one.startsWith(place));
  const within = ({ values, edit }: CommitWords): CommitWords => ({ values, edit: { ...edit, wasThere } });
  return {
    kind: "commit",
    id,
    because: `The incident log says how it stands${ongoing ? "" : " at the end"}.`,
    rule: `log ${log.source}`.trim(),
    ...{ repository, home: name, branch, path, ongoing },
    template: "log-commit",
    ...within(words),
    openly: within(masked),
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
  return { values: { slug, ref: here.snapshot.issue.ref, news: "" }, edit: editOf(here, rowOf(here, log)) };
}

function maskedWords(here: IncidentSituation, log: LogRule): CommitWords {
  const ref = opaqueId(here.incident.id);
  return { values: { slug: "", ref, news: "" }, edit: editOf(here, maskedRowOf(here, log)) };
}

/** A row may be there in either form. */
function editOf({ incident }: IncidentSituation, row: LogRow): CommitWords["edit"] {
  return { kind: "row", ...row, keys: [incident.id, opaqueId(incident.id)] };
}
