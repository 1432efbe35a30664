// A document of an incident: how its pull request, and what people said of it, tell where it stands (D-8, H-30).
import type { Instant } from "./instant.ts";
import type { Pull, PullItem } from "./snapshot.ts";

/**
 * `none`: nobody has asked for it · `asked`: it is to be opened · `draft`: it is written · `submitted`: it is reviewed · `changes`:
 * changes were asked for · `accepted`: it is approved and merged · `closed`: its pull request was closed without that.
 */
export type DocumentState = "none" | "asked" | "draft" | "submitted" | "changes" | "accepted" | "closed";

/** What becomes of a document, as an event of clocks. */
export type DocumentStep =
  | "opened"
  | "submitted"
  | "changes"
  | "resubmitted"
  | "accepted"
  | "closed"
  | "withdrawn";

/** Somebody approved a step of its chain. */
export interface Approved {
  /** Which step of the chain, from 0. */
  readonly step: number;
  /** The role by which they could. */
  readonly role: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
}

/** Somebody asked for a document, or for its redacted copy. */
export interface AskedFor {
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly cause: string;
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
}

/** Nothing has happened to it yet. */
export function noDocument(kind: string): Document {
  return { kind, state: "none", approvals: [], away: [] };
}

/** The state that a step leads to. */
export function stateAfter(step: DocumentStep): DocumentState {
  switch (step) {
    case "opened":
    case "withdrawn":
      return "draft";
    case "resubmitted":
      return "submitted";
    default:
      return step;
  }
}

/** One step of a pull request's history. */
export interface PullStep {
  /** Node id of what made it. */
  readonly id: string;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly step: DocumentStep;
  readonly url: string;
}

/**
 * What a pull request's own history says: ready for review is submitted, changes requested ask for changes, a new commit of a person or
 * another request for a review after that is resubmitted, a merge accepts. `isOurs`: what we wrote ourselves submits nothing.
 */
export function stepsOf(pull: Pull, isOurs: (item: PullItem) => boolean): readonly PullStep[] {
  const steps: PullStep[] = [
    { id: pull.id, at: pull.createdAt, by: pull.author?.login, step: "opened", url: pull.url },
  ];
  let state: DocumentState = "draft";
  const add = (item: PullItem, step: DocumentStep): void => {
    state = stateAfter(step);
    steps.push({ id: item.id, at: item.at, by: item.by?.login, step, url: item.url ?? pull.url });
  };
  for (const item of pull.items) {
    const step = isOurs(item) && !ends.has(item.kind) ? undefined : stepAt(item, state, pull);
    if (step !== undefined) add(item, step);
  }
  return steps;
}

/** Whoever merges or closes, it is so. */
const ends: ReadonlySet<PullItem["kind"]> = new Set(["merged", "closed"]);

function stepAt(item: PullItem, state: DocumentState, pull: Pull): DocumentStep | undefined {
  if (state === "accepted") return undefined;
  switch (item.kind) {
    case "ready":
      return state === "changes" ? "resubmitted" : state === "draft" ? "submitted" : undefined;
    case "drafted":
      return state === "submitted" ? "withdrawn" : undefined;
    case "changes":
      return state === "closed" ? undefined : "changes";
    case "asked":
      // Where a repository has no drafts, to ask somebody for a review says that it is ready.
      if (state === "draft" && !pull.wasDraft) return "submitted";
      return state === "changes" ? "resubmitted" : undefined;
    case "commit":
      return state === "changes" ? "resubmitted" : undefined;
    case "merged":
      return "accepted";
    case "closed":
      return "closed";
    case "reopened":
      return state === "closed" ? "opened" : undefined;
    case "approved":
      return undefined;
  }
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
