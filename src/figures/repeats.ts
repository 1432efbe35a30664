// What came again: incidents of a period with the same cause in the same service (S-9).
import { servicesOf } from "../engine/catalogue.ts";
import type { Policy } from "../engine/policy/model.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { loose } from "../engine/text/said.ts";
import type { RepeatedCause } from "./data.ts";
import { mayRead, nameOf, type Readership } from "./naming.ts";

/** A service of a private repository that no catalogue names. */
const unnamed = "another service";

/** Answers to the question of the cause that name none. */
const none = /^(?:not (?:yet )?known(?: yet)?|not yet|unknown|none|no|tb[ac]|tbd|n ?a|\W*)$/i;

/** Causes that more than one incident of a service has, those with most incidents first; words are compared as people read them. */
export function repeatsOf(
  counted: readonly IncidentSituation[],
  policy: Policy,
  readers: Readership,
): readonly RepeatedCause[] {
  const all = counted.flatMap((here) => {
    const cause = here.incident.facts.get(policy.retro.cause ?? "")?.text ?? "";
    if (none.test(loose(cause))) return [];
    return serviceTitles(here, policy, { readers, orNone: true }).map((service) => ({
      here,
      cause,
      service,
    }));
  });
  const groups = Map.groupBy(all, ({ cause, service }) => JSON.stringify([loose(cause), service]));
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const [first] = group;
      const isRead = group.every(({ here }) => mayRead(here.snapshot.repository, readers));
      return {
        cause: isRead ? first?.cause : undefined,
        service: first?.service ?? "",
        incidents: group.map(({ here }) => nameOf(here)),
      };
    })
    .toSorted((one, other) => other.incidents.length - one.incidents.length);
}

/**
 * The services that an incident names, by the catalogue's titles, else in its own words, which only those read who may read its
 * repository; where it names none, "" or nothing.
 */
export function serviceTitles(
  { incident, snapshot }: IncidentSituation,
  policy: Policy,
  { readers, orNone = false }: { readonly readers: Readership; readonly orNone?: boolean },
): readonly string[] {
  const { services, unknown } = servicesOf(policy, incident.facts);
  const others = mayRead(snapshot.repository, readers) || unknown.length === 0 ? unknown : [unnamed];
  const all = [...new Set([...services.map(({ title }) => title), ...others])];
  return all.length === 0 && orNone ? [""] : all;
}

/** How many services an incident names, in whatever words. */
export function servicesNamed(policy: Policy, facts: IncidentSituation["incident"]["facts"]): number {
  const { services, unknown } = servicesOf(policy, facts);
  return services.length + unknown.length;
}
