// Which command a word after a slash names, which it nearly names, and which a word of the policy stands for.
import type { Policy } from "../policy/model.ts";
import { codeOf, namesOfSeverity, namesOfStatus } from "../policy/names.ts";
import { distance } from "../policy/nearest.ts";
import type { CommandName } from "../text/command.ts";
import type { CommandShape } from "../text/command-line.ts";
import { leadingWhen } from "../text/when.ts";
import { type CommandHelp, commandHelp } from "./index.ts";

/** What a word after a slash means to us: a command, a mistyped one, or (undefined) something that is not ours. */
export type NamedCommand = { readonly help: CommandHelp; readonly exact: boolean };

/** A line whose command is known: the words after its name, and what else may be meant. */
export interface NamedLine extends NamedCommand {
  readonly whole: string;
  /** What is asked about where it is not exact, without its slash. */
  readonly meant: string;
  /** Why it may not be meant; then it is not exact. */
  readonly doubt?: string;
}

// Commands of bots that are in wide use and near one of ours; they are not mistakes.
const foreign: ReadonlySet<string> = new Set(["hold", "test", "retest", "close", "label", "state"]);

/** What other tools call what we do. */
const elsewhereFor: Readonly<Record<string, Short>> = {
  page: { name: "escalate", as: "" },
  next: { name: "next-update", as: "" },
  assign: { name: "role", as: "lead @…" },
};

/** The command that a word names, or the nearest if the word is one mistake (in long names two) away from it. */
export function nameCommand(word: string): NamedCommand | undefined {
  const wanted = word.toLowerCase().replaceAll("_", "-");
  const exact = helpOf(wanted);
  if (exact) return { help: exact, exact: true };
  if (foreign.has(wanted)) return undefined;
  const near = nearest(
    wanted,
    commandHelp.map(({ name }) => name),
  );
  const help = near === undefined ? undefined : helpOf(near);
  return help && { help, exact: false };
}

/** The same of a line, with the policy's own words: `/sev1`, `/mitigated` and `/lead me` are said for short. */
export function nameLine(line: CommandShape, policy: Policy | undefined): NamedLine | undefined {
  const found = nameWords(line, policy);
  if (line.doubt === undefined) return found;
  // What only looks like one, where it may not even be meant, is none.
  return found?.exact ? { ...found, exact: false, doubt: line.doubt } : undefined;
}

function nameWords(
  { word, whole, addressed }: CommandShape,
  policy: Policy | undefined,
): NamedLine | undefined {
  const command = nameCommand(word);
  if (command?.exact) return { ...command, whole, meant: "" };
  const apart = spelledApart(word, whole);
  if (apart) return apart;
  const code = codeOf(word);
  // `/tech lead ana`, `/in progress`: a name of two words.
  const [, second, beyond = ""] = /^\s+([a-z][\w-]*)[:,.]?(.*)$/is.exec(whole) ?? [];
  const double = policy && second && shortOf(policy).get(codeOf(word + second));
  if (double) return inFull(double, word + second, beyond);
  const short = policy && (shortOf(policy).get(code) ?? numbered(policy, code));
  if (short) return inFull(short, word, whole);
  // `/Sev 2`: a severity whose number stands apart.
  const [, number, others = ""] = /^\s*(\d{1,2})(?!\w|[:.]\d)[:,.]?(.*)$/s.exec(whole) ?? [];
  const level = policy && number && (shortOf(policy).get(code + number) ?? numbered(policy, code + number));
  if (level && level.name === "severity") return inFull(level, code + number, others);
  const elsewhere = policy && elsewhereFor[code];
  if (elsewhere) return unsure(elsewhere);
  // To us people also talk, in short words that are near to others.
  if (addressed && word.length < 5) return undefined;
  if (command) return { ...command, whole, meant: command.help.name };
  if (policy === undefined || /\d/.test(code) || code.length < 5) return undefined;
  const meant = shortOf(policy).get(nearest(code, [...shortOf(policy).keys()]) ?? "");
  return meant && unsure(meant);
}

/** "/next update 14:30", "/made safe": a name without its hyphens, and "/next 14:30", as people promise it in words. */
function spelledApart(word: string, whole: string): NamedLine | undefined {
  const line = word + whole;
  for (const help of commandHelp) {
    if (!help.name.includes("-")) continue;
    const name = new RegExp(`^${help.name.replaceAll("-", String.raw`\s+`)}(?![\\w-])[:,]?`, "i").exec(
      line,
    )?.[0];
    if (name) return { help, exact: true, whole: line.slice(name.length), meant: "" };
  }
  const help = helpOf("next-update");
  const isNext = /^next$/i.test(word) && leadingWhen(whole.trim()) !== undefined;
  return isNext && help ? { help, exact: true, whole, meant: "" } : undefined;
}

/** A command that a word of the policy stands for, with that word. */
interface Short {
  readonly name: CommandName;
  readonly as: string;
}

const shorts = new WeakMap<Policy, ReadonlyMap<string, Short>>();

/** Every word of a policy that says which command is meant: severities, statuses and roles by all their names. */
function shortOf(policy: Policy): ReadonlyMap<string, Short> {
  const before = shorts.get(policy);
  if (before !== undefined) return before;
  const found = new Map<string, Short>();
  const add = (names: readonly string[], short: Short): void => {
    for (const code of names.map(codeOf)) if (!found.has(code)) found.set(code, short);
  };
  for (const one of policy.severities) add(namesOfSeverity(one), { name: "severity", as: one.key });
  for (const one of policy.statuses)
    add(namesOfStatus(one), { name: one.phase === "resolved" ? "resolve" : "status", as: one.key });
  for (const { key, title, aliases } of Object.values(policy.roles))
    add([key, title, ...aliases], { name: "role", as: key });
  shorts.set(policy, found);
  return found;
}

/** `sev9` where there are `sev1` to `sev4`: a severity that there is not, which its command says. */
function numbered(policy: Policy, code: string): Short | undefined {
  const letters = code.replace(/\d+$/, "");
  if (letters === code) return undefined;
  const known = Array.from(shortOf(policy)).some(
    ([other, { name }]) => name === "severity" && other.replace(/\d+$/, "") === letters && other !== letters,
  );
  return known ? { name: "severity", as: code } : undefined;
}

function inFull(short: Short, word: string, whole: string): NamedLine | undefined {
  const help = helpOf(short.name);
  if (help === undefined) return undefined;
  const given = { help, exact: true, meant: "" };
  const text = whole.trim();
  switch (short.name) {
    case "resolve":
      return { ...given, whole };
    case "role":
      // A sentence that begins with the name of a role is no holder of it.
      return /\s/.test(text) && !/(?:^|\s)@|^["“„«]/.test(text)
        ? unsure(short)
        : { ...given, whole: `${short.as} ${text}` };
    default:
      return { ...given, whole: `${short.as === codeOf(word) ? word : short.as} ${text}` };
  }
}

function unsure({ name, as }: Short): NamedLine | undefined {
  const help = helpOf(name);
  return (
    help && {
      help,
      exact: false,
      whole: "",

      meant: name === "resolve" ? name : `${name} ${as}`.trim(),
    }
  );
}

function helpOf(wanted: string): CommandHelp | undefined {
  return commandHelp.find(({ name }) => name === wanted);
}

/** The known word that is one mistake (in long words two) away. */
function nearest(wanted: string, known: readonly string[]): string | undefined {
  return (
    known
      // Nothing near has a length that differs by more than what is allowed.
      .filter((word) => Math.abs(word.length - wanted.length) <= 2)
      .map((word) => ({ word, away: distance(wanted, word) }))
      .filter(({ word, away }) => away <= (Math.min(wanted.length, word.length) < 5 ? 1 : 2))
      .toSorted((one, other) => one.away - other.away)[0]?.word
  );
}
