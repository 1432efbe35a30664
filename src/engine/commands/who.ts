// What `/told` and `/called` share: whom they name, and that it was so.
import type { Act } from "../act.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { Policy } from "../policy/model.ts";
import { contactOf, roleOf } from "../policy/names.ts";
import { longestLine, mostListed } from "../text/bounds.ts";
import { eachName, readContact } from "../text/contact.ts";
import { leadingPast } from "../text/when.ts";

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
  const unknown = names.filter((one) => knownOf(one, policy) === undefined && !isAddress(one));
  if (unknown.length === names.length) return record(keyOfWho(who, policy));
  if (unknown[0] !== undefined) {
    const known = names.find((one) => !unknown.includes(one)) ?? "";
    return refuse("names", { text: `/${kind} ${known}`, names: unknown[0] });
  }
  return together(names, (one) => record(keyOfWho(one, policy)));
}

/** A login or a team, as GitHub mentions them: they are known without a policy. */
const isAddress = (name: string): boolean => /^@[\w-]+(?:\/[\w.-]+)?$/.test(name);

/** The acts of all of them, or what is said of the first that is not done: never half of a line. */
export function together<T>(all: readonly T[], judge: (one: T) => JudgingResult): JudgingResult {
  const acts: Act[] = [];
  for (const one of all) {
    const judged = judge(one);
    if (judged === undefined || !("acts" in judged) || judged.verdict !== "done") return judged;
    acts.push(...judged.acts);
  }
  return done(...acts);
}

const between = /(\s*[,;]\s*|\s+(?:and|then|&|\+|\/)\s+|(?<=\p{L}\s\d?\d[:.h]\d\d)\s+(?=[\p{L}@]))/iu;
const anew = /^(?:(?:and|then|again|also|once more|tried|rang|called)\s+)+/i;

/** May a line name somebody else, or somebody again, behind the first? */
export function mayBeSeveral(line: string): boolean {
  return between.test(line.slice(0, longestLine));
}

/**
 * The parts of a line, each with whom it names: "cto 23:15, siro 23:18 by phone", "edm 20:05 no answer, 20:11 answered". One begins with
 * whom the policy knows or with a time, where the part before it is whole; `isEnd` tells what words may follow that at once.
 */
export function eachSaid(line: string, policy: Policy, isEnd: (words: string) => boolean): readonly string[] {
  const [first = "", ...more] = line.slice(0, longestLine).split(between);
  const parts: string[] = [];
  let current = first;
  for (let at = 0; at < more.length; at += 2) {
    const [sign = "", words = ""] = more.slice(at, at + 2);
    const before = at < 2 * mostListed ? readContact(current) : undefined;
    const isWhole = before?.when ?? before?.how ?? before?.others;
    const isRange = /\bbetween\s\S+$/i.test(current);
    const next = before && isWhole && !isRange && beginningOf(words, before.who, policy, isEnd);
    if (next) parts.push(current);
    current = next || current + sign + words;
  }
  return [...parts, current + line.slice(longestLine)];
}

/** The part that begins with these words, with its name first; undefined where they go on with the part before. */
function beginningOf(
  words: string,
  before: string,
  policy: Policy,
  isEnd: (words: string) => boolean,
): string | undefined {
  const bare = words.replace(anew, "");
  const time = leadingPast(bare, "command");
  const name = knownAtStart(time?.others ?? bare, policy);
  if (time !== undefined)
    return name
      ? `${name.who} ${time.when} ${name.after}`
      : isEnd(time.others)
        ? `${before} ${bare}`
        : undefined;
  const isNamed = name && (isEnd(name.after) || leadingPast(name.after, "command"));
  return isNamed ? bare : undefined;
}

/** Somebody whom words begin with: by an account, or as the policy knows them, in so many words as its names have. */
function knownAtStart(
  text: string,
  policy: Policy,
): { readonly who: string; readonly after: string } | undefined {
  for (const length of [4, 3, 2, 1]) {
    const [who = "", name = ""] =
      new RegExp(String.raw`^((?:\S+\s+){${length - 1}}[^\s:]+):?(?=\s|$)`).exec(text) ?? [];
    const isKnown = name !== "" && (knownOf(name, policy) !== undefined || (length === 1 && isAddress(name)));
    if (isKnown) return { who: name, after: text.slice(who.length).trim() };
  }
  return undefined;
}

/** The key of the role or contact that words name, with or without an article; of anybody else the words as written, without `@`. */
export function keyOfWho(words: string, policy: Policy): string {
  return knownOf(words, policy) ?? words.replace(/^@/, "");
}

function knownOf(words: string, policy: Policy): string | undefined {
  const bare = words.replace(/^(?:the|our)\s+/i, "");
  return [words, bare].flatMap((one) => roleOf(policy, one)?.key ?? contactOf(policy, one) ?? [])[0];
}
