// The feeds: Atom and JSON Feed 1.1 of the same entries, an entry for each incident and each piece of maintenance.
import type { Instant } from "../engine/instant.ts";
import { incidentPath, maintenancePath, topOf } from "./addresses.ts";
import { iso } from "./components.ts";
import type { SiteData } from "./data.ts";
import { oneLine } from "./escape.ts";
import { longestTitle, mostBytes } from "./frame.ts";
import { htmlOf } from "./markdown.ts";
import { incidentValues, maintenanceValues } from "./notices.ts";
import { changedAt, incidentChangedAt, maintenanceChangedAt } from "./state.ts";
import { type Reading, timeHtml } from "./times.ts";
import { siteWords } from "./words.ts";

/** How many entries a feed has; what is older is in the history. */
const mostEntries = 30;

/** How many notices of an incident an entry tells, the newest. */
const mostNotices = 5;

interface Entry {
  /** Stays the same for ever, wherever the page is published. */
  readonly id: string;
  /** "" where the page's address is not known. */
  readonly url: string;
  readonly title: string;
  readonly html: string;
  readonly published: Instant;
  readonly updated: Instant;
}

/** `atom.xml`. */
export function atomFeed(data: SiteData): string {
  const top = topOf(data);
  return siteWords()("atom", {
    id: top === "" ? "urn:tocsin:status" : top,
    site: oneLine(data.title, longestTitle),
    updated: iso(changedAt(data) ?? data.asOf),
    top,
    entries: entriesOf(data).map((one) => ({
      ...one,
      published: iso(one.published),
      updated: iso(one.updated),
    })),
  });
}

/** `feed.json`. */
export function jsonFeed(data: SiteData): string {
  const top = topOf(data);
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: oneLine(data.title, longestTitle),
    ...(top === "" ? {} : { home_page_url: top, feed_url: `${top}feed.json` }),
    language: "en",
    items: entriesOf(data).map(({ id, url, title, html, published, updated }) => ({
      id,
      ...(url === "" ? {} : { url }),
      title,
      content_html: html,
      date_published: iso(published),
      date_modified: iso(updated),
    })),
  };
  return `${JSON.stringify(feed, undefined, 1)}\n`;
}

/** The newest by when they changed, as many as fit. */
function entriesOf(data: SiteData): readonly Entry[] {
  const { incidents, maintenance, asOf } = data;
  const all = [
    ...incidents.map((one) => ({
      updated: incidentChangedAt(one, asOf),
      id: one.id,
      make: () => ofIncident(data, one),
    })),
    ...maintenance.map((one) => ({
      updated: maintenanceChangedAt(one),
      id: one.id,
      make: () => ofMaintenance(data, one),
    })),
  ].toSorted((one, other) => other.updated - one.updated || (one.id < other.id ? -1 : 1));
  const entries: Entry[] = [];
  // HTML is escaped once more in either feed, which makes it longer.
  let left = mostBytes / 2;
  for (const { make } of all.slice(0, mostEntries)) {
    const entry = make();
    left -= Buffer.byteLength(entry.html);
    if (left < 0 && entries.length > 0) break;
    entries.push(entry);
  }
  return entries;
}

function ofIncident(data: SiteData, incident: SiteData["incidents"][number]): Entry {
  // A feed is read whenever its reader likes: its times have their day.
  const reading: Reading = { zone: data.zone };
  const values = incidentValues(data, incident, reading);
  const notices = incident.notices
    .slice(-mostNotices)
    .toReversed()
    .map(({ at, text }) => ({ at: timeHtml(at, reading), text: htmlOf(text) }));
  return {
    ...placeOf(data, incidentPath(incident.id)),
    title: values.title,
    html: siteWords()("feed-entry", { ...values, notices, isIncident: true }).trim(),
    published: incident.notices[0]?.at ?? incident.startedAt,
    updated: incidentChangedAt(incident, data.asOf),
  };
}

function ofMaintenance(data: SiteData, work: SiteData["maintenance"][number]): Entry {
  const values = maintenanceValues(data, work, { zone: data.zone });
  return {
    ...placeOf(data, maintenancePath(work.id)),
    title: values.title,
    html: siteWords()("feed-entry", { ...values, isIncident: false }).trim(),
    published: work.announcedAt ?? work.from,
    updated: maintenanceChangedAt(work),
  };
}

function placeOf(data: SiteData, path: string): { readonly id: string; readonly url: string } {
  const top = topOf(data);
  return top === ""
    ? { id: `urn:tocsin:${path.replaceAll("/", ":").slice(0, -1)}`, url: "" }
    : { id: `${top}${path}`, url: `${top}${path}` };
}
