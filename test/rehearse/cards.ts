// What is not true on the cards of a rehearsal, at any instant at which somebody was there to edit them.
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import type { Scenario } from "../../src/rehearse/scenario.ts";
import { untrueCards } from "../laws/card-truth.ts";
import { aPass, sightOf } from "../laws/sight.ts";

/** Every line that was not so, with its instant. */
export function untrueIn({ transcript }: ScenarioReport, scenario: Scenario): readonly string[] {
  const end = Math.max(...[...scenario.steps, ...scenario.expect].map(({ at }) => at));
  const written = transcript
    .map(({ at, on, id, text }) => ({ at: Date.parse(at), on, id: id ?? undefined, text }))
    .filter(({ at, id }) => at <= end && id?.startsWith("card/"));
  return untrueCards(written, end, sightOf(scenario, aPass).by);
}
