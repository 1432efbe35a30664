// The notices on the card: those that wait with what sends them, those on their way, and the last that was sent of each kind.

import type { Notice } from "../incident.ts";
import { draftNow, legsOf, openNotices } from "../notice-standing.ts";
import { missingWords } from "../notices/missing.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Value, Values } from "../wanted.ts";
import type { CardTimes } from "./card-times.ts";
import { channelWord, goesByItself, noticesAt, reasonsFor, stateOf, takenAt } from "./notice-values.ts";

/** One line for each notice that matters now; nothing where there is none. */
export function noticesOnCard(here: IncidentSituation, times: CardTimes): Values {
  const { notices } = here.incident;
  if (notices.length === 0 || here.incident.management !== "managed") return {};
  const open = new Set(openNotices(here.incident));
  const shown = notices.filter((notice, index) => {
    if (open.has(notice) || (notice.approved !== undefined && notice.sentAt === undefined)) return true;
    const isLast = !notices
      .slice(index + 1)
      .some((later) => later.kind === notice.kind && later.sentAt !== undefined);
    return notice.sentAt !== undefined && (isLast || notice.told === undefined);
  });
  return shown.length === 0 ? {} : { notices: shown.map((notice) => lineOf(notice, here, times)) };
}

function lineOf(notice: Notice, here: IncidentSituation, times: CardTimes): Value {
  const { policy } = here.ruling;
  const at = noticesAt(here);
  const content = notice.approved === undefined ? draftNow(notice, at) : notice.approved.content;
  const legs = legsOf(notice, at);
  const state = stateOf(notice, content, here, legs);
  const taken = legs.filter(({ delivery }) => delivery?.state === "sent");
  const sentAt = takenAt(notice, legs);
  const named = sentAt === undefined ? legs : taken;
  const to = new Set(named.flatMap(({ channel }) => channel.to));
  const rule = policy.notices[notice.kind];
  if (content?.until !== undefined && notice.approved === undefined) times.holdsUntil(content.until);
  return {
    n: notice.n,
    title: rule?.title ?? notice.kind,
    state,
    code: content?.hash ?? "",
    byItself: rule !== undefined && goesByItself(rule),
    at: sentAt === undefined ? "" : times.was(sentAt),
    channels: [...new Set(named.map(({ channel }) => channelWord(channel.name)))].join(", "),
    to: [...to].map((key) => policy.audiences[key]?.title ?? key).join(", "),
    missing: content === undefined ? "" : missingWords(content.missing, policy),
    because: reasonsFor(notice, content, state, here).join("; "),
    unclear: legs.some(({ isUnclear }) => isUnclear),
  };
}

/** A notice that may go as it stands is one tap away. */
export function sendBoxes(here: IncidentSituation): Values {
  const send = openNotices(here.incident).flatMap((notice): readonly Value[] => {
    const content = draftNow(notice, noticesAt(here));
    if (content === undefined || stateOf(notice, content, here) !== "draft" || goesByItself(content.rule))
      return [];
    return [{ n: notice.n, code: content.hash }];
  });
  return send.length === 0 ? {} : { send };
}
