// From an incident to the status page: what was sent to it in public, and nothing else.
import { expect, test } from "vitest";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { siteDataOf, siteIncidentOf } from "../../src/site/incidents.ts";
import { siteOf } from "../../src/site/site.ts";
import { type History, incident, time } from "../engine/build.ts";

const policy = `extends: sre
incidents: { slug: planted-slug }
site: { title: Acme status, about: Whether Acme works., url: "https://status.example.org" }
roles: { comms: { duty: [ben] } }
services:
  payments: { title: Card payments, tier: planted-tier, group: Shop }
  api: { title: API, status: Programs }
audiences: { public: { channels: [status, email] }, board: { title: planted-audience, channels: [email] } }
notices:
  public-update:
    starts: [declared, mitigated, resolved]
    audiences: [public, board]
    contains: [impact]
    shows: [service, cause, users]
    approve: none
    next: update
`;

const form = {
  description: "planted-description",
  severity: "SEV1 — down for most users or data is lost or wrong",
  impact: "Nobody can pay by card",
  service: "payments",
};

const render = createRenderer(templates());
const words = (template: string, values: Parameters<typeof render>[1]) => render(template, values, "plain");

function told(): History {
  let history = incident({ policy, title: "planted-title", channels: ["email"] }).opened(
    "09:00",
    "alice",
    form,
  );
  const look = (at: string) => {
    history = history.looked(at).looked(at).looked(at);
  };
  look("09:00");
  for (const [at, body] of [
    ["09:10", "/update planted-update, next in 60m"],
    ["09:11", "/set cause planted-cause"],
    ["09:12", "/set users planted-users"],
    ["09:13", "/note decision planted-note"],
    ["09:20", "/status mitigated"],
    ["09:40", "/resolve planted-words"],
  ] as const) {
    history = history.comment(at, "ben", body);
    look(at);
  }
  return history;
}

const { incident: found, ruling } = told().situation("09:50");
const shown = (one: typeof found, rules: typeof ruling) => siteIncidentOf(one, rules.policy, words) ?? [];
const data = siteDataOf(
  { incidents: [found].flatMap((one) => shown(one, ruling)), works: [] },
  { ruling, asOf: time("09:50") },
);

test("the page has each public notice as it was sent, with what it promised", () => {
  expect(data?.services).toEqual([
    { key: "payments", title: "Card payments", group: "Shop" },
    { key: "api", title: "Programs", group: "" },
  ]);
  expect(data?.incidents).toHaveLength(1);
  const [only] = data?.incidents ?? [];
  expect(only).toMatchObject({
    title: "Card payments · Public update · SEV1",
    services: ["payments"],
    impact: "critical",
    startedAt: time("09:00"),
    resolvedAt: time("09:40"),
  });
  expect(only?.notices.map(({ at, state, nextBy }) => [at, state, nextBy])).toEqual([
    [time("09:00"), "investigating", time("10:00")],
    [time("09:20"), "monitoring", time("10:20")],
    [time("09:40"), "resolved", undefined],
  ]);
  expect(only?.notices[0]?.text).toContain("Impact: Nobody can pay by card");
});

test("nothing that is planted inside reaches any file of it", () => {
  if (data === undefined) throw new Error("There is no page.");
  const files = siteOf(data);
  expect(files.size).toBeGreaterThan(10);
  const leaked = [...files].filter(([, text]) => /planted|acme\/incidents|alice|\bben\b/.test(text));
  expect(leaked.map(([path]) => path)).toEqual([]);
  expect(files.get("feed.json")).toContain("Nobody can pay by card");
});

test("a drill, a draft that waits, and what was never sent there are no part of it", () => {
  const waiting = policy.replace("approve: none", "approve: comms");
  const history = incident({ policy: waiting, channels: ["email"] })
    .opened("09:00", "alice", form)
    .looked("09:00");
  const here = history.situation("09:30");
  expect(here.incident.notices).toHaveLength(1);
  expect(siteIncidentOf(here.incident, here.ruling.policy, words)).toBeUndefined();
});

test("a severity that nobody outside was told is not told by how bad the page says it is", () => {
  const later = told().comment("09:45", "ben", "/severity 3 because it was one shop").situation("09:50");
  expect(later.incident.severity?.key).toBe("sev3");
  expect(shown(later.incident, later.ruling)).toMatchObject({ impact: "critical" });
});

test("without a site in the policy there is no page", () => {
  const here = incident().opened("09:00", "alice", form).situation("09:00");
  expect(
    siteDataOf({ incidents: [], works: [] }, { ruling: here.ruling, asOf: time("09:30") }),
  ).toBeUndefined();
});
