// Tables by which the severity is worked out under two policies: each cell, point and band that gives something else (HG).
import type { Band, Input, Matrix, Method, Policy } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { listed, quoted, sentence, severityTitle } from "./phrases.ts";
import { alike, differences, matched, type Traits } from "./traits.ts";

/** The changes of every table, the new and the gone ones. */
export function methodChanges({ before, after }: Pair): readonly Change[] {
  const { both, added, gone } = matched(before.severity.methods, after.severity.methods);
  const told = (subject: string, words: string): Change =>
    change({ kind: "severity", subject, words: sentence(words) });
  return [
    ...added.map(([key, method]) => told(key, `the severity is also worked out by ${theMethod(method)}`)),
    ...gone.map(([key, method]) => told(key, `the severity is no longer worked out by ${theMethod(method)}`)),
    ...both.flatMap(({ key, before: one, after: other }) =>
      ofMethod(key, { before: one, after: other }, after),
    ),
  ];
}

const theMethod = ({ title }: Method): string => (/^the /iu.test(title) ? title : `the ${title}`);

function ofMethod(
  key: string,
  { before, after }: { readonly before: Method; readonly after: Method },
  policy: Policy,
): readonly Change[] {
  const severity = (value: string): string => severityTitle(value, policy);
  const name = theMethod(after);
  const told = (words: string, where: readonly string[] = []): Change =>
    change({ kind: "severity", subject: key, words: sentence(words), where });
  const titles =
    before.title === after.title
      ? []
      : [
          change({
            kind: "words",
            subject: key,
            words: sentence(`${theMethod(before)} is called ${quoted(after.title)}`),
            before: before.title,
            after: after.title,
          }),
        ];
  if (before.kind !== after.kind)
    return [...titles, told(`${name} is a ${after.kind} instead of a ${before.kind}`)];
  const own =
    before.kind === "matrix" && after.kind === "matrix"
      ? cellsWords(before.matrix, after.matrix, { inputs: after.inputs, value: severity }).map((words) =>
          told(`in ${name} ${words}`),
        )
      : before.kind === "score" && after.kind === "score"
        ? bandsWords(before.bands, after.bands, severity).map((words) => told(`in ${name} ${words}`))
        : [];
  const inputs = matched(before.inputs, after.inputs);
  return [
    ...titles,
    ...own,
    ...inputs.added.map(([, input]) => told(`${name} also asks for ${input.title}`)),
    ...inputs.gone.map(([, input]) => told(`${name} no longer asks for ${input.title}`)),
    ...inputs.both.flatMap((one) =>
      inputWords(one.before, one.after, after.inputs).map((words) => told(`in ${name} ${words}`)),
    ),
  ];
}

/** The cells that give something else, those with the same change together. */
function cellsWords(
  before: Matrix,
  after: Matrix,
  {
    inputs,
    value: valueWords,
  }: { readonly inputs: Method["inputs"]; readonly value: (value: string) => string },
): readonly string[] {
  if (before.rows !== after.rows || before.columns !== after.columns)
    return [`${after.rows} with ${after.columns} decides instead of ${before.rows} with ${before.columns}`];
  const cells = Object.entries(after.cells).flatMap(([row, values]) =>
    values.map((value, column) => ({
      row,
      column,
      is: value,
      was: before.cells[row]?.[column] ?? "nothing",
    })),
  );
  const groups = Map.groupBy(
    cells.filter(({ is, was }) => is !== was),
    ({ is, was }) => JSON.stringify([was, is]),
  );
  const title = (key: string): string => inputs[key]?.title ?? key;
  const option = (column: number): string =>
    inputs[after.columns]?.options[column]?.word ?? String(column + 1);
  return [...groups.values()].map((group) => {
    const [{ is, was } = { is: "", was: "" }] = group;
    const where = group.map(
      ({ row, column }) => `${title(after.rows)} ${row} with ${title(after.columns)} ${option(column)}`,
    );
    return `${listed(where)} ${group.length === 1 ? "gives" : "give"} ${valueWords(is)} instead of ${valueWords(was)}`;
  });
}

function bandsWords(
  before: readonly Band[],
  after: readonly Band[],
  title: (severity: string) => string,
): readonly string[] {
  if (alike(before, after)) return [];
  const words = ({ from, to }: Band): string =>
    Number.isFinite(to) ? `${from} to ${to}` : `${from} and more`;
  const bySeverity = (bands: readonly Band[]) =>
    Object.fromEntries(bands.map((band) => [band.severity, words(band)]));
  const { both, added, gone } = matched(bySeverity(before), bySeverity(after));
  return [
    ...added.map(([severity, band]) => `${band} points give ${title(severity)}`),
    ...gone.map(([severity]) => `no points give ${title(severity)} any more`),
    ...both
      .filter((one) => one.before !== one.after)
      .map((one) => `${one.after} points give ${title(one.key)} instead of ${one.before}`),
  ];
}

function inputWords(before: Input, after: Input, inputs: Method["inputs"]): readonly string[] {
  const points = (input: Input): string =>
    listed(input.options.map((one) => `${one.word}${one.points === undefined ? "" : ` ${one.points}`}`));
  const traits: Traits<Input> = {
    key: null,
    title: null,
    matrix: null,
    field: {
      words: (one, other) =>
        `${other.title} is read from ${quoted(other.field)} instead of ${quoted(one.field)}`,
    },
    options: {
      words: (one, other) =>
        points(one) === points(other)
          ? `other words and numbers count as ${other.title}`
          : `${other.title} is ${points(other)} instead of ${points(one)}`,
    },
    flags: {
      words: (one, other) =>
        `${other.title} follows from the flags ${listed(other.flags) || "none"} instead of ${listed(one.flags) || "none"}`,
    },
  };
  const own = differences(before, after, { traits, subject: after.title }).map(({ words }) => words);
  if (alike(before.matrix, after.matrix)) return own;
  const [one, other] = [before.matrix, after.matrix];
  if (one === undefined || other === undefined)
    return [
      ...own,
      `${after.title} ${other === undefined ? "no longer follows" : "now follows"} from other answers`,
    ];
  return [
    ...own,
    ...cellsWords(one, other, { inputs, value: (value) => value }).map(
      (words) => `for ${after.title} ${words}`,
    ),
  ];
}
