// The law of the handover: each change of duty is said in both worlds, and in none before its time.

import { type Instant, isoSeconds, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { repositoryKey } from "../../src/engine/subject.ts";
import type { Played } from "./play.ts";
import { handoverAlias, type Said, saidIn } from "./said.ts";

/** What is wrong with the handovers of a disturbed world, and what is not said there or only there since it was looked at late. */
export interface HandoverEnd {
  readonly breaches: readonly string[];
  readonly late: readonly string[];
}

/** Holds the handovers of two worlds against each other; `lag` is the most that a read of the disturbed one lags behind. */
export function handoverEnd(calm: Played, disturbed: Played, lag: number): HandoverEnd {
  const [calmly, stormily] = [changesIn(calm), changesIn(disturbed)];
  const early = (changes: ReadonlyMap<string, Change>, which: string): readonly string[] =>
    [...changes.values()].flatMap(({ id, said, due }) =>
      said.at < due ? [`${which}: ${id} was said at ${isoSeconds(said.at)}, before ${isoSeconds(due)}`] : [],
    );
  const only = [
    ...[...calmly.values()].filter(({ id }) => !stormily.has(id)),
    ...[...stormily.values()].filter(({ id }) => !calmly.has(id)),
  ];
  const [late, wrong] = [true, false].map((is) =>
    only.filter(({ due }) => isLate(due, disturbed, lag) === is),
  );
  return {
    breaches: [
      ...early(calmly, "undisturbed"),
      ...early(stormily, "disturbed"),
      ...(wrong ?? []).map(({ id }) => `disturbed: ${id} was not said, or was only said there`),
    ],
    late: (late ?? []).map(({ id }) => id),
  };
}

/**
 * What is handed over is what is open when Tocsin looks: was there no look at a change, or none at which the incidents were
 * where they would have been? A change that is looked at in time is said in every world.
 */
function isLate(due: Instant, { passes, stage, crashes }: Played, lag: number): boolean {
  const key = repositoryKey(stage.home, "handover");
  const soon = due + lag + 10 * SECOND;
  const inTime = passes.some(
    (pass) => pass.key === key && pass.from >= due && pass.to <= soon && pass.outcome?.plan,
  );
  return !inTime || crashes.some((at) => at >= due - 10 * MINUTE && at <= soon);
}

interface Change {
  readonly id: string;
  readonly said: Said;
  /** When it was due in writing, by the policy: the change, or half an hour before it. */
  readonly due: Instant;
}

function changesIn(played: Played): ReadonlyMap<string, Change> {
  const said = saidIn(played).filter(({ alias }) => alias === handoverAlias);
  return new Map(
    said.flatMap((one) =>
      one.markers.flatMap(({ kind, words: [id = "", change = "", at = ""] }) =>
        kind === "handover"
          ? [
              [
                id,
                { id, said: one, due: Date.parse(at) - (change === "edm-bridge" ? 30 * MINUTE : 0) },
              ] as const,
            ]
          : [],
      ),
    ),
  );
}
