// Lines of a review that ask for an action and have no issue, as the loop leaves them: they are counted and named.
import { expect, test } from "vitest";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import { figuresOf } from "../../src/figures/figures.ts";
import { documentOf } from "../../src/figures/json.ts";
import { monthOf } from "../../src/figures/period.ts";
import { markdownOf } from "../../src/figures/report.ts";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { figureTemplates } from "../../src/shipped/figures.ts";
import { templates } from "../../src/shipped/templates.ts";

const scenario = `title: lines without a team
policy:
  extends: sre
  incidents: { zone: UTC }
  teams: { payments: acme/payments }
  actions: { repositories: [acme/payments] }
start: 2025-10-01T09:00:00Z
repos: [acme/incidents, acme/payments]
people: { alice: write, bob: write }
steps:
  - { at: +0m, by: alice, open: { form: incident, title: "Letters twice", fields: { impact: Twice, severity: "SEV1" } }, as: first }
  - { at: +10m, by: alice, on: first, comment: "/resolve done" }
  - { at: +15m, by: alice, on: first, close: completed }
  - { at: +20m, by: alice, on: { repo: acme/incidents, title: "^Review" }, edit: { append: "- [ ] Add an alert @bob team:payments due:2025-10-10\\n- [ ] Clean the disk @bob due:30d\\n- [x] Write it down @bob\\n- [ ] Call patient 943 476 5919 @bob" } }
  - { at: +60m, by: alice, on: { repo: acme/incidents, title: "^Review" }, close: completed }
expect: []
`;

async function figuresAfter(text: string) {
  const casting = castScenario("unfiled.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  let last: IncidentSituation | undefined;
  const launch = launcher(createRenderer(templates()), ({ thought }) => {
    if (thought?.kind === "incident") last = thought.here;
  });
  const { steps } = await rehearse(casting.cast, launch);
  expect(steps.flatMap(({ why }) => why ?? [])).toEqual([]);
  if (last === undefined) throw new Error("the loop has seen no incident");
  return figuresOf({
    ...{ repository: "acme/incidents", policy: last.ruling.policy, period: monthOf("2025-10") },
    ...{ incidents: [last], isPublic: true, readers: { home: "acme/incidents" } },
    now: Date.parse("2025-12-01T00:00:00Z"),
  });
}

test("lines that were never filed are counted and named, with their review, though that is closed", async () => {
  const figures = await figuresAfter(scenario);
  expect(figures.actions.map(({ title }) => title)).toEqual(["Add an alert"]);
  // What is ticked asks for nothing, and what may be an NHS number stays in the review.
  expect(figures.unfiled).toMatchObject([
    {
      review: { ref: "acme/incidents#2" },
      incident: { ref: "acme/incidents#1" },
      count: 2,
      titles: ["Clean the disk"],
    },
  ]);
  const report = { period: monthOf("2025-10"), home: "acme/incidents", all: [figures] };
  const page = markdownOf(report, createRenderer(figureTemplates()), new Map());
  expect(page).toMatch(
    /^- Lines of reviews without an issue: 2\. .*: \[#2\]\(https:\/\/github\.com\/acme\/incidents\/issues\/2\) \(Clean the disk; 1 more\)$/m,
  );
  const [section] = documentOf(report.period, report.home, report.all).repositories;
  expect(section?.unfiled).toEqual([
    { review: "acme/incidents#2", incident: "acme/incidents#1", count: 2, titles: ["Clean the disk"] },
  ]);
});
