// Where each deed leaves a document: what was merged stays merged, and a request for changes stands until whoever made it approves.
import type { Approved, Document, DocumentDeed, DocumentStep } from "./document.ts";

/** What a deed is besides whose: which step, and of a review that was taken back which one. */
export interface DeedKind {
  readonly step: Exclude<DocumentStep, "accepted">;
  readonly of?: string | undefined;
}

/** A document after a deed. Whether a merge is enough to accept it is not asked here. */
export function after(known: Document, deed: DocumentDeed, { step, of }: DeedKind): Document {
  switch (step) {
    case "opened":
      return known.beforeClosing === undefined ? written(known, deed, "draft") : openedAgain(known);
    case "withdrawn":
      return written(known, deed, "draft");
    case "submitted":
    case "resubmitted":
      return written(known, deed, "submitted");
    case "changes": {
      const requests = asking(known.requests, deed);
      // What is written from then on is another text, which nobody has approved.
      const asked = { ...known, requests, approvals: [] };
      return known.merged === undefined ? { ...asked, state: "changes", ...whose(deed) } : asked;
    }
    case "approved":
      return answered(known, (one) => isBySame(one, deed));
    case "dismissed": {
      const approvals = known.approvals.filter(({ cause }) => cause !== of);
      return answered({ ...known, approvals }, ({ cause }) => cause === of);
    }
    case "merged": {
      // Whoever asked for changes and merges has what they asked for.
      const requests = known.requests.filter((one) => !isBySame(one, deed));
      return { ...known, requests, state: "merged", ...whose(deed), merged: known.merged ?? deed };
    }
    case "rewritten":
      // Whoever approved before it was their turn approved another text; those whose turn it was stand, with the change beside them.
      return { ...known, approvals: known.approvals.filter((one) => !isEarly(one, known)) };
    case "written":
      return known;
    case "closed": {
      const { state, since, by, url } = known;
      return { ...known, state: "closed", ...whose(deed), beforeClosing: { state, since, by, url } };
    }
  }
}

/** An accepted document after a deed: it stays so, and what is asked for from then on stands until it is answered. The same where nothing is said. */
export function afterAcceptance(known: Document, deed: DocumentDeed, { step, of }: DeedKind): Document {
  switch (step) {
    case "changes": {
      const { first = deed, requests = [] } = known.late ?? {};
      return { ...known, late: { first, requests: asking(requests, deed) } };
    }
    case "approved":
      return answeredLate(known, (one) => isBySame(one, deed));
    case "dismissed":
      return answeredLate(known, ({ cause }) => cause === of);
    default:
      return known;
  }
}

/** Of one person the last request stands. */
function asking(requests: readonly DocumentDeed[], deed: DocumentDeed): readonly DocumentDeed[] {
  return [...requests.filter((one) => !isBySame(one, deed)), deed];
}

function answeredLate(known: Document, isAnswered: (request: DocumentDeed) => boolean): Document {
  if (known.late?.requests.some(isAnswered) !== true) return known;
  const requests = known.late.requests.filter((one) => !isAnswered(one));
  return { ...known, late: { ...known.late, requests } };
}

/** Was a step of the chain taken while one before it is open? */
export function isEarly({ step }: Approved, { approvals }: Pick<Document, "approvals">): boolean {
  const taken = new Set(approvals.map((one) => one.step));
  return Array.from({ length: step }, (_, before) => before).some((before) => !taken.has(before));
}

/** The same without the requests for changes that are answered: where it was none but these, it stands where it stood before. */
export function answered(known: Document, isAnswered: (request: DocumentDeed) => boolean): Document {
  const requests = known.requests.filter((one) => !isAnswered(one));
  const stands = known.state !== "changes" || requests.length > 0;
  return { ...known, requests, ...(!stands && (known.before ?? { state: "draft" })) };
}

/** Closed and opened again it stands where it stood, without what was answered meanwhile; what people said of it since then stands. */
function openedAgain({ beforeClosing, ...known }: Document): Document {
  return answered(known.state === "closed" ? { ...known, ...beforeClosing } : known, () => false);
}

function written(known: Document, deed: DocumentDeed, state: "draft" | "submitted"): Document {
  // After its merge nothing is written on.
  if (known.merged !== undefined) return known;
  const before = { state, ...whose(deed) } as const;
  return { ...known, ...before, before };
}

function isBySame({ by: one }: DocumentDeed, { by: other }: DocumentDeed): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

const whose = ({ at, by, url }: DocumentDeed) => ({ since: at, by, url });
