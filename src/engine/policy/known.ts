// Holds a name that one section of a policy uses against the section that defines it.
import { type Finding, keyAt, wrong } from "./finding.ts";
import { hint } from "./nearest.ts";
import type { PolicyFile } from "./schema/file.ts";
import type { Path } from "./source.ts";

/** A section that defines names, and what one of them is called in a message. */
const SECTIONS = {
  severities: "severity",
  statuses: "status",
  roles: "role",
  fields: "field",
  flags: "flag",
  clocks: "clock",
  services: "service",
  teams: "team",
  contacts: "contact",
  calendars: "calendar",
  rota: "rota",
  tasks: "kind of task",
} as const;

/** A section whose keys are names that others use. */
export type Defining = keyof typeof SECTIONS;

/** No finding where the section defines the name; else one that names the nearest. */
export function known(file: PolicyFile, section: Defining, name: string, path: Path): readonly Finding[] {
  const names = Object.keys(file[section] ?? {});
  if (names.includes(name)) return [];
  return [wrong(path, `There is no ${SECTIONS[section]} ${name}${hint(name, names)}`, keyAt(section, name))];
}

/** The same for every name of a list; a single name has the list's own path. */
export function knownAll(
  file: PolicyFile,
  section: Defining,
  at: { readonly names: string | readonly string[] | undefined; readonly path: Path },
): readonly Finding[] {
  const { names, path } = at;
  if (names === undefined) return [];
  if (typeof names === "string") return known(file, section, names, path);
  return names.flatMap((name, index) => known(file, section, name, [...path, index]));
}
