// What becomes of an incident's documents by their pull requests: events that clocks may hang on, and where each stands.
import { type Document, type DocumentDeed, documentIn, type KnownThen, noDocument } from "../document.ts";
import { approvedBy, isAccepted, isApproved, rolesOf, stepBy } from "../document-chain.ts";
import { after, afterAcceptance } from "../document-course.ts";
import { knownOf } from "../document-known.ts";
import { deedOf, stepsOf } from "../document-pull.ts";
import type { EventName } from "../events/table.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { isOurs, isPerson } from "../own.ts";
import type { DocumentKind, Policy } from "../policy/model.ts";
import { holdersOf, isHeldBy } from "../rights.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { withoutNhsNumbers } from "../text/nhs-number.ts";
import type { Draft } from "./draft.ts";
import type { DocumentEvent } from "./history-event.ts";
import { emit } from "./settle.ts";

/** Pull requests that bring documents of this incident, with the effect that opened each: its ledger knows them. */
export function ownPulls({
  pulls = [],
  ledger,
}: Pick<IncidentSnapshot, "pulls" | "ledger">): Incident["pulls"] {
  if (pulls.length === 0) return [];
  const effects = new Map(Array.from(ledger?.created ?? [], ([effect, { id }]) => [id, effect]));
  return pulls.flatMap((pull) => {
    const effect = effects.get(pull.id) ?? "";
    return documentIn(effect) === undefined ? [] : [{ effect, pull }];
  });
}

/** What happened to the documents of a policy, by their pull requests. A redacted copy stops no clock. */
export function documentEvents(snapshot: IncidentSnapshot, policy: Policy): readonly DocumentEvent[] {
  return ownPulls(snapshot).flatMap(({ effect, pull }) => {
    const { key = "", redacted = true } = documentIn(effect) ?? {};
    if (redacted || policy.documents[key] === undefined) return [];
    // Another bot's review is nobody's, as its comments are.
    const items = pull.items.filter(
      ({ kind, by }) => !isReview(kind) || by === undefined || isPerson(by, policy, snapshot.me),
    );
    const steps = stepsOf({ ...pull, items }, ({ by }) => isOurs(by, policy, snapshot.me));
    return steps.map((step): DocumentEvent => ({ kind: "document", document: key, ...step }));
  });
}

/** Takes one of them in: it is nobody's act here, and judged by nobody. What was accepted is as it is. */
export function noteDocument(draft: Draft, event: DocumentEvent): void {
  const { document, step, at, by, url, id } = event;
  const kind = draft.ruling.policy.documents[document];
  const known = draft.documents.get(document) ?? noDocument(document);
  if (kind === undefined || isNobodys(event, kind, draft)) return;
  const deed = deedOf(event);
  if (known.state === "accepted") {
    noteLate(draft, known, event);
    return;
  }
  const next = after(known, deed, event);
  // Whoever merges approves what they merge, where it is theirs to approve.
  const takes = step === "approved" || step === "merged";
  const taken = takes ? stepBy(by ?? "", { kind, known: next }, { ...draft, at }) : undefined;
  keepDocument(draft, taken === undefined ? next : approvedBy(next, taken, deed), at);
  const isNew = step === "opened" && known.beforeClosing === undefined;
  // What was approved stays as it was: who approved it alone is added then.
  if (isNew || (step === "written" && known.approvals.length === 0)) noteText(draft, document, at);
  if (step === "written") return;
  if (draft.management !== "managed") return;
  const lost = step === "rewritten" ? known.approvals.filter((one) => !next.approvals.includes(one)) : [];
  if (step === "rewritten" && lost.length === 0) return;
  const answers = next.requests.length < known.requests.length;
  const tells = step === "approved" || step === "dismissed" ? taken !== undefined || answers : true;
  const values = {
    ...{ document, role: taken?.role ?? "", instead: (taken?.instead ?? []).join(" ") },
    early: taken?.early === true ? "yes" : "",
    ...(lost.length > 0 && { lost: lost.map((one) => one.by ?? "somebody").join(", ") }),
    ...(step === "merged" && { how: "" }),
    ...(step === "opened" && { how: known.beforeClosing === undefined ? "" : "again" }),
  };
  const isOver = settleDocument(draft, kind, deed);
  if (tells && !(isOver && step === "merged"))
    draft.history.push({ at, by, what: `document-${step}`, values, cause: id, url });
  const now = draft.documents.get(document) ?? next;
  // Whoever asked for changes has them, or took that back: it is under review again, and nobody owes an answer.
  const isAnswered = known.requests.length > 0 && now.requests.length === 0 && step !== "merged";
  const name = eventOf(step, document);
  if (name !== undefined) emit(draft, { name, at, cause: id, by });
  else if (isAnswered) emit(draft, { name: `resubmitted.${document}`, at, cause: id, by });
  if (!isApproved(kind, known) && isApproved(kind, now))
    emit(draft, { name: `approved.${document}`, at, cause: id, by });
  if (isOver) accept(draft, document, deed);
}

/** What we write of a document has what is known at that time. */
function noteText(draft: Draft, document: string, at: Instant): void {
  const known = draft.documents.get(document) ?? noDocument(document);
  draft.documents.set(document, withKnown(known, draft, { at, by: "written" }));
}

/** Changes that are asked for after it was accepted are kept until they are answered, and change nothing. */
function noteLate(draft: Draft, known: Document, event: DocumentEvent): void {
  const { step, at, by, id, url } = event;
  const next = afterAcceptance(known, deedOf(event), event);
  if (next === known) return;
  draft.documents.set(known.kind, next);
  if (draft.management !== "managed") return;
  const what = step === "changes" ? "document-late" : (`document-${step}` as const);
  const values = { document: known.kind, role: "", instead: "", early: "" };
  draft.history.push({ at, by, what, values, cause: id, url });
}

const isReview = (kind: string): boolean => kind === "changes" || kind === "approved";

/**
 * A review by somebody from outside, who has no role in it: it asks for nothing, and approves nothing; nor is anything handed in again for
 * which nobody asked.
 */
function isNobodys({ step, by, outside, at }: DocumentEvent, kind: DocumentKind, draft: Draft): boolean {
  if (step === "resubmitted") return draft.documents.get(kind.key)?.state !== "changes";
  if (outside !== true || !isReview(step)) return false;
  return !rolesOf(kind).some((role) => isHeldBy(holdersOf(role, draft, at), by ?? ""));
}

/** Is nothing open of it from this deed on? Then it is accepted. */
export function settleDocument(draft: Draft, kind: DocumentKind, { at, by, url }: DocumentDeed): boolean {
  const known = draft.documents.get(kind.key);
  if (known === undefined || known.state === "accepted" || !isAccepted(kind, known)) return false;
  draft.documents.set(kind.key, {
    ...known,
    state: "accepted",
    since: at,
    by,
    url: known.merged?.url ?? url,
  });
  return true;
}

/** Keeps where a document stands now. Whoever hands in a text of their own, or says that it is accepted, knows what is known then. */
export function keepDocument(draft: Draft, next: Document, at: Instant, step?: string): void {
  const isHandedIn = step === "submitted" || step === "resubmitted";
  const isOver = next.state === "merged" || next.state === "accepted";
  const isTaken = isHandedIn || (isOver && next.knownThen === undefined);
  const by = isHandedIn ? "submitted" : "accepted";
  draft.documents.set(next.kind, isTaken ? withKnown(next, draft, { at, by }) : next);
}

/** A document with what is known now, when its text is written. */
function withKnown(next: Document, draft: Draft, when: Pick<KnownThen, "at" | "by">): Document {
  const known = knownOf({ ...draft, title: withoutNhsNumbers(draft.title, "…") });
  return { ...next, knownThen: { ...known, ...when } };
}

/** Says that a document is accepted: a line of the history, and the event that clocks may hang on. */
export function accept(
  draft: Draft,
  document: string,
  { at, saidAt, by, cause, url }: DocumentDeed & { readonly saidAt?: Instant | undefined },
): void {
  if (draft.management !== "managed") return;
  const values = { document, role: "" };
  draft.history.push({ at, saidAt, by, what: "document-accepted", values, cause, url });
  emit(draft, { name: `accepted.${document}`, at, cause, by });
}

const eventful = ["opened", "submitted", "changes", "resubmitted", "closed"] as const;

function eventOf(step: DocumentEvent["step"], document: string): EventName | undefined {
  const found = eventful.find((one) => one === step);
  return found && `${found}.${document}`;
}
