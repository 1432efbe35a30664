// The first page: whether the service works, what is wrong and when the next word comes, then ninety days and what was lately.
import type { SiteData, SiteIncident, SiteMaintenance } from "./data.ts";
import { dayRows, lastDays, type ShownDay, shownDays } from "./days.ts";
import { oneLine } from "./escape.ts";
import { framed, mostBytes } from "./frame.ts";
import { incidentValues, maintenanceValues, noticeHtml } from "./notices.ts";
import { keptPromises } from "./promise.ts";
import {
  endOfIncident,
  newestFirst,
  openIncidents,
  type ServiceState,
  serviceStates,
  stateOfPage,
  statesOfServices,
  worstState,
} from "./state.ts";
import { dayName, monthKey, type Reading, timeHtml } from "./times.ts";
import { siteWords } from "./words.ts";

/** How many incidents that are over stand on the first page. */
const lately = 8;

/** How many services are listed where all of them work; those that do not work are always. */
const mostServices = 100;

/** The first page as HTML. Long notices of many incidents give way to links, so that it stays within `mostBytes`. */
export function indexPage(data: SiteData): string {
  const values = valuesOf(data);
  const page = (room: number): string =>
    framed(data, {
      path: "",
      state: values.state,
      body: siteWords()("index", { ...values, open: openValues(data, room) }),
    });
  const rooms = [28_000, 20_000, 12_000, 6_000];
  return rooms.map(page).find((html) => Buffer.byteLength(html) <= mostBytes) ?? page(0);
}

function valuesOf(data: SiteData) {
  const reading: Reading = { zone: data.zone, asOf: data.asOf };
  const days = lastDays(data);
  const since = days[0]?.from ?? data.asOf;
  const { kept, due } = keptPromises(data.incidents, { since, asOf: data.asOf });
  const works = data.maintenance.map((one) => ({ ...one, values: maintenanceValues(data, one, reading) }));
  const inState = (state: string) =>
    works
      .filter((one) => one.state === state)
      .toSorted((one, other) => one.from - other.from)
      .slice(0, 10)
      .map(({ values }) => values);
  return {
    ...headline(data),
    asOf: timeHtml(data.asOf, reading),
    running: inState("in_progress"),
    coming: inState("scheduled"),
    ...servicesValues(data),
    days: days.map((day) => ({
      name: dayName(day.from, data.zone),
      state: day.state,
      incidents: day.incidents,
    })),
    rows: rowsOf(days, data.zone),
    first: dayName(since, data.zone),
    shownDays,
    legend: serviceStates,
    kept,
    due,
    past: past(data, works).map(({ values }) => values),
    ...problemsValues(data, reading),
  };
}

/** What the first line says: the state, the services that have it, and how many work. */
function headline(data: SiteData) {
  const states = statesOfServices(data);
  const state = stateOfPage(data);
  const worst = data.services.filter(({ key }) => states.get(key) === state);
  return {
    state,
    worst: worst.slice(0, 2).map(({ title }) => oneLine(title, 60)),
    affected: worst.length,
    total: data.services.length,
    working: [...states.values()].filter((one) => one === "operational").length,
  };
}

/** How many known problems stand on the page; the others are counted. */
const mostProblems = 10;

/** The known problems, in the order of the data: with how many incidents each has, it is told nobody. */
function problemsValues({ problems = [], services }: SiteData, reading: Reading) {
  const titles = new Map(services.map(({ key, title }) => [key, oneLine(title, 60)]));
  return {
    problems: problems.slice(0, mostProblems).map((one) => ({
      title: oneLine(one.title, 120),
      services: one.services.flatMap((key) => titles.get(key) ?? []),
      since: timeHtml(one.since, reading),
      fixed: one.fixedAt === undefined ? "" : timeHtml(one.fixedAt, reading),
      workaround: oneLine(one.workaround, 300),
    })),
    moreProblems: Math.max(0, problems.length - mostProblems),
  };
}

interface Group {
  readonly title: string;
  readonly state: ServiceState;
  readonly services: readonly { readonly title: string; readonly state: ServiceState }[];
}

/** Services under their headings, in the order in which these first occur. */
function servicesValues(data: SiteData): { readonly groups: readonly Group[]; readonly unlisted: number } {
  const states = statesOfServices(data);
  const stateOf = (key: string): ServiceState => states.get(key) ?? "operational";
  const listed = data.services.filter(
    ({ key }, index) => index < mostServices || stateOf(key) !== "operational",
  );
  const groups = Map.groupBy(listed, ({ group }) => group);
  return {
    groups: Array.from(groups, ([title, services]) => ({
      title: oneLine(title, 80),
      state: worstState(services.map(({ key }) => stateOf(key))),
      services: services.map((one) => ({ title: oneLine(one.title, 80), state: stateOf(one.key) })),
    })),
    unlisted: data.services.length - listed.length,
  };
}

function rowsOf(days: readonly ShownDay[], zone: string) {
  return dayRows(days).map(({ first, last }) => ({
    from: dayName(first.from, zone),
    to: first === last ? "" : dayName(last.from, zone),
    state: first.state,
    incidents: first.incidents,
    month: monthKey(first.from, zone),
  }));
}

/** Maintenance with its values. */
type ShownWork = SiteMaintenance & { readonly values: ReturnType<typeof maintenanceValues> };

/** The newest that are over, incidents and maintenance, of the time that the page shows. */
function past(data: SiteData, works: readonly ShownWork[]) {
  const reading: Reading = { zone: data.zone, asOf: data.asOf };
  const since = lastDays(data)[0]?.from ?? data.asOf;
  const over = data.incidents.filter((one) => (endOfIncident(one, data.asOf) ?? 0) >= since);
  const incidents = newestFirst(over)
    .slice(0, lately)
    .map((one) => ({ from: one.startedAt, values: incidentValues(data, one, reading) }));
  const done = works.filter(({ state, to }) => state === "completed" && to >= since);
  return [...incidents, ...done].toSorted((one, other) => other.from - one.from).slice(0, lately);
}

/** How many open incidents are shown with words; the others are a line each, and after so many more they are counted. */
const mostOpen = 12;

/** Open incidents, the worst first. Their newest notices share the room, round by round; what finds none is on the incident's own page. */
function openValues(data: SiteData, room: number) {
  const reading: Reading = { zone: data.zone, asOf: data.asOf };
  const rank = ({ impact }: SiteIncident) => ["none", "minor", "major", "critical"].indexOf(impact);
  const open = openIncidents(data).toSorted((one, other) => rank(other) - rank(one));
  const shown = open.slice(0, mostOpen).map((incident) => ({ incident, notices: [] as string[] }));
  let left = room;
  const rounds = Math.max(0, ...shown.map(({ incident }) => incident.notices.length));
  for (let round = 1; round <= rounds && left > 0; round++)
    for (const { incident, notices } of shown) {
      const notice = incident.notices.at(-round);
      if (notice === undefined || notices.length < round - 1) continue;
      const html = noticeHtml(notice, incident, reading);
      const size = Buffer.byteLength(html);
      if (size > left) continue;
      left -= size;
      notices.push(html);
    }
  return {
    incidents: shown.map(({ incident, notices }) => ({
      ...incidentValues(data, incident, reading),
      notices: notices.join(""),
      more: incident.notices.length - notices.length,
    })),
    others: open.slice(mostOpen, mostOpen * 3).map((one) => incidentValues(data, one, reading)),
    uncounted: Math.max(0, open.length - mostOpen * 3),
  };
}
