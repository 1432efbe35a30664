// The ledger's way into the end of our card and back: packed, signed, and never trusted beyond what its signature says.
import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Ledger } from "../engine/ledger.ts";
import type { IssueRef, LedgerTrust } from "../engine/snapshot.ts";

/** A card is at most a quarter of a megabyte; what unpacks to more than this is no ledger. */
const mostUnpacked = 8 * 1024 * 1024;
const mostPacked = 400_000;
const line = /<!-- tocsin:ledger 1 ([A-Za-z0-9_-]+)(?: ([A-Za-z0-9_-]{43}))? -->/g;

interface Sealing {
  /** The incident's address now, `owner/repo#7`: a line copied to another issue's card is worth nothing there. */
  readonly address: IssueRef;
  /** Absent: the line is not signed. */
  readonly secret?: string | undefined;
}

/** One hidden line: `<!-- tocsin:ledger 1 PACKED [HMAC] -->`; the address is packed with the ledger and signed with it. */
export function encodeLedger(ledger: Ledger, { address, secret }: Sealing): string {
  const packed = deflateRawSync(JSON.stringify([address, ledger]), { level: 9 }).toString("base64url");
  const signature = secret === undefined ? "" : ` ${sign(packed, secret).toString("base64url")}`;
  return `<!-- tocsin:ledger 1 ${packed}${signature} -->`;
}

interface Unsealing extends Sealing {
  /** Was the card's present text written by us, as its last editor says? */
  readonly editorIsOurs: boolean;
  /** Repositories that the issue was transferred from: a ledger sealed there is still this issue's. */
  readonly formerly?: readonly string[];
}

/** A ledger read from its line, and how far it may be trusted; absent where it is lost. */
export interface Unsealed {
  readonly trust: Exclude<LedgerTrust, "none">;
  readonly ledger?: Ledger | undefined;
}

const lost: Unsealed = { trust: "lost" };

/**
 * The ledger of a card's body. `signed`: the signature fits. `believed`: there is no signature, or no secret to check it
 * with, and the card's last editor is ours. Else `lost`. Whatever the body holds, this never throws.
 */
export function decodeLedger(body: string, unsealing: Unsealing): Unsealed {
  const found = [...body.matchAll(line)].at(-1);
  const [, packed, signature] = found ?? [];
  if (packed === undefined || packed.length > mostPacked) return lost;
  const { secret, editorIsOurs } = unsealing;
  const checked = signature !== undefined && secret !== undefined;
  if (checked && !timingSafeEqual(sign(packed, secret), Buffer.from(signature, "base64url"))) return lost;
  if (!checked && !editorIsOurs) return lost;
  const ledger = unpack(packed, unsealing);
  return ledger === undefined ? lost : { trust: checked ? "signed" : "believed", ledger };
}

function sign(packed: string, secret: string): Buffer {
  return createHmac("sha256", keyOf(secret)).update(packed).digest();
}

const keys = new Map<string, KeyObject>();

/** The key that is derived from a secret; a process has one or two secrets, and a sweep asks for the key of every card. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(new Uint8Array(hkdfSync("sha256", secret, "", "tocsin ledger 1", 32)));
  keys.set(secret, key);
  return key;
}

function unpack(packed: string, { address, formerly = [] }: Unsealing): Ledger | undefined {
  let content: unknown;
  try {
    const text = inflateRawSync(Buffer.from(packed, "base64url"), { maxOutputLength: mostUnpacked });
    content = JSON.parse(text.toString("utf8"));
  } catch {
    // Whatever was wrong with it, there is no ledger to be read: the caller is told so by the answer.
    return undefined;
  }
  if (!Array.isArray(content)) return undefined;
  const [sealedAt, ledger]: unknown[] = content;
  if (typeof sealedAt !== "string" || !isLedger(ledger)) return undefined;
  const here = sealedAt.toLowerCase() === address.toLowerCase();
  const repository = sealedAt.slice(0, sealedAt.indexOf("#")).toLowerCase();
  return here || formerly.some((name) => name.toLowerCase() === repository) ? ledger : undefined;
}

const records = ["clocks", "sent", "created", "mentions", "card"] as const;

/** Enough of a look to be sure that nothing later trips over its shape; what it says was signed or believed. */
function isLedger(value: unknown): value is Ledger {
  if (typeof value !== "object" || value === null) return false;
  const { version, id, policies, acts, ...rest } = value as Record<string, unknown>;
  if (version !== 1 || typeof id !== "string" || !Array.isArray(policies) || !Array.isArray(acts))
    return false;
  return records.every((name) => typeof rest[name] === "object" && rest[name] !== null);
}
