// How a severity is called in a sentence about how it came about.
import type { Policy } from "../policy/model.ts";

/** The title of a severity as people say it; its key where the policy has no such severity. */
export function titleOf(policy: Policy, key: string): string {
  return policy.severities.find((severity) => severity.key === key)?.title ?? key;
}
