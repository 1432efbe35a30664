// How changes of the tables by which severity is worked out are told.
import { expect, test } from "vitest";
import { wordsOf } from "./policies.ts";

const TABLES = `extends: sre
fields: { people: {}, harm: {} }
severity:
  by: [table, points, form]
  methods:
    table:
      title: the table
      matrix: { rows: people, columns: harm, cells: { few: [sev3, sev2], many: [sev2, sev1] } }
      inputs: { people: { options: [few, many] }, harm: { options: [none, some] } }
    points:
      title: points
      bands: { sev3: 0-9, sev2: 10-19, sev1: 20+ }
      inputs:
        people: { options: [{ is: few, points: 5 }, { is: many, points: 15 }] }
        harm: { options: [{ is: none, points: 0 }, { is: some, points: 10 }] }
`;

const edited = (from: string, to: string): string => {
  if (!TABLES.includes(from)) throw new Error(`the tables have no "${from}"`);
  return TABLES.replace(from, to);
};

test("cells that give something else are named by their row and column, those with the same change together", () => {
  expect(wordsOf(TABLES, edited("few: [sev3, sev2]", "few: [sev4, sev2]"))).toEqual([
    "In the table people few with harm none gives SEV4 instead of SEV3.",
  ]);
  expect(
    wordsOf(TABLES, edited("few: [sev3, sev2], many: [sev2, sev1]", "few: [sev3, sev1], many: [sev1, sev1]")),
  ).toEqual([
    "In the table people few with harm some and people many with harm none give SEV1 instead of SEV2.",
  ]);
});

test("bands and points are named with their figures", () => {
  expect(wordsOf(TABLES, edited("sev2: 10-19, sev1: 20+", "sev2: 10-24, sev1: 25+"))).toEqual([
    "In the points 10 to 24 points give SEV2 instead of 10 to 19.",
    "In the points 25 and more points give SEV1 instead of 20 and more.",
  ]);
  expect(wordsOf(TABLES, edited("points: 15", "points: 20"))).toEqual([
    "In the points people is few 5 and many 20 instead of few 5 and many 15.",
  ]);
});

test("the order in which tables are asked is told, and that one is gone", () => {
  expect(wordsOf(TABLES, edited("[table, points, form]", "[points, table, form]"))).toEqual([
    "The severity is asked of points, table then form instead of table, points then form.",
  ]);
  const gone = TABLES.slice(0, TABLES.indexOf("    points:\n")).replace("table, points, form", "table, form");
  expect(wordsOf(TABLES, gone)).toEqual([
    "The severity is asked of table then form instead of table, points then form.",
    "The severity is no longer worked out by the points.",
  ]);
});
