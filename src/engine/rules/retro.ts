// The review: opened at close where the policy or a person wants one, once for an incident's life (D-11, H-28, S-10).
import type { Effect } from "../effect.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { openingId, reviewIn, roomUnder, titleOf } from "../task.ts";
import { inline, plainName } from "../text/safe.ts";
import { dayTime, local } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import { whoHas } from "../who.ts";
import { historyLines } from "./history.ts";
import { reviewValues } from "./problem-values.ts";

/** Opens the review. It stays the only one: closed again, the incident uses it again as it is. */
export const rule: Rule = { name: "retro", place: 70, when: ["managed"], wish: retro };

/** So many lines of the timeline fit into an issue with all else that the review says. */
const mostLines = 200;

function retro(here: IncidentSituation): Wish {
  const due = here.standing.review === "due" && reviewIn(here.incident) === undefined;
  return { wants: due ? creation(here) : [] };
}

function creation(here: IncidentSituation): readonly Effect[] {
  const { incident, ruling, snapshot } = here;
  const { policy } = ruling;
  const kind = policy.tasks.review;
  if (kind === undefined) return [];
  const id = openingId(kind, incident.id);
  // Made before and out of sight now: reported on the card, never made again.
  if (snapshot.ledger?.created.has(id) || snapshot.recent.has(id)) return [];
  const zone = policy.incidents.zone;
  const severity = policy.severities.find((one) => one.key === incident.severity?.key);
  const cause = incident.facts.get(policy.retro.cause ?? "")?.text ?? "";
  const people = peopleFor(here);
  const facts = Object.values(policy.fields).flatMap((field) => {
    const fact = field.id === policy.retro.cause ? undefined : incident.facts.get(field.id);
    return fact && field.type !== "severity" ? [{ title: field.title, text: inline(fact.text, 500) }] : [];
  });
  return [
    {
      kind: "create-issue",
      id,
      because: reason(here, severity?.title ?? ""),
      rule: "retro D-11",
      repository: snapshot.repository.name,
      title: titleOf(kind, incident.title, incident.slug),
      template: kind.document,
      values: {
        title: inline(incident.title, 200),
        incident: snapshot.issue.ref,
        slug: incident.slug,
        severity: severity?.title ?? "",
        declarer: plainName(incident.history.findLast(({ what }) => what === "declared")?.by ?? ""),
        declared: dayTime(incident.declaredAt, zone),
        resolved: resolvedAt(here, zone),
        facts,
        people: people.map(plainName).join(", "),
        due: dueDay(here),
        cause: inline(cause, 1_000),
        types: policy.actions.types.join(", "),
        roles: [...incident.roles].flatMap(([key, holding]) =>
          holding.holders.length === 0
            ? []
            : [
                {
                  title: policy.roles[key]?.title ?? key,
                  holders: inWords(holding.holders),
                },
              ],
        ),
        timeline: historyLines(here, mostLines),
        earlier: Math.max(0, incident.history.length - mostLines),
        teams: Object.keys(policy.teams),
        heading: policy.retro.heading,
        ...reviewValues(here),
        zone,
      },
      markers: [["of", incident.id, snapshot.issue.ref, kind.mark, id]],
      labels: [kind.label.name, ...kind.labels],
      assignees: people,
      parentId: roomUnder(snapshot) > 0 ? snapshot.issue.id : undefined,
    },
  ];
}

/** Whoever has the role that reviews belong to, else whoever asked for it or closed the incident (D-10). */
function peopleFor(here: IncidentSituation): readonly string[] {
  const { review, closed } = here.incident;
  const owner = here.ruling.policy.tasks.review?.owner;
  const having = owner === undefined ? [] : whoHas([owner], here, true).people;
  const logins = having.flatMap((one) => (one.kind === "account" ? [one.login] : []));
  const other = (review?.wanted ? review.by : undefined) ?? closed?.by;
  return logins.length > 0 || other === undefined ? logins : [other];
}

/** The day by which it is to be done, in the policy's zone; "" where it has none. */
function dueDay({ incident, ruling, now }: IncidentSituation): string {
  const { retro, incidents } = ruling.policy;
  const end = incident.closed?.at ?? now;
  return retro.within === undefined ? "" : local(end + retro.within, incidents.zone, "EEE d MMM yyyy");
}

function reason(here: IncidentSituation, severity: string): string {
  const { review } = here.incident;
  if (review?.wanted) return `${review.by ?? "Somebody"} asked for a review.`;
  return `The policy wants a review of every incident at ${severity}.`;
}

function resolvedAt(here: IncidentSituation, zone: string): string {
  const last = here.incident.events.findLast((event) => event.name === "resolved");
  return last ? dayTime(last.at, zone) : "";
}
