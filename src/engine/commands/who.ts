// What `/told` and `/called` share: whom they name, and that it was so.
import type { Act } from "../act.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { Policy } from "../policy/model.ts";
import { contactOf, roleOf } from "../policy/names.ts";
import { eachName } from "../text/contact.ts";

/** Whom a command names, as it was written, and whether its words deny it. */
interface Named {
  readonly kind: string;
  readonly who: string;
  readonly denied?: true;
}

/** Records the same of everybody whom a line names; of none where one of several is not known, or where it was not so. */
export function ofEach(
  { kind, who, denied }: Named,
  here: JudgingSituation,
  record: (who: string) => JudgingResult,
): JudgingResult {
  const { policy } = here.ruling;
  if (denied) return refuse("not-so", { text: kind });
  const names = knownOf(who, policy) === undefined ? eachName(who) : [who];
  const unknown = names.filter((one) => knownOf(one, policy) === undefined && !one.startsWith("@"));
  if (unknown.length === names.length) return record(keyOfWho(who, policy));
  if (unknown[0] !== undefined) {
    const known = names.find((one) => !unknown.includes(one)) ?? "";
    return refuse("names", { text: `/${kind} ${known}`, names: unknown[0] });
  }
  const acts: Act[] = [];
  for (const one of names) {
    const judged = record(keyOfWho(one, policy));
    if (judged === undefined || !("acts" in judged) || judged.verdict !== "done") return judged;
    acts.push(...judged.acts);
  }
  return done(...acts);
}

/** The key of the role or contact that words name, with or without an article; of anybody else the words as written, without `@`. */
export function keyOfWho(words: string, policy: Policy): string {
  return knownOf(words, policy) ?? words.replace(/^@/, "");
}

function knownOf(words: string, policy: Policy): string | undefined {
  const bare = words.replace(/^(?:the|our)\s+/i, "");
  return [words, bare].flatMap((one) => roleOf(policy, one)?.key ?? contactOf(policy, one) ?? [])[0];
}
