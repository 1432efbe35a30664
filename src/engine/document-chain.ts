// Who approves a document: which step of its chain is next, and whose holders may take it (H-26).
import type { Approved, Document, DocumentDeed } from "./document.ts";
import type { Instant } from "./instant.ts";
import type { ApprovalStep, DocumentKind } from "./policy/model.ts";
import { holdersOf, isHeldBy } from "./rights.ts";

/** What steps of the chain were taken, by which role, and which roles are said to be away. */
export interface ChainSoFar extends Pick<Document, "away"> {
  readonly approvals: readonly Pick<Approved, "step" | "role">[];
}

type Chained = Pick<DocumentKind, "approve">;

/** The steps of the chain that are still to be taken, from 0, in order. */
export function openSteps({ approve }: Chained, known: ChainSoFar): readonly number[] {
  const taken = new Set(known.approvals.map(({ step }) => step));
  return [...approve.keys()].filter((step) => !taken.has(step) && !isSkipped({ approve }, known, step));
}

/** The steps that nobody takes, since whoever would is said to be away and the policy then leaves them out (H-26). */
export function skippedSteps({ approve }: Chained, known: ChainSoFar): readonly number[] {
  const taken = new Set(known.approvals.map(({ step }) => step));
  return [...approve.keys()].filter((step) => !taken.has(step) && isSkipped({ approve }, known, step));
}

function isSkipped({ approve }: Chained, { approvals, away }: ChainSoFar, step: number): boolean {
  const { by = [], skippedAfter = [] } = approve[step] ?? {};
  return (
    by.every((role) => away.includes(role)) &&
    approvals.some((one) => one.step < step && skippedAfter.includes(one.role))
  );
}

/** Which step of the chain is next, from 0; past its end where none is open. */
export function nextStep(kind: Chained, known: ChainSoFar): number {
  return openSteps(kind, known)[0] ?? kind.approve.length;
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

/** Has it a chain, of which no step is open? */
export function isWhole(kind: Chained, known: ChainSoFar): boolean {
  return kind.approve.length > 0 && openSteps(kind, known).length === 0;
}

/** Is no step of its chain open, and no request for changes? */
export function isApproved(kind: Chained, known: Document): boolean {
  return isWhole(kind, known) && known.requests.length === 0;
}

/** Is nothing open of a document that was merged: neither a request for changes nor a step of its chain? */
export function isAccepted(kind: Pick<DocumentKind, "approve">, known: Document): boolean {
  return known.merged !== undefined && known.requests.length === 0 && openSteps(kind, known).length === 0;
}

/** A document that somebody took a step of, who is away no more. */
export function approvedBy(
  known: Document,
  { step, role }: Pick<Approved, "step" | "role">,
  { cause, at, by, url }: DocumentDeed,
): Document {
  const approved: Approved = { step, role, at, by, cause, url };
  return { ...known, ...withStep(known, approved) };
}

/** The chain with one more step, whose role is there. */
export function withStep<T extends Pick<Approved, "step" | "role">>(
  { approvals, away }: { readonly approvals: readonly T[]; readonly away: readonly string[] },
  taken: T,
) {
  return { away: away.filter((one) => one !== taken.role), approvals: [...approvals, taken] };
}
