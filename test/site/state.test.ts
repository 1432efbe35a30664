// Whether it works: what the first line says, the state of each service and group, and what is shown of incidents and maintenance.
import { describe, expect, test } from "vitest";
import type { Impact, SiteIncident } from "../../src/site/data.ts";
import { siteOf } from "../../src/site/site.ts";
import { statesOfServices } from "../../src/site/state.ts";
import { at, incident, notice, page, seen, work } from "./build.ts";

const first = (changed: Parameters<typeof page>[0]): string => seen(siteOf(page(changed)).get("index.html"));
const states = (changed: Parameters<typeof page>[0]) => Object.fromEntries(statesOfServices(page(changed)));

describe("the first line", () => {
  test.each<[string, readonly Partial<SiteIncident>[], string]>([
    ["nothing open", [], "All services are working As of 11:30 BST (10:30 UTC)"],
    ["one service limited", [{ impact: "minor" }], "Limited: Card payments 3 other services are working."],
    [
      "two down",
      [{ impact: "critical", services: ["cards", "api"] }],
      "Down: Card payments and API 2 other services are working.",
    ],
    [
      "three of four",
      [{ services: ["cards", "api", "basket"] }],
      "Partly down: 3 of 4 services One other service is working.",
    ],
    ["the whole page", [{ impact: "critical", services: [] }], "Down: all services As of"],
    [
      "the worst counts",
      [{ impact: "minor" }, { id: "b", impact: "critical", services: ["api"] }],
      "Down: API 2 other services are working.",
    ],
    ["a service that is not listed", [{ services: ["gone"] }], "Partly down 4 other services are working."],
    ["no impact", [{ impact: "none" }], "All services are working As of"],
  ])("%s", (_name, incidents, line) => {
    const text = first({ incidents: incidents.map((one) => incident(one)) }).replaceAll("\u00A0", " ");
    expect(text).toContain(line);
  });

  test("is in the title of the page, the state first", () => {
    expect(siteOf(page({ incidents: [incident()] })).get("index.html")).toContain(
      "<title>Partly down: Card payments · Acme status</title>",
    );
  });

  test("says maintenance only where nothing is wrong", () => {
    const maintenance = [work({ state: "in_progress" })];
    expect(first({ maintenance })).toContain("Under maintenance: Refunds");
    const both = first({ maintenance, incidents: [incident()] }).replaceAll("\u00A0", " ");
    expect(both).toContain("Partly down: Card payments Maintenance is under way as well: ");
  });
});

describe("the state of a service", () => {
  test.each<[Impact, string]>([
    ["none", "operational"],
    ["minor", "degraded_performance"],
    ["major", "partial_outage"],
    ["critical", "major_outage"],
  ])("under an impact %s is %s", (impact, state) => {
    expect(states({ incidents: [incident({ impact })] })).toEqual({
      ...{ cards: state, refunds: "operational", basket: "operational", api: "operational" },
    });
  });

  test("is the worst of what reaches it; maintenance counts while it runs", () => {
    const maintenance = [work({ state: "in_progress", services: [] })];
    const incidents = [incident({ impact: "minor" }), incident({ id: "b", impact: "critical" })];
    expect(states({ maintenance, incidents })).toMatchObject({
      cards: "major_outage",
      api: "under_maintenance",
    });
    expect(states({ maintenance: [work()] })).toMatchObject({ refunds: "operational" });
    expect(states({ maintenance: [work({ state: "completed" })] })).toMatchObject({ refunds: "operational" });
  });

  test("is as usual from the instant on at which the incident is over, and not before", () => {
    const over = incident({ resolvedAt: at("11:00") });
    expect(states({ incidents: [over], asOf: at("11:00") })).toMatchObject({ cards: "operational" });
    expect(states({ incidents: [over], asOf: at("11:00") - 1 })).toMatchObject({ cards: "partial_outage" });
  });

  test("is told in words beside its name, and that of its group where something is wrong in it", () => {
    expect(first({ incidents: [incident()] })).toContain(
      "Shop Partly down Card payments Partly down Refunds Working Basket Working API Working",
    );
  });
});

describe("an open incident", () => {
  test("is shown with its notices, the newest first, and where it stands", () => {
    const notices = [
      notice("10:05"),
      notice("10:40", {
        state: "identified",
        title: "The cause is known",
        text: "A change.\nWe take it back.",
      }),
    ];
    const text = first({ incidents: [incident({ title: "The cause is known", notices })] }).replaceAll(
      "\u00A0",
      " ",
    );
    expect(text).toContain("The cause is known Partly down Card payments · since 10:00 BST (09:00 UTC)");
    expect(text).toContain(
      "Cause known 10:40 BST (09:40 UTC) A change. We take it back. Looking into it 10:05 BST (09:05 UTC) Card payments fail We are looking into it.",
    );
  });

  test("is not called resolved by a notice alone", () => {
    const notices = [notice("10:05", { state: "monitoring" }), notice("10:40", { state: "resolved" })];
    const own = (changed: Partial<SiteIncident>) =>
      seen(siteOf(page({ incidents: [incident({ notices, ...changed })] })).get("incidents/a1/index.html"));
    expect(own({})).toContain("Card payments fail Fix made, watching it since");
    expect(own({ resolvedAt: at("10:40") })).toContain("Card payments fail Resolved Fri 2 May 2025");
  });

  test("and the worst stand first; from the thirteenth on a line each", () => {
    const incidents = Array.from({ length: 45 }, (_, index) =>
      incident({ id: `n${index}`, title: `Number ${index}.`, impact: index === 44 ? "critical" : "minor" }),
    );
    const text = first({ incidents });
    expect(text.indexOf("Number 44.")).toBeLessThan(text.indexOf("Number 0."));
    expect(text).toContain("9 more in the history");
  });
});

describe("what an incident reaches", () => {
  const reaching = (services: readonly string[]) =>
    seen(siteOf(page({ incidents: [incident({ services })] })).get("incidents/a1/index.html"));

  test.each([
    [["cards", "api"], "Partly down Card payments, API What we said"],
    [[], "Partly down All services What we said"],
    [["gone"], "Partly down A service that is not listed here What we said"],
  ])("%j", (services, words) =>
    expect(reaching(services).replaceAll("\u00A0", " ")).toMatch(
      new RegExp(words.replace(" What", ".* What")),
    ),
  );
});

describe("the name of the page", () => {
  test.each([
    ["Acme", "Acme status"],
    ["Acme Status", "Acme Status"],
  ])("%s is %s", (title, name) => {
    const html = siteOf(page({ title })).get("history/index.html");
    expect(html).toContain(`<title>History · ${name}</title>`);
    expect(html).toContain(`<header><a href="../">${name}</a></header>`);
  });
});

describe("maintenance", () => {
  test("to come, going on and done each has its place", () => {
    const maintenance = [
      work({ id: "w1", title: "Later" }),
      work({ id: "w2", title: "Now", state: "in_progress" }),
      work({ id: "w3", title: "Before", state: "completed", from: at("01:00"), to: at("02:00") }),
    ];
    const files = siteOf(page({ maintenance }));
    const text = seen(files.get("index.html")).replaceAll("\u00A0", " ");
    expect(text).toContain("Maintenance now Now 12:00 BST (11:00 UTC) to 13:00 BST (12:00 UTC) · Refunds");
    expect(text).toContain("Maintenance to come Later");
    expect(text).toMatch(/Lately Before Maintenance, 01:00 BST/);
    expect(seen(files.get("history/2025-05/index.html"))).toContain("Before Maintenance Fri 2 May 2025");
    expect(seen(files.get("maintenance/w1/index.html"))).toContain("Planned");
    expect(seen(files.get("maintenance/w1/index.html"))).toContain("Refunds wait for an hour.");
  });
});
