// Between passes and the border: keys that wait side by side are read side by side, ten to a request (P-3).
import { type Duration, type Instant, SECOND } from "../../engine/instant.ts";
import { repositoryOf } from "../../engine/issue-ref.ts";
import type { IssueRef } from "../../engine/snapshot.ts";
import type { Timekeeper } from "../wall-clock.ts";

/** What a key was found to be; all that is asked of it here is how new it is. */
interface Dated {
  readonly issue: { readonly updatedAt: Instant };
}

/** The border's reader: whole reads, of one key (waiting for a replica to catch up with the hint) or of several. */
export interface Observing<S extends Dated> {
  observe(key: IssueRef, hinted?: { readonly hint?: Instant | undefined }): Promise<S | undefined>;
  observeMany(keys: readonly IssueRef[]): Promise<ReadonlyMap<IssueRef, S>>;
}

interface TogetherOptions<S extends Dated> {
  readonly clock: Pick<Timekeeper, "now" | "sleep">;
  readonly reader: Observing<S>;
  /** Keys of a repository that will be looked at next, at most so many. */
  readonly waiting: (repository: string, most: number) => readonly IssueRef[];
}

/** A reader that reads together. */
export interface Together<S extends Dated> {
  observe(key: IssueRef, hint?: Instant): Promise<S | undefined>;
  /** Something happened to a key: what was read of it ahead is not used. */
  drop(key: IssueRef): void;
}

type Found<S> = ReadonlyMap<IssueRef, S> | undefined;

interface Batch<S> {
  readonly keys: Set<IssueRef>;
  /** Set by the first that reads. `undefined` as its answer: nothing could be read together; each reads for itself. */
  found?: Promise<Found<S>>;
}

const most = 10;
/** What was read ahead is used while it is about as new as a read of one's own after a wait for its turn to write. */
const goodFor: Duration = 15 * SECOND;

/**
 * Passes that start at the same instant share one request, and it takes along keys that wait for a place. A key that
 * stands alone is read alone, at once. A shared read that fails is nobody's answer: each pass then reads for itself.
 */
export function createTogether<S extends Dated>({ clock, reader, waiting }: TogetherOptions<S>): Together<S> {
  const open = new Map<string, Batch<S>>();
  const ahead = new Map<IssueRef, { readonly at: Instant; readonly found: Promise<Found<S>> }>();

  const read = async (repository: string, batch: Batch<S>): Promise<Found<S>> => {
    const { keys } = batch;
    if (open.get(repository) === batch) open.delete(repository);
    const others = waiting(repository, most + ahead.size)
      .filter((key) => !keys.has(key) && !ahead.has(key))
      .slice(0, most - keys.size);
    const all = [...keys, ...others];
    if (all.length < 2) return undefined;
    // The pass that needs a key reads it by itself after a failure, and says what was wrong.
    const found = reader.observeMany(all).catch(() => undefined);
    for (const key of others) ahead.set(key, { at: clock.now(), found });
    return found;
  };

  const join = async (repository: string, key: IssueRef): Promise<Found<S>> => {
    let batch = open.get(repository);
    if (batch === undefined || batch.keys.size >= most) {
      batch = { keys: new Set() };
      open.set(repository, batch);
    }
    batch.keys.add(key);
    // The next turn of the clock: by then everybody who starts at this instant has asked. Each sleeps for itself, and
    // whoever wakes first reads for all.
    await clock.sleep(0);
    batch.found ??= read(repository, batch);
    return batch.found;
  };

  return {
    async observe(key, hint) {
      const early = ahead.get(key);
      ahead.delete(key);
      const usable = early !== undefined && clock.now() - early.at <= goodFor;
      const found = await (usable ? early.found : join(repositoryOf(key), key));
      const snapshot = found?.get(key);
      const fresh = snapshot !== undefined && (hint === undefined || isAsNew(snapshot, hint));
      return fresh ? snapshot : reader.observe(key, { hint });
    },
    drop: (key) => void ahead.delete(key),
  };
}

/** GitHub's instants are whole seconds. */
function isAsNew({ issue }: Dated, hint: Instant): boolean {
  return issue.updatedAt >= Math.floor(hint / SECOND) * SECOND;
}
