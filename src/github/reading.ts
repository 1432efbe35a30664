// What reading has in common, whatever kind of subject is read: patience with replicas, what a process remembers, rights looked up.
import { type Duration, type Instant, MINUTE, SECOND } from "../engine/instant.ts";
import type { Sources } from "../engine/snapshot/repository.ts";
import type { IncidentSnapshot, IssueRef, Role, Snapshot } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";
import type { CaseLabels } from "./cases.ts";
import type { Client, Installation } from "./client.ts";
import type { FeedsOf } from "./feeds.ts";
import type { Memory } from "./memory.ts";
import type { Proof } from "./proof.ts";
import type { Roles } from "./roles.ts";
import type { TargetDates } from "./target-date.ts";

/** What reading asks of the engine; pure functions all. */
export interface EngineQuestions {
  /** Bots of the policy whose label events and marked comments are ours, besides this app. */
  authorsOf(sources: Sources, repository: string): readonly string[];
  /** Can the policy that stands in these files be in force? Where not, the last good one is read. */
  policyIsGood(sources: Sources, repository: string): boolean;
  /**
   * People with an act that is not judged yet, as `login`, or `login@owner/repo` where their right in another repository counts:
   * their roles are looked up. What an act speaks of is named as well: an issue by its address, the problems of a repository by the
   * key of those. Asked until it names nobody and nothing new.
   */
  rolesNeeded(seen: Snapshot): readonly string[];
  /** By which labels the problems of an incident's repository are read; `undefined`: it keeps none. Absent: none does. */
  caseLabels?(seen: IncidentSnapshot): CaseLabels | undefined;
  /** Node ids of the actions whose day is shown in the organization's issue field; absent: of none. */
  datesWanted?(seen: IncidentSnapshot): readonly string[];
  /** By which labels an incident's repository is read that compares itself with others; `undefined`: it does not. Absent: none does. */
  casesWanted?(seen: IncidentSnapshot): CaseLabels | undefined;
}

/** What every reader is made with. */
export interface ReadingOptions {
  readonly client: Client;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly memory: Memory;
  readonly roles: Roles;
  readonly questions: EngineQuestions;
  /** Reads what rotas have outside of GitHub. */
  readonly feeds?: FeedsOf | undefined;
  /** Reads the days of actions in the organization's issue field; absent: nobody looks. */
  readonly targetDates?: TargetDates;
  /** Tells what is ours from what only looks so. */
  readonly proof: Proof;
}

/** How new an answer must be. */
export interface Hinted {
  /** The newest `updated_at` that a payload spoke of: what is older than that is read again. */
  readonly hint?: Instant | undefined;
}

/** What happened so long ago every replica shows, or it will never be shown: an event that is sent once more is waited for by nobody. */
const settledAfter: Duration = MINUTE;

/** Webhooks run ahead of the replicas that reads go to. */
const pauses: readonly Duration[] = [1, 2, 5, 10].map((seconds) => seconds * SECOND);

/** Looks until what is seen is as new as the hint, or patience ends; first waits out an unclear answer of a write. */
export async function readFresh<L>(
  { clock, memory }: Pick<ReadingOptions, "clock" | "memory">,
  key: IssueRef,
  how: {
    readonly hint: Instant | undefined;
    readonly look: () => Promise<L>;
    /** Is this not older than an instant, which is in whole seconds as GitHub's are? */
    readonly isAsNew: (looked: L, since: Instant) => boolean;
  },
): Promise<L> {
  const until = memory.unclearUntil(key);
  if (until !== undefined) await clock.sleep(until - clock.now());
  const since = how.hint === undefined ? undefined : Math.floor(how.hint / SECOND) * SECOND;
  let looked = await how.look();
  if (since === undefined || since < clock.now() - settledAfter || since <= memory.soughtUntil(key))
    return looked;
  for (const pause of pauses) {
    if (how.isAsNew(looked, since)) return looked;
    await clock.sleep(pause);
    looked = await how.look();
  }
  // Shown or not, it is not waited for again: what it spoke of may be gone.
  memory.sought(key, since);
  return looked;
}

/** What this process remembers of a key; nobody's rights are known yet. */
export function remembered(
  memory: Memory,
  key: IssueRef,
): Pick<Snapshot, "roles" | "recent" | "made" | "said" | "faults" | "mentioned" | "turns"> {
  return {
    roles: new Map(),
    recent: memory.recent(key),
    made: memory.made(key),
    said: memory.said(key),
    faults: memory.faults(key),
    mentioned: memory.mentions(key),
    turns: memory.turns(key),
  };
}

/**
 * With the roles that the engine needs besides those that it has, looked up until it names nobody new; all by the installation of the
 * subject itself. `more` adds what else it names, by keys (`owner/repo#7`): each is asked for once.
 */
export async function withRoles<S extends Snapshot>(
  { questions, roles: lookup }: Pick<ReadingOptions, "questions" | "roles">,
  transport: Installation,
  draft: S,
  more: (base: S, keys: readonly string[]) => Promise<S> = async (base) => base,
): Promise<S> {
  const known = new Map<string, Role>(draft.roles);
  const asked = new Set<string>();
  let base = draft;
  let seen = draft;
  for (;;) {
    const needed = questions.rolesNeeded(seen).filter((name) => !known.has(name) && !asked.has(name));
    const keys = needed.filter((name) => name.includes("#"));
    const wanted = new Set(needed.filter((name) => !name.includes("#")));
    if (needed.length === 0) return seen;
    for (const key of keys) asked.add(key);
    if (keys.length > 0) base = await more(base, keys);
    const ask = async (whose: string): Promise<void> => {
      const [login = "", elsewhere] = whose.split("@");
      const repository = elsewhere ?? draft.repository.name;
      known.set(whose, (await lookup.of(transport, repository, login)).role);
    };
    await Promise.all(Array.from(wanted, ask));
    seen = { ...base, roles: new Map([...known].toSorted()) };
  }
}
