// The ledger as the plain data of its text on the card, and back: what anybody names is a key of a map here and of an object there.
import type { Judged, Ledger } from "./ledger.ts";
import { partyText, readParty } from "./party.ts";

/** Parts of a ledger that are kept by names: of clocks, people and effects. */
const named = ["clocks", "sent", "created", "mentions"] as const;

/** A ledger as data that JSON can hold. Its shape is a promise to older and newer versions that read the same card. */
export function ledgerJson(ledger: Ledger): unknown {
  const parts = Object.entries({ ...ledger, acts: ledger.acts.map(judgedJson) });
  return Object.fromEntries(
    parts.map(([name, part]) => [name, part instanceof Map ? Object.fromEntries(part) : part]),
  );
}

/** Holders of a role are texts there: `@login`, or the name of whoever has no account. */
function judgedJson(judged: Judged): unknown {
  const acts = judged.acts.map((act) =>
    act.kind === "role" ? { ...act, holders: act.holders.map(partyText) } : act,
  );
  return { ...judged, acts };
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
  return { ...value, acts: acts.map(readJudged), ...Object.fromEntries(maps) } as unknown as Ledger;
}

function readJudged(judged: unknown): unknown {
  if (!isObject(judged) || !Array.isArray(judged.acts)) return judged;
  return { ...judged, acts: judged.acts.map(readAct) };
}

function readAct(act: unknown): unknown {
  if (!isObject(act) || act.kind !== "role" || !Array.isArray(act.holders)) return act;
  const holders: readonly unknown[] = act.holders;
  return {
    ...act,
    holders: holders.map((holder) => (typeof holder === "string" ? readParty(holder) : holder)),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
