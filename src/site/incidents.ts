// From incidents to what the public may know of them: the notices that were sent to the status page, in the words in which they were sent.

import type { Incident, Notice } from "../engine/incident.ts";
import type { Instant } from "../engine/instant.ts";
import type { NoticePart } from "../engine/notices/content.ts";
import { type LetGo, pagePartOf } from "../engine/notices/let-go.ts";
import { STATUS } from "../engine/policy/audiences/channel.ts";
import type { Policy } from "../engine/policy/model.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import { hash } from "../engine/text/hash.ts";
import type { Values } from "../engine/wanted.ts";
import type { Impact, SiteData, SiteIncident, SiteNotice, SiteProblem } from "./data.ts";
import { type AnnouncedWork, maintenanceAt } from "./maintenance.ts";

/** Makes words of a template and its values, as they are read outside GitHub. */
export type WordsFor = (template: string, values: Values) => string;

/** What the public knows: of incidents, and of maintenance, whose state hangs on the instant of the page. */
export interface Public {
  readonly incidents: readonly SiteIncident[];
  readonly works: readonly AnnouncedWork[];
  /** Absent: the page has no list of known problems. */
  readonly problems?: readonly SiteProblem[] | undefined;
}

/** The page of a policy with what the public knows, at an instant; undefined where the policy has none. */
export function siteDataOf(
  { incidents, works, problems }: Public,
  { ruling, asOf }: { readonly ruling: Ruling; readonly asOf: Instant },
): SiteData | undefined {
  const { site, services, incidents: house } = ruling.policy;
  if (site === undefined) return undefined;
  return {
    ...{ title: site.title, about: site.about, url: site.url, zone: house.zone, asOf },
    services: Object.values(services).map(({ key, title, status, group = "" }) => ({
      key,
      title: status ?? title,
      group,
    })),
    incidents: incidents.toSorted((one, other) => other.startedAt - one.startedAt),
    maintenance: works.map((work) => maintenanceAt(work, asOf)),
    ...(problems !== undefined && { problems }),
  };
}

/** An incident as the public knows it; undefined where nothing of it was sent to the page. A drill never was. */
export function siteIncidentOf(
  incident: Incident,
  policy: Policy,
  words: WordsFor,
): SiteIncident | undefined {
  if (incident.drill !== undefined) return undefined;
  const notices = incident.notices.flatMap((notice) => publicOf(notice, words) ?? []);
  const [first] = notices;
  const last = notices.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const newest = incident.notices.flatMap((notice) => sentOf(notice) ?? []).at(-1);
  const over = notices.findLast(({ state }) => state === "resolved");
  return {
    id: hash(incident.id),
    title: last.title,
    services: newest?.sent.services ?? [],
    impact: impactOf(newest, policy),
    startedAt: first.at,
    // What was said after the end in another state goes on, until the incident is closed: then no word of it is to come.
    ...(over !== undefined && over === last
      ? { resolvedAt: over.at }
      : incident.closed && { resolvedAt: Math.max(incident.closed.at, last.at) }),
    notices,
  };
}

/** What was sent of a notice, and the part of it that went to the page; its comment keeps it where the policy has no such notice any more. */
function sentOf({
  approved,
  sentAt,
  letGo,
}: Notice): { readonly sent: LetGo; readonly part: NoticePart } | undefined {
  if (sentAt === undefined || approved === undefined) return undefined;
  // What its comment keeps was so when it was let go, whatever the catalogue has by now.
  const sent =
    letGo?.hash === approved.content?.hash || approved.content === undefined
      ? (letGo ?? approved.content)
      : approved.content;
  const part = sent && pagePartOf(sent);
  return sent && part && { sent, part };
}

/** What a notice said on the page, where it was sent there. */
function publicOf(notice: Notice, words: WordsFor): SiteNotice | undefined {
  const { approved } = notice;
  const found = sentOf(notice);
  if (approved === undefined || found === undefined) return undefined;
  const { part } = found;
  const { next } = found.sent;
  const template = part.channels.find(({ name }) => name === STATUS)?.template ?? "notice";
  return {
    at: approved.at,
    title: part.subject,
    text: words(template, part.values),
    state: stateOf(part),
    ...(next !== undefined && { nextBy: next }),
  };
}

function stateOf({ phase }: NoticePart): SiteNotice["state"] {
  if (phase === "resolved" || phase === "closed") return "resolved";
  return phase === "mitigated" ? "monitoring" : "investigating";
}

/**
 * By the severity that the last notice on the page named, not by what it is now: the worst is critical, others that are major partly
 * down. A severity that was told to nobody is not told by the page.
 */
function impactOf(last: ReturnType<typeof sentOf>, { severities }: Policy): Impact {
  const isNamed = (last?.part.values.severity ?? "") !== "";
  const level = severities.find(({ key }) => isNamed && key === last?.sent.severity);
  if (level === undefined) return "minor";
  if (level === severities[0]) return "critical";
  return level.major ? "major" : "minor";
}
