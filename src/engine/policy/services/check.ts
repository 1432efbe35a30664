// Checks the service catalogue of a policy: the teams, contacts, roles, facts and groups that a service names (D-6, D-3).

import { words } from "../complete.ts";
import { plain } from "../condition.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, keyAt, shown, wrong } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";

type ServiceFile = NonNullable<PolicyFile["services"]>[string];

/** What services say that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const entries = Object.entries(here.file.services ?? {});
  const each = entries.flatMap(([key, service]) => {
    const path = ["services", key];
    return [
      ...here.knownAll("teams", { names: service.teams, path: [...path, "teams"] }),
      ...here.knownAll("contacts", { names: service.contacts, path: [...path, "contacts"] }),
      ...Object.keys(service.people ?? {}).flatMap((role) =>
        knownKey(here, "roles", [...path, "people", role]),
      ),
      ...checkFacts(here, service, path),
    ];
  });
  return [...each, ...checkGroups(entries)];
}

/** Services stand under one heading where they name it alike; what differs in capitals or signs alone was meant to be one. */
function checkGroups(services: readonly (readonly [string, ServiceFile])[]): readonly Finding[] {
  const first = new Map<string, { readonly key: string; readonly group: string }>();
  return services.flatMap(([key, { group }]) => {
    if (group === undefined) return [];
    const known = first.get(plain(group));
    if (known === undefined) first.set(plain(group), { key, group });
    if (known === undefined || known.group.trim() === group.trim()) return [];
    const message = `${shown(group)} and ${shown(known.group)} of ${known.key} would be two groups on the status page; write them alike.`;
    return [
      wrong(["services", key, "group"], message, { path: ["services", known.key, "group"], part: "value" }),
    ];
  });
}

function checkFacts(here: Checking, { tier, facts = {} }: ServiceFile, path: Path): readonly Finding[] {
  const twice: readonly Finding[] =
    tier !== undefined && Object.hasOwn(facts, "tier")
      ? [wrong([...path, "facts", "tier"], "The service has a tier already; write it once, under tier.")]
      : [];
  const told = Object.entries(facts).flatMap(([field, value]) => {
    const at = [...path, "facts", field];
    const unknown = field === "tier" ? [] : knownKey(here, "fields", at);
    return unknown.length > 0 ? unknown : checkOption(here, { field, value: String(value) }, at);
  });
  const tiered =
    tier === undefined ? [] : checkOption(here, { field: "tier", value: String(tier) }, [...path, "tier"]);
  return [...twice, ...tiered, ...told];
}

function knownKey(here: Checking, section: "roles" | "fields", path: Path): readonly Finding[] {
  const name = String(path.at(-1));
  return here.known(section, name, path).map((finding): Finding => ({ ...finding, part: "key" }));
}

/** A fact that a service brings with it is an answer to its field, where that is a choice. */
function checkOption(
  here: Checking,
  { field, value }: { readonly field: string; readonly value: string },
  path: Path,
): readonly Finding[] {
  const given = here.file.fields?.[field];
  const options = given?.type === "choice" || given?.type === "choices" ? words(given.options) : [];
  if (options.length === 0 || options.some((option) => plain(option) === plain(value))) return [];
  const message = `${shown(value)} is no answer to ${field}${hint(value, options)}`;
  return [wrong(path, message, keyAt("fields", field))];
}
