// The words that a repository has of its own, read once: each file is inspected, tried on samples, and then says its words to the engine.

import { type Meant, meantBy, ownName } from "../../engine/own-messages/names.ts";
import type { Ownable } from "../../engine/own-messages/table.ts";
import { samplesFor } from "../../engine/own-messages/values.ts";
import type { Policy, Problem } from "../../engine/policy/model.ts";
import type { OwnMessage, OwnMessages, SaidOwn } from "../../engine/policy/ruling.ts";
import type { SourceFile } from "../../engine/snapshot/repository.ts";
import { mostSmsParts, smsLength } from "../../engine/text/sms.ts";
import type { Values } from "../../engine/wanted.ts";
import { createHardened, type Hardened } from "./hardened.ts";
import { type Flaw, flawOf, inspect } from "./inspect.ts";

/** A file of words; its blob's id is of no matter here. */
export type OwnFile = Pick<SourceFile, "path" | "text">;

/** More files are not read: each is tried when a policy is. */
const mostFiles = 100;

let made: Hardened | undefined;

/** The messages of these files under a policy. Never throws: what is wrong with a file is a problem, and keeps it alone from being used. */
export function readOwnMessages(files: readonly OwnFile[], policy: Policy): OwnMessages {
  made ??= createHardened();
  const hardened = made;
  const found = new Map<string, OwnMessage>();
  const problems: Problem[] = [];
  for (const [index, { path, text }] of files.entries()) {
    const name = ownName(path) ?? "";
    if (name === "README") continue;
    const placed = ({ line, column, message }: Flaw): Problem => ({
      file: path,
      path: "",
      line,
      column,
      message,
    });
    const { message, flaws } =
      index < mostFiles
        ? readOne({ path, name, text }, policy, hardened)
        : { message: undefined, flaws: [tooMany] };
    problems.push(...flaws.map(placed));
    if (message !== undefined) found.set(name, message);
  }
  return {
    problems,
    find: (names) => names.map((name) => found.get(name)).find((one) => one !== undefined),
  };
}

const tooMany: Flaw = {
  ...{ line: 1, column: 1 },
  message: `More than ${mostFiles} files of words are not read: put several kinds into one by {% case kind %}.`,
};

interface Named extends OwnFile {
  readonly name: string;
}

/** A file that is for nothing is a problem, and no message. */
function readOne(
  { path, name, text }: Named,
  policy: Policy,
  hardened: Hardened,
): { readonly message?: OwnMessage; readonly flaws: readonly Flaw[] } {
  const meant: Meant =
    name === ""
      ? { kind: "nothing", because: "It is for no message: its name has to end in .md, as notice.md." }
      : meantBy(name, policy);
  if (meant.kind === "nothing") return { flaws: [{ line: 1, column: 1, message: meant.because }] };
  const { ownable, rules } = meant;
  const shown = [...new Set(rules.flatMap(({ contains, shows }) => [...contains, ...shows]))];
  const known = { variables: ownable.variables, shown, fields: Object.keys(policy.fields) };
  const flaws = inspect(text, known, hardened);
  if (flaws.length > 0) return { flaws, message: unusable(path, flaws) };
  let template: ReturnType<Hardened["parse"]> | undefined;
  const words = (values: Values): readonly string[] => {
    template ??= hardened.parse(text);
    return hardened.lines(template, values);
  };
  const say = (values: Values): Tried => trying(() => words(values), ownable, values);
  const tried = samplesFor(ownable, rules, policy).map(say);
  const wrong = distinct(tried.flatMap((one) => ("flaw" in one ? [one.flaw] : [])));
  if (wrong.length > 0) return { flaws: wrong, message: unusable(path, wrong) };
  return { flaws: [], message: { file: path, say: (values) => saidBy(path, say(values)) } };
}

function unusable(file: string, [flaw]: readonly Flaw[]): OwnMessage {
  return { file, say: () => (flaw === undefined ? { kind: "lines", lines: [] } : saidBy(file, { flaw })) };
}

type Tried = { readonly lines: readonly string[] } | { readonly flaw: Flaw };

function saidBy(file: string, tried: Tried): SaidOwn {
  if ("lines" in tried) return { kind: "lines", lines: tried.lines };
  const { line, message } = tried.flaw;
  return { kind: "unusable", because: `${file}:${line} ${message}` };
}

/** One rendering, held against what its message has to be. */
function trying(make: () => readonly string[], ownable: Ownable, values: Values): Tried {
  let lines: readonly string[];
  try {
    lines = make();
  } catch (error) {
    return { flaw: flawOf(error) };
  }
  const message = unfit(lines, ownable, values);
  return message === undefined ? { lines } : { flaw: { line: 1, column: 1, message } };
}

function unfit(lines: readonly string[], ownable: Ownable, values: Values): string | undefined {
  const text = lines.join("\n").trim();
  if (text === "")
    return ownable.place === "below" ? undefined : "It says nothing: with some values no word is left.";
  if (ownable.oneLine && lines.length > 1) return "It is one line, and has several.";
  if (ownable.sms) {
    const { signs, parts, strange } = smsLength(lines.filter(Boolean).join(" "));
    const why =
      strange === undefined
        ? ""
        : ` (“${strange}” is no sign of a plain one, so that each has room for 70 and not 160)`;
    if (parts > mostSmsParts)
      return `It is too long for a text message: ${signs} signs, sent as ${parts}${why}; at most ${mostSmsParts} are joined.`;
  }
  if (text.length > ownable.longest)
    return `It is ${text.length} signs long; at most ${ownable.longest} are sent.`;
  const hidden = ownable.shows.find((name) => !text.includes(String(values[name] ?? "")));
  if (hidden === "next")
    return "It does not say by when the next notice comes, and a notice that another follows is not sent without (HB-1): print {{ next }}.";
  return hidden === undefined ? undefined : `It does not show ${hidden}: print {{ ${hidden} }}.`;
}

function distinct(flaws: readonly Flaw[]): readonly Flaw[] {
  return [...new Map(flaws.map((flaw) => [`${flaw.line} ${flaw.column} ${flaw.message}`, flaw])).values()];
}
