// Completes the sections about what people run and how it is marked: services and flags.
import { buildLabel, inWords, list, login, words } from "./build-record.ts";
import type { Flag, Service } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

/** The services by key (D-6). */
export function buildServices(file: PolicyFile): Readonly<Record<string, Service>> {
  return Object.fromEntries(
    Object.entries(file.services ?? {}).map(([key, given]): [string, Service] => [
      key,
      {
        key,
        title: given.title ?? inWords(key),
        aliases: words(given.aliases),
        tier: given.tier === undefined ? undefined : String(given.tier),
        facts: Object.fromEntries(
          Object.entries(given.facts ?? {}).map(([field, value]) => [field, String(value)]),
        ),
        teams: list(given.teams),
        repository: given.repo,
        contacts: list(given.contacts),
        status: given.status,
        people: Object.fromEntries(
          Object.entries(given.people ?? {}).map(([role, people]) => [role, list(people).map(login)]),
        ),
      },
    ]),
  );
}

/** The flags by key (HA). */
export function buildFlags(file: PolicyFile): Readonly<Record<string, Flag>> {
  return Object.fromEntries(
    Object.entries(file.flags ?? {}).map(([key, given]): [string, Flag] => [
      key,
      {
        key,
        title: given.title ?? inWords(key).toLowerCase(),
        label: buildLabel(given.label, { name: `flag: ${key}`, color: "b60205" }),
        aliases: words(given.aliases),
        kept: given.kept ?? true,
        source: given.source ?? "",
      },
    ]),
  );
}
