// The page of one incident with all of its notices, and that of one piece of maintenance.
import { incidentPath, maintenancePath, nthPath, topFrom } from "./addresses.ts";
import type { SiteData, SiteIncident, SiteMaintenance } from "./data.ts";
import { dealt, framed, roomForItems, type SitePage } from "./frame.ts";
import { incidentValues, maintenanceValues, noticeHtml } from "./notices.ts";
import { endOfIncident } from "./state.ts";
import { type Reading, timeHtml } from "./times.ts";
import { siteWords } from "./words.ts";

/** The pages of an incident, its newest notice first; more than one where its notices are long. By path below the top. */
export function incidentPages(
  data: SiteData,
  incident: SiteIncident,
): readonly (readonly [string, string])[] {
  const isOver = endOfIncident(incident, data.asOf) !== undefined;
  // A page of something that is over has its times in full: it stays as it is.
  const reading: Reading = isOver ? { zone: data.zone } : { zone: data.zone, asOf: data.asOf };
  const notices = incident.notices.toReversed().map((notice) => noticeHtml(notice, incident, reading));
  const parts = dealt(notices, roomForItems);
  const path = incidentPath(incident.id);
  return parts.map((part, index) => {
    const here = nthPath(path, index + 1);
    const body = siteWords()("incident", {
      ...incidentValues(data, incident, reading),
      asOf: isOver ? "" : timeHtml(data.asOf, reading),
      notices: part.join(""),
      top: topFrom(here),
      newer: index === 0 ? "" : nthPath(path, index),
      older: index === parts.length - 1 ? "" : nthPath(path, index + 2),
    });
    return whole(data, { path: here, body });
  });
}

/** The page of maintenance, by its path below the top. */
export function maintenancePage(data: SiteData, work: SiteMaintenance): readonly [string, string] {
  const path = maintenancePath(work.id);
  const values = maintenanceValues(data, work, { zone: data.zone });
  const body = siteWords()("maintenance", values);
  return whole(data, { path, body });
}

function whole(data: SiteData, page: SitePage): readonly [string, string] {
  return [`${page.path}index.html`, framed(data, page)];
}
