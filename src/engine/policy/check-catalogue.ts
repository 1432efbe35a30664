// Checks the service catalogue of a policy: the teams, contacts, roles and facts that a service names (D-6, D-3).
import { plain } from "../condition.ts";
import { words } from "./build-record.ts";
import { type Finding, keyAt, shown, wrong } from "./finding.ts";
import { known, knownAll } from "./known.ts";
import { hint } from "./nearest.ts";
import type { PolicyFile } from "./schema/file.ts";
import type { Path } from "./source.ts";

type ServiceFile = NonNullable<PolicyFile["services"]>[string];

/** What services say that can't be meant. */
export function checkCatalogue(file: PolicyFile): readonly Finding[] {
  return Object.entries(file.services ?? {}).flatMap(([key, service]) => {
    const path = ["services", key];
    return [
      ...knownAll(file, "teams", { names: service.teams, path: [...path, "teams"] }),
      ...knownAll(file, "contacts", { names: service.contacts, path: [...path, "contacts"] }),
      ...Object.keys(service.people ?? {}).flatMap((role) =>
        knownKey(file, "roles", [...path, "people", role]),
      ),
      ...checkFacts(file, service, path),
    ];
  });
}

function checkFacts(file: PolicyFile, { tier, facts = {} }: ServiceFile, path: Path): readonly Finding[] {
  const twice: readonly Finding[] =
    tier !== undefined && Object.hasOwn(facts, "tier")
      ? [wrong([...path, "facts", "tier"], "The service has a tier already; write it once, under tier.")]
      : [];
  const told = Object.entries(facts).flatMap(([field, value]) => {
    const at = [...path, "facts", field];
    const unknown = field === "tier" ? [] : knownKey(file, "fields", at);
    return unknown.length > 0 ? unknown : checkOption(file, { field, value: String(value) }, at);
  });
  const tiered =
    tier === undefined ? [] : checkOption(file, { field: "tier", value: String(tier) }, [...path, "tier"]);
  return [...twice, ...tiered, ...told];
}

function knownKey(file: PolicyFile, section: "roles" | "fields", path: Path): readonly Finding[] {
  const name = String(path.at(-1));
  return known(file, section, name, path).map((finding): Finding => ({ ...finding, part: "key" }));
}

/** A fact that a service brings with it is an answer to its field, where that is a choice. */
function checkOption(
  file: PolicyFile,
  { field, value }: { readonly field: string; readonly value: string },
  path: Path,
): readonly Finding[] {
  const given = file.fields?.[field];
  const options = given?.type === "choice" || given?.type === "choices" ? words(given.options) : [];
  if (options.length === 0 || options.some((option) => plain(option) === plain(value))) return [];
  const message = `${shown(value)} is no answer to ${field}${hint(value, options)}`;
  return [wrong(path, message, keyAt("fields", field))];
}
