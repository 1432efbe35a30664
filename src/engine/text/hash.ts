// Small numbers for long texts: action lines, judged comments and incident ids are told apart and found again by them.

const digits = 11;

/**
 * A 53-bit hash of a text as eleven characters of base 36. The same text gives the same hash in every release, since
 * markers on GitHub hold it. It tells texts apart; it proves nothing (signatures are the ledger's).
 */
export function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul((high << 5) ^ (high >>> 27) ^ unit, 0x85ebca6b);
  }
  const first = scatter(low ^ Math.imul(text.length, 0x27d4eb2f) ^ (high >>> 15));
  const second = scatter(high ^ first);
  return ((second & 0x1fffff) * 0x1_0000_0000 + (first >>> 0)).toString(36).padStart(digits, "0");
}

/** The last `length` characters (4 unless told, 11 at most) of a text's hash: enough to tell a few apart. */
export function shortHash(text: string, length = 4): string {
  return hash(text).slice(-length);
}

/** Lets each bit of a number reach every other, so that texts that differ little have hashes that differ much. */
function scatter(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}
