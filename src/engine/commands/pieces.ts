// Parts a line of a comment where a command of ours begins within it.
import type { Policy } from "../policy/model.ts";
import { longestLine, mostCommands } from "../text/bounds.ts";
import { type CommandShape, commandShape } from "../text/command-line.ts";
import { definitionOf } from "./index.ts";
import { nameLine } from "./name.ts";

/** Our own names, and the policy whose words may stand for a command. */
interface Words {
  readonly names: readonly string[];
  readonly policy?: Policy | undefined;
}

const afterSentence = /(?<=[.!?]) {1,3}(?=\/[a-z][\w-]*(?:[\s:,]|$))/i;

/** A line, or what of it stands as one; `doubt`: why a command that it begins with may not be meant. */
export interface Piece {
  readonly line: string;
  readonly doubt?: string;
}

/**
 * A line of prose, parted where a command of ours follows the end of a sentence: "Found it. /role lead me". So is that of a command that
 * takes no prose, where another follows: "/status investigating and /role lead me". In prose behind a command another is asked about.
 */
export function atCommands(line: string, vocabulary: Words): readonly Piece[] {
  if (!line.includes("/")) return [{ line }];
  const given = commandShape(line, vocabulary.names);
  return given ? atFurther(line, given, vocabulary) : (atSentence(line, vocabulary) ?? [{ line }]);
}

function atSentence(line: string, vocabulary: Words): readonly Piece[] | undefined {
  const { index } = afterSentence.exec(line) ?? {};
  if (index === undefined) return undefined;
  const rest = line.slice(index).trimStart();
  const found = commandShape(rest, vocabulary.names);
  return found && nameLine(found, vocabulary.policy)?.exact
    ? [{ line: line.slice(0, index) }, ...atFurther(rest, found, vocabulary)]
    : undefined;
}

const joining = /(?:[,;&]|\s(?:and|then))\s+$/i;
/** What stands before the name of a command that somebody speaks of. */
const inProse =
  /\b(?:use[ds]?|using|say|says|said|type[ds]?|write|wrote|with|via|by|see|an?|the|our|your|if|when|before|after|no|not|or|we|you|they|he|she|please)\s+$/i;
/** More words than commands have that take no prose. */
const mostWords = 5;

function atFurther(line: string, shape: CommandShape, vocabulary: Words): readonly Piece[] {
  const { names, policy } = vocabulary;
  const named = nameLine(shape, policy);
  if (named === undefined || !/\s\//.test(line)) return [{ line }];
  const { text } = definitionOf(named.help.name);
  const isProse = text === "prose" || text === "paragraph" || /\bbecause\b/i.test(line);
  const parted = isProse ? atSentence(line, vocabulary) : undefined;
  if (parted) return parted;
  const parts: Piece[] = [];
  const first = line.indexOf(shape.word);
  let from = 0;
  let unsure: string | undefined;
  for (const { index } of line.slice(0, longestLine).matchAll(/\s\/(?=[a-z])/gi)) {
    const rest = line.slice(index + 1);
    const next = index > first && parts.length < mostCommands ? commandShape(rest, names) : undefined;
    if (!next || !nameLine(next, policy)?.exact) continue;
    const before = line.slice(from, index + 1);
    const [sign = ""] = joining.exec(before.slice(-20)) ?? [];
    if (sign === "" && inProse.test(before.slice(-20))) continue;
    if (isProse || (sign === "" && before.trim().split(/\s+/).length > mostWords)) {
      unsure ??= rest;
      continue;
    }
    parts.push({ line: before.slice(0, before.length - sign.length) });
    from = index + 1;
  }
  parts.push({ line: line.slice(from) });
  return unsure === undefined
    ? parts
    : [...parts, { line: unsure, doubt: "In the middle of a line a command" }];
}
