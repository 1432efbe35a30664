// What a run of the Action found and did, gathered pass by pass: the summary, the annotations and the exit code are made from it.
import type { Effect } from "../engine/effect.ts";
import type { Duration, Instant } from "../engine/instant.ts";
import type { Problem } from "../engine/policy/model.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Outcome } from "../reconcile.ts";
import { reasonOf } from "../run/log.ts";
import type { Ending } from "../run/queue/pass.ts";
import type { Swept } from "../run/queue/sweep.ts";

/** One effect: done, refused, left to the next pass, or only what would have been done under `mode: watch`. */
export interface EffectReport {
  readonly effect: Effect;
  readonly kind: "done" | "failed" | "waiting" | "watched";
  /** How long after it was due; absent where nothing was due. */
  readonly late?: Duration | undefined;
  /** Why it failed. */
  readonly message?: string;
}

/** All that happened to one incident in this run. */
export interface KeyReport {
  readonly key: IssueRef;
  readonly title?: string | undefined;
  readonly deeds: readonly EffectReport[];
  /** Nothing becomes due before. */
  readonly wakeAt?: Instant | undefined;
  /** Why the last pass did not come to its end. */
  readonly failure?: string | undefined;
}

/** What one run found and did, over all keys that it looked at. `swept` is there only where the run was a sweep. */
export interface RunReport {
  readonly looked: readonly KeyReport[];
  readonly swept?: Swept | undefined;
  readonly problems: readonly Problem[];
  /** What is wrong with words of the repository's own. */
  readonly words: readonly Problem[];
  /** Reads and writes that failed for good, in one sentence each. */
  readonly failures: readonly string[];
}

/** Takes passes in and answers the report at the end. */
export interface Recorder {
  /** A pass went through. `mode` is its policy's; absent where no policy rules the incident. */
  passed(outcome: Outcome, how: Ruled): void;
  ended(ending: Ending): void;
  /** What is wrong with a policy, or with words of the repository's own; told as often as it is read, kept once. */
  broken(problems: readonly Problem[], what?: "policy" | "words"): void;
  /** Did no policy rule what was looked at? */
  unruled(): boolean;
  report(swept?: Swept): RunReport;
}

interface Ruled {
  readonly now: Instant;
  readonly mode?: "on" | "watch" | undefined;
}

interface Kept {
  title?: string | undefined;
  wakeAt?: Instant | undefined;
  failure?: string | undefined;
  readonly deeds: Map<string, EffectReport>;
}

/** An empty recorder. */
export function createRecorder(): Recorder {
  const looked = new Map<IssueRef, Kept>();
  const problems = { policy: new Map<string, Problem>(), words: new Map<string, Problem>() };
  let unruled = false;
  const of = (key: IssueRef): Kept => {
    const kept = looked.get(key) ?? { deeds: new Map() };
    looked.set(key, kept);
    return kept;
  };
  return {
    passed(outcome, how) {
      if (how.mode === undefined) unruled = true;
      const kept = of(outcome.key);
      if (outcome.thought !== undefined && "incident" in outcome.thought.here)
        kept.title = outcome.thought.here.snapshot.issue.title;
      kept.wakeAt = outcome.wakeAt;
      for (const deed of deedsOf(outcome, how)) keep(kept.deeds, deed);
    },
    ended(ending) {
      of(ending.key).failure = failureOf(ending);
    },
    broken(found, what = "policy") {
      for (const problem of found) problems[what].set(JSON.stringify(problem), problem);
    },
    unruled: () => unruled,
    report(swept) {
      const all = Array.from(looked, ([key, kept]) => ({ key, ...kept, deeds: [...kept.deeds.values()] }));
      const [policy, words] = [problems.policy, problems.words].map((some) => [...some.values()]);
      return {
        ...{ looked: all, swept, failures: failuresOf(all, swept) },
        ...{ problems: policy ?? [], words: words ?? [] },
      };
    },
  };
}

/** What was done once stays done, whatever a later pass says of the same id. Of the cards the last counts, at the end. */
function keep(deeds: Map<string, EffectReport>, deed: EffectReport): void {
  const { id, kind } = deed.effect;
  const name = kind === "card" ? kind : id;
  if (kind === "card") deeds.delete(name);
  else if (deeds.get(name)?.kind === "done") return;
  deeds.set(name, deed);
}

function deedsOf({ plan, applied }: Outcome, { now, mode }: Ruled): readonly EffectReport[] {
  const done = new Set(applied?.written.map(({ id }) => id));
  // A channel may be down for a while; a commit or a pull request lacks a right, or somebody has to mend a file.
  const refused = applied?.refused?.filter(({ effect }) => effect.kind !== "send") ?? [];
  const failed = new Map(
    [...(applied?.failed ?? []), ...refused].map(({ effect, message }) => [effect.id, message]),
  );
  // What is left as it is comes with no later run; the log has why.
  const left = new Set(applied?.left?.map(({ effect }) => effect.id));
  const effects = (plan?.effects ?? []).filter(({ id }) => !left.has(id));
  return effects.map((effect): EffectReport => {
    const late = effect.due === undefined ? undefined : Math.max(0, now - effect.due);
    if (done.has(effect.id)) return { effect, kind: "done", late };
    const message = failed.get(effect.id);
    if (message !== undefined) return { effect, kind: "failed", message };
    return { effect, kind: mode === "watch" ? "watched" : "waiting", late };
  });
}

function failureOf(ending: Ending): string | undefined {
  if (ending.kind === "failed") return reasonOf(ending.error);
  if (ending.outcome.unclearUntil === undefined) return undefined;
  return "the answer to the last write did not come, so that it is not known what took effect";
}

function failuresOf(looked: readonly KeyReport[], swept: Swept | undefined): readonly string[] {
  return [
    ...(swept?.failed ?? []).map(({ repository, reason }) => `${repository} could not be swept: ${reason}`),
    ...looked.flatMap(({ key, failure }) => (failure === undefined ? [] : [`${key}: ${failure}`])),
    ...looked.flatMap(({ key, deeds }) =>
      deeds.flatMap(({ kind, effect, message }) =>
        kind === "failed" ? [`${key}: ${effect.id} could not be done: ${message}`] : [],
      ),
    ),
  ];
}
