// From maintenance to what the public may know of it: its title, its services, its times and the text of its public fields.
import type { Management } from "../engine/incident.ts";
import type { Instant } from "../engine/instant.ts";
import { spanOf, type Work } from "../engine/maintenance/work.ts";
import { hash } from "../engine/text/hash.ts";
import type { SiteMaintenance } from "./data.ts";

/** Maintenance without its state: whether it is under way hangs on the instant of the page. */
export type AnnouncedWork = Omit<SiteMaintenance, "state">;

/** What the public knows of a maintenance; undefined where nobody with the right stands for it, where it was called off, or its times are not plain. */
export function announcedWorkOf(
  work: Work,
  { id, management }: { readonly id: string; readonly management: Management },
): AnnouncedWork | undefined {
  const span = management === "managed" ? spanOf(work) : undefined;
  if (span === undefined) return undefined;
  const { title, text, services, announcedAt, changedAt } = work;
  return { id: hash(id), title, text, services, ...span, announcedAt, changedAt };
}

/** Maintenance as it stands at an instant: by the clock, since nobody has to say that it begins. */
export function maintenanceAt(work: AnnouncedWork, at: Instant): SiteMaintenance {
  const state = at < work.from ? "scheduled" : at < work.to ? "in_progress" : "completed";
  return { ...work, state };
}
