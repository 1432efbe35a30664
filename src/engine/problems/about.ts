// What others have to know of an incident to tell whether theirs is the same: it stands in the ledger, so that a list of many is read without their histories.
import { servicesOf } from "../catalogue.ts";
import { guarded } from "../guarded.ts";
import type { Incident } from "../incident.ts";
import type { IssueRef } from "../issue-ref.ts";
import type { CaseAbout } from "../ledger.ts";
import { named } from "../named.ts";
import type { Policy } from "../policy/model.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { lostTasks, tasksOf } from "../task.ts";
import { cut } from "../text/safe.ts";
import { wordsIn } from "./likeness.ts";
import { stoodNow } from "./stood.ts";
import { problemOf } from "./tie.ts";

const longest = 120;

/** What an incident is about; undefined where nobody is to compare himself with it: an exercise, a false alarm, a duplicate, or none at all. */
export function aboutOf(
  incident: Incident,
  snapshot: IncidentSnapshot,
  policy: Policy,
): CaseAbout | undefined {
  if (policy.problems === undefined || incident.management !== "managed" || incident.drill !== undefined)
    return undefined;
  if (incident.closed !== undefined && incident.closed.reason !== "completed") return undefined;
  const textOf = (id: string | undefined): string | undefined => {
    const text = id === undefined ? "" : guarded(incident.facts.get(id)?.text ?? "");
    return text.trim() === "" ? undefined : cut(text.replace(/\s+/g, " ").trim(), longest);
  };
  const problem = problemOf(incident, policy, snapshot);
  const actions = actionsOf(incident, snapshot, policy);
  const given: CaseAbout = {
    title: cut(incident.title, longest),
    declaredAt: incident.declaredAt,
    services: serviceKeys(incident, policy),
    component: textOf(policy.fields.component?.id),
    words: ownWords(incident, policy).map(({ stem }) => stem),
    cause: textOf(policy.retro.cause),
    severity: incident.severity?.key,
    problem: problem.kind === "tied" ? problem.ref : undefined,
    stood: problem.kind === "tied" ? stoodFor(problem.ref, snapshot, policy) : undefined,
    actions: Object.keys(actions).length > 0 ? actions : undefined,
  };
  // What is not known has no key in the ledger.
  return named(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as CaseAbout;
}

/** How the problem that an incident is tied to stands, by what was read with the incident. */
export function stoodFor(
  ref: IssueRef,
  { repository, cases, ledger }: Pick<IncidentSnapshot, "repository" | "cases" | "ledger">,
  policy: Policy,
): string | undefined {
  return stoodNow(ref, { policy, repository: repository.name, cases, before: ledger?.about });
}

/** The services of an incident: their keys, or where there is no catalogue the words in small letters. */
export function serviceKeys({ facts }: Pick<Incident, "facts">, policy: Policy): readonly string[] {
  const { services, unknown } = servicesOf(policy, facts);
  return [...services.map(({ key }) => key), ...unknown.map(plainService)];
}

/** A service in words as it is compared. */
export function plainService(words: string): string {
  return cut(words.toLowerCase().replace(/\s+/g, " ").trim(), longest);
}

/** The words that an incident is compared by: of its title and of its impact, without the names of its services. */
export function ownWords(incident: Pick<Incident, "title" | "facts">, policy: Policy) {
  const { services, unknown } = servicesOf(policy, incident.facts);
  const names = [...services.flatMap(({ key, title, aliases }) => [key, title, ...aliases]), ...unknown];
  const impact = Object.values(policy.fields).find((field) => field.impact);
  const said = impact === undefined ? "" : (incident.facts.get(impact.id)?.text ?? "");
  return wordsIn(`${incident.title}\n${said}`, names);
}

/** How the actions of an incident stand: each state with how many are in it. What can't be found any more is lost. */
function actionsOf(
  incident: Incident,
  snapshot: IncidentSnapshot,
  policy: Policy,
): Readonly<Record<string, number>> {
  const states = tasksOf(incident, "action").map(({ state }) => state as string);
  const lost = lostTasks(policy.tasks, snapshot, incident.id).filter(({ kind }) => kind === "action");
  const counted = new Map<string, number>();
  for (const state of [...states, ...lost.map(() => "lost")])
    counted.set(state, (counted.get(state) ?? 0) + 1);
  return named(counted);
}
