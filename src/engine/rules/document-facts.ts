// The facts of an incident as a document has them: what was answered, by whom and where, and what is still to be answered (HB-1 to HB-3).
import { readServices } from "../catalogue.ts";
import { isOfEarlierEnd } from "../earlier-end.ts";
import type { Fact } from "../fact.ts";
import type { DocumentKind, Field, Policy } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { dateTime, dayTime } from "../time.ts";
import type { Value, Values } from "../wanted.ts";
import { urlOfFact } from "./document-links.ts";
import { sinceOf } from "./history-words.ts";

/** So many characters of one answer stand in a document; the rest is behind its link. */
const longest = 2_000;

/** What a document leaves out, and whether it stands where the incident may not be named. */
export interface Redaction {
  /** Fields whose answers nobody outside reads. */
  readonly fields: ReadonlySet<string>;
}

/**
 * The facts by where they stand: what heads the document, with what of that has no answer yet, what identifies the incident, its impact, what
 * was found out, what ended it, and its cause; each with whoever gave it and the link of that. `asked` are the other questions without an answer.
 */
export function factValues(
  { header, impact }: Pick<DocumentKind, "header" | "impact">,
  here: IncidentSituation,
  redaction: Redaction | undefined,
): Values {
  const { policy } = here.ruling;
  const fields = Object.values(policy.fields).filter(({ type }) => type !== "severity");
  const { cause } = policy.retro;
  const resolvedAt = here.incident.events.find(({ name }) => name === "resolved")?.at;
  const places = Map.groupBy(fields, (field) => {
    const saidAt = saidOf(field, here)?.at;
    // What no stage asks for stands where it was said: from the resolution on it tells what ended it.
    const isAtEnd =
      field.required.length === 0 && resolvedAt !== undefined && saidAt !== undefined && saidAt >= resolvedAt;
    return placeOf(field, { cause, header, impact, isAtEnd });
  });
  const rows = (place: Place): readonly Value[] =>
    (places.get(place) ?? []).flatMap((field) => factOf(field, here, redaction));
  return {
    header: header.flatMap((entry) => headed(entry, here, redaction)),
    identified: rows("identify"),
    impact: rows("impact"),
    found: rows("update"),
    ended: rows("resolve"),
    cause: rows("cause")[0],
    causeQuestion: inline(policy.fields[cause ?? ""]?.question ?? ""),
    asked: here.standing.missing
      .concat(here.standing.missingAtEnd)
      .flatMap((field) =>
        field.id === cause || header.some((entry) => entry.field === field.id)
          ? []
          : [{ id: field.id, title: inline(field.title), question: inline(field.question) }],
      ),
  };
}

/** An entry of the header: its fact under the document's own title, or what to answer. */
function headed(
  { field: id, title }: DocumentKind["header"][number],
  here: IncidentSituation,
  redaction: Redaction | undefined,
): readonly Value[] {
  const field = here.ruling.policy.fields[id];
  if (field === undefined) return [];
  const own = { ...field, title: title ?? field.title };
  const [fact] = factOf(own, here, redaction);
  const { url } = here.snapshot.issue;
  return [fact ?? { ...unanswered(own), isAsked: true, url }];
}

type Place = "header" | "identify" | "impact" | "update" | "resolve" | "cause";

function placeOf(
  { id, required, impact: isImpact }: Field,
  {
    cause,
    header,
    impact,
    isAtEnd,
  }: Pick<DocumentKind, "header" | "impact"> & {
    readonly cause: string | undefined;
    readonly isAtEnd: boolean;
  },
): Place {
  if (header.some(({ field }) => field === id)) return "header";
  if (id === cause) return "cause";
  if (impact.length === 0 ? isImpact : impact.includes(id)) return "impact";
  if (isAtEnd || required.includes("resolve")) return "resolve";
  return required.includes("update") && !required.includes("identify") ? "update" : "identify";
}

/** Where an answer was given last; nothing of what stands in the form. */
function saidOf({ id }: Field, { incident }: IncidentSituation) {
  return incident.history.findLast(({ what, values }) => what === "fact-set" && values.field === id);
}

/** An answer in somebody's own words, which may name anybody: a time that can't be read is one, and a service that the policy does not know. */
function isFree({ type }: Field, fact: Fact, policy: Policy): boolean {
  if (type === "time") return fact.at === undefined;
  if (type === "service") return readServices(policy, fact.given ?? [fact.text]).unknown.length > 0;
  return type === "text" || type === "url";
}

const unanswered = ({ id, title }: Field) => ({
  ...{ id, title: inline(title), text: "", redacted: false, isAsked: false },
  ...{ follows: "", by: "", at: "", url: "", edited: false, editedBy: "", deleted: false },
  ...{ unclear: false, before: false },
});

/** The field whose answer the others may follow from. */
function serviceField({ ruling }: IncidentSituation): string {
  return Object.values(ruling.policy.fields).find(({ type }) => type === "service")?.id ?? "";
}

function factOf(field: Field, here: IncidentSituation, redaction: Redaction | undefined): readonly Value[] {
  const { incident, ruling } = here;
  const fact = incident.facts.get(field.id);
  if (fact === undefined) return [];
  if (redaction !== undefined && (redaction.fields.has(field.id) || isFree(field, fact, ruling.policy)))
    return [{ ...unanswered(field), redacted: true }];
  const said = saidOf(field, here);
  const { zone } = ruling.policy.incidents;
  const text = fact.at === undefined ? inline(fact.text, longest) : dateTime(fact.at, zone);
  return [
    {
      ...unanswered(field),
      text,
      // By its own words where it is no time that can be read.
      unclear: field.type === "time" && fact.problem !== undefined,
      before: isOfEarlierEnd(field.id, incident, ruling.policy),
      follows: fact.follows ?? "",
      by: plainName((said === undefined ? incident.reporter : said.by) ?? ""),
      at: dayTime(said?.at ?? incident.declaredAt, zone),
      ...(said !== undefined && redaction === undefined && sinceOf(said, here)),
      url: urlOfFact(fact.follows === "service" ? serviceField(here) : field.id, here),
    },
  ];
}
