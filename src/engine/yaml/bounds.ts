// What could make a small text a large tree, found before it is unfolded: very many nodes, great depth, aliases that grow.
import { type Document, isAlias, isMap, isSeq, type Node, visit } from "yaml";

/** How much a text may hold. */
export interface Bounds {
  /** Words, punctuation, comments, spaces and line ends. */
  readonly signs: number;
  /** Keys, values and collections. */
  readonly nodes: number;
  readonly depth: number;
  readonly aliases: number;
  /** Nodes once every alias has brought all that it stands for. */
  readonly unfolded: number;
}

/** What a policy, a form and a scenario may hold: several times what the longest that ships with Tocsin has. */
export const MOST: Bounds = { signs: 16_000, nodes: 5_000, depth: 20, aliases: 50, unfolded: 10_000 };

/** Something beyond the bounds, and where it begins; `name` is the anchor that an alias asks for. */
export interface Excess {
  readonly kind: keyof Bounds | "no-anchor" | "alias-in-alias";
  readonly offset: number;
  readonly name?: string;
}

/** What is beyond the bounds, as a sentence. */
export function excessWords({ kind, name }: Excess): string {
  switch (kind) {
    case "signs":
      return `More than ${MOST.signs} words, signs and spaces; no such file needs more than some thousands.`;
    case "nodes":
      return `More than ${MOST.nodes} keys and values; no such file needs more than some hundreds.`;
    case "depth":
      return `Nested more than ${MOST.depth} deep; no such file needs more than 8.`;
    case "aliases":
      return `More than ${MOST.aliases} aliases (*name); write some of them out.`;
    case "unfolded":
      return `With all that its aliases (*name) stand for it has more than ${MOST.unfolded} keys and values; use fewer of them.`;
    case "no-anchor":
      return `There is no anchor &${name} before this alias.`;
    case "alias-in-alias":
      return "This alias leads to something that holds an alias itself; write one of the two out.";
  }
}

/** All that is beyond the bounds. Where there are too many nodes nothing else is looked for. */
export function beyond(document: Document.Parsed, bounds: Bounds): readonly Excess[] {
  const many = tooMany(document, bounds.nodes);
  return many === undefined ? tangled(document, bounds) : [many];
}

function tooMany(document: Document.Parsed, most: number): Excess | undefined {
  let found: Excess | undefined;
  let nodes = 0;
  visit(document, {
    Node: (_, node) => {
      nodes += 1;
      if (nodes <= most) return undefined;
      found = { kind: "nodes", offset: startOf(node) };
      return visit.BREAK;
    },
  });
  return found;
}

function tangled(document: Document.Parsed, bounds: Bounds): readonly Excess[] {
  const found: Excess[] = [];
  const targets = new Map<Node, Target>();
  let [aliases, unfolded] = [0, 0];
  visit(document, {
    Alias: (_, node) => {
      aliases += 1;
      const offset = startOf(node);
      if (aliases > bounds.aliases) {
        found.push({ kind: "aliases", offset });
        return visit.BREAK;
      }
      const target = node.resolve(document);
      if (target === undefined) {
        found.push({ kind: "no-anchor", offset, name: node.source });
        return undefined;
      }
      const known = targets.get(target) ?? measured(target);
      targets.set(target, known);
      unfolded += known.nodes;
      if (known.hasAlias) found.push({ kind: "alias-in-alias", offset });
      if (unfolded <= bounds.unfolded) return undefined;
      found.push({ kind: "unfolded", offset });
      return visit.BREAK;
    },
    Collection: (_, node, path) => {
      const depth = path.filter((above) => isMap(above) || isSeq(above)).length + 1;
      if (depth <= bounds.depth) return undefined;
      found.push({ kind: "depth", offset: startOf(node) });
      return visit.SKIP;
    },
  });
  return found;
}

/** What an alias stands for. */
interface Target {
  readonly nodes: number;
  readonly hasAlias: boolean;
}

function measured(node: Node): Target {
  let [nodes, hasAlias] = [0, false];
  visit(node, {
    Node: (_, part) => {
      nodes += 1;
      hasAlias ||= isAlias(part);
    },
  });
  return { nodes, hasAlias };
}

/** Where a node begins; 0 for one that stands nowhere. */
export function startOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
