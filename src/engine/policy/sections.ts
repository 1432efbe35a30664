// The sections of a policy file, in their order: its schema, the reference, the checks, the model and `diff` follow from them.
import { actions } from "./actions/section.ts";
import { attention } from "./attention/section.ts";
import { audiences } from "./audiences/section.ts";
import { calendars } from "./calendars/section.ts";
import { clocks } from "./clocks/section.ts";
import { commands } from "./commands/section.ts";
import { contacts } from "./contacts/section.ts";
import { declare } from "./declare/section.ts";
import { documents } from "./documents/section.ts";
import { escalation } from "./escalation/section.ts";
import { fields } from "./fields/section.ts";
import { figures } from "./figures/section.ts";
import { flags } from "./flags/section.ts";
import { handover } from "./handover/section.ts";
import { incidents } from "./incidents/section.ts";
import { log } from "./log/section.ts";
import { maintenance } from "./maintenance/section.ts";
import { notices } from "./notices/section.ts";
import { problems } from "./problems/section.ts";
import { retro } from "./retro/section.ts";
import { roles } from "./roles/section.ts";
import { rota } from "./rota/section.ts";
import type { Section } from "./section.ts";
import { services } from "./services/section.ts";
import { severities } from "./severities/section.ts";
import { severity } from "./severity/section.ts";
import { site } from "./site/section.ts";
import { statuses } from "./statuses/section.ts";
import { tasks } from "./tasks/section.ts";
import { teams } from "./teams/section.ts";

/** Every section by its key. A new one is a line here, and its differ, which `diff` does not compile without. */
export const sections = {
  incidents,
  fields,
  severities,
  severity,
  statuses,
  roles,
  contacts,
  teams,
  services,
  flags,
  calendars,
  rota,
  clocks,
  declare,
  escalation,
  handover,
  audiences,
  notices,
  site,
  maintenance,
  problems,
  log,
  attention,
  retro,
  actions,
  tasks,
  figures,
  documents,
  commands,
};

/** The sections as their values have it. */
export type Sections = typeof sections;

/** A key at the top of a policy file, but for those that say what the file itself is. */
export type SectionKey = keyof Sections;

/** A section whose keys are names that others use. */
export type Defining = {
  [K in SectionKey]: Sections[K] extends { readonly one: string } ? K : never;
}[SectionKey];

/** The sections for whoever goes through all of them, in their order. */
export const sectionList = Object.entries(sections) as readonly (readonly [SectionKey, Section])[];

/** Keys that were taken once and did nothing, each with what is said of it now; why stands in `docs/decisions/0008`. */
export const refused: Readonly<Record<string, string>> = {
  people:
    "people does nothing: take it out. Messages call people by their logins, and names of people stay out of git.",
};
