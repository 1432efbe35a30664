// What a rule of an incident is: one duty, in one file of `rules/`.
import type { Management } from "./incident.ts";
import type { IncidentSituation, Wish } from "./situation.ts";

/** One duty. It says what should be true of what; the voice and the writer see to the rest. */
export interface Rule {
  readonly name: string;
  /** Of all rules those with a lower place want first: who speaks first where room is short. The writer orders once more, by kind of effect (`github/phase.ts`). */
  readonly place: number;
  /** Under which management it has anything to say. */
  readonly when: readonly Management[];
  readonly wish: (here: IncidentSituation) => Wish;
}
