// What a process remembers and may lose: what it has just written, what failed, who was mentioned, what it must wait for.
import { type Duration, type Instant, MINUTE, SECOND } from "../engine/instant.ts";
import type { SourceFile } from "../engine/snapshot/repository.ts";
import type { AskTurn, Fault, IssueRef } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";
import { ownerOf } from "./names.ts";
import type { PullWanted } from "./pulls.ts";

/** A replica may hide what was written for a while; ten minutes is longer than any that was seen. */
const recently: Duration = 10 * MINUTE;
const firstBackoff: Duration = 30 * SECOND;
const longestBackoff: Duration = 30 * MINUTE;
const mostPolicies = 100;
/** Addresses whose issue is known. Of one that was forgotten a change of the issue is not noticed; what was remembered of it is old by then. */
const mostMet = 10_000;

interface Written {
  readonly node: string;
  readonly ref?: IssueRef | undefined;
  readonly said: boolean;
  readonly at: Instant;
}

interface Failed extends Fault {
  readonly wait: Duration;
}

/** A ledger as it was last seen. */
export interface SeenLedger {
  readonly number: number;
  readonly editedAt: Instant;
}

/**
 * What one process remembers between its passes. Times are by the clock that it was made with; nothing in it outlives the
 * process.
 */
export interface Memory {
  /**
   * An effect was written; `node` is the id of what it made or changed, `ref` the address of an issue that it made, and it may be
   * a new comment on the key's own issue. Its fault, if any, is over.
   */
  wrote(
    key: IssueRef,
    effect: string,
    made: { readonly node: string; readonly ref?: IssueRef | undefined; readonly said?: boolean },
  ): void;
  /** Ids of effects written for a key in the last ten minutes → node id. */
  recent(key: IssueRef): ReadonlyMap<string, string>;
  /** A comment was deleted at that instant, and the card is not in sight: a card of before is not on its way, it is gone. */
  cardGone(key: IssueRef, deletedAt: Instant): void;
  /** Of those the issues that were opened. */
  made(key: IssueRef): ReadonlyMap<string, { readonly id: string; readonly ref: IssueRef }>;
  /** Of those the new comments. */
  said(key: IssueRef): readonly string[];
  /** An effect could not be carried out: tried again after 30 s, then twice as long each time, at most 30 minutes. Answers when. */
  failed(key: IssueRef, effect: string, message: string): Instant;
  /** Faults of a key, the ones whose time has come included, until the effect succeeds or half an hour goes by after it. */
  faults(key: IssueRef): readonly Fault[];
  /** What was refused at an account may succeed now: nothing waits any longer there. Answers whose faults those are. */
  forgive(account: string): readonly IssueRef[];
  /**
   * Somebody was mentioned on a key, or is about to be; only the newest instant counts. The answer takes it back. It matters to the
   * keys of the same account alone: what others say to somebody keeps nobody from asking.
   */
  mentioned(key: IssueRef, login: string, at: Instant): () => void;
  mentions(key: IssueRef): ReadonlyMap<string, Instant>;
  /** What of a key waits for somebody's turn, instead of all that waited before; each keeps the instant at which it began to wait. */
  waits(key: IssueRef, turns: readonly Omit<AskTurn, "key" | "since">[]): void;
  /** All that waits at the account of a key, its own too. What nobody looked at a minute after its turn waits no more. */
  turns(key: IssueRef): readonly AskTurn[];
  /** An answer was unclear: the key is not read before `until`, and what it may have done is taken back where that read does not show it. */
  unclear(key: IssueRef, until: Instant, takeBack?: () => void): void;
  unclearUntil(key: IssueRef): Instant | undefined;
  /** A snapshot of a key as new as this was waited for until patience ended. */
  sought(key: IssueRef, since: Instant): void;
  /** The newest such instant; 0 where there is none. */
  soughtUntil(key: IssueRef): Instant;
  /** The key was read since its last unclear answer: takes back what that may have done, before what was read is noted. */
  cleared(key: IssueRef): void;
  /** The newest ledger of a key that was seen: its number, and when the card was last edited then. */
  ledger(key: IssueRef): SeenLedger | undefined;
  keepLedger(key: IssueRef, seen: SeenLedger): void;
  /** Children of a key that are not in its list of sub-issues: read along with it the next time. */
  strays(key: IssueRef): readonly string[];
  keepStrays(key: IssueRef, ids: readonly string[]): void;
  /** Pull requests that bring documents of a key, with where each document stands: read along with it the next time. */
  pulls(key: IssueRef): readonly PullWanted[];
  keepPulls(key: IssueRef, pulls: readonly PullWanted[]): void;
  /** Where the issue went that was at an address, when that was last asked. */
  movedTo(key: IssueRef): IssueRef | undefined;
  keepMoved(key: IssueRef, to: IssueRef | undefined): void;
  /** The issue that has an address now. Where that was another before, what was remembered of the one before is forgotten. */
  meet(key: IssueRef, issueId: string): void;
  /** A policy file of a repository that was good: if a later one is broken it need not be read again. */
  keepPolicy(repository: NamedNode, file: SourceFile): void;
  /** Such a file by its blob id, as far as the account of the repository had it. */
  policy(repository: string, oid: string): SourceFile | undefined;
  /** The last good policy file that was seen in a repository (node id), for incidents that were opened after it broke. */
  lastPolicy(repositoryId: string): SourceFile | undefined;
}

/** A repository by its node id, which no other gets, and its name, which another may get. */
interface NamedNode {
  readonly id: string;
  readonly nameWithOwner: string;
}

/** An empty memory. Losing it costs a few more looks, never a wrong write. */
export function createMemory(clock: Pick<Clock, "now">): Memory {
  const written = new Map<IssueRef, Map<string, Written>>();
  const faults = new Map<IssueRef, Map<string, Failed>>();
  const mentions = new Map<string, Map<string, Instant>>();
  const unclear = new Map<IssueRef, Instant>();
  const sought = new Map<IssueRef, Instant>();
  const turns = new Map<string, readonly AskTurn[]>();
  const doubtful = new Map<IssueRef, readonly (() => void)[]>();
  const strays = new Map<IssueRef, readonly string[]>();
  const pulls = new Map<IssueRef, readonly PullWanted[]>();
  const ledgers = new Map<IssueRef, SeenLedger>();
  const met = new Map<IssueRef, string>();
  const moved = new Map<IssueRef, IssueRef>();
  const policies = new Map<string, SourceFile>();
  const good = new Map<string, SourceFile>();
  const lately = (key: IssueRef) => keepOnly(written, key, ({ at }) => at > clock.now() - recently);
  return {
    wrote: (key, effect, { node, ref, said = false }) => {
      inner(written, key).set(effect, { node, ref, said, at: clock.now() });
      faults.get(key)?.delete(effect);
    },
    recent: (key) => new Map(Array.from(lately(key), ([effect, { node }]) => [effect, node])),
    cardGone: (key, deletedAt) => {
      for (const [effect, { said, at }] of lately(key))
        if (said && effect.startsWith("card/") && at < deletedAt + SECOND) written.get(key)?.delete(effect);
    },
    made: (key) =>
      new Map(
        Array.from(lately(key)).flatMap(([effect, { node, ref }]) =>
          ref === undefined ? [] : [[effect, { id: node, ref }] as const],
        ),
      ),
    said: (key) => Array.from(lately(key)).flatMap(([effect, { said }]) => (said ? [effect] : [])),
    failed: (key, effect, message) => {
      const before = inner(faults, key).get(effect);
      const wait = before === undefined ? firstBackoff : Math.min(longestBackoff, before.wait * 2);
      const until = clock.now() + wait;
      inner(faults, key).set(effect, { effect, message, until, wait });
      return until;
    },
    faults: (key) => {
      const left = keepOnly(faults, key, ({ until }) => until > clock.now() - longestBackoff);
      return Array.from(left.values(), ({ effect, message, until }) => ({ effect, message, until }));
    },
    forgive: (account) => {
      const refused = [...faults].filter(([key]) => ownerOf(key) === account.toLowerCase());
      for (const [, all] of refused)
        for (const [effect, fault] of all)
          all.set(effect, { ...fault, until: clock.now(), wait: firstBackoff / 2 });
      return refused.map(([key]) => key);
    },
    mentioned: (key, login, at) => {
      const known = inner(mentions, ownerOf(key));
      const before = known.get(login);
      known.set(login, Math.max(at, before ?? at));
      return () => {
        if (known.get(login) !== at) return;
        if (before === undefined) known.delete(login);
        else known.set(login, before);
      };
    },
    mentions: (key) => new Map(mentions.get(ownerOf(key))),
    waits: (key, waiting) => {
      const known = turns.get(ownerOf(key)) ?? [];
      const others = known.filter((turn) => turn.key !== key);
      if (waiting.length === 0 && others.length === known.length) return;
      const sinceOf = ({ thread }: Omit<AskTurn, "key" | "since">): Instant =>
        known.find((turn) => turn.key === key && turn.thread === thread)?.since ?? clock.now();
      turns.set(ownerOf(key), [
        ...others,
        ...waiting.map((turn) => ({ ...turn, key, since: sinceOf(turn) })),
      ]);
    },
    turns: (key) => (turns.get(ownerOf(key)) ?? []).filter(({ until }) => until + MINUTE > clock.now()),
    unclear: (key, until, takeBack) => {
      unclear.set(key, until);
      if (takeBack !== undefined) doubtful.set(key, [...(doubtful.get(key) ?? []), takeBack]);
    },
    unclearUntil: (key) => {
      const until = unclear.get(key);
      if (until !== undefined && until <= clock.now()) unclear.delete(key);
      return unclear.get(key);
    },
    sought: (key, since) => {
      sought.set(key, Math.max(since, sought.get(key) ?? 0));
    },
    soughtUntil: (key) => sought.get(key) ?? 0,
    cleared: (key) => {
      for (const takeBack of doubtful.get(key)?.toReversed() ?? []) takeBack();
      doubtful.delete(key);
    },
    ledger: (key) => ledgers.get(key),
    keepLedger: (key, seen) => {
      // A replica may still show an older one.
      if (seen.editedAt >= (ledgers.get(key)?.editedAt ?? 0)) ledgers.set(key, seen);
    },
    strays: (key) => strays.get(key) ?? [],
    keepStrays: (key, ids) => {
      if (ids.length === 0) strays.delete(key);
      else strays.set(key, ids);
    },
    pulls: (key) => pulls.get(key) ?? [],
    keepPulls: (key, wanted) => {
      if (wanted.length === 0) pulls.delete(key);
      else pulls.set(key, wanted);
    },
    movedTo: (key) => moved.get(key),
    keepMoved: (key, to) => {
      moved.delete(key);
      if (to !== undefined) moved.set(key, to);
      forgetOldest(moved, mostMet);
    },
    meet: (key, issueId) => {
      const before = met.get(key);
      met.delete(key);
      met.set(key, issueId);
      forgetOldest(met, mostMet);
      if (before === undefined || before === issueId) return;
      for (const map of [written, faults, unclear, doubtful, strays, pulls, ledgers]) map.delete(key);
    },
    keepPolicy: (repository, file) => {
      good.set(repository.id, file);
      const name = `${ownerOf(repository.nameWithOwner)} ${file.oid}`;
      if (policies.has(name)) return;
      policies.set(name, file);
      forgetOldest(policies, mostPolicies);
    },
    policy: (repository, oid) => policies.get(`${ownerOf(repository)} ${oid}`),
    lastPolicy: (repositoryId) => good.get(repositoryId),
  };
}

function inner<T>(map: Map<IssueRef, Map<string, T>>, key: IssueRef): Map<string, T> {
  const found = map.get(key) ?? new Map<string, T>();
  map.set(key, found);
  return found;
}

function keepOnly<T>(
  map: Map<IssueRef, Map<string, T>>,
  key: IssueRef,
  wanted: (value: T) => boolean,
): ReadonlyMap<string, T> {
  const found = map.get(key);
  if (found === undefined) return new Map();
  for (const [name, value] of found) if (!wanted(value)) found.delete(name);
  if (found.size === 0) map.delete(key);
  return found;
}

/** Keeps no more than so many, of which the one that was put there first goes. */
function forgetOldest<K>(map: Map<K, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
