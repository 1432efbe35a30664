// What the part of an event names, as a policy calls it: of `told.siro` the SIRO.
import type { Names } from "../events/row.ts";
import type { Policy } from "./model.ts";

/** The title of what the part of an event names; its key where the policy has none of it. */
export function partTitle(names: Names | undefined, key: string, policy: Policy): string {
  switch (names) {
    case "statuses":
      return policy.statuses.find((one) => one.key === key)?.title ?? key;
    case "clocks":
      return policy.clocks.find((one) => one.name === key)?.title ?? key;
    case "levels":
      return partTitle("roles", policy.escalation.levels.find((one) => one.key === key)?.role ?? key, policy);
    case "tasks":
      return policy.tasks[key]?.noun ?? key;
    case "people":
      return (policy.roles[key] ?? policy.contacts[key])?.title ?? key;
    default:
      return (names === undefined ? undefined : policy[names][key]?.title) ?? key;
  }
}
