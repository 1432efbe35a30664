// What `/told` and `/called` share: whom they name.
import type { Policy } from "../policy/model.ts";
import { contactOf, roleOf } from "../policy/names.ts";

/** The key of the role or contact that words name, with or without an article; of anybody else the words as written, without `@`. */
export function keyOfWho(words: string, policy: Policy): string {
  const bare = words.replace(/^(?:the|our)\s+/i, "");
  const known = [words, bare].flatMap((one) => roleOf(policy, one)?.key ?? contactOf(policy, one) ?? []);
  return known[0] ?? words.replace(/^@/, "");
}
