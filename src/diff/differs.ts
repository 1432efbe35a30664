// The differ of every section of a policy, in the order of the sections. Written by `npm run docs`.
import type { SectionKey } from "../engine/policy/sections.ts";
import { changes as actions } from "./actions.ts";
import { changes as attention } from "./attention.ts";
import { changes as audiences } from "./audiences.ts";
import { changes as calendars } from "./calendars.ts";
import type { Change, Pair } from "./change.ts";
import { changes as clocks } from "./clocks.ts";
import { changes as commands } from "./commands.ts";
import { changes as contacts } from "./contacts.ts";
import { changes as declare } from "./declare.ts";
import { changes as documents } from "./documents.ts";
import { changes as escalation } from "./escalation.ts";
import { changes as fields } from "./fields.ts";
import { changes as figures } from "./figures.ts";
import { changes as flags } from "./flags.ts";
import { changes as handover } from "./handover.ts";
import { changes as incidents } from "./incidents.ts";
import { changes as log } from "./log.ts";
import { changes as maintenance } from "./maintenance.ts";
import { changes as notices } from "./notices.ts";
import { changes as problems } from "./problems.ts";
import { changes as retro } from "./retro.ts";
import { changes as roles } from "./roles.ts";
import { changes as rota } from "./rota.ts";
import { changes as services } from "./services.ts";
import { changes as severities } from "./severities.ts";
import { changes as severity } from "./severity.ts";
import { changes as site } from "./site.ts";
import { changes as statuses } from "./statuses.ts";
import { changes as tasks } from "./tasks.ts";
import { changes as teams } from "./teams.ts";

/** What differs about each section; a section without its differ does not compile. */
export const differs: { readonly [K in SectionKey]: (pair: Pair) => readonly Change[] } = {
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
