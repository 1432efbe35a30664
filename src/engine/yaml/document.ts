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

/** A fault of the YAML itself, in the parser's words and with what to do where these hide it, by its code. */
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
  if (many !== undefined)
    return { document: parsed("", rules), errors: [], warnings: [], excess: [many], at };
  const document = parsed(text, rules);
  const excess = document.errors.length > 0 ? [] : beyond(document, MOST);
  return {
    document,
    errors: faultsOf(document.errors, text),
    warnings: faultsOf(document.warnings, text),
    excess,
    at,
  };
}

function parsed(text: string, rules: YamlRules): Document.Parsed {
  const { stackTraceLimit } = Error;
  // The parser makes an error of every fault, and most of what thousands of them cost is the record of where they were made.
  Error.stackTraceLimit = 0;
  try {
    // It would compare every key with every other of its map, which takes a long file minutes.
    return parseDocument(text, { ...rules, prettyErrors: false, uniqueKeys: false });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
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

/** How many faults of one text are told: after the first of them most follow from it. */
const mostFaults = 20;

function faultsOf(
  faults: Document.Parsed["errors"] | Document.Parsed["warnings"],
  text: string,
): readonly YamlFault[] {
  // A second document is told apart from other faults, wherever it stands among them.
  const [second] = faults.filter(({ code }) => code === "MULTIPLE_DOCS");
  const first = faults.slice(0, mostFaults);
  const told = second === undefined || first.includes(second) ? first : [...first, second];
  return told.map(({ code, message, pos: [offset] }) => {
    return { code, message: `${message}${cureOf(code, text.slice(offset, offset + 100))}`, offset };
  });
}

/** What the parser's own words hide: a person, or a text that holds a colon, has to stand in quotes. */
function cureOf(code: string, here: string): string {
  if (code === "BLOCK_AS_IMPLICIT_KEY") return "; put a text that holds a colon in quotes";
  const word = code === "BAD_SCALAR_START" ? /^[@`%][^\s,\]}":]*/.exec(here)?.[0] : undefined;
  return word === undefined ? "" : `; put it in quotes: "${word}"`;
}
