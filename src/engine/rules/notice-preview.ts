// The answer to `/notice`: which notices wait, and for each kind who would be told by which channels, and what would hold it back.

import { isThere, openNotices, viewOf } from "../notice-standing.ts";
import { audiencesOf } from "../notices/audience.ts";
import { contentOf } from "../notices/content.ts";
import { blockOf, holdsOf } from "../notices/keeping.ts";
import type { NoticeRule } from "../policy/model.ts";
import type { IncidentSituation } from "../situation.ts";
import type { Value, Values } from "../wanted.ts";
import { stateOf } from "./notice-values.ts";

/** Values of `notice-preview`. */
export function previewValues(here: IncidentSituation): Values {
  const { incident, ruling, now } = here;
  return {
    open: openNotices(incident).map((notice): Value => {
      const content = contentOf(notice, viewOf(incident, ruling), now);
      return {
        n: notice.n,
        title: ruling.policy.notices[notice.kind]?.title ?? notice.kind,
        state: stateOf(notice, content, here),
        code: content?.hash ?? "",
      };
    }),
    kinds: Object.values(ruling.policy.notices).map((rule) => kindValues(rule, here)),
  };
}

function kindValues(rule: NoticeRule, here: IncidentSituation): Value {
  const { incident, ruling, now, reach } = here;
  const view = viewOf(incident, ruling);
  return {
    key: rule.key,
    title: rule.title,
    audiences: audiencesOf(rule, view, now).map(({ audience, because }) => ({
      title: audience.title,
      because,
      channels: audience.channels.map((name) => ({ name, there: isThere(name, reach, ruling) })),
    })),
    blocked: blockOf(rule, view, now)?.because ?? "",
    held: holdsOf(rule, view, now)
      .map(({ because }) => because)
      .join("; "),
  };
}
