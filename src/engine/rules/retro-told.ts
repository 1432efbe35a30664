// Who was told of an incident, when, by what and how many: the notices that left and what people said by /told, as its review has it.

import type { Instant } from "../instant.ts";
import { legsOf } from "../notice-standing.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline, plainName } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import type { Value } from "../wanted.ts";
import { urlOf } from "./document-links.ts";
import { channelWord, noticesAt, takenAt } from "./notice-values.ts";

/** So many lines of it stand in a review; of more the first and a count. */
const most = 40;

interface Telling {
  readonly at: Instant;
  readonly value: Value;
}

/** What was told, the earliest first, and how many lines were left out. */
export function toldValues(here: IncidentSituation): {
  readonly told: readonly Value[];
  readonly more: number;
} {
  const lines = [...notices(here), ...byPeople(here)].toSorted((one, other) => one.at - other.at);
  return { told: lines.slice(0, most).map(({ value }) => value), more: Math.max(0, lines.length - most) };
}

function notices(here: IncidentSituation): readonly Telling[] {
  const { policy } = here.ruling;
  return here.incident.notices.flatMap((notice): readonly Telling[] => {
    const legs = legsOf(notice, noticesAt(here));
    const at = takenAt(notice, legs);
    if (at === undefined) return [];
    const taken = legs.filter(({ delivery }) => delivery?.state === "sent");
    const to = new Set(taken.flatMap(({ channel }) => channel.to));
    const accepted = taken.reduce((sum, { delivery }) => sum + (delivery?.receipt?.accepted ?? 0), 0);
    return [
      {
        at,
        value: {
          at: dayTime(at, policy.incidents.zone),
          n: notice.n,
          title: inline(policy.notices[notice.kind]?.title ?? notice.kind),
          to: [...to].map((key) => inline(policy.audiences[key]?.title ?? key)).join(", "),
          channels: [...new Set(taken.map(({ channel }) => channelWord(channel.name)))].join(", "),
          accepted,
          url: urlOf(notice.commentId, here),
        },
      },
    ];
  });
}

/** A call without an answer told nobody anything. */
function byPeople(here: IncidentSituation): readonly Telling[] {
  const { incident, ruling } = here;
  const { roles, contacts, incidents } = ruling.policy;
  return incident.told
    .filter(({ answered }) => answered)
    .map(({ at, who, how = "", called, by = "", cause }) => ({
      at,
      value: {
        at: dayTime(at, incidents.zone),
        who: inline(roles[who]?.title ?? contacts[who]?.title ?? who, 80),
        how: inline(how, 80),
        called,
        by: plainName(by),
        url: urlOf(cause, here),
      },
    }));
}
