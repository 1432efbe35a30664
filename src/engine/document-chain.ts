// Who approves a document: which step of its chain is next, and whose holders may take it (H-26).
import type { Approved, Document, DocumentDeed } from "./document.ts";
import type { Instant } from "./instant.ts";
import type { ApprovalStep, DocumentKind } from "./policy/model.ts";
import { holdersOf, isHeldBy } from "./rights.ts";

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

type Having = Parameters<typeof holdersOf>[1];

/** A step of the chain as somebody takes it: by which role, of a deputy in whose place, and whether those before it are still to come. */
export interface TakenStep extends Pick<Approved, "step" | "role"> {
  readonly instead: readonly string[];
  readonly early: boolean;
}

/**
 * The first open step that somebody may take; `undefined`: none is theirs. One whose turn has not come is given early: it stays, and counts
 * when those before it are taken (H-26).
 */
export function stepBy(
  login: string,
  { kind, known }: { readonly kind: DocumentKind; readonly known: Document },
  here: Having & { readonly at: Instant },
): TakenStep | undefined {
  const next = nextStep(kind, known);
  for (const [step, one] of kind.approve.entries()) {
    if (known.approvals.some((given) => given.step === step)) continue;
    // Whoever was said to be away and acts is there.
    const roles = [...rolesNow(one, known, here), ...one.by];
    const role = roles.find((its) => isHeldBy(holdersOf(its, here, here.at), login));
    if (role !== undefined) return { step, role, instead: insteadOf(one, role), early: step > next };
  }
  return undefined;
}

/** Roles of the process that have a say in a document: those of its chain, where it has none its reviewers'. */
export function rolesOf({
  approve,
  reviewers,
}: Pick<DocumentKind, "approve" | "reviewers">): readonly string[] {
  return approve.length === 0 ? reviewers : approve.flatMap(({ by, deputies }) => [...by, ...deputies]);
}

/** May somebody end what others asked for? Who has a role in it may; where nobody has one, whoever may give the command. */
export function maySettle(
  login: string,
  kind: Pick<DocumentKind, "approve" | "reviewers">,
  here: Having & { readonly at: Instant },
): boolean {
  const holders = rolesOf(kind).map((role) => holdersOf(role, here, here.at));
  return holders.every(({ length }) => length === 0) || holders.some((some) => isHeldBy(some, login));
}

/** Is every step of its chain taken, and no request for changes open? */
export function isApproved(
  { approve }: Pick<DocumentKind, "approve">,
  { approvals, requests }: Pick<Document, "approvals" | "requests">,
): boolean {
  return (
    approve.length > 0 && requests.length === 0 && nextStep({ approve }, { approvals }) >= approve.length
  );
}

/** Is nothing open of a document that was merged: neither a request for changes nor a step of its chain? */
export function isAccepted(kind: Pick<DocumentKind, "approve">, known: Document): boolean {
  return (
    known.merged !== undefined && known.requests.length === 0 && nextStep(kind, known) >= kind.approve.length
  );
}

/** A document that somebody took a step of, who is away no more. */
export function approvedBy(
  known: Document,
  { step, role }: Pick<Approved, "step" | "role">,
  { cause, at, by, url }: DocumentDeed,
): Document {
  const away = known.away.filter((one) => one !== role);
  return { ...known, away, approvals: [...known.approvals, { step, role, at, by, cause, url }] };
}
