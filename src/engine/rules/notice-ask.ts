// Asks whoever may let a notice go, or release it, once a draft waits for them and no clock's reminder does.
import type { Notice } from "../incident.ts";
import { viewOf } from "../notice-standing.ts";
import type { Content } from "../notices/content.ts";
import { holdsOf } from "../notices/keeping.ts";
import { asksOfNotice, askTopic } from "../notices/marks.ts";
import { brokenWords } from "../notices/wording.ts";
import type { IncidentSituation } from "../situation.ts";
import { asksOf, type Message, ranks } from "../voice/message.ts";
import { whoIsReached } from "../who.ts";
import { type DraftState, goesByItself, reasonsFor } from "./notice-values.ts";
import { severityTitle } from "./remind-values.ts";

/**
 * Who may let it go is asked once: of what a clock drafted its reminders ask, but for what a rule holds back, of which the roles that
 * release it hear.
 */
export function askingFor(
  notice: Notice,
  { content, state }: { readonly content: Content | undefined; readonly state: DraftState },
  here: IncidentSituation,
): readonly Message[] {
  const isHeld = state === "held" && notice.held === undefined;
  if (content === undefined || !(isHeld || (state === "draft" && notice.startedBy !== "clock"))) return [];
  if (!isHeld && goesByItself(content.rule)) return [];
  const releasers = isHeld ? releasersOf(content, here) : [];
  // Where only its words are at fault those who may send it decide.
  const roles = releasers.length > 0 ? releasers : approversOf(content.rule);
  const asked = whoIsReached(roles, here);
  const id = `${asksOfNotice(notice)}${state}`;
  return [
    {
      id,
      topic: askTopic,
      on: here.snapshot.issue.id,
      asks: asksOf(asked.people, id),
      silenced: false,
      counts: true,
      rank: ranks.told,
      say: ({ address }) => ({
        because: isHeld
          ? brokenWords(content).length > 0
            ? "The repository's own words for the notice can't be used, so that somebody has to let it go."
            : "A rule holds the notice back until they let it go."
          : "They may let the notice go.",
        rule: `notices.${notice.kind}`,
        template: "notice-ask",
        values: {
          n: notice.n,
          title: content.rule.title,
          state,
          code: content.hash,
          who: address(asked.people),
          how: asked.how,
          role: asked.role,
          because: reasonsFor(notice, content, state, here).join("; "),
          incident: here.incident.title,
          severity: severityTitle(here),
        },
      }),
    },
  ];
}

function releasersOf({ rule: kind }: Content, here: IncidentSituation): readonly string[] {
  const holds = holdsOf(kind, viewOf(here.incident, here.ruling), here.now);
  return [...new Set(holds.flatMap(({ release }) => release))];
}

function approversOf({ approve }: Content["rule"]): readonly string[] {
  return approve === undefined || approve === "none" ? [] : [...approve.holders, ...approve.besides];
}
