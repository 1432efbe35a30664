import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../src/engine/policy.ts";
import { datesOf, worldHolidays } from "../../src/rulings/holidays.ts";
import { presets } from "../../src/shipped/presets.ts";
import { playsMany } from "../laws/seeds.ts";

const text = (region: string) => `extends: sre
calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: ${region} }
`;

const load = (region: string, holidays = worldHolidays) =>
  loadPolicy({ file: "tocsin.yml", text: text(region), presets: presets(), holidays });

describe("regions of the world", () => {
  test.runIf(playsMany)("a state has its own holidays beside its country's", () => {
    expect(datesOf("DE-BY")).toContain("2025-01-06");
    expect(datesOf("DE")).not.toContain("2025-01-06");
  });

  test.runIf(playsMany)("a holiday of several days is each of them, half days are none", () => {
    const turkey = datesOf("TR")?.filter((date) => date >= "2025-03-25" && date <= "2025-04-10");
    expect(turkey).toEqual(["2025-03-30", "2025-03-31", "2025-04-01"]);
    expect(datesOf("CN")).not.toContain("2025-05-04");
  });

  test.each(["ZZ", "GB-XXX", "US-LA-XX", "gb-eng", "England", ""])("there is no region %j", (region) => {
    expect(datesOf(region)).toBeUndefined();
  });

  test("a policy may name one that the engine's own table lacks", () => {
    const { policy, problems } = load("DE-BY");
    expect(problems).toEqual([]);
    expect(policy?.calendars.office?.holidays.has("2025-01-06")).toBe(true);
  });
});

describe("a region that is not known", () => {
  test("is a problem at its place that names the nearest", () => {
    expect(load("GB-EGN").problems).toMatchObject([
      {
        path: "calendars.office.holidays",
        line: 3,
        message: expect.stringContaining("did you mean GB-ENG?"),
      },
    ]);
  });

  test("in the Action is to be replaced by its dates", () => {
    const { problems } = loadPolicy({ file: "tocsin.yml", text: text("DE-BY"), presets: presets() });
    expect(problems[0]?.message).toContain("list its dates under holidays.add");
    expect(problems).toHaveLength(1);
  });
});

/** Which of these dates a region does not have. */
const has = (region: string, dates: string) => {
  const known = new Set(datesOf(region));
  return dates.split(" ").filter((date) => !known.has(date));
};

test.each([
  ["AU-NSW", "2026-04-27"],
  ["PL", "2025-12-24 2025-12-25 2025-12-26"],
])("%s has %s", (region, dates) => {
  expect(has(region, dates)).toEqual([]);
});

test("Denmark has no Great Prayer Day since 2024", () => {
  expect(has("DK", "2023-05-05")).toEqual([]);
  expect(has("DK", "2024-04-26 2026-05-01")).toHaveLength(2);
});

describe.runIf(playsMany)("what is put right of the source", () => {
  test.each([
    ["CA-BC", "2023-09-30 2023-10-02 2026-09-30 2045-09-30", "2022-09-30"],
    ["CA-MB", "2024-09-30 2028-10-02", "2023-09-30 2023-10-02"],
    ["CA-NT", "2022-09-30 2026-09-30", "2026-04-06"],
    ["CA-NU", "2022-09-30 2026-09-30", "2021-09-30"],
    ["CA-PE", "2022-09-30 2026-09-30", "2021-09-30"],
    ["CA-YT", "2023-09-30 2026-09-30", "2026-04-06 2022-09-30"],
    ["CA-ON", "2026-04-03 2026-12-28 2027-12-27 2027-12-28", "2025-04-21 2026-04-06 2027-03-29 2025-12-28"],
    ["CA", "2021-12-27 2022-01-03 2022-12-26 2023-01-02 2027-12-27", "2025-01-03 2025-12-26"],
    ["GG", "2025-08-25 2026-08-31 2027-08-30", "2026-08-24"],
    ["IM", "2025-06-06 2026-06-05 2026-07-06 2026-08-31 2027-07-05", "2026-06-12 2026-07-05 2025-06-13"],
    ["KR", "2025-01-28 2025-01-29 2025-01-30 2026-02-16 2026-02-17 2026-02-18", "2025-01-31 2026-02-19"],
    ["KR", "2016-02-10 2017-01-30 2020-01-27 2023-01-24 2024-02-12 2027-02-09", "2028-01-29 2019-02-07"],
    ["KR", "2025-06-03 2026-06-03 2026-05-01 2027-05-03", "2025-05-01"],
    ["SG", "2015-08-07 2027-03-10 2027-05-17 2027-05-20", "2027-03-09 2027-05-16"],
  ])("%s has %s, and not %s", (region, there, absent) => {
    expect(has(region, there)).toEqual([]);
    expect(has(region, absent)).toEqual(absent.split(" "));
  });
});
