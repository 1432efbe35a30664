// Before a text is parsed: its signs are counted one by one, since the parser itself takes long for many and fails on great depth.
import { CST, Lexer } from "yaml";
import type { Bounds, Excess } from "./bounds.ts";

/** The first thing that is beyond the bounds, told from the signs of a text alone; undefined where the parser may have it. */
export function tooManySigns(text: string, bounds: Bounds): Excess | undefined {
  const count = { signs: 0, nodes: 0, aliases: 0 };
  const nesting = new Nesting();
  let offset = 0;
  let isScalar = false;
  for (const sign of new Lexer().lex(text)) {
    const type = isScalar ? "scalar" : CST.tokenType(sign);
    isScalar = !isScalar && sign === CST.SCALAR;
    if (isMark(sign)) continue;
    count.signs += 1;
    if (isNode(type)) count.nodes += 1;
    if (type === "alias") count.aliases += 1;
    nesting.meet(type, sign);
    const kind = excessIn(count, nesting.depth, bounds);
    if (kind !== undefined) return { kind, offset };
    offset += sign.length;
  }
  return undefined;
}

/** Between the signs the lexer says where a document or a scalar begins, and where a collection breaks off. */
function isMark(sign: string): boolean {
  return sign === CST.DOCUMENT || sign === CST.FLOW_END || sign === CST.SCALAR;
}

type SignType = ReturnType<typeof CST.tokenType>;

/** Every one of these is a key, a value or a collection; those written by indentation alone are counted once they are parsed. */
const NODES: ReadonlySet<SignType> = new Set([
  ...(["scalar", "alias", "single-quoted-scalar", "double-quoted-scalar"] as const),
  ...(["block-scalar-header", "flow-map-start", "flow-seq-start"] as const),
]);

function isNode(type: SignType): boolean {
  return NODES.has(type);
}

function excessIn(
  count: { readonly signs: number; readonly nodes: number; readonly aliases: number },
  depth: number,
  bounds: Bounds,
): Excess["kind"] | undefined {
  if (count.aliases > bounds.aliases) return "aliases";
  if (count.nodes > bounds.nodes) return "nodes";
  // Columns tell depth roughly: a value counts like a collection. The exact bound is held once the text is parsed.
  if (depth > 2 * bounds.depth) return "depth";
  return count.signs > bounds.signs ? "signs" : undefined;
}

/** How deep the signs so far lead: by brackets and colons, and outside of brackets by the columns in which lines and their parts begin. */
class Nesting {
  #flow = 0;
  /** Colons in brackets since the last comma: each begins a pair in the pair before it. */
  #pairs = 0;
  #column = 0;
  /** Does what comes next begin something of its own: a line, or what an indicator leads to? */
  #begins = true;
  readonly #columns: number[] = [];

  get depth(): number {
    return this.#flow + this.#pairs + this.#columns.length;
  }

  meet(type: SignType, sign: string): void {
    if (type === "newline") this.#begins = true;
    else if (type !== "space" && type !== "comment") this.#word(type);
    const end = sign.lastIndexOf("\n");
    this.#column = end < 0 ? this.#column + sign.length : sign.length - end - 1;
  }

  #word(type: SignType): void {
    this.#bracket(type);
    if (this.#flow > 0) return;
    if (this.#begins) {
      while ((this.#columns.at(-1) ?? -1) >= this.#column) this.#columns.pop();
      this.#columns.push(this.#column);
    }
    this.#begins = type === "seq-item-ind" || type === "explicit-key-ind" || type === "map-value-ind";
  }

  #bracket(type: SignType): void {
    const opens = type === "flow-map-start" || type === "flow-seq-start";
    const closes = type === "flow-map-end" || type === "flow-seq-end";
    if (opens) this.#flow += 1;
    if (closes) this.#flow = Math.max(0, this.#flow - 1);
    if (opens || closes || type === "comma") this.#pairs = 0;
    else if (type === "map-value-ind" && this.#flow > 0) this.#pairs += 1;
  }
}
