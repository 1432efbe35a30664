// Which policies have ruled an incident, and since when: a change in mid-incident never works backwards.
import type { Instant } from "../instant.ts";
import type { Ledger, PolicyRecord } from "../ledger.ts";
import type { Ruling } from "./ruling.ts";

/** The policies that have ruled so far, the present one last, whether the ledger has it yet or not. */
export function recordOf(
  ledger: Ledger | undefined,
  ruling: Ruling,
  declaredAt: Instant,
  now: Instant,
): readonly PolicyRecord[] {
  const known = ledger?.policies ?? [];
  const last = known.at(-1);
  if (last?.oid === ruling.oid) return known;
  const since = last === undefined ? declaredAt : now;
  // Old ones are told by the file's history in git; the ledger keeps the last few.
  return [...known.slice(-4), { oid: ruling.oid, version: ruling.version, since }];
}
