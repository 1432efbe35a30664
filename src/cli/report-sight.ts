// What the credentials of a verification can tell: whether our own hidden lines can be read by them, what is out of their sight, and when the file was written.
import { documentIn } from "../engine/document.ts";
import { MINUTE } from "../engine/instant.ts";
import { isOurs } from "../engine/own.ts";
import { approvalPart } from "../engine/rules/document-approval.ts";
import type { WrittenAt } from "../engine/rules/document-then.ts";
import { documentOf, pullOf, type WantedDocument } from "../engine/rules/document-wanted.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { sealOf } from "../github/ledger.ts";
import type { HeldAgainst } from "./report-facts.ts";

/**
 * Why what Tocsin itself recorded of an incident can't be read by these credentials, and what to set; without it a true document would be
 * accused. Nothing where it can be read, or there is no record.
 */
export function whyUnproven(
  { snapshot, ruling }: IncidentSituation,
  { ref, login }: { readonly ref: string; readonly login: string },
): string | undefined {
  const { trust, proven } = snapshot;
  const kept = snapshot.issue.timeline
    .flatMap((item) => (item.kind === "comment" && item.by?.kind === "bot" ? [item] : []))
    .find(({ body }) => sealOf(body) !== undefined);
  if (kept === undefined || trust === "signed") return undefined;
  const nothing = "so that nothing can be said of the file";
  if (!isOurs(kept.by, ruling.policy, snapshot.me))
    return `the record of ${ref} is kept by ${kept.by?.login}[bot], and these credentials are ${login}'s, which can't read it, ${nothing}: verify with a token of ${kept.by?.login}[bot], and with its LEDGER_SECRET`;
  const isSigned = sealOf(kept.body) === "signed";
  if (isSigned && !proven)
    return `the record of ${ref} is signed, and there is no LEDGER_SECRET here to read all of it by, ${nothing}: set LEDGER_SECRET to what the server or the workflow has (a server without one uses its WEBHOOK_SECRET)`;
  if (isSigned)
    return `the record of ${ref} is not signed by the LEDGER_SECRET that is set here (or WEBHOOK_SECRET, where that is not), ${nothing}: set it to what the server or the workflow has. Where it is the same, somebody changed the card by hand; Tocsin mends it at its next look`;
  return proven
    ? `the record of ${ref} is not signed, and a LEDGER_SECRET is set here, by which only what is signed counts, ${nothing}: verify without it`
    : undefined;
}

/** What belongs to a document and GitHub does not show: issues by their addresses, and who approved it in its pull request. */
export function outOfSight(
  { kind, redacted }: WantedDocument,
  { snapshot, incident }: IncidentSituation,
): Pick<HeldAgainst, "unseen" | "hidden"> {
  const { children, ledger, hiddenPulls = [] } = snapshot;
  const made = [...(ledger?.created ?? [])].flatMap(([effect, one]) => (documentIn(effect) ? [] : [one]));
  const seen = new Set(children.map(({ id }) => id));
  const isSeen = pullOf({ kind, redacted }, incident.pulls) !== undefined;
  return {
    unseen: made.flatMap(({ id, ref }) => (seen.has(id) ? [] : [ref])),
    hidden: hiddenPulls.length > 0 && !isSeen ? [approvalPart] : [],
  };
}

/** Between reading an incident and writing its document something may be said. */
const slack = 2 * MINUTE;

/**
 * When the facts of a document were written last, and who approved it, by its pull request; `undefined` where that is out of sight, or
 * there is none. From its first approval on its facts stay as they were.
 */
export function writtenAt(wanted: WantedDocument, here: IncidentSituation): WrittenAt | undefined {
  const pull = pullOf(wanted, here.incident.pulls);
  if (pull === undefined) return undefined;
  const own = pull.items.filter(({ kind, by }) => kind === "commit" && by?.login === here.snapshot.me);
  const times = [pull.createdAt, ...own.map(({ at }) => at)];
  const { approvals } = wanted.redacted ? { approvals: [] } : documentOf(wanted.kind.key, here);
  const approvedAt = Math.min(...approvals.map(({ at }) => at));
  return {
    facts: Math.max(pull.createdAt, ...times.filter((at) => at <= approvedAt)) - slack,
    approvals: Math.max(...times) - slack,
  };
}
