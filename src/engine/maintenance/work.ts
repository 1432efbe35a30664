// What a maintenance comes to: what it says in public, from when to when, what is wrong with that, and whether it goes on.
import { readServices } from "../catalogue.ts";
import { phaseOf } from "../fold/phase.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { parseMoment } from "../moment.ts";
import type { Field, Policy } from "../policy/model.ts";
import { apart, shownFields } from "../quoted.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { nhsNumbersIn } from "../text/nhs-number.ts";

/** Why a maintenance is not shown yet. `why` follows "…, because". */
export type WorkProblem =
  | { readonly kind: "missing"; readonly field: string; readonly title: string }
  | {
      readonly kind: "unclear";
      readonly field: string;
      readonly title: string;
      readonly text: string;
      readonly why: string;
    }
  | { readonly kind: "strange"; readonly field: string; readonly title: string; readonly text: string }
  | { readonly kind: "backwards"; readonly field: string }
  /** What was written there may hold an NHS number (HA-8); the number is in none of the words about it. */
  | { readonly kind: "suspect"; readonly field: string; readonly title: string };

/** A maintenance as people inside left it. Time-free: whether it is under way hangs on when somebody looks. */
export interface Work {
  readonly title: string;
  /** Plain Markdown of the public fields, as it was written. */
  readonly text: string;
  /** Keys of services; empty for all. */
  readonly services: readonly string[];
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly problems: readonly WorkProblem[];
  /** Somebody ended it before its time. */
  readonly endedAt?: Instant | undefined;
  /** It will not be, or was none. */
  readonly isCalledOff: boolean;
  /** Somebody with the right opened it, or took it on. */
  readonly announcedAt: Instant;
  /** When its words or times last changed. */
  readonly changedAt: Instant;
}

/** When it is, where that is plain. */
export interface WorkSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/** What a maintenance comes to, by the ruling of maintenance under which its history was read. */
export function workOf(snapshot: IncidentSnapshot, incident: Incident, policy: Policy): Work {
  const start = timeOf("start", incident, { policy, near: incident.declaredAt });
  const end = timeOf("end", incident, { policy, near: start.at ?? incident.declaredAt });
  const { keys, problem } = servicesOf(incident, policy);
  const suspects = suspectsIn(snapshot.issue.title, incident, policy);
  const isSuspect = ({ field }: WorkProblem) => suspects.some((one) => one.field === field);
  // A problem that quotes a field would repeat the number.
  const others = [...start.problems, ...end.problems, ...problem].filter((one) => !isSuspect(one));
  const problems = [...suspects, ...others];
  if (start.at !== undefined && end.at !== undefined && end.at <= start.at)
    problems.push({ kind: "backwards", field: "end" });
  const isOver = ["resolved", "closed"].includes(phaseOf(policy, incident.status.key) ?? "");
  const resolvedAt = incident.events.findLast(({ name }) => name === "resolved")?.at;
  const endedAt = isOver ? (resolvedAt ?? incident.status.since) : undefined;
  const announcedAt = incident.events.find(({ name }) => name === "accepted")?.at ?? incident.declaredAt;
  return {
    title: incident.title,
    text: textOf(incident, policy),
    services: keys,
    ...{ from: start.at, to: end.at, problems, endedAt, announcedAt },
    isCalledOff:
      (incident.closed !== undefined && incident.closed.reason !== "completed") ||
      (endedAt !== undefined && start.at !== undefined && endedAt <= start.at),
    changedAt: Math.max(announcedAt, ...changesIn(snapshot, incident)),
  };
}

interface Timed {
  readonly at?: Instant;
  readonly problems: readonly WorkProblem[];
}

/** A start has its day, since it may be weeks away; an end may say the time of day alone. */
function timeOf(
  field: "start" | "end",
  { facts }: Incident,
  { policy, near }: { readonly policy: Policy; readonly near: Instant },
): Timed {
  const title = policy.fields[field]?.title ?? field;
  const text = facts.get(field)?.text.trim() ?? "";
  if (text === "") return { problems: [{ kind: "missing", field, title }] };
  const moment = parseMoment(text, { zone: policy.incidents.zone, near, prefer: "future" });
  if (moment.kind === "unclear")
    return { problems: [{ kind: "unclear", field, title, text, why: moment.why }] };
  if (moment.bare && field === "start")
    return { problems: [{ kind: "unclear", field, title, text, why: "the day is missing" }] };
  return { at: moment.at, problems: [] };
}

/** The services that it names; none for all of them. What the catalogue does not have would count for all, so that it is asked about. */
function servicesOf({ facts }: Incident, policy: Policy) {
  const title = policy.fields.service?.title ?? "services";
  const given = facts.get("service")?.given ?? [];
  const words = given.filter((one) => !/^(?:all|all services|everything)$/i.test(one.trim()));
  const { services, unknown } = readServices(policy, words);
  const hasCatalogue = Object.keys(policy.services).length > 0;
  const problem: readonly WorkProblem[] =
    unknown.length > 0 && hasCatalogue
      ? [{ kind: "strange", field: "service", title, text: unknown.join(", ") }]
      : [];
  return { keys: services.map(({ key }) => key), problem };
}

/** What may not go out as it stands, in the title and the public fields. */
function suspectsIn(title: string, { facts }: Incident, policy: Policy): readonly WorkProblem[] {
  const said = shownFields(policy).map(({ id, title: name }) => ({
    id,
    name,
    text: facts.get(id)?.text ?? "",
  }));
  return [{ id: "title", name: "title", text: title }, ...said]
    .filter(({ text }) => nhsNumbersIn(text) > 0)
    .map(({ id: field, name }) => ({ kind: "suspect", field, title: name }));
}

/** The public fields in their order: the text as it stands, any other behind its title. */
function textOf({ facts }: Incident, { fields }: Policy): string {
  const shown = (field: Field): readonly string[] => {
    const text = ownPart(facts.get(field.id)?.text ?? "");
    if (text === "" || !field.public || apart.has(field.id)) return [];
    const { title } = field;
    return [field.id === "text" ? text : `${title.slice(0, 1).toUpperCase()}${title.slice(1)}: ${text}`];
  };
  return Object.values(fields).flatMap(shown).join("\n\n");
}

/**
 * An answer as far as it is surely one: what stands under a further heading of a form's size may be the answer to a question that the
 * form has no more, which nobody said was public.
 */
function ownPart(text: string): string {
  return (text.split(/^ {0,3}###(?:\s|$)/m)[0] ?? "").trim();
}

/** When its report was edited by who may, or a fact was set. */
function changesIn({ issue }: IncidentSnapshot, { history, acts, declaredAt }: Incident): readonly Instant[] {
  const proposed = new Set(
    acts.flatMap((one) => (one.acts.some(({ kind }) => kind === "propose") ? [one.item] : [])),
  );
  const edits = issue.versions.filter(({ id }) => !proposed.has(id)).map(({ at }) => at);
  const said = history.filter(({ what }) => what === "fact-set" || what === "fact-unset").map(({ at }) => at);
  const renamed = issue.timeline.flatMap((item) => (item.kind === "renamed" ? [item.at] : []));
  return [...edits, ...said, ...renamed].filter((at) => at >= declaredAt);
}

/** When it is shown as being, where anything of it may be shown. */
export function spanOf({ from, to, problems, isCalledOff, endedAt }: Work): WorkSpan | undefined {
  if (from === undefined || to === undefined || problems.length > 0 || isCalledOff) return undefined;
  return { from, to: Math.min(to, endedAt ?? to) };
}
