// What the record knows for a document, whatever its kind: nothing that is not there, and with every fact where it was said (D-8, HF-1 to HF-3).
import type { Value, Values } from "../effect.ts";
import { joinedEvents, readEvent } from "../events/read.ts";
import { type Instant, MINUTE } from "../instant.ts";
import type { ClockRule, DocumentKind, Stage } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { dateTime, dayTime } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import { actionValues } from "./document-actions.ts";
import { factValues, type Redaction } from "./document-facts.ts";
import { urlOf, urlOfEntry } from "./document-links.ts";
import { slugOf } from "./document-wanted.ts";
import { entriesOf } from "./history.ts";
import { type ClockValues, clockValues } from "./retro-clocks.ts";
import { diagramValues, timelineValues } from "./retro-timeline.ts";
import { toldValues } from "./retro-told.ts";

/** The values of a document; of its redacted copy without the answers that nobody outside reads, free words, names and addresses. */
export function documentValues(kind: DocumentKind, given: IncidentSituation, isRedacted: boolean): Values {
  const here = withoutItself(given);
  const { incident, snapshot, ruling } = here;
  const redaction: Redaction | undefined = isRedacted ? { fields: new Set(kind.redact) } : undefined;
  const { told, more: untold } = toldValues(here);
  return {
    document: kind.title,
    redacted: isRedacted,
    drill: incident.drill !== undefined,
    title: isRedacted ? "" : inline(incident.title, 200),
    incident: isRedacted ? "" : snapshot.issue.ref,
    url: isRedacted ? "" : snapshot.issue.url,
    slug: slugOf(here, isRedacted),
    id: isRedacted ? "" : incident.id,
    ...severityValues(here, isRedacted),
    times: timeValues(here, isRedacted),
    lasted: lengthOf(here),
    reporter: isRedacted ? "" : plainName(incident.reporter ?? ""),
    roles: isRedacted ? [] : roleValues(here),
    flags: flagValues(here, isRedacted),
    ...factValues(kind, here, redaction),
    clocks: clockValues(here).clocks.map(untimed),
    told: isRedacted ? told.map((one) => withoutNames(one, titlesIn(here))) : told,
    untold,
    ...timeline(here, isRedacted),
    days: isRedacted ? [] : diagramValues(here),
    ...actionValues(here, isRedacted),
    latest: latestOf(here, isRedacted),
    zone: ruling.policy.incidents.zone,
    source: kind.source,
  };
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
  runs: runs && { due: runs.due },
});

/** Does a clock hang on what becomes of a document? */
function isOfDocuments({ starts, restarts, stops }: ClockRule): boolean {
  return [...starts, ...restarts, ...stops]
    .flatMap(joinedEvents)
    .some((event) => readEvent(event)?.row.names === "documents");
}

function severityValues(here: IncidentSituation, isRedacted: boolean): Values {
  const { incident, ruling } = here;
  const { severity } = incident;
  const title = ruling.policy.severities.find(({ key }) => key === severity?.key)?.title ?? "";
  if (severity === undefined) return { severity: undefined };
  return {
    severity: {
      title,
      since: dateTime(severity.since, ruling.policy.incidents.zone),
      because: isRedacted ? "" : inline(severity.because, 200),
      url: isRedacted ? "" : urlOf(severity.cause, here),
    },
  };
}

/** Of each the first, of what ended it the last: an incident may be opened again. */
const moments = ["declared", "confirmed", "mitigated", "resolved", "closed", "reopened"] as const;

function timeValues(here: IncidentSituation, isRedacted: boolean): readonly Value[] {
  const { incident, ruling } = here;
  const { zone } = ruling.policy.incidents;
  return moments.flatMap((what): readonly Value[] => {
    const all = incident.events.filter(({ name }) => name === what);
    const event = what === "declared" || what === "confirmed" ? all[0] : all.at(-1);
    if (what === "declared" && event === undefined)
      return [
        { what, at: dayTime(incident.declaredAt, zone), url: isRedacted ? "" : here.snapshot.issue.url },
      ];
    if (event === undefined) return [];
    return [{ what, at: dateTime(event.at, zone), url: isRedacted ? "" : urlOf(event.cause, here) }];
  });
}

/** From when it began, as far as the record knows, to when the service was back; in minutes, nothing while it lasts. */
function lengthOf({ incident, ruling }: IncidentSituation): Values | undefined {
  const resolved = incident.events.findLast(({ name }) => name === "resolved")?.at;
  if (resolved === undefined) return undefined;
  const saidAt = (stage: Stage): readonly Instant[] =>
    Object.values(ruling.policy.fields)
      .filter(({ type, required }) => type === "time" && required.includes(stage))
      .flatMap(({ id }) => incident.facts.get(id)?.at ?? []);
  const began = saidAt("identify");
  const from: Instant = Math.min(incident.declaredAt, ...began);
  const end: Instant = Math.min(resolved, ...saidAt("resolve"));
  return end < from
    ? undefined
    : {
        minutes: Math.max(1, Math.round((end - from) / MINUTE)),
        known: began.length > 0,
        reopened: incident.events.some(({ name, at }) => name === "reopened" && at <= resolved),
      };
}

function roleValues({ incident, ruling }: IncidentSituation): readonly Value[] {
  return [...incident.roles].flatMap(([key, { holders }]) =>
    holders.length === 0
      ? []
      : [{ title: inline(ruling.policy.roles[key]?.title ?? key), holders: inWords(holders) }],
  );
}

function flagValues(here: IncidentSituation, isRedacted: boolean): readonly Value[] {
  const { incident, ruling } = here;
  const { zone } = ruling.policy.incidents;
  return [...incident.flags].map(([key, { since, cause, safe }]) => ({
    title: inline(ruling.policy.flags[key]?.title ?? key),
    since: dayTime(since, zone),
    safe: safe === undefined ? "" : dayTime(safe.at, zone),
    url: isRedacted ? "" : urlOf(cause, here),
  }));
}

/** The timeline in words, each line with where it was said; in a redacted copy what happened, and nobody's words. */
function timeline(here: IncidentSituation, isRedacted: boolean): Values {
  const { timeline: lines, earlier } = timelineValues(here);
  const entries = entriesOf(here).slice(earlier);
  const titles = titlesIn(here);
  const rows = lines.map((line, index): Values => {
    const entry = entries[index];
    const url = entry === undefined || isRedacted ? "" : urlOfEntry(entry, here);
    return { ...(isRedacted ? withoutWords(line as Values, titles) : (line as Values)), url };
  });
  return { timeline: rows.filter(({ what }) => !isRedacted || structural.has(String(what))), earlier };
}

/** What happened without anybody's words: all that a redacted copy tells. */
const structural: ReadonlySet<string> = new Set([
  ...["declared", "status", "severity-set", "severity-changed", "reopened", "notice-sent", "told", "called"],
  ...["call-started", "call-ended", "flag", "unflag"],
]);

/** Whom the policy calls by what they do; whoever else was named is somebody. */
function titlesIn({ ruling: { policy } }: IncidentSituation): ReadonlySet<string> {
  const all = [policy.roles, policy.contacts, policy.audiences].flatMap((some) =>
    Object.values(some as Readonly<Record<string, { readonly title: string }>>),
  );
  return new Set(all.map(({ title }) => inline(title)));
}

function withWhom(values: Values, titles: ReadonlySet<string>): Values {
  const { who = "" } = values;
  return who === "" || titles.has(String(who)) ? values : { ...values, who: "somebody" };
}

function withoutWords(line: Values, titles: ReadonlySet<string>): Values {
  const { at, what, from = "", to = "", flag = "", notice = "" } = line;
  const { who = "" } = withWhom(line, titles);
  const empty = {
    text: "",
    because: "",
    how: "",
    by: "",
    written: "",
    edited: false,
    deleted: false,
    hidden: false,
  };
  return { at, what, from, to, flag, notice, who, ...empty };
}

function withoutNames(told: Value, titles: ReadonlySet<string>): Value {
  return typeof told === "object" && told !== null && !Array.isArray(told)
    ? { ...withWhom(told as Values, titles), by: "", how: "" }
    : told;
}

/** The last update, in its first words. */
function latestOf(here: IncidentSituation, isRedacted: boolean): Values | undefined {
  const { lastUpdate } = here.incident;
  if (lastUpdate === undefined || isRedacted) return undefined;
  return {
    at: dayTime(lastUpdate.at, here.ruling.policy.incidents.zone),
    by: plainName(lastUpdate.by ?? ""),
    url: urlOf(lastUpdate.cause, here),
  };
}
