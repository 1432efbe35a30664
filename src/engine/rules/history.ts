// The timeline as people read it on the card and in the review: when, who, what, in the words of the templates (D-9).

import type { HistoryEntry } from "../incident.ts";
import { type Instant, MINUTE } from "../instant.ts";
import { nameOf } from "../party.ts";
import type { IncidentSituation } from "../situation.ts";
import { nounOf } from "../text/noun.ts";
import { inline, plainName } from "../text/safe.ts";
import { dayTime, shortTime } from "../time.ts";
import { mentionsIn } from "../voice/record.ts";
import type { Value, Values } from "../wanted.ts";
import { wordsIn } from "./history-words.ts";

const shown = new WeakMap<IncidentSituation, Map<number, readonly Value[]>>();

/**
 * The last `most` entries, oldest first; `what` names the sentence in `templates/messages/history-what.md`. The card asks for
 * them once for each instant that it is read at, and they are the same at all of them: they are made once a situation.
 */
export function historyLines(here: IncidentSituation, most: number): readonly Value[] {
  const known = shown.get(here) ?? new Map<number, readonly Value[]>();
  shown.set(here, known);
  const lines = known.get(most) ?? makeLines(here, most);
  known.set(most, lines);
  return lines;
}

function makeLines(here: IncidentSituation, most: number): readonly Value[] {
  return entriesOf(here)
    .slice(-most)
    .map((entry) => lineOf(entry, here));
}

/** What happened, by when it did. Facts have lines of their own: what said nothing else has none besides. */
export function entriesOf({ incident }: IncidentSituation): readonly HistoryEntry[] {
  return incident.history
    .filter(({ what, values }) => what !== "update" || values.facts === undefined)
    .toSorted((one, other) => one.at - other.at);
}

/** The values of one line. */
export function lineOf(entry: HistoryEntry, here: IncidentSituation): Values {
  return {
    at: dayTime(entry.at, here.ruling.policy.incidents.zone),
    by: entry.by === undefined ? "" : plainName(entry.by),
    what: whatOf(entry, here),
    words: "",
    read: "",
    written: writtenLater(entry, here),
    ...correctionOf(entry, here),
    ...titled(entry, here),
    ...wordsIn(entry, here),
  };
}

/** Only whoever was asked takes on what is asked by `/ack`, or who has a role; anybody else has seen it. */
function whatOf({ what, at, by = "" }: HistoryEntry, { incident, snapshot, standing }: IncidentSituation) {
  if (what !== "ack") return what;
  const { steps } = standing.escalation;
  if (steps.some(({ answered }) => answered?.at === at && answered.by === by)) return what;
  const before = incident.own.filter(({ item }) => item.at <= at);
  const mentioned = mentionsIn(before, snapshot.ledger?.mentions);
  const isAsked = [...mentioned].some(([login, when]) => when <= at && isSame(login, by));
  const holders = [...incident.roles.values()].flatMap((role) => role.holders);
  return isAsked || holders.some((one) => isSame(nameOf(one), by)) ? what : "seen";
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** When an entry was written, where that was more than five minutes after what it tells. */
function writtenLater({ at, saidAt = at }: HistoryEntry, { ruling }: IncidentSituation): string {
  return saidAt - at > 5 * MINUTE ? shortTime(saidAt, ruling.policy.incidents.zone, at) : "";
}

/** The time that was said first, where another was given since: the words stay, and it is told to what it was corrected, by whom and when. */
function correctionOf({ at, saidAt = at, values }: HistoryEntry, { ruling }: IncidentSituation): Values {
  const { firstAt, correctedBy = "" } = values;
  const time = (instant: Instant): string => shortTime(instant, ruling.policy.incidents.zone, at);
  return firstAt === undefined
    ? { first: "", now: "", correctedBy: "", correctedAt: "" }
    : {
        ...{ first: time(Number(firstAt)), now: time(at), correctedAt: time(saidAt) },
        correctedBy: plainName(correctedBy),
      };
}

/** Values in the titles that people know instead of the policy's keys. */
function titled(entry: HistoryEntry, here: IncidentSituation): Record<string, string> {
  const { policy } = here.ruling;
  const title = (key: string): string =>
    policy.severities.find((one) => one.key === key)?.title ??
    policy.statuses.find((one) => one.key === key)?.title ??
    key;
  const {
    from,
    to,
    role,
    field,
    clock,
    dueAt,
    who,
    flag,
    level,
    closer,
    document,
    mark,
    instead,
    firstAt,
    correctedBy,
    readAt,
    ...others
  } = entry.values;
  const found: Record<string, string> = {};
  for (const [name, text] of Object.entries(others)) if (name !== "item") found[name] = inline(text, 200);
  // An address by GitHub: the template knows it for one.
  if (closer !== undefined) found.closer = closer;
  if (from !== undefined) found.from = title(from);
  if (to !== undefined) found.to = title(to);
  if (role !== undefined) found.role = policy.roles[role]?.title ?? role;
  if (instead !== undefined)
    found.instead = instead
      .split(" ")
      .map((one) => policy.roles[one]?.title ?? one)
      .join(" or ");
  if (who !== undefined)
    found.who = inline(policy.roles[who]?.title ?? policy.contacts[who]?.title ?? who, 80);
  if (field !== undefined) found.field = policy.fields[field]?.title ?? field;
  Object.assign(found, timeRead(entry, here));
  if (document !== undefined) found.document = nounOf(policy.documents[document]?.title ?? document);
  if (flag !== undefined) found.flag = policy.flags[flag]?.title ?? flag;
  if (level !== undefined) found.level = levelTitle(level, here);
  if (clock !== undefined)
    found.clock = nounOf(policy.clocks.find((one) => one.name === clock)?.title ?? clock);
  if (dueAt !== undefined) found.due = dayTime(Number(dueAt), policy.incidents.zone);
  return found;
}

/** A time that a fact names: as it was written, and as it was read, which says its zone and does not hang on when it was said. */
function timeRead({ at, values }: HistoryEntry, { ruling }: IncidentSituation): Record<string, string> {
  const { readAt, value = "" } = values;
  if (readAt === undefined) return { read: "" };
  const read = shortTime(Number(readAt), ruling.policy.incidents.zone, at);
  if (read.startsWith(`${value} `)) return { value: read, read: "" };
  return { read: value.includes(read) ? "" : read };
}

/** The title of the role that a level of escalation asks. */
function levelTitle(key: string, { ruling }: IncidentSituation): string {
  const level = ruling.policy.escalation.levels.find((one) => one.key === key);
  return ruling.policy.roles[level?.role ?? ""]?.title ?? key;
}
