// Where YAML enters the engine, for policies, forms and scenarios: a text is parsed once, and all that is said of it has its place.
import { type Document, LineCounter, parseDocument } from "yaml";
import { beyond, type Excess, MOST } from "./bounds.ts";
import { tooManySigns } from "./signs.ts";

export { startOf } from "./bounds.ts";

/** A place in a text, both counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A fault of the YAML itself, in the parser's words, by its code. */
export interface YamlFault {
  readonly code: string;
  readonly message: string;
  /** Where it is in the text, in characters from 0. */
  readonly offset: number;
}

/** A text that was parsed. With an error its document is as far as the parser came. */
export interface YamlText {
  readonly document: Document.Parsed;
  readonly errors: readonly YamlFault[];
  readonly warnings: readonly YamlFault[];
  /** What is beyond the bounds; with anything in it the document is not to be used. */
  readonly excess: readonly Excess[];
  /** Line and column of an offset. */
  at(offset: number): TextPosition;
}

/** By which rules a text is read: those of YAML 1.1 or 1.2; `stringKeys` refuses keys that are no words. */
export interface YamlRules {
  readonly version?: "1.1" | "1.2";
  readonly stringKeys?: boolean;
}

/** Parses a text within bounds. Doubled keys are no error here: `doubledKeys` finds them. */
export function readYaml(text: string, rules: YamlRules): YamlText {
  const at = positionsIn(text);
  const many = tooManySigns(text, MOST);
  // The parser compares every key with every other of its map, which takes a long file minutes.
  const parse = (of: string) => parseDocument(of, { ...rules, prettyErrors: false, uniqueKeys: false });
  if (many !== undefined) return { document: parse(""), errors: [], warnings: [], excess: [many], at };
  const document = parse(text);
  const excess = document.errors.length > 0 ? [] : beyond(document, MOST);
  return {
    document,
    errors: document.errors.map(faultOf),
    warnings: document.warnings.map(faultOf),
    excess,
    at,
  };
}

function positionsIn(text: string): (offset: number) => TextPosition {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lines.addNewLine(end + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

function faultOf({
  code,
  message,
  pos,
}: Document.Parsed["errors"][number] | Document.Parsed["warnings"][number]): YamlFault {
  return { code, message, offset: pos[0] };
}
