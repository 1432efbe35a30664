// The ledger as the plain data of its text on the card, and back: what anybody names is a key of a map here and of an object there.
import type { Ledger } from "./ledger.ts";

/** Parts of a ledger that are kept by names: of clocks, people and effects. */
const named = ["clocks", "sent", "created", "mentions"] as const;

/** A ledger as data that JSON can hold. Its shape is a promise to older and newer versions that read the same card. */
export function ledgerJson(ledger: Ledger): unknown {
  return Object.fromEntries(
    Object.entries(ledger).map(([name, part]) => [
      name,
      part instanceof Map ? Object.fromEntries(part) : part,
    ]),
  );
}

/** The ledger in what was parsed; absent where that is none. What it says was signed or believed, so only its shape is looked at. */
export function readLedger(value: unknown): Ledger | undefined {
  if (!isObject(value) || typeof value.id !== "string") return undefined;
  if (value.version !== 1 && value.version !== 2) return undefined;
  const { policies, acts, card, deliveries } = value;
  if (!Array.isArray(policies) || !Array.isArray(acts) || !isObject(card)) return undefined;
  if (!named.every((name) => isObject(value[name]))) return undefined;
  const maps = [...named, ...(isObject(deliveries) ? ["deliveries"] : [])].map((name) => [
    name,
    new Map(Object.entries(value[name] as object)),
  ]);
  return { ...value, ...Object.fromEntries(maps) } as unknown as Ledger;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
