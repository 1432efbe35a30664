// What a document costs by GitHub's published formula: requests for connections, assumed full, divided by a hundred.
import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode, ValueNode } from "graphql";

/** Points against the hourly limit, and the most nodes that the answer could hold. */
export interface Cost {
  readonly points: number;
  readonly nodes: number;
}

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  requests: number;
  nodes: number;
}

function argumentOf(walk: Walk, value: ValueNode | undefined): unknown {
  if (value?.kind === "Variable") return walk.variables[value.name.value];
  if (value?.kind === "IntValue") return Number(value.value);
  return value?.kind === "ListValue" ? value.values : undefined;
}

/** How many items a field's page holds; `undefined` for a field that is no connection. */
function sizeOf(walk: Walk, field: FieldNode): number | undefined {
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== "first" && name.value !== "last") continue;
    const size = argumentOf(walk, value);
    if (typeof size === "number") return size;
  }
  return undefined;
}

function idsOf(walk: Walk, field: FieldNode): number {
  const ids =
    field.name.value === "nodes" ? field.arguments?.find(({ name }) => name.value === "ids") : undefined;
  const value = argumentOf(walk, ids?.value);
  return Array.isArray(value) ? value.length : 1;
}

function walked(walk: Walk, selections: SelectionSetNode, times: number): void {
  for (const selection of selections.selections) {
    if (selection.kind === "FragmentSpread") {
      const fragment = walk.fragments.get(selection.name.value);
      if (fragment !== undefined) walked(walk, fragment.selectionSet, times);
    } else if (selection.kind === "InlineFragment") {
      walked(walk, selection.selectionSet, times);
    } else {
      const size = sizeOf(walk, selection);
      if (size !== undefined) {
        walk.requests += times;
        walk.nodes += times * size;
      }
      const inner = times * (size ?? idsOf(walk, selection));
      if (selection.selectionSet !== undefined) walked(walk, selection.selectionSet, inner);
    }
  }
}

/** The cost of one operation of a document (the first, unless named); never less than one point. */
export function costOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  operationName?: string,
): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === "FragmentDefinition") fragments.set(definition.name.value, definition);
  }
  const operations = document.definitions.filter((definition) => definition.kind === "OperationDefinition");
  const operation = operations.find(
    ({ name }) => operationName === undefined || name?.value === operationName,
  );
  if (operation === undefined) return { points: 1, nodes: 0 };
  const given: Record<string, unknown> = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (given[variable.name.value] === undefined && defaultValue?.kind === "IntValue") {
      given[variable.name.value] = Number(defaultValue.value);
    }
  }
  const walk: Walk = { fragments, variables: given, requests: 0, nodes: 0 };
  walked(walk, operation.selectionSet, 1);
  return { points: Math.max(1, Math.round(walk.requests / 100)), nodes: walk.nodes };
}
