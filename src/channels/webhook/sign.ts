// The headers of Standard Webhooks: an id without dots, the time of the try, and one signature for each key.
import { createHash, createHmac } from "node:crypto";
import { type Instant, SECOND } from "../../engine/instant.ts";

const prefix = "whsec_";

/** Is it a key as the specification has it: `whsec_` and 24 to 64 bytes in base64? */
export function isKey(text: string): boolean {
  if (!text.startsWith(prefix) || !/^[A-Za-z\d+/]+={0,2}$/.test(text.slice(prefix.length))) return false;
  const { length } = bytesOf(text);
  return length >= 24 && length <= 64;
}

const bytesOf = (key: string): Buffer => Buffer.from(key.slice(prefix.length), "base64");

/** A letter's id as a webhook's: what is signed has dots between its parts, so that the id may hold none. */
export function idOf(letter: string): string {
  return `msg_${createHash("sha256").update(letter).digest("base64url")}`;
}

/** The three headers. A receiver takes any of the signatures, so that a key can be replaced without a gap. */
export function signatureOf(
  { id, at, body }: { readonly id: string; readonly at: Instant; readonly body: string },
  keys: readonly string[],
): Readonly<Record<string, string>> {
  const time = String(Math.floor(at / SECOND));
  const signatures = keys.map(
    (key) => `v1,${createHmac("sha256", bytesOf(key)).update(`${id}.${time}.${body}`).digest("base64")}`,
  );
  return { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signatures.join(" ") };
}
