// Who approved a document and who approves it next, in words: on the card, in the document itself, and where somebody is asked (H-26).
import type { Approved, Document } from "../document.ts";
import { insteadOf } from "../document-chain.ts";
import type { DocumentKind } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { Pull } from "../snapshot/pull.ts";
import { hash } from "../text/hash.ts";
import { markOf, readRegions } from "../text/regions.ts";
import { inline, plainName } from "../text/safe.ts";
import type { Values } from "../wanted.ts";

/** Roles by the titles that people know; any one of them is meant. */
export function rolesInWords(roles: readonly string[], { policy }: Ruling): string {
  return roles.map((role) => inline(policy.roles[role]?.title ?? role)).join(" or ");
}

/** Who took a step of the chain, as what, and of a deputy in whose place; `at`: when, in words. */
export function approvedInWords(
  { step, role, by = "" }: Approved,
  { approve }: DocumentKind,
  { ruling, at }: { readonly ruling: Ruling; readonly at: string },
): Values {
  const its = approve[step];
  return {
    by: plainName(by) || "somebody",
    role: rolesInWords([role], ruling),
    instead: its === undefined ? "" : rolesInWords(insteadOf(its, role), ruling),
    at,
  };
}

/** The part of a document that says who approved it; the rest of what was approved stays as it is. */
export const approvalPart = "approval";

/** What its facts come to, and apart from them what its approvals do. */
export function digests({ approvals, ...facts }: Values): readonly string[] {
  const given = Array.isArray(approvals) && approvals.length > 0;
  return [hash(JSON.stringify(facts)), ...(given ? [hash(JSON.stringify(approvals))] : [])];
}

/**
 * Who approved it is written into what was approved where that part is as we wrote it, and nobody's review approved it on GitHub: a
 * commit may take such a review back.
 */
export function takesApprovals({ text = "", items }: Pull): boolean {
  const { regions } = readRegions(text);
  return (
    regions.some(({ name, touched }) => name === approvalPart && !touched) &&
    !items.some(({ kind }) => kind === "approved")
  );
}

/** Does the record say another thing by now than the text that was approved? Of what can't be read, or was accepted, nothing is said. */
export function isOutdated(
  values: Values,
  { state, approvals }: Document,
  text: string | undefined,
): boolean {
  if (approvals.length === 0 || text === undefined || state === "accepted" || state === "closed")
    return false;
  const [, , facts] = markOf(text);
  return facts !== undefined && facts !== digests(values)[0];
}

/** The last commit of somebody else after the last approval, by whom and when. */
export function changedAfter(
  { approvals }: Document,
  pull: Pull,
  me: string,
): Pull["items"][number] | undefined {
  const last = approvals.at(-1);
  if (last === undefined) return undefined;
  return pull.items.findLast(({ kind, by, at }) => kind === "commit" && by?.login !== me && at > last.at);
}
