// Where YAML enters the engine, for policies, forms and scenarios: a text is parsed once, and all that is said of it has its place.
import { type Document, LineCounter, type Node, parseDocument } from "yaml";

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
  /** Line and column of an offset. */
  at(offset: number): TextPosition;
}

/** By which rules a text is read: those of YAML 1.1 or 1.2; `stringKeys` refuses keys that are no words. */
export interface YamlRules {
  readonly version?: "1.1" | "1.2";
  readonly stringKeys?: boolean;
}

/** Parses a text. Doubled keys are no error here: `doubledKeys` finds them. */
export function readYaml(text: string, rules: YamlRules): YamlText {
  const lineCounter = new LineCounter();
  // The parser compares every key with every other of its map, which takes a long file minutes.
  const document = parseDocument(text, { ...rules, lineCounter, prettyErrors: false, uniqueKeys: false });
  const at = (offset: number): TextPosition => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return { document, errors: document.errors.map(faultOf), warnings: document.warnings.map(faultOf), at };
}

function faultOf({
  code,
  message,
  pos,
}: Document.Parsed["errors"][number] | Document.Parsed["warnings"][number]): YamlFault {
  return { code, message, offset: pos[0] };
}

/** Where a node begins; 0 for one that stands nowhere. */
export function startOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
