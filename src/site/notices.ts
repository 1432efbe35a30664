// Incidents and their notices as pieces of HTML, for every page that shows them.
import { incidentPath, maintenancePath } from "./addresses.ts";
import type { SiteData, SiteIncident, SiteMaintenance, SiteNotice } from "./data.ts";
import { oneLine } from "./escape.ts";
import { longestTitle } from "./frame.ts";
import { htmlOf } from "./markdown.ts";
import { promiseOf } from "./promise.ts";
import { endOfIncident, stateOfImpact, stateOfIncident } from "./state.ts";
import { type Reading, spanHtml, timeHtml, tookText } from "./times.ts";
import { siteWords } from "./words.ts";

/** The titles of those services that the page knows, shortened where there are many. */
function titlesOf(data: SiteData, keys: readonly string[]): readonly string[] {
  const known = data.services.filter(({ key }) => keys.includes(key));
  const titles = known.map(({ title }) => oneLine(title, 80));
  return titles.length > 8 ? [...titles.slice(0, 7), `${titles.length - 7} more`] : titles;
}

/** What a template is told of an incident, apart from its notices. */
export function incidentValues(data: SiteData, incident: SiteIncident, reading: Reading) {
  const { asOf } = data;
  const end = endOfIncident(incident, asOf);
  const promise = promiseOf(incident, asOf);
  return {
    title: oneLine(incident.title, longestTitle),
    path: incidentPath(incident.id),
    impact: stateOfImpact(incident.impact),
    hasImpact: incident.impact !== "none",
    state: stateOfIncident(incident, asOf),
    services: titlesOf(data, incident.services),
    isWhole: incident.services.length === 0,
    isOver: end !== undefined,
    since: timeHtml(incident.startedAt, reading),
    span: end === undefined ? "" : spanHtml(incident.startedAt, end, reading),
    took: end === undefined ? "" : tookText(end - incident.startedAt),
    nextBy: promise === undefined ? "" : timeHtml(promise.by, reading),
    isOverdue: promise?.isOverdue ?? false,
  };
}

/** A notice as an entry of a list; its title only where it says more than the incident's. */
export function noticeHtml(notice: SiteNotice, { title }: SiteIncident, reading: Reading): string {
  return siteWords()("notice", {
    state: notice.state,
    at: timeHtml(notice.at, reading),
    title: notice.title === title ? "" : oneLine(notice.title, longestTitle),
    text: htmlOf(notice.text),
  });
}

/** What a template is told of maintenance. */
export function maintenanceValues(data: SiteData, work: SiteMaintenance, reading: Reading) {
  return {
    isWork: true,
    title: oneLine(work.title, longestTitle),
    path: maintenancePath(work.id),
    state: work.state,
    services: titlesOf(data, work.services),
    isWhole: work.services.length === 0,
    span: spanHtml(work.from, work.to, reading),
    text: htmlOf(work.text),
  };
}
