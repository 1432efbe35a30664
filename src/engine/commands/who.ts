// What `/told` and `/called` share: whom they name.
import type { Policy } from "../policy/model.ts";
import { roleOf } from "../policy/names.ts";

/** The key of the role or contact that words name; of anybody else the words themselves, without case and `@`. */
export function keyOfWho(words: string, policy: Policy): string {
  return roleOf(policy, words)?.key ?? words.toLowerCase().replace(/^@/, "");
}
