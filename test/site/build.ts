// Small status pages for tests: one Friday in summer time, an incident at ten, read at 11:30 in London.
import { HOUR, type Instant, MINUTE } from "../../src/engine/instant.ts";
import type { SiteData, SiteIncident, SiteMaintenance, SiteNotice } from "../../src/site/data.ts";

/** An instant of that day by its time in London: `at("11:20")`. */
export const at = (time: string): Instant => Date.parse(`2025-05-02T${time}:00+01:00`);

/** A page with three services in a group and one in none. */
export function page(changed: Partial<SiteData> = {}): SiteData {
  return {
    title: "Acme",
    about: "How the shop does.",
    url: "https://status.example.org",
    zone: "Europe/London",
    asOf: at("11:30"),
    services: [
      { key: "cards", title: "Card payments", group: "Shop" },
      { key: "refunds", title: "Refunds", group: "Shop" },
      { key: "basket", title: "Basket", group: "Shop" },
      { key: "api", title: "API", group: "" },
    ],
    incidents: [],
    maintenance: [],
    ...changed,
  };
}

/** A notice of an incident, at a time of that day. */
export function notice(time: string, changed: Partial<SiteNotice> = {}): SiteNotice {
  return {
    ...{ at: at(time), title: "Card payments fail", text: "We are looking into it.", state: "investigating" },
    ...changed,
  };
}

/** An incident of card payments since 10:00, open, with a notice at 10:05. */
export function incident(changed: Partial<SiteIncident> = {}): SiteIncident {
  return {
    ...{
      id: "a1",
      title: "Card payments fail",
      services: ["cards"],
      impact: "major",
      startedAt: at("10:00"),
    },
    notices: [notice("10:05")],
    ...changed,
  };
}

/** Maintenance of refunds from noon on. */
export function work(changed: Partial<SiteMaintenance> = {}): SiteMaintenance {
  return {
    ...{ id: "w1", title: "The ledger moves", text: "Refunds wait for an hour.", services: ["refunds"] },
    ...{
      from: at("12:00"),
      to: at("12:00") + HOUR,
      state: "scheduled",
      announcedAt: at("09:00") - 60 * MINUTE,
    },
    ...changed,
  };
}

/** What a reader sees of a page: without head, tags and space. */
export function seen(html: string | undefined): string {
  return (html ?? "")
    .replace(/^[\s\S]*<\/style>/, "")
    .replace(/<title>[\s\S]*?<\/title>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ")
    .trim();
}
