// Which incidents a report is about: those declared in the period, and of them those that count.
import type { Incident } from "../engine/incident.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import type { ApartKind } from "./data.ts";
import type { PeriodSpan } from "./period.ts";

/** The incidents of a period. */
export interface Members {
  /** Those that the figures are about. */
  readonly counted: readonly IncidentSituation[];
  /** Those that are told apart, and are in no figure. */
  readonly apart: readonly { readonly kind: ApartKind; readonly here: IncidentSituation }[];
}

/** An incident belongs to the period in which it was declared; what never became one belongs to none. */
export function membersOf(all: readonly IncidentSituation[], { from, to }: PeriodSpan): Members {
  const declared = all
    .filter(({ incident }) => isOne(incident) && incident.declaredAt >= from && incident.declaredAt < to)
    .toSorted((one, other) => one.incident.declaredAt - other.incident.declaredAt || byNumber(one, other));
  return {
    counted: declared.filter((here) => apartKind(here.incident) === undefined),
    apart: declared.flatMap((here) => {
      const kind = apartKind(here.incident);
      return kind === undefined ? [] : [{ kind, here }];
    }),
  };
}

function isOne({ management }: Incident): boolean {
  return management === "managed" || management === "withdrawn" || management === "waiting";
}

/** Why an incident is in no figure; `undefined` where it is in all. */
export function apartKind({ management, drill, closed }: Incident): ApartKind | undefined {
  if (drill !== undefined) return "drill";
  if (management === "withdrawn") return "withdrawn";
  if (management === "waiting") return "not accepted";
  if (closed?.reason === "duplicate") return "duplicate";
  if (closed?.falseAlarm === true) return "false alarm";
  return closed?.reason === "not_planned" ? "not planned" : undefined;
}

/** Is the service back, or the incident closed? */
export function isOver({ standing }: IncidentSituation): boolean {
  return standing.phase === "resolved" || standing.phase === "closed";
}

function byNumber(one: IncidentSituation, other: IncidentSituation): number {
  return numberOf(one) - numberOf(other);
}

function numberOf({ snapshot }: IncidentSituation): number {
  return Number(snapshot.issue.ref.split("#")[1]);
}
