// Completes the section about how severity is found: the methods with their tables, their order, and what raises (HG, D-5).
import { readOption } from "../severity/input.ts";
import { buildCondition, inWords, list, words } from "./build-record.ts";
import type { Band, Input, InputOption, Matrix, Method, SeverityRules } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

/** The section `severity` as a file has it. */
export type SeverityFile = NonNullable<PolicyFile["severity"]>;
/** A method as a file has it. */
export type MethodFile = NonNullable<SeverityFile["methods"]>[string];
/** An input of a method as a file has it. */
export type InputFile = NonNullable<MethodFile["inputs"]>[string];
/** A matrix as a file has it. */
export type MatrixFile = NonNullable<MethodFile["matrix"]>;

/** What `by` calls the reporter's choice. */
export const FORM = "form";

/** How the severity is found, and what raises it (D-5). */
export function buildSeverityRules(file: PolicyFile): SeverityRules {
  const given = file.severity ?? {};
  const entries = Object.entries(given.methods ?? {}).map(
    ([key, method]) => [key, buildMethod(key, method)] as const,
  );
  return {
    field: given.field ?? "severity",
    default: given.default,
    methods: Object.fromEntries(entries),
    by: orderOf(given),
    raise: Object.entries(given.raise ?? {}).map(([id, rule]) => ({
      id,
      when: list(rule.when).map(buildCondition),
      to: rule.to ?? "",
      because: rule.because ?? inWords(id),
      source: rule.source ?? "",
    })),
  };
}

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

function buildMethod(key: string, given: MethodFile): Method {
  const inputs = Object.fromEntries(
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
    cells: Object.fromEntries(cells),
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
