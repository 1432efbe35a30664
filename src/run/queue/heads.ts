// What a sweep remembers of each key, and how it tells from a head whether a whole read is worth it.
import type { Duration, Instant } from "../../engine/instant.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import { isSamePrint } from "../../github/fingerprint.ts";
import type { Ending } from "./pass.ts";

/** The cheap look at one incident: enough to see that something is new or due. */
export interface SweptHead {
  readonly key: IssueRef;
  /** Of what GitHub shows now. */
  readonly fingerprint: string;
  /** Of what was last looked at, as our card has it; absent where there is no readable card. */
  readonly cardFingerprint?: string | undefined;
  /** When the card says that something becomes due. */
  readonly wakeAt?: Instant | undefined;
  readonly updatedAt?: Instant | undefined;
  /** When what is new about it came to be, where that is no change of an issue that a read could be held to. */
  readonly newsAt?: Instant;
  /** The version of the policy that last ruled this incident, as the card has it. */
  readonly policy?: string | undefined;
  /** Something waits for a carrier that this host has by now: rights may have come since it was looked at. */
  readonly awaited?: boolean;
  /** Who reported it, where that is somebody from outside in public and nobody from inside has had to do with it. */
  readonly stranger?: string | undefined;
}

interface KnownKey {
  readonly fingerprint: string | undefined;
  /** The head's fingerprint where the last pass read less than it showed. */
  readonly missed?: string | undefined;
  readonly wakeAt: Instant | undefined;
  readonly policy: string | undefined;
}

/** What a head asks for: a whole read and why, or only a timer. */
export type NextLook =
  | { readonly kind: "look"; readonly why: "new" | "changed" | "due" | "policy" }
  | { readonly kind: "wait"; readonly wakeAt?: Instant | undefined };

interface Question {
  readonly now: Instant;
  /** Leave alone what is overdue or changed by less: another writer is at it. */
  readonly grace: Duration;
  /** The version of the policy at the head of the default branch, where it is known. */
  readonly policy?: string | undefined;
}

/** What this process knows of the keys it has looked at. It may be lost: then the cards' own words count. */
export class HeadMemory {
  readonly #seen = new Map<IssueRef, KnownKey>();
  readonly #sought = new Map<
    IssueRef,
    { readonly fingerprint: string; readonly policy: string | undefined }
  >();

  /** Judges a head. What was looked at with this very fingerprint is not new, also where no card could say so. */
  judge(head: SweptHead, { now, grace, policy }: Question): NextLook {
    const seen = this.#seen.get(head.key);
    const wakeAt = seen === undefined ? head.wakeAt : seen.wakeAt;
    if (wakeAt !== undefined && wakeAt <= now - grace) return { kind: "look", why: "due" };
    const fresh = grace > 0 && (head.newsAt ?? head.updatedAt ?? 0) > now - grace;
    if (fresh) return { kind: "wait", wakeAt };
    if (head.awaited) return { kind: "look", why: "due" };
    const known = head.fingerprint === head.cardFingerprint || head.fingerprint === seen?.fingerprint;
    if (!known) return { kind: "look", why: head.cardFingerprint === undefined ? "new" : "changed" };
    const ruled = seen?.policy ?? head.policy;
    if (policy !== undefined && ruled !== undefined && ruled !== policy)
      return { kind: "look", why: "policy" };
    return { kind: "wait", wakeAt };
  }

  /** Says that a head's key was sent to be looked at, so that the outcome can be tied to what the head showed. */
  seek(head: SweptHead, policy: string | undefined): void {
    this.#sought.set(head.key, { fingerprint: head.fingerprint, policy });
  }

  /** Learns from a pass. A key that was given up is forgotten, so that the next sweep looks again. */
  note(ending: Ending): void {
    const { key } = ending;
    if (ending.kind === "failed") {
      if (ending.givenUp) this.#drop(key);
      return;
    }
    const sought = this.#sought.get(key);
    const before = this.#seen.get(key);
    this.#sought.delete(key);
    const { fingerprint: print = "" } = ending.outcome;
    // The replica that was read may be behind the one that showed the head: once more, then it is what can be seen.
    const isBehind =
      sought !== undefined &&
      print !== "" &&
      before?.missed !== sought.fingerprint &&
      !isSamePrint(sought.fingerprint, print);
    this.#seen.set(key, {
      fingerprint: isBehind ? before?.fingerprint : (sought?.fingerprint ?? before?.fingerprint),
      missed: isBehind ? sought.fingerprint : undefined,
      policy: sought?.policy ?? before?.policy,
      wakeAt: nextLook(ending.outcome),
    });
  }

  /** Forgets the keys of a repository that no longer show up in it. */
  keep(repository: string, keys: ReadonlySet<IssueRef>): void {
    const prefix = `${repository.toLowerCase()}#`;
    for (const key of this.#seen.keys())
      if (key.toLowerCase().startsWith(prefix) && !keys.has(key)) this.#drop(key);
  }

  #drop(key: IssueRef): void {
    this.#seen.delete(key);
    this.#sought.delete(key);
  }
}

/** When a pass wants its key to be looked at again, for whatever reason; `undefined`: only an event can change anything. */
export function nextLook(outcome: {
  readonly wakeAt?: Instant | undefined;
  readonly retryAt?: Instant | undefined;
}): Instant | undefined {
  const { wakeAt, retryAt } = outcome;
  if (wakeAt === undefined || retryAt === undefined) return wakeAt ?? retryAt;
  return Math.min(wakeAt, retryAt);
}
