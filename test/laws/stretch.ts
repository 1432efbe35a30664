// The times of an incident in which no person does anything, in which all that is owed follows from what was done before, and time.
import { type Instant, MINUTE } from "../../src/engine/instant.ts";
import type { Played } from "./play.ts";
import type { Said } from "./said.ts";
import { type Past, pastOf } from "./standing.ts";

/** One of them: from an act to the next. */
export interface Stretch {
  readonly past: Past;
  readonly seen: Instant;
  readonly until: Instant;
  /** What was said on the incident in the whole history. */
  readonly said: readonly Said[];
}

/** Those of an incident that are long enough for something to be late in them; `said` is all that was said in the world. */
export function stretchesIn(played: Played, alias: string, said: readonly Said[]): readonly Stretch[] {
  const past = pastOf(played, alias);
  const end = played.stage.clock.now();
  const its = said.filter((one) => one.alias === alias);
  return past.acts.flatMap((seen, index) => {
    const until = Math.min(past.acts[index + 1] ?? end, end);
    return until - seen < MINUTE ? [] : [{ past, seen, until, said: its }];
  });
}
