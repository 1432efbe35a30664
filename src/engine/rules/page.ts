// Pages a level of escalation that is asked, through the channel that the policy names, and says when nobody is wanted any more.

import { roleAt } from "../escalation/who.ts";
import type { SendMessage } from "../leaving.ts";
import { type LevelPage, type PageOver, pagesOf, pagesOver, resolutionOf } from "../paging.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation } from "../situation.ts";
import { cut, seen, title } from "../text/safe.ts";
import { dayTime } from "../time.ts";
import { levelNamed } from "./escalate-values.ts";
import { severityTitle } from "./remind-values.ts";
import { silentPages } from "./silence.ts";

/** Whoever a level asks is rung beside the words that mention them: by its key a repeat rings once. A drill pages nobody. */
export const rule: Rule = {
  name: "page",
  place: 43,
  when: ["managed", "withdrawn"],
  wish: (here) => {
    const { over, wakeAt } = pagesOver(here);
    const pages = here.incident.management === "managed" ? [...pagesOf(here), ...silentPages(here)] : [];
    return {
      wants: [...pages.map((page) => ring(page, here)), ...over.map((page) => end(page, here))],
      wakeAt,
    };
  },
};

interface Addressed {
  readonly channel: string;
  readonly role: string;
  readonly over: boolean;
}

/** Of the incident's title so much is told to words of the repository's own. */
const longestTitle = 120;

/** What all pages have in common. */
function letter({ channel, role, over }: Addressed, here: IncidentSituation) {
  const { incident, snapshot, ruling } = here;
  const severity = severityTitle(here);
  const named = severity === "" ? incident.title : `${severity}: ${incident.title}`;
  const since = dayTime(incident.declaredAt, ruling.policy.incidents.zone);
  const roleTitle = ruling.policy.roles[role]?.title ?? role;
  const said = { title: cut(incident.title, longestTitle), severity, since, role: roleTitle, over };
  const own = ruling.messages?.find(["page"])?.say(said);
  return {
    kind: "send",
    purpose: "page",
    channel,
    subject: title(named),
    template: "page",
    values: {
      // A page is no Markdown: a phone would show its escapes.
      ...{ title: cut(seen(incident.title), 120), severity: cut(seen(severity), 40), over },
      ...{ role: cut(seen(roleTitle), 40), since, ref: snapshot.key },
      // No file of words keeps anybody from being rung: where it can't be used ours are there.
      ...(own?.kind === "lines" && { lines: own.lines }),
    },
    about: {
      ...{ incident: incident.id, slug: incident.slug, ref: snapshot.key, title: title(incident.title) },
      ...{ severity, resolved: over },
    },
    repeatable: true,
  } as const;
}

function ring({ id, level, channel, at }: LevelPage, here: IncidentSituation): SendMessage {
  const { policy } = here.ruling;
  const role = roleAt(level, here.ruling, at);
  const { values, ...page } = letter({ channel, role, over: false }, here);
  return {
    ...page,
    ...{ id, to: [role], due: at },
    because: `The ${policy.roles[role]?.title ?? role} is asked for help.`,
    rule: `escalation ${level.source}`.trim(),
    values: { ...values, at: dayTime(at, policy.incidents.zone) },
  };
}

/** It names all that may have been paged: in core hours that was another role than out of them. */
function end({ id, channel, level }: PageOver, here: IncidentSituation): SendMessage {
  const { role = level, core = role } = levelNamed(level, here) ?? {};
  const { values, ...page } = letter({ channel, role, over: true }, here);
  return {
    ...page,
    ...{ id: resolutionOf(id), to: [...new Set([role, core])] },
    because: "Nobody is wanted for it any more.",
    rule: "escalation",
    values: { ...values, at: "" },
  };
}
