// Pages of a list, as GraphQL connections hand them out.
import type { FieldArguments } from "./arguments.ts";
import { ResolverProblem } from "./context.ts";

const cursorOf = (id: string): string => Buffer.from(`cursor:v2:${id}`).toString("base64url");

/** A page of a list. */
export interface Connection<T> {
  readonly totalCount: number;
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

function bounds(
  args: FieldArguments,
  field: string,
): { first: number | undefined; last: number | undefined } {
  const first = args.number("first");
  const last = args.number("last");
  if (first === undefined && last === undefined) {
    throw new ResolverProblem(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`,
    );
  }
  for (const [name, value] of [
    ["first", first],
    ["last", last],
  ] as const) {
    if (value !== undefined && (value < 0 || value > 100)) {
      throw new ResolverProblem(
        "EXCESSIVE_PAGINATION",
        `Requesting ${value} records on the \`${field}\` connection exceeds the \`${name}\` limit of 100 records.`,
      );
    }
  }
  return { first, last };
}

function placeOf(ids: readonly string[], cursor: string): number {
  const index = ids.findIndex((id) => cursorOf(id) === cursor);
  if (index < 0) {
    throw new ResolverProblem(
      "INVALID_CURSOR_ARGUMENTS",
      `\`${cursor}\` does not appear to be a valid cursor.`,
    );
  }
  return index;
}

/** Cuts the page that `first`, `last`, `after` and `before` ask for; `field` is its name in errors. */
export function page<T extends { readonly id: string }>(
  args: FieldArguments,
  all: readonly T[],
  field: string,
): Connection<T> {
  const { first, last } = bounds(args, field);
  const after = args.text("after");
  const before = args.text("before");
  const ids = after === undefined && before === undefined ? [] : all.map((item) => item.id);
  let start = after === undefined ? 0 : placeOf(ids, after) + 1;
  let end = before === undefined ? all.length : placeOf(ids, before);
  if (first !== undefined) end = Math.min(end, start + first);
  if (last !== undefined) start = Math.max(start, end - last);
  const nodes = all.slice(start, Math.max(start, end));
  const [head, tail] = [nodes[0], nodes.at(-1)];
  return {
    totalCount: all.length,
    nodes,
    get edges() {
      return nodes.map((node) => ({ cursor: cursorOf(node.id), node }));
    },
    pageInfo: {
      hasNextPage: Math.max(start, end) < all.length,
      hasPreviousPage: start > 0,
      startCursor: head === undefined ? null : cursorOf(head.id),
      endCursor: tail === undefined ? null : cursorOf(tail.id),
    },
  };
}
