// What the record knows for a document, whatever its kind: nothing that is not there, and with every fact where it was said (D-8, HF-1 to HF-3).

import { skippedSteps } from "../document-chain.ts";
import { joinedEvents, readEvent } from "../events/read.ts";
import { guardedValues } from "../guarded.ts";
import type { ApprovalStep, ClockRule, DocumentKind } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import type { Value, Values } from "../wanted.ts";
import { actionValues } from "./document-actions.ts";
import { approvedInWords, rolesInWords } from "./document-approval.ts";
import { factValues, type Redaction } from "./document-facts.ts";
import { urlOf, urlOfEntry } from "./document-links.ts";
import { overviewValues } from "./document-overview.ts";
import { isStructural, titlesIn, unlinked, withoutNames, withoutWords } from "./document-redacted.ts";
import { documentOf, slugOf } from "./document-wanted.ts";
import { entriesOf } from "./history.ts";
import { type ClockValues, clockValues } from "./retro-clocks.ts";
import { diagramValues, timelineValues } from "./retro-timeline.ts";
import { toldValues } from "./retro-told.ts";

/**
 * The values of a document; of its redacted copy without the answers that nobody outside reads, free words, names and addresses. `whole`: its
 * timeline and drawing have every entry, to hold against them what has some.
 */
export function documentValues(
  kind: DocumentKind,
  given: IncidentSituation,
  isRedacted: boolean,
  whole = false,
): Values {
  const here = withoutItself(given);
  const { incident, snapshot, ruling } = here;
  const redaction: Redaction | undefined = isRedacted ? { fields: new Set(kind.redact) } : undefined;
  const { told, more: untold } = toldValues(here);
  const values: Values = {
    document: kind.title,
    redacted: isRedacted,
    drill: incident.drill !== undefined,
    title: isRedacted ? "" : inline(incident.title, 200),
    incident: isRedacted ? "" : snapshot.issue.ref,
    url: snapshot.issue.url,
    slug: slugOf(here, isRedacted),
    id: isRedacted ? "" : incident.id,
    ...overviewValues(here),
    reporter: plainName(incident.reporter ?? ""),
    ...factValues(kind, here, redaction),
    clocks: clockValues(here).clocks.map(untimed),
    told,
    untold,
    ...timeline(here, { isRedacted, whole }),
    days: isRedacted ? [] : diagramValues(here, whole),
    ...actionValues(here, isRedacted),
    latest: latestOf(here),
    chain: chainOf(kind, here),
    approvals: isRedacted ? [] : approvalsOf(kind, given),
    rules: kind.rules,
    zone: ruling.policy.incidents.zone,
    source: kind.source,
  };
  return guardedValues(isRedacted ? redacted(values, titlesIn(here)) : values);
}

/** The same without whoever it was, and without addresses. */
function redacted(values: Values, titles: ReadonlySet<string>): Values {
  const { severity, told } = values;
  const nameless: Values = {
    ...values,
    severity: severity && { ...(severity as Values), because: "" },
    reporter: "",
    roles: [],
    problem: undefined,
    told: (told as readonly Value[]).map((one) => withoutNames(one, titles)),
    latest: undefined,
  };
  return unlinked(nameless) as Values;
}

/** A document tells of the incident and not of itself: else each of its steps would make it another. */
function withoutItself(here: IncidentSituation): IncidentSituation {
  const { incident, ruling, standing } = here;
  const own = new Set(ruling.policy.clocks.filter(isOfDocuments).map(({ name }) => name));
  return {
    ...here,
    incident: {
      ...incident,
      history: incident.history.filter(
        ({ what, values }) =>
          !(what.startsWith("document-") || (what === "done" && own.has(values.clock ?? ""))),
      ),
      ended: incident.ended.filter(({ clock }) => !own.has(clock)),
    },
    standing: { ...standing, limits: standing.limits.filter(({ clock }) => !own.has(clock.name)) },
  };
}

/** Of what still runs its limit alone: a document says the same until somebody does something, however late it is by then. */
const untimed = ({ runs, ...clock }: ClockValues): Value => ({
  ...clock,
  runs: runs && { due: runs.due, dueUrl: runs.dueUrl },
});

/** Does a clock hang on what becomes of a document? */
function isOfDocuments({ starts, restarts, stops }: ClockRule): boolean {
  return [...starts, ...restarts, ...stops]
    .flatMap(joinedEvents)
    .some((event) => readEvent(event)?.row.names === "documents");
}

/** The timeline in words, each line with where it was said; in a redacted copy what happened, and nobody's words. */
function timeline(
  here: IncidentSituation,
  { isRedacted, whole }: { readonly isRedacted: boolean; readonly whole: boolean },
): Values {
  const { timeline: lines, earlier } = timelineValues(here, whole);
  const entries = entriesOf(here).slice(earlier);
  const titles = titlesIn(here);
  const rows = lines.map((line, index): Values => {
    const entry = entries[index];
    const url = entry === undefined ? "" : urlOfEntry(entry, here);
    return { ...(isRedacted ? withoutWords(line as Values, titles) : (line as Values)), url };
  });
  return { timeline: isRedacted ? rows.filter(isStructural) : rows, earlier };
}

/** Who approves it, step by step, and who does so in their place (H-26). */
function chainOf({ approve }: DocumentKind, { ruling }: IncidentSituation): readonly Value[] {
  return approve.map(
    ({ by, deputies, skippedAfter }: ApprovalStep): Value => ({
      by: rolesInWords(by, ruling),
      deputies: rolesInWords(deputies, ruling),
      // A text that was approved by an earlier version keeps its hash.
      ...(skippedAfter.length > 0 && { after: rolesInWords(skippedAfter, ruling) }),
    }),
  );
}

/** Who approved it so far, when and where, and whose approval is not needed. */
function approvalsOf(kind: DocumentKind, here: IncidentSituation): readonly Value[] {
  const { ruling } = here;
  const { zone } = ruling.policy.incidents;
  const known = documentOf(kind.key, here);
  const given = known.approvals.map(
    (one): Value => ({
      ...approvedInWords(one, kind, { ruling, at: dayTime(one.at, zone) }),
      url: one.url ?? urlOf(one.cause, here),
    }),
  );
  const skipped = skippedSteps(kind, known).map(
    (step): Value => ({ skipped: rolesInWords(kind.approve[step]?.by ?? [], ruling) }),
  );
  return [...given, ...skipped];
}

/** The last update, in its first words. */
function latestOf(here: IncidentSituation): Values | undefined {
  const { lastUpdate } = here.incident;
  if (lastUpdate === undefined) return undefined;
  return {
    at: dayTime(lastUpdate.at, here.ruling.policy.incidents.zone),
    by: plainName(lastUpdate.by ?? ""),
    url: urlOf(lastUpdate.cause, here),
  };
}
