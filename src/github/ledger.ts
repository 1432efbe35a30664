// The ledger's way into the end of our card and back: packed, sealed to its issue, signed, and never trusted beyond what its seal says.
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Instant } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import { Kept } from "../engine/kept.ts";
import type { Ledger } from "../engine/ledger.ts";
import { ledgerJson, readLedger } from "../engine/ledger-json.ts";
import type { IssueRef, LedgerTrust } from "../engine/snapshot.ts";
import type { Proof } from "./proof.ts";

/** A card is at most a quarter of a megabyte; what unpacks to more than this is no ledger. */
const mostUnpacked = 8 * 1024 * 1024;
const mostPacked = 400_000;
/** A line of its own, as every hidden one: a quoted one stands behind a `>`. */
const line = /^<!-- tocsin:ledger ([12]) ([A-Za-z0-9_-]+)(?: ([A-Za-z0-9_-]{43}))? -->[ \t]*\r?$/gm;

/** The issue that a ledger is sealed to. */
export interface Seat {
  /** Node id: another issue's ledger is worth nothing here. */
  readonly id: string;
  /** Its address now, `owner/repo#7`. */
  readonly ref: IssueRef;
  /** When it was opened: a transfer gives it another node id and address, and keeps this. */
  readonly createdAt: Instant;
}

/** One hidden line: `<!-- tocsin:ledger 2 PACKED [HMAC] -->`; what it is sealed to is packed with it and signed with it. */
export function encodeLedger(
  ledger: Ledger,
  { seat, number, proof }: { readonly seat: Seat; readonly number: number; readonly proof: Proof },
): string {
  const seal: Seal = { of: seat.id, at: seat.ref, born: seat.createdAt, number };
  const packed = deflateRawSync(JSON.stringify([seal, ledgerJson(ledger)]), { level: 9 }).toString(
    "base64url",
  );
  const signature = proof.sign(packed, "ledger 2");
  return `<!-- tocsin:ledger 2 ${packed}${signature === undefined ? "" : ` ${signature}`} -->`;
}

/** `number` rises with each that is written: what has a lower one was taken from the card's past. */
interface Seal {
  readonly of: string;
  readonly at: IssueRef;
  readonly born: Instant;
  readonly number: number;
}

interface Unsealing {
  readonly seat: Seat;
  readonly proof: Proof;
  /** Was the card's present text written by us, as its last editor says? */
  readonly editorIsOurs: boolean;
  /** Repositories that the issue was transferred from: a ledger that was sealed to it there is still its own. */
  readonly formerly?: readonly string[];
}

/** A ledger read from its line, and how far it may be trusted; absent where it is lost. */
export interface Unsealed {
  readonly trust: Exclude<LedgerTrust, "none">;
  readonly ledger?: Ledger | undefined;
  /** Which of the issue's ledgers it is; absent where it is lost, or older than numbers. */
  readonly number?: number;
  /** The node id that it was sealed to. */
  readonly of?: string;
}

const lost: Unsealed = { trust: "lost" };

/**
 * The ledger of a card's body. `signed`: the signature fits. `believed`: there is no signature, none is asked for, and the
 * card's last editor is ours. Else `lost`. Whatever the body holds, this never throws.
 */
export function decodeLedger(body: string, unsealing: Unsealing): Unsealed {
  const [, version, packed, signature] = [...body.matchAll(line)].at(-1) ?? [];
  if (packed === undefined || packed.length > mostPacked) return lost;
  const trust = trustIn({ version, packed, signature }, unsealing);
  if (trust === undefined) return lost;
  const found = unpack(packed, unsealing);
  return found === undefined ? lost : { trust, ...found };
}

/** Does a text hold a ledger, whoever may read it, and is that signed? */
export function sealOf(body: string): "signed" | "unsigned" | undefined {
  const [, , packed, signature] = [...body.matchAll(line)].at(-1) ?? [];
  if (packed === undefined) return undefined;
  return signature === undefined ? "unsigned" : "signed";
}

interface Line {
  readonly version: string | undefined;
  readonly packed: string;
  readonly signature: string | undefined;
}

function trustIn(
  { version, packed, signature }: Line,
  { proof, editorIsOurs }: Unsealing,
): "signed" | "believed" | undefined {
  if (signature !== undefined && proof.isStrict) {
    if (version === "2") return proof.isSigned(packed, signature, "ledger 2") ? "signed" : undefined;
    // One of before: it has no number, so it counts only where nobody could have fetched it from the card's past.
    return editorIsOurs && proof.isSigned(packed, signature, "ledger 1") ? "signed" : undefined;
  }
  return editorIsOurs && proof.takesUnsigned() ? "believed" : undefined;
}

interface Content {
  readonly seal: unknown;
  readonly ledger: Ledger | undefined;
}

/** A sweep looks at the cards of all incidents, and few have changed since the last. */
const contents = new Kept<Content | undefined>(100);

function contentOf(packed: string): Content | undefined {
  try {
    const text = inflateRawSync(Buffer.from(packed, "base64url"), { maxOutputLength: mostUnpacked });
    const content: unknown = JSON.parse(text.toString("utf8"));
    return Array.isArray(content) ? { seal: content[0], ledger: readLedger(content[1]) } : undefined;
  } catch {
    // Whatever was wrong with it, there is no ledger to be read: the caller is told so by the answer.
    return undefined;
  }
}

function unpack(
  packed: string,
  { seat, proof, formerly = [] }: Unsealing,
): Omit<Unsealed, "trust"> | undefined {
  const { seal, ledger } = contents.of(proof, packed, () => contentOf(packed)) ?? {};
  if (ledger === undefined) return undefined;
  if (typeof seal === "string") return seal.toLowerCase() === seat.ref.toLowerCase() ? { ledger } : undefined;
  if (!isSeal(seal)) return undefined;
  // A transferred issue is another node; when it was opened stays, and where it came from its history tells.
  const moved = seal.born === seat.createdAt && cameFrom(seal.at, formerly);
  return seal.of === seat.id || moved ? { ledger, number: seal.number, of: seal.of } : undefined;
}

function cameFrom(at: IssueRef, formerly: readonly string[]): boolean {
  const repository = repositoryOf(at).toLowerCase();
  return formerly.some((name) => name.toLowerCase() === repository);
}

function isSeal(value: unknown): value is Seal {
  if (typeof value !== "object" || value === null) return false;
  const { of, at, born, number } = value as Record<string, unknown>;
  return (
    typeof of === "string" && typeof at === "string" && typeof born === "number" && typeof number === "number"
  );
}
