// The review: opened where the policy or a person wants one, once for an incident's life, and given to whoever runs it (D-10, D-11, H-28, S-10).
import type { Effect } from "../effect.ts";
import { isMandatory } from "../review.ts";
import { askedMark, asksOf } from "../review-body.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { openingId, reviewIn, roomUnder, titleOf } from "../task.ts";
import { whoHas } from "../who.ts";
import { reviewValues } from "./retro-values.ts";

/** Opens the review. It stays the only one: closed again, the incident uses it again as it is. */
export const rule: Rule = { name: "retro", place: 70, when: ["managed"], wish: retro };

function retro(here: IncidentSituation): Wish {
  const review = reviewIn(here.incident);
  if (review !== undefined) return { wants: review.state === "open" ? giving(here) : [] };
  return { wants: here.standing.review === "due" ? creation(here) : [] };
}

function creation(here: IncidentSituation): readonly Effect[] {
  const { incident, ruling, snapshot } = here;
  const { policy } = ruling;
  const kind = policy.tasks.review;
  if (kind === undefined) return [];
  const id = openingId(kind, incident.id);
  // Made before and out of sight now: reported on the card, never made again.
  if (snapshot.ledger?.created.has(id) || snapshot.recent.has(id)) return [];
  const people = peopleFor(here);
  const asks = asksOf(policy);
  return [
    {
      kind: "create-issue",
      id,
      because: reason(here),
      rule: "retro D-11",
      repository: snapshot.repository.name,
      title: titleOf(kind, incident.title, incident.slug),
      template: kind.document,
      values: reviewValues(here, people),
      markers: [
        ["of", incident.id, snapshot.issue.ref, kind.mark, id],
        ...(asks.length === 0 ? [] : [[askedMark, ...asks]]),
      ],
      labels: [kind.label.name, ...kind.labels],
      assignees: people,
      parentId: roomUnder(snapshot) > 0 ? snapshot.issue.id : undefined,
    },
  ];
}

/** Whoever was named for it, else whoever has the role that reviews belong to, else whom the policy leaves it to (D-10). */
function peopleFor(here: IncidentSituation): readonly string[] {
  const { review, closed } = here.incident;
  if (review?.owners !== undefined) return review.owners;
  const logins = ownersByRole(here);
  const other = (review?.wanted ? review.by : undefined) ?? closed?.by;
  return logins.length > 0 || other === undefined || here.ruling.policy.retro.unowned === "nobody"
    ? logins
    : [other];
}

/**
 * Gives the review that is there to whom somebody named for it, or to whoever has taken the role of its owner while nobody ever had
 * it; once: who is taken off it again stays off.
 */
function giving(here: IncidentSituation): readonly Effect[] {
  const { incident, standing } = here;
  const child = reviewIn(incident)?.child;
  if (child === undefined) return [];
  const named = incident.review?.owners;
  const isUntaken = child.assignees.length === 0 && child.assignedAt === undefined;
  const assignees = named ?? (isUntaken ? ownersByRole(here) : []);
  const id = `retro-owner/${named === undefined ? child.id : incident.review?.cause}`;
  if (standing.sent.has(id) || (child.assignedAt ?? 0) >= (incident.review?.at ?? child.createdAt)) return [];
  if (assignees.every((login) => child.assignees.includes(login))) return [];
  const because =
    named === undefined ? "Somebody has the role of its owner now." : "Somebody said who runs it.";
  return [{ kind: "assign", id, because, rule: "retro D-10", issueId: child.id, assignees }];
}

function ownersByRole(here: IncidentSituation): readonly string[] {
  const owner = here.ruling.policy.tasks.review?.owner;
  const having = owner === undefined ? [] : whoHas([owner], here, true).people;
  return having.flatMap((one) => (one.kind === "account" ? [one.login] : []));
}

function reason({ incident, ruling }: IncidentSituation): string {
  const { review, severity } = incident;
  const { severities } = ruling.policy;
  if (review?.wanted) return `${review.by ?? "Somebody"} asked for a review.`;
  if (isMandatory(incident, ruling.policy)) return "The policy wants a review of every such incident.";
  const title = severities.find(({ key }) => key === severity?.key)?.title ?? "";
  return `The policy wants a review of every incident at ${title}.`;
}
