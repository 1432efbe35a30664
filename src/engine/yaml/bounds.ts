// What could make a small text a large tree, found before it is unfolded: very many nodes, great depth, aliases that grow.
import { type Document, isMap, isSeq, type Node, visit } from "yaml";
import { startOf } from "./document.ts";

/** How much a text may hold. */
export interface Bounds {
  readonly nodes: number;
  readonly depth: number;
  readonly aliases: number;
}

/** Something beyond the bounds, and where it begins; `name` is the anchor that an alias asks for. */
export interface Excess {
  readonly kind: "nodes" | "depth" | "aliases" | "no-anchor" | "alias-in-alias";
  readonly offset: number;
  readonly name?: string;
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
  let aliases = 0;
  visit(document, {
    Alias: (_, node) => {
      aliases += 1;
      const offset = startOf(node);
      if (aliases > bounds.aliases) {
        found.push({ kind: "aliases", offset });
        return visit.BREAK;
      }
      const target = node.resolve(document);
      if (target === undefined) found.push({ kind: "no-anchor", offset, name: node.source });
      else if (hasAlias(target)) found.push({ kind: "alias-in-alias", offset });
      return undefined;
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

function hasAlias(node: Node): boolean {
  let found = false;
  visit(node, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}
