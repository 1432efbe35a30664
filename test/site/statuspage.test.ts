// What reads status pages reads ours: the answers have Statuspage's shape, and say what the page says.
import { describe, expect, test } from "vitest";
import type { Impact, SiteData } from "../../src/site/data.ts";
import { siteOf } from "../../src/site/site.ts";
import { at, incident, notice, page, work } from "./build.ts";
import { answers } from "./statuspage-schema.ts";
import { yearOf } from "./year.ts";

const names = Object.keys(answers) as (keyof typeof answers)[];

function answerOf<Name extends keyof typeof answers>(
  data: SiteData,
  name: Name,
): ReturnType<(typeof answers)[Name]["parse"]> {
  const text = siteOf(data).get(`api/v2/${name}.json`) ?? "";
  return answers[name].parse(JSON.parse(text)) as ReturnType<(typeof answers)[Name]["parse"]>;
}

describe.each([
  ["a year", yearOf({ seed: 9, incidents: 120, open: 3 })],
  ["a page with nothing", page()],
])("of %s", (_name, data) => {
  const files = siteOf(data);
  test.each(names)("%s.json has the documented shape", (name) => {
    const read = answers[name].safeParse(JSON.parse(files.get(`api/v2/${name}.json`) ?? ""));
    expect(read.error?.issues ?? []).toEqual([]);
  });
});

describe("the status", () => {
  test.each<[Impact | undefined, string, string]>([
    [undefined, "none", "All Systems Operational"],
    ["none", "none", "All Systems Operational"],
    ["minor", "minor", "Minor Service Outage"],
    ["major", "major", "Partial System Outage"],
    ["critical", "critical", "Major Service Outage"],
  ])("with an open incident of impact %s is %s", (impact, indicator, description) => {
    const incidents = impact === undefined ? [] : [incident({ impact })];
    expect(answerOf(page({ incidents }), "status").status).toEqual({ indicator, description });
  });

  test("under maintenance is none, in its words", () => {
    const maintenance = [work({ state: "in_progress" })];
    expect(answerOf(page({ maintenance }), "status").status).toEqual({
      indicator: "none",
      description: "Service Under Maintenance",
    });
  });
});

test("components stand in their groups, whose state is the worst in it", () => {
  const { components } = answerOf(page({ incidents: [incident()] }), "components");
  expect(
    components.map(({ id, name, status, group, group_id, position }) => [
      id,
      name,
      status,
      group,
      group_id,
      position,
    ]),
  ).toEqual([
    [expect.stringMatching(/^group-[0-9a-z]{4}$/), "Shop", "partial_outage", true, null, 1],
    ["cards", "Card payments", "partial_outage", false, components[0]?.id, 1],
    ["refunds", "Refunds", "operational", false, components[0]?.id, 2],
    ["basket", "Basket", "operational", false, components[0]?.id, 3],
    ["api", "API", "operational", false, null, 2],
  ]);
  expect(components[0]?.components).toEqual(["cards", "refunds", "basket"]);
});

describe("an incident", () => {
  const notices = [
    notice("10:05", { text: "One.\n\n- two" }),
    notice("10:40", { state: "monitoring" }),
    notice("11:00", { state: "resolved", text: "It works </script>." }),
  ];
  const data = page({ incidents: [incident({ notices, resolvedAt: at("11:00") })] });

  test("is told with its updates, the newest first, and what each did to its services", () => {
    const [one] = answerOf(data, "incidents").incidents;
    expect(one).toMatchObject({
      ...{ id: "a1", name: "Card payments fail", status: "resolved", impact: "major" },
      ...{ created_at: "2025-05-02T09:05:00.000Z", started_at: "2025-05-02T09:00:00.000Z" },
      ...{ monitoring_at: "2025-05-02T09:40:00.000Z", resolved_at: "2025-05-02T10:00:00.000Z" },
      ...{ updated_at: "2025-05-02T10:00:00.000Z", shortlink: "https://status.example.org/incidents/a1/" },
    });
    expect(one?.components.map(({ id }) => id)).toEqual(["cards"]);
    const turn = (old_status: string, new_status: string) => [
      { code: "cards", name: "Card payments", old_status, new_status },
    ];
    expect(
      one?.incident_updates.map(({ id, status, body, affected_components }) => [
        id,
        status,
        body,
        affected_components,
      ]),
    ).toEqual([
      ["a1-3", "resolved", "It works </script>.", turn("partial_outage", "operational")],
      ["a1-2", "monitoring", "We are looking into it.", turn("partial_outage", "partial_outage")],
      ["a1-1", "investigating", "One.\n\n- two", turn("operational", "partial_outage")],
    ]);
  });

  test("opens no tag where somebody puts the answer into a page", () => {
    expect(siteOf(data).get("api/v2/incidents.json")).not.toContain("<");
  });

  test("is unresolved until it is over; of those that are over the newest 50 are told", () => {
    expect(answerOf(data, "incidents/unresolved").incidents).toEqual([]);
    expect(answerOf({ ...data, asOf: at("10:59") }, "summary").incidents.map(({ id }) => id)).toEqual(["a1"]);
    expect(answerOf(yearOf({ seed: 1, incidents: 60 }), "incidents").incidents).toHaveLength(50);
  });

  test("of the whole page reaches every service", () => {
    const [one] = answerOf(page({ incidents: [incident({ services: [] })] }), "summary").incidents;
    expect(one?.components.map(({ id }) => id)).toEqual(["cards", "refunds", "basket", "api"]);
  });
});

test("maintenance is told where it belongs", () => {
  const maintenance = [
    work(),
    work({ id: "w2", state: "in_progress", from: at("11:00") }),
    work({ id: "w3", state: "completed", from: at("07:00"), to: at("08:00") }),
  ];
  const data = page({ maintenance });
  const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  expect(idsOf(answerOf(data, "scheduled-maintenances").scheduled_maintenances)).toEqual(["w1", "w2", "w3"]);
  expect(idsOf(answerOf(data, "scheduled-maintenances/upcoming").scheduled_maintenances)).toEqual(["w1"]);
  expect(idsOf(answerOf(data, "scheduled-maintenances/active").scheduled_maintenances)).toEqual(["w2"]);
  expect(idsOf(answerOf(data, "summary").scheduled_maintenances)).toEqual(["w1", "w2"]);
  expect(answerOf(data, "scheduled-maintenances").scheduled_maintenances[0]).toMatchObject({
    ...{ status: "scheduled", created_at: "2025-05-02T07:00:00.000Z", resolved_at: null },
    ...{ scheduled_for: "2025-05-02T11:00:00.000Z", scheduled_until: "2025-05-02T12:00:00.000Z" },
  });
});
