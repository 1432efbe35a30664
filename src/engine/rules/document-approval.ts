// Who approved a document and who approves it next, in words: on the card, in the document itself, and where somebody is asked (H-26).
import type { Approved } from "../document.ts";
import { insteadOf } from "../document-chain.ts";
import type { Values } from "../effect.ts";
import type { DocumentKind } from "../policy/model.ts";
import type { Ruling } from "../policy/ruling.ts";
import { inline, plainName } from "../text/safe.ts";

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
