// A year of a status page, made by a seed: services in groups, incidents with notices and promises, maintenance of each kind.
import { DAY, HOUR, type Instant, MINUTE } from "../../src/engine/instant.ts";
import type {
  Impact,
  SiteData,
  SiteIncident,
  SiteMaintenance,
  SiteNotice,
  SiteService,
} from "../../src/site/data.ts";

/** The instant of all made years: a Saturday, in summer time. */
export const asOf: Instant = Date.parse("2025-06-14T02:12:00Z");

/** What a year is made by. */
export interface YearOptions {
  readonly seed: number;
  readonly incidents: number;
  /** How many of them are still open at the end. */
  readonly open?: number;
}

/** Numbers from 0 up to 1, always the same for a seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const services: readonly SiteService[] = [
  { key: "cards", title: "Card payments", group: "Shop" },
  { key: "refunds", title: "Refunds", group: "Shop" },
  { key: "basket", title: "Basket & checkout", group: "Shop" },
  { key: "sign-in", title: "Sign-in", group: "Accounts" },
  { key: "profile", title: "Profile", group: "Accounts" },
  { key: "api", title: "API", group: "" },
  { key: "mail", title: "E-mail delivery", group: "" },
];

const subjects = [
  "Card payments fail for some customers",
  "Sign-in is slow",
  "Refunds arrive late",
  "E-mails are delayed by up to an hour",
  "The API answers with errors",
  "Some pages show old prices",
];

const said: Readonly<Record<SiteNotice["state"], readonly string[]>> = {
  investigating: [
    "Some customers can't pay by card. We are looking for the cause.\n\nPaying by bank transfer works.",
    "We see more errors than usual and are looking into it.\n\n- Orders that were placed are safe\n- Baskets are kept",
  ],
  identified: [
    "A change of this morning is the cause. We are taking it back.",
    "Our provider has a fault; see [its page](https://status.example.com/incidents/7). We are moving traffic away from it.",
  ],
  monitoring: ["The change is taken back and payments go through again. We keep watching for an hour."],
  resolved: [
    "All has worked as usual since 10:40. We are sorry for the trouble; a report follows within a week.",
  ],
};

/** The data of a year that ends at `asOf`. */
export function yearOf({ seed, incidents, open = 0 }: YearOptions): SiteData {
  const next = numbers(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  const made = Array.from({ length: incidents }, (_, index): SiteIncident => {
    const isOpen = index >= incidents - open;
    const startedAt = isOpen
      ? asOf - Math.round(20 + next() * 100) * MINUTE
      : asOf - Math.round(1 + next() * 363) * DAY - Math.round(next() * 1440) * MINUTE;
    const subject = pick(subjects);
    const notices = noticesOf({ subject, startedAt, isOpen, next });
    const last = notices.at(-1);
    return {
      id: `inc-${index + 1}`,
      title: last?.title ?? subject,
      services: next() < 0.1 ? [] : [...new Set([pick(services).key, pick(services).key])],
      impact: pick<Impact>(["none", "minor", "minor", "minor", "major", "major", "critical"]),
      startedAt,
      ...(isOpen || last === undefined ? {} : { resolvedAt: last.at }),
      notices,
    };
  });
  return {
    ...{ title: "Acme", about: "Whether Acme's shop and accounts work, as our incident team says it." },
    ...{ url: "https://status.example.org/", zone: "Europe/London", asOf, services, incidents: made },
    maintenance: Array.from({ length: 12 }, (_, index) => workOf(index)),
  };
}

interface Telling {
  readonly subject: string;
  readonly startedAt: Instant;
  readonly isOpen: boolean;
  readonly next: () => number;
}

function noticesOf({ subject, startedAt, isOpen, next }: Telling): readonly SiteNotice[] {
  const states: SiteNotice["state"][] = ["investigating"];
  if (next() < 0.8) states.push("identified");
  if (next() < 0.3) states.push("identified");
  if (next() < 0.7) states.push("monitoring");
  if (!isOpen) states.push("resolved");
  let at = startedAt + 5 * MINUTE;
  return states.map((state) => {
    const here = at;
    const all = said[state];
    // Most come before their time, some after it.
    at += isOpen ? 4 * MINUTE : Math.round(20 + next() * 45) * MINUTE;
    return {
      at: here,
      title: subject,
      text: all[Math.floor(next() * all.length)] ?? "",
      state,
      ...(state === "resolved" ? {} : { nextBy: here + HOUR }),
    };
  });
}

function workOf(index: number): SiteMaintenance {
  const state = index === 0 ? "scheduled" : index === 1 ? "in_progress" : "completed";
  const from = index === 0 ? asOf + 3 * DAY : index === 1 ? asOf - 20 * MINUTE : asOf - index * 28 * DAY;
  return {
    id: `work-${index + 1}`,
    title: index === 1 ? "Mail servers are updated" : "The database of accounts moves",
    text: "Sign-in may take some seconds longer. Nothing needs to be done.",
    services: index === 1 ? ["mail"] : ["sign-in", "profile"],
    ...{ from, to: from + 2 * HOUR, state, announcedAt: from - 5 * DAY },
  };
}
