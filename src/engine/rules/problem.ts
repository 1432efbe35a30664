// Opens the issue of a problem where somebody asked for one: of the repository, since many incidents may come to lie behind it.
import type { CreateIssue } from "../effect.ts";
import { openingId, PROBLEM_MARK, problemOf } from "../problems/tie.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";

/** Once for each command; an issue that was made and can't be found is not opened again. */
export const rule: Rule = { name: "problem", place: 76, when: ["managed"], wish: problem };

function problem(here: IncidentSituation): Wish {
  const { incident, snapshot, ruling } = here;
  const tie = problemOf(incident, ruling.policy, snapshot);
  const { problem: said } = incident;
  if (tie.kind !== "opening" || said === undefined || snapshot.recent.has(openingId(said.cause)))
    return { wants: [] };
  return { wants: [opening(tie.title, said, here)] };
}

function opening(
  title: string,
  { cause, by }: NonNullable<IncidentSituation["incident"]["problem"]>,
  { incident, snapshot, ruling }: IncidentSituation,
): CreateIssue {
  const id = openingId(cause);
  const { policy } = ruling;
  const textOf = (field: string): string => inline(incident.facts.get(field)?.text ?? "", 200);
  const service = Object.values(policy.fields).find(
    (field) => field.type === "service" && incident.facts.has(field.id),
  );
  return {
    kind: "create-issue",
    id,
    because: `${by ?? "Somebody"} asked for a problem of this incident.`,
    rule: `problems${policy.problems?.source ? ` ${policy.problems.source}` : ""}`,
    repository: snapshot.repository.name,
    title,
    template: "problem",
    values: {
      incident: snapshot.issue.ref,
      by: plainName(by ?? ""),
      service: service === undefined ? "" : textOf(service.id),
      component: textOf("component"),
      workaround: textOf("workaround"),
    },
    markers: [["of", incident.id, snapshot.issue.ref, PROBLEM_MARK, id]],
    labels: policy.problems === undefined ? [] : [policy.problems.label.name],
    assignees: [],
  };
}
