// What the catalogue says about an incident's services, as the card shows it: tier, teams, repository, and who is offered (D-6, D-3).
import { offeredFor, servicesOf } from "../catalogue.ts";
import { serverOf } from "../issue-ref.ts";
import type { LookUp, Service } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, mention, plainName } from "../text/safe.ts";
import type { Values } from "../wanted.ts";
import type { Naming } from "./card-people.ts";

/** Services that are named where somebody wrote one that is not in the catalogue. */
const mostNamed = 6;

/** The services with what is known of them, what was written that is none, and names that would be one. Nothing without a catalogue. */
export function serviceValues(here: IncidentSituation): Values | undefined {
  const { policy } = here.ruling;
  const all = Object.values(policy.services);
  const { services, unknown } = servicesOf(policy, here.incident.facts);
  if (all.length === 0 || services.length + unknown.length === 0) return undefined;
  return {
    known: services.map((service) => serviceValue(service, services.length === 1, here)),
    unknown: unknown.map((text) => inline(text, 80)).join(", "),
    catalogue: [
      ...all.slice(0, mostNamed).map(({ title }) => inline(title, 40)),
      ...(all.length > mostNamed ? ["…"] : []),
    ].join(", "),
  };
}

function serviceValue(service: Service, alone: boolean, here: IncidentSituation): Values {
  const { policy } = here.ruling;
  // A person may have given another tier than the catalogue's, and limits go by it.
  const tier = alone ? here.incident.facts.get("tier")?.text : service.tier;
  return {
    title: inline(service.title, 80),
    tier: inline(tier ?? "", 40),
    teams: service.teams.join(", "),
    repository: service.repository ?? "",
    url: service.repository === undefined ? "" : `${serverOf(here.snapshot.issue.url)}/${service.repository}`,
    contacts: service.contacts.map((key) => inline(policy.contacts[key]?.title ?? key, 80)).join(", "),
    status: inline(service.status ?? "", 80),
    problems: problemsAt(service, here),
    changes: placeUrl(service.changes, "pulls", "is:pr sort:updated-desc", here),
  };
}

/** Where its open problems are (O-6): where the catalogue says, else the problems of this repository that name it. */
function problemsAt({ title, problems }: Service, here: IncidentSituation): string {
  const { policy } = here.ruling;
  if (problems !== undefined) return placeUrl(problems, "issues", "is:issue is:open", here);
  const label = policy.problems?.label.name;
  if (label === undefined) return "";
  const asked = `is:issue is:open label:${inQuotes(label)} ${inQuotes(title)}`;
  return search(here.snapshot.repository.name, "issues", asked, here);
}

/** The address of a place; nothing in it is anybody's words but those of the policy, and they are encoded. */
function placeUrl(
  place: LookUp | undefined,
  page: "issues" | "pulls",
  asked: string,
  here: IncidentSituation,
): string {
  if (place === undefined) return "";
  if (place.kind === "address") return place.url;
  if (place.kind === "repository") return search(place.repository, page, asked, here);
  return search(here.snapshot.repository.name, "issues", `is:open label:${inQuotes(place.label)}`, here);
}

const inQuotes = (text: string): string => `"${text.replaceAll('"', "")}"`;

function search(repository: string, page: string, asked: string, here: IncidentSituation): string {
  const query = encodeURIComponent(asked).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${serverOf(here.snapshot.issue.url)}/${repository}/${page}?q=${query}`;
}

/** Whom the catalogue offers for a role that nobody has: the names, and whether they are several. Undefined where there is none. */
export function offer(role: string, here: IncidentSituation, naming: Naming): Values | undefined {
  const { incident, ruling, standing } = here;
  if (standing.phase === "resolved" || standing.phase === "closed") return undefined;
  const people = offeredFor(role, ruling.policy, incident.facts);
  if (people.length === 0) return undefined;
  const mentioned = naming === "mention" && incident.drill === undefined;
  const names = people.map((login) => (mentioned ? mention(login) : plainName(login)));
  return { names: names.join(" or "), several: names.length > 1 };
}
