// What scenarios expect of the status page: it is made at their instant from what GitHub shows, and read as a reader does.
import { expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { greeter } from "./greeter.ts";

const launch = launcher(createRenderer(templates()));

/** How each expectation of the page turned out at +2m of an incident whose notice went out at once. */
async function held(
  expectations: readonly string[],
  { policy = "site: { title: Acme & Co }", by = launch } = {},
) {
  const text = `title: A story
people: { ana: write }
policy:
  extends: sre
  ${policy}
  notices: { public-update: { approve: none, starts: [declared] } }
steps:
  - { at: +0m, by: ana, open: { form: incident, title: Down, fields: { severity: SEV1, impact: Nobody can pay } }, as: inc }
expect:
${expectations.map((one) => `  - { at: +2m, site: ${one} }\n`).join("")}`;
  const casting = castScenario("story.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  const report = await rehearse(casting.cast, by);
  return report.expect.map(({ ok, why }) => (ok ? "held" : why));
}

test("the page is what a reader sees of it, and of other files the text", async () => {
  expect(
    await held([
      '{ matches: "Acme & Co.*Down.*What we know.*Nobody can pay" }',
      "{ lacks: class= }",
      '{ path: api/v2/status.json, matches: "\\"indicator\\":\\"critical\\"", lacks: Nobody }',
    ]),
  ).toEqual(["held", "held", "held"]);
});

test("what does not hold says what was wanted and how the page begins", async () => {
  expect(
    await held(["{ matches: All services are working }", "{ lacks: Nobody can pay }", "{ path: rss.xml }"]),
  ).toEqual([
    expect.stringMatching(/^wanted index\.html of the status page to match .*; it says "Acme & Co status/),
    expect.stringMatching(/^wanted index\.html of the status page not to match /),
    "the status page has no file rss.xml",
  ]);
});

test("without a page of the policy, or of what runs, there is none", async () => {
  expect(await held(["{ matches: Acme }"], { policy: "audiences: {}" })).toEqual(["there is no status page"]);
  expect(await held(["{ matches: Acme }"], { by: greeter })).toEqual(["there is no status page"]);
});
