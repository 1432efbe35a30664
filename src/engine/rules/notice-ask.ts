// Asks whoever may let a notice go, or release it, once a draft waits for them and no clock's reminder does.
import type { Notice } from "../incident.ts";
import type { Content } from "../notices/content.ts";
import { asksOfNotice, askTopic } from "../notices/marks.ts";
import { brokenWords } from "../notices/wording.ts";
import { rightNow } from "../rights.ts";
import type { IncidentSituation } from "../situation.ts";
import { asksOf, type Message, ranks } from "../voice/message.ts";
import { whoIsReached } from "../who.ts";
import { type DraftState, goesByItself, reasonsFor, releasersOf } from "./notice-values.ts";
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
  const begin = `${asksOfNotice(notice)}${state}`;
  const groups = isHeld ? releasersOf(notice, content, here) : [];
  // Where only its words are at fault those who may send it decide.
  if (groups.length === 0) {
    const because = reasonsFor(notice, content, state, here);
    return [
      messageTo(
        { id: begin, isOneOfSeveral: false, roles: approversNow(content.rule, here), because },
        { notice, content, state },
        here,
      ),
    ];
  }
  return groups.map(({ roles, because }) =>
    messageTo(
      { id: `${begin}/${roles.join("+")}`, isOneOfSeveral: groups.length > 1, roles, because },
      { notice, content, state },
      here,
    ),
  );
}

/** Whom a message asks, by their roles in order, and for what. */
interface Asking {
  readonly id: string;
  /** Others are asked for what is theirs to let go. */
  readonly isOneOfSeveral: boolean;
  readonly roles: readonly string[];
  readonly because: readonly string[];
}

interface Waiting {
  readonly notice: Notice;
  readonly content: Content;
  readonly state: DraftState;
}

function messageTo(
  { id, isOneOfSeveral, roles, because }: Asking,
  { notice, content, state }: Waiting,
  here: IncidentSituation,
): Message {
  const asked = whoIsReached(roles, here);
  return {
    id,
    topic: askTopic,
    on: here.snapshot.issue.id,
    asks: asksOf(asked.people, id),
    silenced: false,
    counts: true,
    rank: ranks.told,
    say: ({ address }) => ({
      because:
        state !== "held"
          ? "They may let the notice go."
          : brokenWords(content).length > 0
            ? "The repository's own words for the notice can't be used, so that somebody has to let it go."
            : "A rule holds the notice back until they let it go.",
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
        because: because.join("; "),
        others: isOneOfSeveral,
        incident: here.incident.title,
        severity: severityTitle(here),
      },
    }),
  };
}

/** Who may let it go at this hour. */
function approversNow({ approve }: Content["rule"], here: IncidentSituation): readonly string[] {
  if (approve === undefined || approve === "none") return [];
  const { holders, besides } = rightNow(approve, { ...here.incident, ruling: here.ruling }, here.now);
  return [...holders, ...besides];
}
