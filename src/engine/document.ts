// A document of an incident: what may become of it, and where it stands by that (D-8, H-30).
import type { Facts } from "./fact.ts";
import type { Instant } from "./instant.ts";

/**
 * `none`: nobody has asked for it · `asked`: it is to be opened · `draft`: it is written · `submitted`: it is reviewed · `changes`:
 * changes were asked for · `merged`: it was merged, or said to be accepted, and something of that is still open · `accepted`: nothing is
 * open any more: it is merged, every step of its chain is taken, and nobody's request for changes stands · `closed`: its pull request was
 * closed without being merged.
 */
export type DocumentState =
  | "none"
  | "asked"
  | "draft"
  | "submitted"
  | "changes"
  | "merged"
  | "accepted"
  | "closed";

/** What becomes of a document; most of them are events of clocks. */
export type DocumentStep =
  | "opened"
  | "submitted"
  | "changes"
  | "resubmitted"
  | "approved"
  /** Somebody changed its text. */
  | "rewritten"
  /** We brought its text up to date. */
  | "written"
  /** A review was taken back: what it asked for, or approved, is so no more. */
  | "dismissed"
  | "merged"
  | "accepted"
  | "closed"
  | "withdrawn";

/** Who did something to it, when, and where that can be read. */
export interface DocumentDeed {
  /** Node id of what made it. */
  readonly cause: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly url?: string | undefined;
}

/** Somebody approved a step of its chain. */
export interface Approved {
  /** Which step of the chain, from 0. */
  readonly step: number;
  /** The role by which they could. */
  readonly role: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
  /** Where a review said so; absent: the comment that has the cause did. */
  readonly url?: string | undefined;
}

/** Somebody asked for a document, or for its redacted copy. */
export interface AskedFor {
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
}

/** What was known of the incident when the text of a document was written last, as far as a correction of it is told. */
export interface KnownThen {
  /** When that was, and by what. */
  readonly at: Instant;
  readonly by: "written" | "submitted" | "accepted";
  readonly title: string;
  readonly severity: string | undefined;
  readonly facts: Facts;
  /** When it came to each of the moments that a document tells of. */
  readonly moments: ReadonlyMap<string, Instant>;
}

/** Where a document stands. */
export interface Document {
  /** Its key in the policy. */
  readonly kind: string;
  readonly state: DocumentState;
  /** When and by whom it came to that; absent where nothing happened yet. */
  readonly since?: Instant | undefined;
  readonly by?: string | undefined;
  /** Where the act that made it so can be read. */
  readonly url?: string | undefined;
  /** A person asked for it by its command. */
  readonly asked?: AskedFor | undefined;
  readonly redacted?: AskedFor | undefined;
  readonly approvals: readonly Approved[];
  /** Roles of the chain whose holders were said to be away. */
  readonly away: readonly string[];
  /** Requests for changes that stand: whoever made one has not approved since, and it was not taken back. */
  readonly requests: readonly DocumentDeed[];
  /** Where it was merged, or said to be accepted: whose deed that was. */
  readonly merged?: DocumentDeed | undefined;
  /** What was known when we wrote its text last; where we did not, when it was handed in, or accepted without that. */
  readonly knownThen?: KnownThen | undefined;
  /** Changes that reviews asked for after it was accepted: it stays so. */
  readonly late?: LateRequests | undefined;
  /** Where it stood before changes were asked for. */
  readonly before?: DocumentStanding | undefined;
  /** Its pull request was closed, and is not opened again: where it stood before that. */
  readonly beforeClosing?: DocumentStanding | undefined;
}

/** Requests for changes after an acceptance: the first of all, and those that stand, as `requests` of a document do. */
export interface LateRequests {
  readonly first: DocumentDeed;
  readonly requests: readonly DocumentDeed[];
}

/** Where a document stood, and when and by whom it came to that. */
export type DocumentStanding = Pick<Document, "state" | "since" | "by" | "url">;

/** Nothing has happened to it yet. */
export function noDocument(kind: string): Document {
  return { kind, state: "none", approvals: [], away: [], requests: [] };
}

/** Documents that have a command of their name. */
const said: ReadonlySet<string> = new Set(["report", "summary", "action-plan"]);

/** The command of a document, without its slash; empty where it has none: of such a one its pull request alone tells. */
export function commandOf(key: string): string {
  return said.has(key) ? key : "";
}

/** The effect that opens a document of an incident, once in its life; of the redacted copy another. */
export function documentId(key: string, incidentId: string, redacted = false): string {
  return `document/${key}/${incidentId}${redacted ? "/redacted" : ""}`;
}

/** Which document an effect opens; `undefined`: it opens none. */
export function documentIn(effect: string): { readonly key: string; readonly redacted: boolean } | undefined {
  const [kind, key, id, copy] = effect.split("/");
  if (kind !== "document" || key === undefined || id === undefined) return undefined;
  return { key, redacted: copy === "redacted" };
}
