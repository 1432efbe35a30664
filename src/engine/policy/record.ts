// Which policies have ruled an incident, and since when: a change in mid-incident never works backwards.
import type { Instant } from "../instant.ts";
import type { Ledger, PolicyRecord } from "../ledger.ts";
import type { Ruling } from "./ruling.ts";

/** The policies that have ruled so far, the present one last; `changed` when it is not in the ledger yet. */
export function recordOf(
  ledger: Ledger | undefined,
  ruling: Ruling,
  declaredAt: Instant,
  now: Instant,
): { readonly policies: readonly PolicyRecord[]; readonly changed: boolean } {
  const known = ledger?.policies ?? [];
  const last = known.at(-1);
  if (last?.oid === ruling.oid) return { policies: known, changed: false };
  const since = last === undefined ? declaredAt : now;
  // Old ones are told by the file's history in git; the ledger keeps the last few.
  return {
    policies: [...known.slice(-4), { oid: ruling.oid, version: ruling.version, since }],
    changed: last !== undefined,
  };
}
