// What is wrong with a template of a repository, before it is ever rendered: tags, filters and variables that there are not, loops in loops, mentions.
import { LiquidError, type Template, TokenizationError, Tokenizer, TokenKind, Value } from "liquidjs";
import { hint } from "../../engine/policy/nearest.ts";
import { seen } from "../../engine/text/safe.ts";
import { type Hardened, longestFile, ownFilters, ownTags } from "./hardened.ts";
import { type Tellable, unknownVariables } from "./variables.ts";

/** Something wrong at a place of a template; both count from 1. */
export interface Flaw {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What belongs to a tag and ends it. */
const inner = ["elsif", "else", "when", "endif", "endunless", "endcase", "endfor", "endcomment"];

/** All that is wrong with a template, in its order; where it can't be parsed that alone. */
export function inspect(text: string, known: Tellable, hardened: Hardened): readonly Flaw[] {
  if (text.length > longestFile) {
    const message = `It has ${text.length} signs; at most ${longestFile} are read. Say less.`;
    return [{ line: 1, column: 1, message }];
  }
  if (text.trim() === "")
    return [
      { line: 1, column: 1, message: "It is empty: write its words, or delete it for those of Tocsin." },
    ];
  // In comments, too: what looks like one may be a text that is printed.
  const first = [...strangeTags(withoutComments(text)), ...mentions(text)];
  if (first.length > 0) return first.toSorted(inOrder);
  const parsed = parse(text, hardened);
  if ("flaw" in parsed) return [parsed.flaw];
  const { templates } = parsed;
  return [
    ...templates.flatMap((one) => within(one, known, false)),
    ...unknownVariables(templates, known, hardened),
  ].toSorted(inOrder);
}

/** The place that an error of Liquid names, and what it says there. */
export function flawOf(error: unknown): Flaw {
  if (!LiquidError.is(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return { line: 1, column: 1, message: `It can't be read: ${message}.` };
  }
  const [line, column] = error.token.getPosition();
  const said = error.originalError?.message ?? error.message.replace(/, line:\d+, col:\d+$/, "");
  return { line: line ?? 1, column: column ?? 1, message: `It can't be read: ${said.replace(/\.$/, "")}.` };
}

const inOrder = (one: Flaw, other: Flaw): number => one.line - other.line || one.column - other.column;

/** The same text, blank where it is a comment: nothing of that is read. */
function withoutComments(text: string): string {
  return text.replace(
    /\{%-?\s*comment\b[^%]*%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{%-?\s*#[^%]*%\}/g,
    (comment) => comment.replace(/[^\n]/g, " "),
  );
}

function strangeTags(text: string): readonly Flaw[] {
  const known: readonly string[] = ownTags;
  try {
    return new Tokenizer(text).readTopLevelTokens().flatMap((token): readonly Flaw[] => {
      if (token.kind !== TokenKind.Tag) return [];
      const { name } = token as typeof token & { readonly name: string };
      if (known.includes(name) || inner.includes(name)) return [];
      const [line = 1, column = 1] = token.getPosition();
      return [{ line, column, message: `There is no tag ${name} here${hint(name, known)}` }];
    });
  } catch (error) {
    if (error instanceof TokenizationError) return [flawOf(error)];
    throw error;
  }
}

/**
 * An @ where it begins a name: whom a message asks is not for its words to say. In an address of a mail it begins none. What nobody
 * sees beside it counts for nothing.
 */
function mentions(text: string): readonly Flaw[] {
  const signs = Array.from(text.matchAll(/./gsu)).filter(([sign]) => /\s/.test(sign) || seen(sign) !== "");
  const plain = signs.map(([sign]) => sign).join("");
  const placeOf = signs.flatMap(({ 0: sign, index }) => Array.from({ length: sign.length }, () => index));
  return Array.from(plain.matchAll(/(?<![\p{L}\p{N}_])@(?=[\p{L}\p{N}_{"'])/gu), (found) => {
    const index = placeOf[found.index] ?? 0;
    const before = text.slice(0, index).split("\n");
    return {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      message: "Words mention nobody: write the name without @. Whom a message asks, the policy says.",
    };
  });
}

function parse(
  text: string,
  { reader }: Hardened,
): { readonly templates: readonly Template[] } | { readonly flaw: Flaw } {
  try {
    return { templates: reader.parse(text) };
  } catch (error) {
    return { flaw: flawOf(error) };
  }
}

/** What is wrong within one tag or output: filters, ranges, loops in loops, and what is gone through. */
function within(template: Template, known: Tellable, isInLoop: boolean): readonly Flaw[] {
  const [line = 1, column = 1] = template.token.getPosition();
  const at = (message: string): Flaw => ({ line, column, message });
  const isLoop = "name" in template && template.name === "for";
  const values = [...(template.arguments?.() ?? [])];
  const flaws: Flaw[] = [];
  if (isLoop && isInLoop) flaws.push(at("A for stands in a for: one loop at a time."));
  if (isLoop) {
    const lists = Object.entries(known.variables).flatMap(([name, holds]) =>
      holds === "list" ? [name] : [],
    );
    const [list] = values;
    const named = list !== undefined && "getText" in list ? list.getText() : "";
    if (!lists.includes(named))
      flaws.push(
        at(`A for goes through ${lists.join(", ") || "nothing"} here, not through ${named || "a value"}.`),
      );
  }
  for (const value of values) {
    if (!(value instanceof Value)) continue;
    for (const { name } of value.filters)
      if (!(ownFilters as readonly string[]).includes(name))
        flaws.push(at(`There is no filter ${name} here${hint(name, ownFilters)}`));
    if (value.initial.postfix.some(({ kind }) => kind === TokenKind.Range))
      flaws.push(at("There are no ranges here: (1..9) is none of its values."));
  }
  return [...flaws, ...childrenOf(template).flatMap((one) => within(one, known, isInLoop || isLoop))];
}

/** What stands within a tag: its generator yields nothing, for it has nothing to wait for, and returns them. */
function childrenOf(template: Template): readonly Template[] {
  const steps = template.children?.(false, true);
  for (let step = steps?.next(); step !== undefined; step = steps?.next()) if (step.done) return step.value;
  return [];
}
