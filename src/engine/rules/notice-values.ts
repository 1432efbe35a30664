// How a notice stands, in words: what its draft's comment says while it waits, while it is on its way, and afterwards.

import type { Notice } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { isThere, type Leg, type NoticesAt, viewOf } from "../notice-standing.ts";
import type { Content } from "../notices/content.ts";
import { blockOf, heldBy, holdsOf } from "../notices/keeping.ts";
import { missingWords } from "../notices/missing.ts";
import { brokenWords } from "../notices/wording.ts";
import { STATUS } from "../policy/audiences/channel.ts";
import type { NoticeRule } from "../policy/model.ts";
import { titlesOf } from "../rights.ts";
import type { IncidentSituation } from "../situation.ts";
import { plainName } from "../text/safe.ts";
import { clockTime, shortTime } from "../time.ts";
import type { Value, Values } from "../wanted.ts";

/**
 * `draft`: it may go as it stands · `incomplete`: something is missing · `suspect`: it may hold an NHS number · `held`: a rule or a
 * person keeps it back · `blocked`: it may not be sent · `nobody`: no audience is told · `void`: what was let go can't be made as it
 * was · `sending`, `sent`, `skipped`, `moot`.
 */
export type DraftState =
  | "draft"
  | "incomplete"
  | "suspect"
  | "held"
  | "blocked"
  | "nobody"
  | "void"
  | "sending"
  | "sent"
  | "skipped"
  | "moot";

/** What the notices of an incident are worked out from. */
export function noticesAt({
  snapshot,
  incident,
  ruling,
  standing,
  now,
  reach,
}: IncidentSituation): NoticesAt {
  return { snapshot, incident, ruling, limits: standing.limits, now, reach, from: standing.from };
}

/** Where a notice stands. */
export function stateOf(
  notice: Notice,
  content: Content | undefined,
  here: IncidentSituation,
  legs: readonly Leg[] = [],
): DraftState {
  if (notice.skipped !== undefined) return "skipped";
  if (notice.approved !== undefined) {
    if (takenAt(notice, legs) !== undefined) return "sent";
    return content === undefined ? "void" : "sending";
  }
  if (notice.moot !== undefined || content === undefined) return "moot";
  const view = viewOf(here.incident, here.ruling);
  if (blockOf(content.rule, view, here.now) !== undefined) return "blocked";
  if (content.parts.length === 0) return "nobody";
  if (content.missing.length > 0) return "incomplete";
  if (content.suspect > 0 && notice.released === undefined) return "suspect";
  if (notice.held !== undefined) return "held";
  const isBroken = notice.released === undefined && brokenWords(content).length > 0;
  return heldBy(notice, content.rule, view, here.now).length > 0 || isBroken ? "held" : "draft";
}

/**
 * Why what was let go, and has not left by all its ways, does not leave: it is no incident, or what keeps it back came up since. It is
 * kept back for as long as that is so.
 */
export function stopsFor({ approved }: Notice, here: IncidentSituation): readonly string[] {
  const { incident, ruling, now } = here;
  if (approved?.content === undefined) return [];
  if (incident.management === "withdrawn") return ["the issue was said to be no incident"];
  const { rule } = approved.content;
  const view = viewOf(incident, ruling);
  const block = blockOf(rule, view, now);
  if (block !== undefined) return [block.because];
  const holds = holdsOf(rule, view, now).map(({ because }) => because);
  return holds.filter((because) => !approved.holds.includes(because));
}

/** When the first channel took it, as far as that is known. */
export function takenAt({ sentAt }: Notice, legs: readonly Leg[]): Instant | undefined {
  const taken = legs.flatMap(({ delivery }) => (delivery?.state === "sent" ? [delivery.at] : []));
  return sentAt ?? (taken.length === 0 ? undefined : Math.min(...taken));
}

/** Needs nobody to let it go? */
export function goesByItself({ approve }: NoticeRule): boolean {
  return approve === "none";
}

interface Shown {
  readonly content: Content | undefined;
  readonly state: DraftState;
  readonly legs: readonly Leg[];
}

/** The values of `notice-draft`. */
export function noticeValues(
  notice: Notice,
  { content, state, legs }: Shown,
  here: IncidentSituation,
): Values {
  const { ruling, incident } = here;
  const { policy } = ruling;
  const zone = policy.incidents.zone;
  const rule = policy.notices[notice.kind];
  const sentAt = takenAt(notice, legs);
  const said = (at: number): string => shortTime(at, zone, notice.base);
  const releases = state === "held" ? releasesOf(notice, content, here) : [];
  return {
    n: notice.n,
    title: rule?.title ?? notice.kind,
    state,
    code: content?.hash ?? "",
    parts: (content?.parts ?? []).map((part) => partValues(part, legs, here)),
    texts: textsOf(content, here),
    because: reasonsFor(notice, content, state, here),
    stops: legs.some(({ isOver }) => !isOver) ? stopsFor(notice, here) : [],
    release: releases.map(({ by }) => by).join(""),
    releases,
    approvers: rule === undefined || state !== "draft" ? "" : approversIn(rule, here),
    byItself: rule !== undefined && goesByItself(rule),
    missing: content === undefined ? "" : missingWords(content.missing, policy),
    settable: (content?.missing ?? []).filter((id) => id !== "next"),
    timeless: content?.missing.includes("next") === true,
    isOwn: notice.words !== undefined,
    replaced: notice.moot?.by ?? "",
    due: (notice.approved ?? notice.skipped ?? notice.moot) ? "" : dueOf(notice, here),
    approved: notice.approved && {
      by: plainName(notice.approved.by ?? ""),
      at: said(notice.approved.at),
    },
    skipped: notice.skipped && {
      by: plainName(notice.skipped.by ?? ""),
      at: said(notice.skipped.at),
      because: notice.skipped.because ?? "",
    },
    released: notice.released && {
      by: plainName(notice.released.by ?? ""),
      because: notice.released.because ?? "",
    },
    arrived: notice.arrived && { by: plainName(notice.arrived.by ?? ""), at: said(notice.arrived.at) },
    sentAt: sentAt === undefined ? "" : clockTime(sentAt, zone, notice.base),
    unclear: legs.some(({ isUnclear }) => isUnclear),
    incident: incident.title,
  };
}

/** When the limit ends that it is for. */
function dueOf(notice: Notice, { standing, ruling }: IncidentSituation): string {
  const clock = ruling.policy.notices[notice.kind]?.clock;
  const limit = standing.limits.find((one) => one.clock.name === clock && one.state.startsAt === notice.run);
  return limit === undefined ? "" : clockTime(limit.dueAt, ruling.policy.incidents.zone, notice.base);
}

function partValues(part: Content["parts"][number], legs: readonly Leg[], here: IncidentSituation): Value {
  const { audiences } = here.ruling.policy;
  const its = part.channels.map((channel): Value => {
    const leg = legs.find((one) => one.part === part && one.channel === channel);
    return {
      name: channelWord(channel.name),
      // How many it would reach is said while that is still to be decided; afterwards the receipt says how many it did.
      to: channel.to.map(
        (key): Value => ({
          title: audiences[key]?.title ?? key,
          heads: (leg === undefined && here.reach.heads?.get(channel.name)?.get(key)) || 0,
        }),
      ),
      there: isThere(channel.name, here.reach, here.ruling),
      ...legValues(leg, here),
    };
  });
  return { public: part.public, channels: its };
}

/** What a channel is called in a sentence. */
export function channelWord(name: string): string {
  return name === STATUS ? "status page" : name;
}

/** The words that leave, each once, however many go by them; whose they are is said where there are several. */
function textsOf(content: Content | undefined, { ruling }: IncidentSituation): readonly Value[] {
  const all = (content?.parts ?? []).flatMap((part) =>
    part.channels.map(({ template, name }) => ({ part, template, name })),
  );
  const alike = Map.groupBy(all, ({ part: { subject, values }, template }) =>
    JSON.stringify([template, subject, { ...values, public: false }]),
  );
  return [...alike.values()].map((some): Value => {
    const [first] = some;
    const names = [...new Set(some.map(({ name }) => channelWord(name)))];
    const keys = [
      ...new Set(some.flatMap(({ part, name }) => part.channels.find((one) => one.name === name)?.to ?? [])),
    ];
    const to = keys.map((key) => ruling.policy.audiences[key]?.title ?? key);
    return {
      template: first?.template ?? "",
      subject: first?.part.subject ?? "",
      values: first?.part.values ?? {},
      whose: alike.size === 1 ? "" : `${to.join(", ")} by ${names.join(", ")}`,
    };
  });
}

function legValues(leg: Leg | undefined, { ruling, now }: IncidentSituation): Values {
  const { delivery, isOver = false, isUnclear = false } = leg ?? {};
  if (delivery === undefined) return { state: "" };
  const { receipt } = delivery;
  return {
    state: isUnclear ? "unclear" : isOver && delivery.state === "failed" ? "given-up" : delivery.state,
    at: shortTime(delivery.at, ruling.policy.incidents.zone, Math.min(now, delivery.at)),
    accepted: receipt?.accepted ?? 0,
    refused: receipt?.refused ?? 0,
    note: receipt?.note ?? "",
    because: delivery.because ?? "",
    attempts: delivery.attempts,
  };
}

/** Why it does not go. */
export function reasonsFor(
  notice: Notice,
  content: Content | undefined,
  state: DraftState,
  here: IncidentSituation,
): readonly string[] {
  if (content === undefined) return [];
  const view = viewOf(here.incident, here.ruling);
  if (state === "blocked") return [blockOf(content.rule, view, here.now)?.because ?? ""];
  if (state !== "held") return [];
  const own = notice.held === undefined ? [] : [notice.held.because ?? ""];
  return [
    ...own,
    ...heldBy(notice, content.rule, view, here.now).map(({ because }) => because),
    ...(notice.released === undefined ? brokenReason(content) : []),
  ];
}

function brokenReason(content: Content): readonly string[] {
  const [first, ...more] = brokenWords(content);
  if (first === undefined) return [];
  const others = more.length === 0 ? "" : `, and ${more.length} more`;
  return [`the repository's own words for it can't be used (${first.replace(/\.$/, "")}${others})`];
}

/** What rules hold back, by the roles that may let it go; of one that is held by several each has its own. */
function releasesOf(
  notice: Notice,
  content: Content | undefined,
  here: IncidentSituation,
): readonly { readonly by: string; readonly because: string }[] {
  if (content === undefined) return [];
  return releasersOf(notice, content, here).map(({ roles, because }) => ({
    by: roles.map((key) => here.ruling.policy.roles[key]?.title ?? key).join(" or "),
    because: because.join("; "),
  }));
}

/** The rules that hold a notice back, by the roles that let it go: of each those are asked, and hear why. */
export function releasersOf(
  notice: Notice,
  { rule }: Content,
  here: IncidentSituation,
): readonly { readonly roles: readonly string[]; readonly because: readonly string[] }[] {
  const groups = new Map<string, { readonly roles: readonly string[]; readonly because: string[] }>();
  for (const { release, because } of heldBy(notice, rule, viewOf(here.incident, here.ruling), here.now)) {
    const key = release.join("+");
    const group = groups.get(key) ?? { roles: release, because: [] };
    group.because.push(because);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** In words who may let it go. */
function approversIn({ approve }: NoticeRule, here: IncidentSituation): string {
  if (approve === undefined || approve === "none") return "";
  return titlesOf(approve, { ...here.incident, ruling: here.ruling }, here.now, true);
}
