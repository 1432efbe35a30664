import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../src/engine/policy.ts";
import { datesOf, worldHolidays } from "../../src/rulings/holidays.ts";
import { presets } from "../../src/shipped/presets.ts";

const text = (region: string) => `extends: sre
calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: ${region} }
`;

const load = (region: string, holidays = worldHolidays) =>
  loadPolicy({ file: "tocsin.yml", text: text(region), presets: presets(), holidays });

describe("regions of the world", () => {
  test("a state has its own holidays beside its country's", () => {
    expect(datesOf("DE-BY")).toContain("2025-01-06");
    expect(datesOf("DE")).not.toContain("2025-01-06");
  });

  test("a holiday of several days is each of them, half days are none", () => {
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
