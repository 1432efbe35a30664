// The ids that the local GitHub gives out: counted, so that the same history has the same ids, and shaped like GitHub's.
import { createHash } from "node:crypto";

/** The database ids of each kind start here; all stay below 2^31, since GraphQL's `databaseId` is an Int. */
const starts = {
  account: 60_000_001,
  repository: 700_000_001,
  label: 1_100_000_001,
  issue: 2_000_000_001,
  comment: 1_900_000_001,
  pull: 1_700_000_001,
  issueOfPull: 2_100_000_001,
  review: 1_800_000_001,
  event: 1_500_000_001,
  // Of its own, so that what issues say about pull requests leaves the ids of issues as they are.
  eventOfPull: 1_600_000_001,
  field: 30_000_001,
  fieldValue: 1_200_000_001,
  edit: 1_300_000_001,
  reaction: 400_000_001,
  installation: 50_000_001,
  delivery: 1_000_000_001,
} as const;

/** What is counted by itself. */
export type CountedKind = keyof typeof starts;

function packed(part: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = 0xce;
  bytes.writeUInt32BE(part, 1);
  return bytes;
}

/** A node id as GitHub makes them: the prefix of its type, then MessagePack of [0, …database ids] in URL-safe base64. */
export function nodeId(prefix: string, parts: readonly number[]): string {
  const head = Buffer.from([0x91 + parts.length, 0]);
  return `${prefix}_${Buffer.concat([head, ...parts.map(packed)]).toString("base64url")}`;
}

/** Gives out database ids and GUIDs in order; the seed only colours the GUIDs and tokens. */
export class IdSource {
  readonly #next: Record<CountedKind, number> = { ...starts };
  readonly #seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The next database id of a kind. */
  next(kind: CountedKind): number {
    return this.#next[kind]++;
  }

  /** Letters and digits that differ at each call: 40 hexadecimal characters. */
  hex(purpose: string): string {
    return createHash("sha1")
      .update(`${this.#seed}:${purpose}:${this.#drawn++}`)
      .digest("hex");
  }

  /** A delivery's GUID. */
  guid(): string {
    const hex = this.hex("delivery");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-11f0-8${hex.slice(13, 16)}-${hex.slice(16, 28)}`;
  }
}
