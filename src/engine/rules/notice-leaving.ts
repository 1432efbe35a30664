// What leaves of a notice that was let go: one letter by each of its channels.

import type { Notice } from "../incident.ts";
import type { SendMessage } from "../leaving.ts";
import type { Leg } from "../notice-standing.ts";
import { STATUS } from "../policy/audiences/channel.ts";
import type { IncidentSituation } from "../situation.ts";

/** What leaves by one channel; what has left once and is on record is not asked for again. */
export function leaving(notice: Notice, leg: Leg, here: IncidentSituation): readonly SendMessage[] {
  const { part, channel, id, isOver } = leg;
  if (channel.name === STATUS || isOver) return [];
  const { incident, snapshot, ruling } = here;
  const { content } = notice.approved ?? {};
  const others = content?.parts.filter((one) => one !== part && !one.public) ?? [];
  const except = others
    .flatMap(({ channels }) => channels)
    .flatMap(({ name, to }) => (name === channel.name ? to : []));
  const phase = ruling.policy.statuses.find(({ key }) => key === incident.status.key)?.phase;
  return [
    {
      kind: "send",
      id,
      because: `Notice ${notice.n} was let go${notice.approved?.by === undefined ? " by its policy" : ""}.`,
      rule: `notices.${notice.kind}`,
      purpose: content?.rule.announce ? "announcement" : "notice",
      channel: channel.name,
      to: channel.to,
      // Nobody hears the same twice: whoever is told more is not told less besides.
      except: part.public ? except.filter((key) => !channel.to.includes(key)) : [],
      inPublic: part.public,
      subject: part.subject,
      about: {
        incident: incident.id,
        slug: incident.slug,
        ref: snapshot.issue.ref,
        title: incident.title,
        severity: String(part.values.severity ?? ""),
        resolved: phase === "resolved" || phase === "closed",
      },
      template: channel.template,
      values: part.values,
      repeatable: false,
    },
  ];
}
