// One run of the Action over a service: an event leads to its keys, everything else to a sweep. Rehearsals run this very code.
import { type Duration, MINUTE, SECOND } from "../engine/instant.ts";
import type { Swept } from "../run/queue/sweep.ts";
import type { TocsinService } from "../run/service.ts";
import type { Timekeeper } from "../run/wall-clock.ts";

/** What started a run: an event about issues or documents, with its payload, or anything that means "look at all that is due". */
export type Trigger =
  | { readonly kind: "event"; readonly event: string; readonly payload: unknown }
  | { readonly kind: "sweep"; readonly event: string; readonly payload: unknown };

/**
 * By which events a run hears at once what becomes of documents, with the types of each that the shipped workflow asks for. Commits
 * are not among them: GitHub lets a run on those of a workflow's own token wait for somebody's consent.
 */
export const eventsOfDocuments: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["ready_for_review", "converted_to_draft", "review_requested", "closed", "reopened"],
  pull_request_review: ["submitted", "dismissed"],
};

const eventsOfKeys = new Set(["issues", "issue_comment", "sub_issues", ...Object.keys(eventsOfDocuments)]);
const pause: Duration = SECOND;

/** How long a run waits for keys that failed or whose answer was unclear; what is left then is the next sweep's. */
const patience: Duration = 3 * MINUTE;

/** A run on an issue, a comment or a pull request looks at that incident alone; on anything else it sweeps the repository. */
export function triggerOf(event: string, payload: unknown): Trigger {
  return { kind: eventsOfKeys.has(event) ? "event" : "sweep", event, payload };
}

/**
 * Does all that a run of the Action does and resolves when nothing is left that it could do; how each pass ended is told to
 * the service's `ended`. What a sweep found is answered. Throws where the repository could not be found out about.
 */
export async function runAction(
  service: TocsinService,
  clock: Timekeeper,
  trigger: Trigger,
): Promise<Swept | undefined> {
  // A sweep takes its event in as well: a push that touches the policy means every key.
  service.deliver(trigger.event, trigger.payload);
  if (trigger.kind === "sweep") return service.sweepOnce(patience);
  const deadline = clock.now() + patience;
  await service.settled();
  while (service.health().queue.held > 0 && clock.now() < deadline) {
    await clock.sleep(pause);
    await service.settled();
  }
  return undefined;
}
