// What is refused of the tables of a policy's severity, with place and remedy: holes, gaps, circles, names that are none (HG).
import { expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

/** A policy of two fields with a matrix of two rows and three columns, all of it right. */
const matrix = `fields: { harm: {}, crowd: {} }
severity:
  by: [table, form]
  methods:
    table:
      inputs:
        harm: { options: [low, high] }
        crowd: { options: [{ is: few, from: 0 }, { is: some, from: 10 }, { is: many, from: 100 }] }
      matrix:
        rows: harm
        columns: crowd
        cells:
          low: [sev4, sev3, sev3]
          high: [sev3, sev2, sev1]
`;

/** A policy with a score of 0 to 30 points, all of it right. */
const score = `fields: { harm: {}, crowd: {} }
severity:
  methods:
    sum:
      inputs:
        harm: { options: [{ is: low, points: 0 }, { is: high, points: 20 }] }
        crowd: { options: [{ is: few, points: 0 }, { is: many, points: 10 }] }
      bands: { sev3: 0-9, sev2: 10-29, sev1: 30+ }
`;

function problemsOf(text: string) {
  return loadPolicy({ file: "tocsin.yml", text, presets: presets() }).problems;
}

function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test("a matrix and a score that are whole are taken", () => {
  expect(problemsOf(matrix)).toEqual([]);
  expect(problemsOf(score)).toEqual([]);
});

interface Fault {
  readonly what: string;
  readonly text: string;
  readonly at: string;
  readonly says: string;
}

const matrices: readonly Fault[] = [
  {
    what: "a row that is not there",
    text: changed(matrix, "          low: [sev4, sev3, sev3]\n", ""),
    at: "12:9 severity.methods.table.matrix.cells",
    says: 'no row "low"; write what each of few, some, many gives',
  },
  {
    what: "a row with a cell too few",
    text: changed(matrix, "[sev4, sev3, sev3]", "[sev4, sev3]"),
    at: "13:11 severity.methods.table.matrix.cells.low",
    says: "2 cells for 3 columns (few, some, many); write one for each",
  },
  {
    what: "a row with a cell too many",
    text: changed(matrix, "[sev4, sev3, sev3]", "[sev4, sev3, sev3, sev1]"),
    at: "13:11 severity.methods.table.matrix.cells.low",
    says: "4 cells for 3 columns",
  },
  {
    what: "a cell that is no severity",
    text: changed(matrix, "[sev4, sev3, sev3]", "[sev4, p3, sev3]"),
    at: "13:23 severity.methods.table.matrix.cells.low.1",
    says: "There is no severity p3",
  },
  {
    what: "a row of an option that there is not",
    text: changed(matrix, "          low:", "          middle: [sev3, sev3, sev3]\n          low:"),
    at: "13:11 severity.methods.table.matrix.cells.middle",
    says: '"middle" is no option of harm',
  },
  {
    what: "a row that stands twice under two spellings",
    text: changed(matrix, "          low:", "          Low: [sev3, sev3, sev3]\n          low:"),
    at: "14:11 severity.methods.table.matrix.cells.low",
    says: 'is the row "low" once more',
  },
  {
    what: "columns that are no input",
    text: changed(matrix, "columns: crowd", "columns: crowds"),
    at: "11:18 severity.methods.table.matrix.columns",
    says: "There is no input crowds; did you mean crowd?",
  },
  {
    what: "rows that are the columns",
    text: changed(matrix, "columns: crowd", "columns: harm"),
    at: "11:18 severity.methods.table.matrix.columns",
    says: "the same input",
  },
  {
    what: "rows that are not named",
    text: changed(matrix, "        rows: harm\n", ""),
    at: "9:7 severity.methods.table.matrix.rows",
    says: "does not say what its rows are",
  },
  {
    what: "an input without a field",
    text: changed(matrix, "{ harm: {}, crowd: {} }", "{ crowd: {} }"),
    at: "7:9 severity.methods.table.inputs.harm",
    says: "There is no field harm",
  },
  {
    what: "an input of a field that there is not",
    text: changed(matrix, "harm: { options", "harm: { field: hurt, options"),
    at: "7:24 severity.methods.table.inputs.harm.field",
    says: "There is no field hurt",
  },
  {
    what: "an input without options",
    text: changed(matrix, "harm: { options: [low, high] }", "harm: {}"),
    at: "7:9 severity.methods.table.inputs.harm.options",
    says: "harm has no options",
  },
  {
    what: "an input by a flag that there is not",
    text: changed(matrix, "harm: { options", "harm: { flags: [clinicl], options"),
    at: "7:25 severity.methods.table.inputs.harm.flags.0",
    says: "There is no flag clinicl",
  },
  {
    what: "an option that stands twice",
    text: changed(matrix, "[low, high]", "[low, high, Low]"),
    at: "7:38 severity.methods.table.inputs.harm.options.2",
    says: 'already names the option "low"',
  },
  {
    what: "a range that another begins with as well",
    text: changed(matrix, "is: many, from: 100", "is: many, from: 10"),
    at: "8:74 severity.methods.table.inputs.crowd.options.2",
    says: "Another option also begins at 10",
  },
  {
    what: "ranges that leave out small numbers",
    text: changed(matrix, "is: few, from: 0", "is: few, from: 1"),
    at: "8:28 severity.methods.table.inputs.crowd.options.0",
    says: "No option takes in numbers below 1",
  },
  {
    what: "an option without a range among others with one",
    text: changed(matrix, "{ is: some, from: 10 }", "some"),
    at: "8:50 severity.methods.table.inputs.crowd.options.1",
    says: "This option has no from",
  },
  {
    what: "an order with a method that there is not",
    text: changed(matrix, "by: [table,", "by: [tabel,"),
    at: "3:8 severity.by.0",
    says: "There is no method tabel; did you mean table?",
  },
  {
    what: "an order with a method twice",
    text: changed(matrix, "by: [table, form]", "by: [table, form, table]"),
    at: "3:21 severity.by.2",
    says: "table stands twice",
  },
  {
    what: "a matrix that has bands as well",
    text: changed(matrix, "      matrix:\n", "      bands: { sev1: 1+ }\n      matrix:\n"),
    at: "9:7 severity.methods.table.bands",
    says: "has a matrix and bands",
  },
  {
    what: "a method called as the reporter's choice is",
    text: changed(changed(matrix, "    table:", "    form:"), "by: [table, form]", "by: [form]"),
    at: "5:5 severity.methods.form",
    says: "give this method another name",
  },
];

const scores: readonly Fault[] = [
  {
    what: "a gap between bands",
    text: changed(score, "sev2: 10-29", "sev2: 15-29"),
    at: "8:33 severity.methods.sum.bands.sev2",
    says: "10 to 14 points lie in no band",
  },
  {
    what: "points above the last band",
    text: changed(score, "sev1: 30+", "sev1: 30-29"),
    at: "8:46 severity.methods.sum.bands.sev1",
    says: "is no band of points; write 141-180, or 181+",
  },
  {
    what: "a highest sum that no band takes in",
    text: changed(score, ", sev1: 30+", ""),
    at: "8:33 severity.methods.sum.bands.sev2",
    says: "30 points lie in no band",
  },
  {
    what: "a lowest sum that no band takes in",
    text: changed(score, "sev3: 0-9", "sev3: 5-9"),
    at: "8:22 severity.methods.sum.bands.sev3",
    says: "0 to 4 points lie in no band",
  },
  {
    what: "bands that overlap",
    text: changed(score, "sev2: 10-29", "sev2: 8-29"),
    at: "8:33 severity.methods.sum.bands.sev2",
    says: "8 to 9 points lie in this band and in another; let it begin at 10",
  },
  {
    what: "a band of a severity that there is not",
    text: changed(score, "sev2: 10-29", "p2: 10-29"),
    at: "8:27 severity.methods.sum.bands.p2",
    says: "There is no severity p2",
  },
  {
    what: "an option without points among others with some",
    text: changed(score, "{ is: few, points: 0 }", "few"),
    at: "7:28 severity.methods.sum.inputs.crowd.options.0",
    says: '"few" has no points, but other options have',
  },
  {
    what: "an option called by the points of another",
    text: changed(score, "{ is: few, points: 0 }", "{ is: 10, points: 0 }"),
    at: "7:28 severity.methods.sum.inputs.crowd.options.0",
    says: 'is also the points of "many"',
  },
  {
    what: "a score that adds up nothing",
    text: score.replaceAll(/\{ is: (\w+), points: \d+ \}/g, "$1"),
    at: "5:7 severity.methods.sum.inputs",
    says: "adds up nothing",
  },
  {
    what: "an order with a score that gives no severity",
    text: changed(
      changed(score, "      bands: { sev3: 0-9, sev2: 10-29, sev1: 30+ }\n", ""),
      "severity:\n",
      "severity:\n  by: [sum]\n",
    ),
    at: "3:8 severity.by.0",
    says: "is a score without bands",
  },
  {
    what: "an empty condition of a rule",
    text: "severity: { raise: { lost: { when: [{ impact: lost }, {}], to: sev1 } } }",
    at: "1:30 severity.raise.lost.when",
    says: "does not say when",
  },
  {
    what: "a field that there is not in one of several conditions",
    text: "severity: { raise: { lost: { when: [{ impact: lost }, { impct: lost }], to: sev1 } } }",
    at: "1:57 severity.raise.lost.when.1.impct",
    says: "did you mean impact?",
  },
];

test.each([...matrices, ...scores])("$what is refused where it stands", ({ text, at, says }) => {
  const problems = problemsOf(text);
  expect(problems.map(({ path, line, column }) => `${line}:${column} ${path}`)).toEqual([at]);
  expect(problems[0]?.message).toContain(says);
});

test("inputs that are worked out from each other in a circle are refused, once for the circle", () => {
  const derived = (rows: string) =>
    `matrix: { rows: ${rows}, columns: crowd, cells: { low: [low, low, low], high: [high, high, high] } }`;
  const text = `fields: { harm: {}, hurt: {}, crowd: {} }
severity:
  methods:
    table:
      inputs:
        harm: { options: [low, high], ${derived("hurt")} }
        hurt: { options: [low, high], ${derived("harm")} }
        crowd: { options: [few, some, many] }
      matrix: { rows: harm, columns: crowd, cells: { low: [sev4, sev3, sev3], high: [sev3, sev2, sev1] } }
`;
  const problems = problemsOf(text);
  expect(problems.map(({ path, line }) => `${line} ${path}`)).toEqual([
    "6 severity.methods.table.inputs.harm.matrix",
  ]);
  expect(problems[0]?.message).toContain("harm → hurt → harm. Let one of them be given.");
});

test("a policy over hssi scales the numbers of users by a list of its own", () => {
  const users =
    "[{ is: 500+, from: 500 }, { is: 100-500, from: 100 }, { is: 10-100, from: 10 }, { is: 1-10, from: 1 }, { is: none, from: 0 }]";
  const text = `extends: hssi\nseverity: { methods: { matrix: { inputs: { users: { options: ${users} } } } } }`;
  const { policy, problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  expect(problems).toEqual([]);
  const options = policy?.severity.methods.matrix?.inputs.users?.options ?? [];
  expect(options.map(({ word }) => word)).toEqual(["500+", "100-500", "10-100", "1-10", "none"]);
});
