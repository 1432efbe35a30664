// The review: opened at close where the policy or a person wants one, once for an incident's life (D-11, H-28, S-10).
import type { Effect } from "../effect.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { openingId, reviewIn, roomUnder, titleOf } from "../task.ts";
import { inline } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import { inWords } from "../voice/mention.ts";
import { historyLines } from "./history.ts";

/** Opens the review. It stays the only one: closed again, the incident uses it again as it is. */
export const rule: Rule = { name: "retro", place: 70, when: ["managed"], wish: retro };

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
  const facts = Object.values(policy.fields).flatMap((field) => {
    const fact = incident.facts.get(field.id);
    return fact && field.type !== "severity" ? [{ title: field.title, text: inline(fact.text, 500) }] : [];
  });
  return [
    {
      kind: "create-issue",
      id,
      because: reason(here, severity?.title ?? ""),
      rule: "retro D-11",
      repository: snapshot.repository.name,
      title: titleOf(kind, snapshot.issue.title),
      template: kind.document,
      values: {
        title: inline(snapshot.issue.title, 200),
        incident: snapshot.issue.ref,
        slug: incident.slug,
        severity: severity?.title ?? "",
        reporter: incident.reporter ?? "",
        declared: dayTime(incident.declaredAt, zone),
        resolved: resolvedAt(here, zone),
        facts,
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
        timeline: historyLines(here, 200),
        teams: Object.keys(policy.teams),
        heading: policy.retro.heading,
        zone,
      },
      markers: [["of", incident.id, snapshot.issue.ref, kind.mark, id]],
      labels: [kind.label.name, ...kind.labels],
      assignees: [],
      parentId: roomUnder(snapshot) > 0 ? snapshot.issue.id : undefined,
    },
  ];
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
