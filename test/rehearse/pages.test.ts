// Pages over whole hosts: who sends them where several write, what a policy that watches or a drill does, and several incidents at once.
import { describe, expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";

const launch = launcher(createRenderer(templates()));

const opening = (alias: string): string =>
  `  - { at: +0m, by: ana, open: { form: incident, title: Payments down, fields: { severity: SEV1, impact: Nobody can pay } }, as: ${alias} }\n`;
const asking = (alias: string, at = "+2m"): string =>
  `  - { at: ${at}, by: ana, on: ${alias}, comment: "/escalate because nobody here knows the failover" }\n`;

/** Plays steps under `sre` with one level that pages; `policy` and `head` are further lines. */
async function play(
  steps: string,
  { head = "channels: [pager]\n", policy = "", until = "+20m" } = {},
): Promise<ScenarioReport> {
  const text = `title: A story
people: { ana: write, erin: write }
policy:
  extends: sre
  roles: { edm: { title: escalation manager, duty: [erin], offered: false } }
  escalation: [{ role: edm, page: pager }]
${policy}${head}steps:
${steps}expect: [{ at: ${until}, issue: { count: ${steps.split("open:").length - 1} } }]
`;
  const casting = castScenario("story.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  return rehearse(casting.cast, launch);
}

const paged = ({ transcript }: ScenarioReport) => transcript.filter(({ did }) => did === "paged");
const story = opening("inc") + asking("inc");

describe("who is asked is paged once", () => {
  test.each([
    ["by a server", ""],
    ["by two servers that know nothing of each other", "host: { server: { replicas: 2 } }\n"],
    ["by the Action alone", "host: action\n"],
    ["by a server beside an Action", "host: { server: {}, action: { every: 5m, grace: 10m } }\n"],
  ])("%s", async (_, host) => {
    const report = await play(story, { head: `channels: [pager]\n${host}` });
    expect(paged(report).map(({ at, text }) => [at, text.split("\n")[0]])).toEqual([
      [expect.stringMatching(/^2025-04-01T09:02:\d\dZ$/), "pager to edm: SEV1: Payments down"],
    ]);
  });

  test("by the Action beside a server that is down, once it is overdue by its grace", async () => {
    const report = await play(`${opening("inc")}  - { at: +1m, app: stop }\n${asking("inc")}`, {
      head: "channels: [pager]\nhost: { server: {}, action: { every: 5m, grace: 10m } }\n",
      until: "+40m",
    });
    expect(paged(report)).toHaveLength(1);
    expect(paged(report)[0]?.by).toBe("github-actions[bot]");
  });

  test("for each of several incidents at once, though one mention waits for the other", async () => {
    const report = await play(opening("one") + opening("two") + asking("one") + asking("two"));
    expect(paged(report).map(({ on, at }) => [on, at.slice(0, 16)])).toEqual([
      ["acme/incidents#1", "2025-04-01T09:02"],
      ["acme/incidents#2", "2025-04-01T09:02"],
    ]);
    const card = report.issues[1]?.comments[0]?.body ?? "";
    const first = report.issues[0]?.comments[0]?.body ?? "";
    expect([card, first].filter((text) => text.includes("waits to be asked"))).toHaveLength(0);
    expect([card, first].every((text) => /paged through pager 10:02 BST, accepted/.test(text))).toBe(true);
  });
});

describe("nobody is paged", () => {
  test.each([
    ["under a policy that only watches", story, { policy: "  incidents: { mode: watch }\n" }],
    [
      "in a drill",
      `${opening("inc")}  - { at: +1m, by: ana, on: inc, comment: "/drill because we train" }\n${asking("inc")}`,
      {},
    ],
    ["by a host without the channel", story, { head: "channels: [email]\n" }],
    ["by a host without any channel", story, { head: "" }],
  ])("%s", async (_, steps, how) => {
    const report = await play(steps, how);
    expect(report.notices).toEqual([]);
    expect(JSON.stringify(report.issues)).not.toMatch(/paged through|GitHub and/);
  });
});

test("a pager that stays down is given up after six tries, and the card says why", async () => {
  const down = "  - { at: +1m, channels: { pager: { fail: true } } }\n";
  const report = await play(`${opening("inc")}${down}${asking("inc")}`, { until: "+50m" });
  expect(report.notices).toEqual([]);
  expect(report.issues[0]?.comments[0]?.body).toContain(
    "not paged yet, and not tried again after 6 times: the channel pager is down",
  );
});
