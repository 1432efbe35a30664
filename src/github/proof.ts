// Proof that a hidden line is ours: it carries what only the holder of the ledger's secret can make. A login proves nothing.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from "node:crypto";
import { opaqueId } from "../engine/identity.ts";
import { Kept } from "../engine/kept.ts";
import { type Marker, marker, readMarkers } from "../engine/text/marker.ts";

/** The hidden words that an effect asks for: each `[kind, …words]`. */
type Wanted = readonly (readonly string[])[];

/** Makes and checks hidden lines. Without a secret nothing is proven: a line counts by who wrote it alone. */
export interface Proof {
  /** There is a secret. */
  readonly isStrict: boolean;
  /** Does what is not signed count just now: without a secret always, with one while a take-over lasts? */
  takesUnsigned(): boolean;
  /** The lines of a comment, bound to the node id of the issue that it stands in: copied to another they are worth nothing. */
  linesFor(wanted: Wanted, standsIn: string): readonly string[];
  /** The lines of an issue that we open. With a secret nobody else can read them: an issue may stand where others look. */
  linesForIssue(wanted: Wanted, where: Surroundings): readonly string[];
  /** What a comment's lines say, of those that are proven for one of these issues. */
  marksIn(body: string, standsIn: readonly string[], unsigned?: boolean): readonly Marker[];
  /** What the lines of an issue that we opened say, as far as they are proven. */
  marksOfIssue(body: string, unsigned?: boolean): readonly Marker[];
  /** A signature for a ledger; undefined without a secret. */
  sign(text: string, key: LedgerKey): string | undefined;
  isSigned(text: string, signature: string, key: LedgerKey): boolean;
}

/** Where an issue that we open stands. */
export interface Surroundings {
  /** It stands in another repository than the incident. */
  readonly isElsewhere: boolean;
  /** The incident's repository is public, so that its address may be seen anywhere. */
  readonly isPublic: boolean;
}

/** Ledgers up to version 0.2 were signed under another key. */
export type LedgerKey = "ledger 1" | "ledger 2";

/** What proofs are made with. */
export interface ProofOptions {
  readonly secret: string | undefined;
  /** Until when what a secretless predecessor (the Action) wrote counts as ours. */
  readonly takeOverUntil?: number | undefined;
  readonly clock?: { now(): number } | undefined;
}

/** A line of its own: a quoted one stands behind a `>`. */
const ownLine = /^<!-- tocsin:.*-->[ \t]*\r?$/gm;
const signature = /^~[\w-]{22}$/;
/** The kind of a line that only we can read; its word is what it hides. */
const sealedKind = "sealed";

/** The lines of a long incident are checked on every pass. */
const signatures = new Kept<string>(2_000);

/** The proofs of one process. */
export function createProof({ secret, takeOverUntil, clock }: ProofOptions): Proof {
  const key = secret === undefined ? undefined : keysOf(secret);
  const takesUnsigned = (): boolean =>
    key === undefined || (takeOverUntil !== undefined && clock !== undefined && clock.now() < takeOverUntil);
  const signed = (standsIn: string, kind: string, words: readonly string[]): string => {
    const text = JSON.stringify([standsIn, kind, ...words]);
    const sign = (): string => `~${hmac(key?.marker, text).subarray(0, 16).toString("base64url")}`;
    return key === undefined ? sign() : signatures.of(key.marker, text, sign);
  };
  return {
    isStrict: key !== undefined,
    takesUnsigned,
    linesFor: (wanted, standsIn) =>
      wanted.map(([kind = "", ...words]) =>
        key === undefined ? marker(kind, ...words) : marker(kind, ...words, signed(standsIn, kind, words)),
      ),
    linesForIssue: (wanted, where) =>
      wanted.map(([kind = "", ...words]) =>
        key === undefined
          ? marker(kind, ...(kind === "of" ? asShown(words, where) : words))
          : marker(sealedKind, seal(key, [kind, ...words])),
      ),
    marksIn(body, standsIn, unsigned = takesUnsigned()) {
      return linesOf(body).flatMap((mark): readonly Marker[] => {
        const last = mark.words.at(-1) ?? "";
        if (!signature.test(last)) return unsigned && mark.kind !== sealedKind ? [mark] : [];
        const words = mark.words.slice(0, -1);
        const holds = standsIn.some((id) => isSame(signed(id, mark.kind, words), last));
        return key === undefined || holds ? [{ kind: mark.kind, words }] : [];
      });
    },
    marksOfIssue(body, unsigned = takesUnsigned()) {
      return linesOf(body).flatMap((mark): readonly Marker[] => {
        if (mark.kind !== sealedKind) return unsigned ? [mark] : [];
        const opened = key === undefined ? undefined : open(key, mark.words[0] ?? "");
        return opened === undefined ? [] : [opened];
      });
    },
    sign: (text, name) => (key === undefined ? undefined : hmac(key[name], text).toString("base64url")),
    isSigned: (text, given, name) =>
      key !== undefined && isSame(hmac(key[name], text).toString("base64url"), given),
  };
}

/** The words `ID owner/repo#7 …` where nothing can be hidden: elsewhere without the title's words, and without a private address. */
function asShown(words: readonly string[], { isElsewhere, isPublic }: Surroundings): readonly string[] {
  const [id = "", root = ""] = words;
  if (!isElsewhere) return words;
  const shown = words.map((word) => word.replaceAll(id, opaqueId(id)));
  return isPublic ? shown : shown.map((word) => (word === root ? "-" : word));
}

/** Ours have a handful, at their end; a text that is full of them costs no more. */
const mostLines = 32;

/** The marks of a text that stand on lines of their own. */
function linesOf(body: string): readonly Marker[] {
  const lines = Array.from(body.matchAll(ownLine), ([line]) => line).slice(-mostLines);
  return lines.map(readMarkers).flatMap((marks) => (marks.length === 1 ? marks : []));
}

interface Keys extends Readonly<Record<LedgerKey, KeyObject>> {
  readonly marker: KeyObject;
  readonly seal: KeyObject;
  readonly nonce: KeyObject;
}

const known = new Map<string, Keys>();

/** The keys that are derived from a secret; a process has one or two secrets. */
function keysOf(secret: string): Keys {
  const before = known.get(secret);
  if (before !== undefined) return before;
  const derive = (what: string): KeyObject =>
    createSecretKey(new Uint8Array(hkdfSync("sha256", secret, "", `tocsin ${what}`, 32)));
  const made: Keys = {
    "ledger 1": derive("ledger 1"),
    "ledger 2": derive("ledger 2"),
    marker: derive("marker 2"),
    seal: derive("seal 2"),
    nonce: derive("nonce 2"),
  };
  known.set(secret, made);
  return made;
}

function hmac(key: KeyObject | undefined, text: string): Buffer {
  return key === undefined ? Buffer.alloc(32) : createHmac("sha256", key).update(text).digest();
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** The same words are hidden in the same way each time: a nonce that follows from them is used for nothing else. */
function seal(keys: Keys, words: readonly string[]): string {
  const text = JSON.stringify(words);
  const nonce = hmac(keys.nonce, text).subarray(0, nonceBytes);
  const hiding = createCipheriv(cipher, keys.seal, nonce);
  return Buffer.concat([nonce, hiding.update(text, "utf8"), hiding.final(), hiding.getAuthTag()]).toString(
    "base64url",
  );
}

/** `undefined` for whatever we did not hide ourselves. */
function open(keys: Keys, hidden: string): Marker | undefined {
  const bytes = Buffer.from(hidden, "base64url");
  if (bytes.length <= nonceBytes + tagBytes) return undefined;
  const opening = createDecipheriv(cipher, keys.seal, bytes.subarray(0, nonceBytes));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]);
    const [kind, ...words] = JSON.parse(text.toString("utf8")) as string[];
    return kind === undefined ? undefined : { kind, words };
  } catch {
    // Node has no other way to say that it was not hidden under this key.
    return undefined;
  }
}
