// The tables by which a severity is found: methods with their inputs, matrices and bands, completed from a policy's words (HG).

import { named } from "../../named.ts";
import { inWords, list, words } from "../complete.ts";
import { readOption } from "./input.ts";
import type { InputFile, MatrixFile, MethodFile, SeverityFile } from "./words.ts";

/** A way to work the severity out: two facts that meet in a table, or points that are added up (HG). */
export type Method = MatrixMethod | ScoreMethod;

/** A table whose cells are severities (HG-1). */
export interface MatrixMethod extends MethodParts {
  readonly kind: "matrix";
  readonly matrix: Matrix;
}

/** Points of every input that has them, added up (HG-4, HG-5). */
export interface ScoreMethod extends MethodParts {
  readonly kind: "score";
  /** Which sums give which severity (HG-6); empty: it gives a number only. */
  readonly bands: readonly Band[];
}

interface MethodParts {
  readonly key: string;
  readonly title: string;
  /** What it asks for, by the names that a command line uses. */
  readonly inputs: Readonly<Record<string, Input>>;
  readonly source: string;
}

/** A table of two inputs: for each option of the rows what each option of the columns gives, in their order. */
export interface Matrix {
  readonly rows: string;
  readonly columns: string;
  readonly cells: Readonly<Record<string, readonly string[]>>;
  readonly source: string;
}

/** The sums that give a severity, both ends included; `to` is infinite where there is no upper end. */
export interface Band {
  readonly severity: string;
  readonly from: number;
  readonly to: number;
}

/** Something that a method asks for. */
export interface Input {
  readonly key: string;
  readonly title: string;
  /** Id of the field that holds it. */
  readonly field: string;
  readonly options: readonly InputOption[];
  /** Gives it where nobody did: from two other inputs of the method (HG-2, HG-7). */
  readonly matrix?: Matrix | undefined;
  /** Gives it where nobody did: as many of these flags as are up and not made safe (HG-5); empty: none do. */
  readonly flags: readonly string[];
}

/** An answer to an input. */
export interface InputOption {
  readonly word: string;
  readonly aliases: readonly string[];
  /** What it counts in a score. */
  readonly points?: number | undefined;
  /** The least number that falls under it, where the options are ranges of numbers. */
  readonly from?: number | undefined;
  /** Said where it counts: that it is a reading of the policy's own. */
  readonly note?: string | undefined;
  /** The same, where the number is exactly `from`. */
  readonly edge?: string | undefined;
}

/** What `by` calls the reporter's choice. */
export const FORM = "form";

/** In which order the methods are asked: as the file says, else those that give a severity in theirs, then the form. */
export function orderOf(given: SeverityFile): readonly string[] {
  if (given.by !== undefined) return list(given.by);
  const giving = Object.entries(given.methods ?? {}).filter(([, method]) => givesSeverity(method));
  return [...giving.map(([key]) => key), FORM];
}

/** Does a method end in a severity? A score without bands is a number only (HG-4). */
export function givesSeverity(method: MethodFile): boolean {
  return method.matrix !== undefined || method.bands !== undefined;
}

/** A method with its inputs, and what gives its severity. */
export function completeMethod(key: string, given: MethodFile): Method {
  const inputs = named(
    Object.entries(given.inputs ?? {}).map(([name, input]) => [name, buildInput(name, input)]),
  );
  const parts = { key, title: given.title ?? inWords(key).toLowerCase(), inputs, source: given.source ?? "" };
  if (given.matrix !== undefined) {
    const matrix = buildMatrix(given.matrix, given.inputs ?? {});
    return { ...parts, kind: "matrix", matrix };
  }
  return { ...parts, kind: "score", bands: Object.entries(given.bands ?? {}).map(buildBand) };

  function buildInput(name: string, input: InputFile): Input {
    return {
      key: name,
      title: input.title ?? inWords(name).toLowerCase(),
      field: input.field ?? name,
      options: optionsOf(input),
      matrix: input.matrix && buildMatrix(input.matrix, given.inputs ?? {}),
      flags: input.flags ?? [],
    };
  }
}

/** The options of an input, completed. */
export function optionsOf(input: InputFile | undefined): readonly InputOption[] {
  return (input?.options ?? []).map((option) => {
    if (typeof option !== "object") return { word: String(option), aliases: [] };
    const { is, aliases, ...counted } = option;
    return { word: String(is), aliases: words(aliases), ...counted };
  });
}

/** A matrix with each row under the option that its key names; a key that names none is left out. */
function buildMatrix(given: MatrixFile, inputs: Readonly<Record<string, InputFile>>): Matrix {
  const rows = optionsOf(inputs[given.rows ?? ""]);
  const cells = Object.entries(given.cells ?? {}).flatMap(([key, row]): [string, readonly string[]][] => {
    const option = readOption(rows, key);
    return option === undefined ? [] : [[option.word, words(row)]];
  });
  return {
    rows: given.rows ?? "",
    columns: given.columns ?? "",
    cells: named(cells),
    source: given.source ?? "",
  };
}

function buildBand([severity, text]: [string, string | number]): Band {
  return { severity, ...(readBand(text) ?? { from: 0, to: 0 }) };
}

/** The ends of a band as text: `141-180`, `181+`, `7`; undefined where it can't be read or ends before it begins. */
export function readBand(text: string | number): { from: number; to: number } | undefined {
  const [, first, last, open] = /^(-?\d+)(?: ?[-–] ?(\d+)|(\+))?$/.exec(String(text).trim()) ?? [];
  if (first === undefined) return undefined;
  const from = Number(first);
  const to = open === undefined ? Number(last ?? first) : Number.POSITIVE_INFINITY;
  return to < from ? undefined : { from, to };
}
