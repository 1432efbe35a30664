// Who approves a document: which step of its chain is next, and whose holders may take it (H-26).
import type { Document } from "./document.ts";
import type { Instant } from "./instant.ts";
import type { ApprovalStep, DocumentKind } from "./policy/model.ts";
import { holdersOf } from "./rights.ts";

/** Which step of the chain is next, from 0; past its end where all were taken. */
export function nextStep(
  kind: Pick<DocumentKind, "approve">,
  { approvals }: Pick<Document, "approvals">,
): number {
  const taken = new Set(approvals.map(({ step }) => step));
  const next = kind.approve.findIndex((_, index) => !taken.has(index));
  return next === -1 ? kind.approve.length : next;
}

/** In whose place a role takes a step: the roles whose deputy it is; none where the step is its own. */
export function insteadOf({ by, deputies }: ApprovalStep, role: string): readonly string[] {
  return deputies.includes(role) && !by.includes(role) ? by : [];
}

/** Whose holders may take a step now: the deputies' too while nobody has one of its roles, or all who do are said to be away. */
export function rolesNow(
  { by, deputies }: ApprovalStep,
  { away }: Pick<Document, "away">,
  { ruling, roles, at }: Parameters<typeof holdersOf>[1] & { readonly at: Instant },
): readonly string[] {
  const there = by.filter(
    (role) => !away.includes(role) && holdersOf(role, { ruling, roles }, at).length > 0,
  );
  if (there.length > 0 || deputies.length === 0) return there.length > 0 ? there : by;
  return deputies;
}
