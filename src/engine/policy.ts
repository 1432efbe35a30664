// A policy as everybody loads it: the reader of policies, told which commands there are, of which it knows nothing itself.
import { commandRights } from "./commands/index.ts";
import { type LoadedPolicy, type PolicyInput, readPolicy } from "./policy/load.ts";

/** What a policy is made from, but for what is the same for all. */
export type PolicyTexts = Omit<PolicyInput, "commands">;

/** Loads a policy. Without a file in the repository and without being named by the owner: no policy and no problems. */
export function loadPolicy(texts: PolicyTexts): LoadedPolicy {
  return readPolicy({ ...texts, commands: commandRights });
}
