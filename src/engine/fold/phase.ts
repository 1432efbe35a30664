// The phase that a status belongs to, by which the engine knows what the policy's own statuses mean.
import type { Policy } from "../policy/model.ts";

/** What a status means to the engine. */
export function phaseOf(policy: Policy, key: string): string | undefined {
  return policy.statuses.find((status) => status.key === key)?.phase;
}

/** Is the service back by it, or the incident closed? */
export function isOver(phase: string | undefined): boolean {
  return phase === "resolved" || phase === "closed";
}
