// Checks the matrices of a severity method: a cell for each row and column, and no input that hangs on itself (HG-1, HG-2, HG-7).

import { type Finding, shown, wrong, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Path } from "../source.ts";
import { readOption } from "./input.ts";
import { optionsOf } from "./tables.ts";
import type { MatrixFile, MethodFile } from "./words.ts";

/** What a matrix stands in: its method, what its cells may say, and where it is written. */
interface Standing {
  readonly method: MethodFile;
  readonly target: { readonly what: string; readonly names: readonly string[] };
  readonly path: Path;
}

/** What a matrix says that can't be meant: rows or columns that are no inputs, rows without an option, holes, unknown cells. */
export function checkMatrix(matrix: MatrixFile, { method, target, path }: Standing): readonly Finding[] {
  const sides = (["rows", "columns"] as const).flatMap((side) => checkSide(matrix, side, { method, path }));
  if (matrix.rows !== undefined && matrix.rows === matrix.columns) {
    sides.push(
      wrong([...path, "columns"], "Rows and columns are the same input; name another for one of them."),
    );
  }
  if (sides.length > 0) return sides;
  const inputs = method.inputs ?? {};
  const rows = optionsOf(inputs[matrix.rows ?? ""]);
  const columns = optionsOf(inputs[matrix.columns ?? ""]).map(({ word }) => word);
  if (rows.length === 0 || columns.length === 0) return [];
  const entries = Object.entries(matrix.cells ?? {});
  const given = entries.map(([key]) => readOption(rows, key)?.word);
  const missing = rows
    .filter(({ word }) => !given.includes(readOption(rows, word)?.word))
    .map(({ word }) =>
      wrongKey(
        [...path, "cells"],
        `The matrix has no row ${shown(word)}; write what each of ${columns.join(", ")} gives.`,
      ),
    );
  const written = entries.flatMap(([key, row], index): readonly Finding[] => {
    const at = [...path, "cells", key];
    if (given[index] === undefined) {
      const words = rows.map(({ word }) => word);
      return [wrongKey(at, `${shown(key)} is no option of ${matrix.rows}${hint(key, words)}`)];
    }
    if (given.indexOf(given[index]) < index) {
      return [wrongKey(at, `${shown(key)} is the row ${shown(given[index])} once more; keep one of them.`)];
    }
    return checkRow(row.map(String), { columns, target, path: at });
  });
  return [...missing, ...written];
}

function checkSide(
  matrix: MatrixFile,
  side: "rows" | "columns",
  { method, path }: Pick<Standing, "method" | "path">,
): Finding[] {
  const name = matrix[side];
  const names = Object.keys(method.inputs ?? {});
  if (name === undefined) {
    return [wrongKey([...path, side], `The matrix does not say what its ${side} are; name an input.`)];
  }
  return names.includes(name)
    ? []
    : [wrong([...path, side], `There is no input ${name}${hint(name, names)}`)];
}

function checkRow(
  row: readonly string[],
  { columns, target, path }: Pick<Standing, "target" | "path"> & { readonly columns: readonly string[] },
): readonly Finding[] {
  const unknown = row.flatMap((cell, index) =>
    target.names.includes(cell)
      ? []
      : [wrong([...path, index], `There is no ${target.what} ${cell}${hint(cell, target.names)}`)],
  );
  if (row.length === columns.length) return unknown;
  const message = `This row has ${row.length} cells for ${columns.length} columns (${columns.join(", ")}); write one for each.`;
  return [...unknown, wrong(path, message)];
}

/** Inputs that are worked out from themselves, by whatever way: named once, where the circle begins. */
export function circles(method: MethodFile, path: Path): readonly Finding[] {
  const inputs = method.inputs ?? {};
  const partsOf = (name: string): readonly string[] => {
    const matrix = Object.hasOwn(inputs, name) ? inputs[name]?.matrix : undefined;
    return [matrix?.rows, matrix?.columns].filter((part) => part !== undefined);
  };
  const told = new Set<string>();
  return Object.keys(inputs).flatMap((name): readonly Finding[] => {
    const way = wayBack(name, partsOf);
    if (way === undefined || told.has(name)) return [];
    for (const step of way) told.add(step);
    const message = `These inputs are worked out from each other in a circle: ${way.join(" → ")}. Let one of them be given.`;
    return [wrongKey([...path, "inputs", name, "matrix"], message)];
  });
}

/** The way from a name back to itself; undefined where there is none. */
function wayBack(name: string, partsOf: (name: string) => readonly string[]): readonly string[] | undefined {
  const seen = new Set<string>();
  const go = (way: readonly string[]): readonly string[] | undefined => {
    for (const part of partsOf(way.at(-1) ?? "")) {
      if (part === name) return [...way, part];
      if (seen.has(part)) continue;
      seen.add(part);
      const found = go([...way, part]);
      if (found) return found;
    }
    return undefined;
  };
  return go([name]);
}
