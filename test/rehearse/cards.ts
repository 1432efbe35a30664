// What is not true on the cards of a rehearsal: at any instant where somebody was there to edit them, else when they were written.
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import type { Scenario } from "../../src/rehearse/scenario.ts";
import { untrueAt, untrueCards } from "../laws/card-truth.ts";

/** Every line that was not so, with its instant. */
export function untrueIn({ transcript }: ScenarioReport, scenario: Scenario): readonly string[] {
  const end = Math.max(...[...scenario.steps, ...scenario.expect].map(({ at }) => at));
  const written = transcript
    .map(({ at, on, id, text }) => ({ at: Date.parse(at), on, id: id ?? undefined, text }))
    .filter(({ at, id }) => at <= end && id?.startsWith("card/"));
  if (isAlwaysSeen(scenario)) return untrueCards(written, end);
  // Whoever was away is late, but never writes what is not so.
  return written.flatMap(({ text, at }) => untrueAt(text, at));
}

/** Somebody looks at every instant: a server that is never stopped and of which GitHub refuses nothing. */
function isAlwaysSeen({ host, steps }: Scenario): boolean {
  const isTrouble = ({ deed }: Scenario["steps"][number]): boolean =>
    ["app", "host", "faults"].includes(deed.kind);
  return host.server?.replicas === 1 && !steps.some(isTrouble);
}
