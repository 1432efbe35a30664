// What keeps a notice from being sent: blocked for good, or held until a role lets it go (H-11, H-12, H-44).
import type { Instant } from "../instant.ts";
import type { Keeping, NoticeRule } from "../policy/model.ts";
import { type NoticeView, noticeFacts, ruleHolds } from "./view.ts";

/** A rule that holds a notice back, and the roles that may let it go. */
export type NoticeHold = NoticeRule["hold"][number];

/** The first rule that keeps a notice from being sent at all. */
export function blockOf(rule: NoticeRule, view: NoticeView, at: Instant): Keeping | undefined {
  const facts = noticeFacts(view);
  return rule.block.find((one) => ruleHolds(one, view, at, facts));
}

/** The rules by which a notice is held back, in their order, whoever let it go already. */
export function holdsOf(rule: NoticeRule, view: NoticeView, at: Instant): readonly NoticeHold[] {
  const facts = noticeFacts(view);
  return rule.hold.filter((one) => ruleHolds(one, view, at, facts));
}

/**
 * Those of them that nobody let go yet. Each is let go by its own roles: what two of them hold back waits for both (H-12, H-44), and
 * what comes up after one was let go waits for its own.
 */
export function heldBy(
  { lifted }: { readonly lifted: readonly string[] },
  rule: NoticeRule,
  view: NoticeView,
  at: Instant,
): readonly NoticeHold[] {
  return holdsOf(rule, view, at).filter(({ because }) => !lifted.includes(because));
}
