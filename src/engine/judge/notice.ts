// Which notice people mean by its number, and who may do what to it: approval and release stay with their roles (H-12).
import type { Notice } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { contentOf } from "../notices/content.ts";
import { blockOf, heldBy, type NoticeHold } from "../notices/keeping.ts";
import { missingWords } from "../notices/missing.ts";
import { brokenWords } from "../notices/wording.ts";
import type { Right } from "../policy/model.ts";
import { hasRight } from "./gate.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/** The notice that has a number here. */
export function noticeNumbered(n: number, { notices }: JudgingSituation): Notice | undefined {
  return [...notices.values()].find((notice) => notice.n === n);
}

/** The numbers of the drafts that wait, for a message. */
export function openOnes({ notices }: JudgingSituation): string {
  const open = [...notices.values()].filter(
    ({ approved, skipped, moot }) => approved === undefined && skipped === undefined && moot === undefined,
  );
  return open.map(({ n }) => n).join(", ");
}

/** Who may let a notice go: its approvers, and where rules hold it back those who may release it instead. */
export function approversOf(id: string, here: JudgingSituation): Right {
  const notice = here.notices.get(id);
  const held = notice === undefined ? [] : holdsNow(notice, here);
  if (held.length > 0) return releasersOf(held.flatMap(({ release }) => release));
  return plainApprovers(id, here);
}

/** The rules that hold a notice back now, and that nobody let go. */
export function holdsNow(notice: Notice, here: JudgingSituation): readonly NoticeHold[] {
  const rule = here.ruling.policy.notices[notice.kind];
  return rule === undefined ? [] : heldBy(notice, rule, here, here.at);
}

/** May somebody let go what this rule holds back? */
export function mayLift(login: string, { release }: NoticeHold, here: JudgingSituation): boolean {
  return hasRight(login, releasersOf(release), here, true) === "yes";
}

/** Who may let a notice go that nothing holds back; while its policy names nobody, everybody with write access. */
export function plainApprovers(id: string, here: JudgingSituation): Right {
  const { approve } = here.ruling.policy.notices[here.notices.get(id)?.kind ?? ""] ?? {};
  return approve === undefined || approve === "none" ? anybody : approve;
}

/** Who may release what rules hold back: the holders of any of these roles, each what is theirs. */
export function releasersOf(roles: readonly string[]): Right {
  return { role: "write", holders: [...new Set(roles)], besides: [], cases: [] };
}

const anybody: Right = { role: "write", holders: [], besides: [], cases: [] };

/** Whether a notice may go as it stands, by its code; what is in its way is said. A box of the card asks the same. */
export function judgeSend(
  { n, what, login }: { readonly n: number; readonly what: string; readonly login: string },
  at: Instant,
  here: JudgingSituation,
): JudgingResult {
  const notice = noticeNumbered(n, here);
  if (notice === undefined) return refuse("notice", { text: String(n), names: openOnes(here) });
  const text = String(n);
  if (notice.approved !== undefined) return refuse("notice-gone", { text, state: "sent" });
  if (notice.skipped !== undefined) return refuse("notice-gone", { text, state: "skipped" });
  if (notice.moot !== undefined) return refuse("notice-gone", { text, state: "moot" });
  const content = contentOf(notice, here, at);
  if (content === undefined) return refuse("notice-gone", { text, state: "moot" });
  // Who may not let it go hears that first, and is refused for it where all rights are.
  if (hasRight(login, approversOf(notice.id, here), here, true) !== "yes")
    return done({ kind: "send", notice: notice.id, n, hash: what });
  const blocked = blockOf(content.rule, here, at);
  if (blocked !== undefined) return refuse("notice-blocked", { text, why: blocked.because });
  if (content.missing.length > 0)
    return refuse("notice-incomplete", { text, names: missingWords(content.missing, here.ruling.policy) });
  if (content.parts.length === 0) return refuse("notice-nobody", { text });
  if (content.suspect > 0 && notice.released === undefined) return refuse("notice-suspect", { text });
  if (notice.held !== undefined) return refuse("notice-held", { text, why: notice.held.because ?? "" });
  const [others] = holdsNow(notice, here).filter((hold) => !mayLift(login, hold, here));
  if (others !== undefined) return refuse("notice-held", { text, why: others.because });
  const [broken] = notice.released === undefined ? brokenWords(content) : [];
  if (broken !== undefined) return refuse("notice-broken", { text, why: broken });
  if (what !== content.hash) return refuse("notice-code", { text, given: what, code: content.hash });
  return done({ kind: "send", notice: notice.id, n, hash: content.hash });
}
