// Tables by which the severity is worked out under two policies: each cell, point and band that gives something else (HG).
import { named } from "../engine/named.ts";
import type { Band, Input, Matrix, Method, Policy } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { listed, quoted, sentence, severityTitle } from "./phrases.ts";
import { differences, matched, type Traits } from "./traits.ts";

/** The changes of every table, the new and the gone ones. */
export function methodChanges({ before, after }: Pair): readonly Change[] {
  const { both, added, gone } = matched(before.severity.methods, after.severity.methods);
  const told = (subject: string, words: string): Change =>
    change({ kind: "severity", subject, words: sentence(words) });
  return [
    ...added.map(([key, method]) => told(key, `the severity is also worked out by ${theMethod(method)}`)),
    ...gone.map(([key, method]) => told(key, `the severity is no longer worked out by ${theMethod(method)}`)),
    ...both.flatMap(({ key, before: one, after: other }) => [
      ...titleChange(key, one, other),
      ...methodWords(one, other, after).map((words) => told(key, words)),
    ]),
  ];
}

const theMethod = ({ title }: Method): string => (/^the /iu.test(title) ? title : `the ${title}`);

function titleChange(key: string, before: Method, after: Method): readonly Change[] {
  if (before.title === after.title) return [];
  const words = sentence(`${theMethod(before)} is called ${quoted(after.title)}`);
  return [change({ kind: "words", subject: key, words, before: before.title, after: after.title })];
}

/** A table with the inputs that its rows and columns are. */
interface Table {
  readonly matrix: Matrix;
  readonly inputs: Method["inputs"];
}

function methodWords(before: Method, after: Method, policy: Policy): readonly string[] {
  const name = theMethod(after);
  if (before.kind !== after.kind) return [`${name} is a ${after.kind} instead of a ${before.kind}`];
  const severity = (value: string): string => severityTitle(value, policy);
  const inputs = matched(before.inputs, after.inputs);
  return [
    ...resultWords(before, after, severity).map((words) => `in ${name} ${words}`),
    ...inputs.added.map(([, input]) => `${name} also asks for ${input.title}`),
    ...inputs.gone.map(([, input]) => `${name} no longer asks for ${input.title}`),
    ...inputs.both.flatMap(({ key }) => inputWords(key, before, after).map((words) => `in ${name} ${words}`)),
  ];
}

/** What the method gives at its end: the cells of a matrix, the bands of a score. */
function resultWords(before: Method, after: Method, severity: (key: string) => string): readonly string[] {
  if (before.kind === "matrix" && after.kind === "matrix") return cellsWords(before, after, severity);
  if (before.kind === "score" && after.kind === "score")
    return bandsWords(before.bands, after.bands, severity);
  return [];
}

/** The cells that give something else, those with the same change together; by the words of row and column. */
function cellsWords(before: Table, after: Table, said: (value: string) => string): readonly string[] {
  const [one, other] = [before.matrix, after.matrix];
  if (one.rows !== other.rows || one.columns !== other.columns)
    return [`${other.rows} with ${other.columns} decides instead of ${one.rows} with ${one.columns}`];
  const had = new Map(cellsOf(before).map(({ cell, value }) => [cell, value]));
  const moved = cellsOf(after).flatMap(({ cell, value }) => {
    const was = had.get(cell) ?? "nothing";
    return was === value ? [] : [{ cell, was, is: value }];
  });
  const groups = Map.groupBy(moved, ({ was, is }) => JSON.stringify([was, is]));
  return [...groups.values()].map((group) => {
    const [{ is, was } = { is: "", was: "" }] = group;
    const cells = listed(group.map(({ cell }) => cell));
    return `${cells} ${group.length === 1 ? "gives" : "give"} ${said(is)} instead of ${said(was)}`;
  });
}

function cellsOf({ matrix, inputs }: Table): readonly { readonly cell: string; readonly value: string }[] {
  const title = (key: string): string => inputs[key]?.title ?? key;
  const columns = inputs[matrix.columns]?.options ?? [];
  return Object.entries(matrix.cells).flatMap(([row, values]) =>
    values.map((value, at) => ({
      cell: `${title(matrix.rows)} ${row} with ${title(matrix.columns)} ${columns[at]?.word ?? at + 1}`,
      value,
    })),
  );
}

function bandsWords(
  before: readonly Band[],
  after: readonly Band[],
  said: (severity: string) => string,
): readonly string[] {
  const words = ({ from, to }: Band): string =>
    Number.isFinite(to) ? `${from} to ${to}` : `${from} and more`;
  const bySeverity = (bands: readonly Band[]) => named(bands.map((band) => [band.severity, words(band)]));
  const { both, added, gone } = matched(bySeverity(before), bySeverity(after));
  return [
    ...added.map(([severity, band]) => `${band} points give ${said(severity)}`),
    ...gone.map(([severity]) => `no points give ${said(severity)} any more`),
    ...both
      .filter((one) => one.before !== one.after)
      .map((one) => `${one.after} points give ${said(one.key)} instead of ${one.before}`),
  ];
}

function inputWords(key: string, before: Method, after: Method): readonly string[] {
  const [one, other] = [before.inputs[key], after.inputs[key]];
  if (one === undefined || other === undefined) return [];
  // Flags are counted along the options, so there their order is meaning; elsewhere each stands for itself.
  const traits = inputTraits(other.flags.length === 0);
  const own = differences(one, other, { traits, subject: other.title }).map(({ words }) => words);
  if (one.matrix === undefined && other.matrix === undefined) return own;
  if (one.matrix === undefined) return [...own, `${other.title} now follows from other answers`];
  if (other.matrix === undefined) return [...own, `${other.title} no longer follows from other answers`];
  const cells = cellsWords(
    { matrix: one.matrix, inputs: before.inputs },
    { matrix: other.matrix, inputs: after.inputs },
    (value) => value,
  );
  return [...own, ...cells.map((words) => `for ${other.title} ${words}`)];
}

function inputTraits(unordered: boolean): Traits<Input> {
  const options = (input: Input): string =>
    listed(input.options.map(({ word, points }) => `${word}${points === undefined ? "" : ` ${points}`}`));
  const flags = (input: Input): string => listed(input.flags) || "none";
  return {
    key: null,
    title: null,
    matrix: null,
    field: {
      words: (one, other) =>
        `${other.title} is read from ${quoted(other.field)} instead of ${quoted(one.field)}`,
    },
    options: {
      unordered,
      words: (one, other) =>
        options(one) === options(other)
          ? `other words and numbers count as ${other.title}`
          : `${other.title} is ${options(other)} instead of ${options(one)}`,
    },
    flags: {
      words: (one, other) => `${other.title} follows from the flags ${flags(other)} instead of ${flags(one)}`,
    },
  };
}
