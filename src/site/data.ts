// What the status page is made of: services, incidents as their sent public notices tell them, and maintenance. Nothing else can reach it.
import type { Instant } from "../engine/instant.ts";

/** How far an incident reaches, as Statuspage ranks it. */
export type Impact = "none" | "minor" | "major" | "critical";

/** All that a status page may show, at one instant. Times are instants; local ones are made with `zone`. */
export interface SiteData {
  /** Whose page it is: `Acme`. */
  readonly title: string;
  /** One or two sentences for people who have never been here; plain Markdown. */
  readonly about: string;
  /** Where the page is published, with or without a slash at its end; "" where that is not known. */
  readonly url: string;
  /** IANA zone of the people who read it: `Europe/London`. UTC always stands beside it. */
  readonly zone: string;
  /** The instant that the page speaks of. */
  readonly asOf: Instant;
  /** In the order in which they are shown. */
  readonly services: readonly SiteService[];
  readonly incidents: readonly SiteIncident[];
  readonly maintenance: readonly SiteMaintenance[];
  /** Known problems, as the page ranks them; absent: the page has no list of them. */
  readonly problems?: readonly SiteProblem[];
}

/** Something that people use, and ask about. */
export interface SiteService {
  readonly key: string;
  readonly title: string;
  /** Under which heading it stands; "" for none. */
  readonly group: string;
}

/** An incident as the public knows it. */
export interface SiteIncident {
  /** The last part of its address: letters, digits, `-` and `_`. It says nothing internal and never changes. */
  readonly id: string;
  /** The subject of its newest public notice. */
  readonly title: string;
  /** Keys of services; empty for the whole page. */
  readonly services: readonly string[];
  readonly impact: Impact;
  readonly startedAt: Instant;
  /** Absent while it is open. */
  readonly resolvedAt?: Instant;
  /** Oldest first, at least one. */
  readonly notices: readonly SiteNotice[];
}

/** A public notice as it was sent. */
export interface SiteNotice {
  readonly at: Instant;
  readonly title: string;
  /** Plain Markdown without HTML. */
  readonly text: string;
  readonly state: "investigating" | "identified" | "monitoring" | "resolved";
  /** By when it promised the next one. */
  readonly nextBy?: Instant;
}

/** A problem that is known, and may have led to several incidents. */
export interface SiteProblem {
  readonly title: string;
  /** Keys of services; empty where none is known. */
  readonly services: readonly string[];
  readonly since: Instant;
  /** Absent while it is open. */
  readonly fixedAt?: Instant;
  /** Plain text; "" where there is none, or it is not public. */
  readonly workaround: string;
}

/** Work that was announced. */
export interface SiteMaintenance {
  /** As that of an incident, and of no incident. */
  readonly id: string;
  readonly title: string;
  /** Plain Markdown without HTML. */
  readonly text: string;
  /** Keys of services; empty for the whole page. */
  readonly services: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly state: "scheduled" | "in_progress" | "completed";
  /** When it was made public; where that is not known, its beginning stands in. */
  readonly announcedAt?: Instant;
  /** When its words or times last changed. */
  readonly changedAt?: Instant;
}
