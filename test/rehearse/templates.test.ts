import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { untrueIn } from "./cards.ts";
import { holdOrigins, remindedOf } from "./ours.ts";
import { Speech } from "./speech.ts";

const FOLDER = new URL("../../templates/scenarios/", import.meta.url);
const speech = new Speech();
/** The ceilings of the policies that ruled since the last rehearsal began. */
let most = { perHour: 0, perDay: 0 };
const launch = launcher(createRenderer(templates()), (outcome) => {
  speech.passed(outcome);
  const { perHour = 0, perDay = 0 } = outcome.observed?.ruling?.policy.attention ?? {};
  most = { perHour: Math.max(most.perHour, perHour), perDay: Math.max(most.perDay, perDay) };
});

function castOf(file: string) {
  const casting = castScenario(file, readFileSync(new URL(file, FOLDER), "utf8"), { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems, null, 2));
  return casting.cast;
}

const play = async (file: string) => {
  most = { perHour: 0, perDay: 0 };
  return rehearse(castOf(file), launch);
};

type Report = Awaited<ReturnType<typeof play>>;
const first = new Map<string, Promise<Report>>();

/** The first rehearsal of a scenario: what it shows several tests is played for all of them. */
function playedFirst(file: string): Promise<Report> {
  const report = first.get(file) ?? play(file);
  first.set(file, report);
  return report;
}

test("the ceilings of sre follow from its hourly update: a warning each, and the line that a ceiling is reached", async () => {
  await play("quiet-path.yml");
  expect(most).toEqual({ perHour: 6, perDay: 25 });
});

describe("every scenario that ships goes as expected, and twice the same", () => {
  test.each(readdirSync(FOLDER).filter((file) => file.endsWith(".yml")))("%s", async (file) => {
    const report = await playedFirst(file);
    expect(report.expect.filter((each) => !each.ok)).toEqual([]);
    expect(report.steps.filter((step) => step.why !== undefined)).toEqual([]);
    const again = JSON.stringify(await play(file));
    // The attention budget of every preset that ships, and nothing twice.
    const { ceilings, doubles } = report.attention;
    expect(ceilings.perHour).toBeLessThanOrEqual(most.perHour);
    expect(ceilings.perDay).toBeLessThanOrEqual(most.perDay);
    expect(untrueIn(report, castOf(file).scenario)).toEqual([]);
    // Two servers that know nothing of each other do say things twice, and heal them.
    if (file !== "two-writers.yml") expect(doubles).toBe(0);
    expect(again).toBe(JSON.stringify(report));
  });
});

test("all that the scenarios say is said by the voice, and the record knows it again", () => {
  expect([...speech.breaches]).toEqual([]);
  // Of what is due nothing is unsaid, in two days and nights of hourly updates either.
  expect([...speech.unsaid]).toEqual([]);
  // A new kind of speech comes with a scenario in which it is heard; the line of a ceiling is no rule's, and no scenario meets one.
  expect([...speech.topics].toSorted()).toEqual([
    "actions",
    "answer",
    "ask",
    "declare",
    "handover",
    "handover-reminder",
    "merged",
    "reminder",
    "shift",
    "stranger",
  ]);
});

test("one act of a person costs one read and one write, and one look-up of a role at most", async () => {
  const { steps } = await playedFirst("quiet-path.yml");
  const opened = steps[0]?.requests;
  expect(opened).toEqual({ graphql: 2, rest: 0, writes: 1 });
});

test("every entry by Tocsin has an id and a reason, every one by a person has none", async () => {
  const { transcript } = await playedFirst("review-and-actions.yml");
  for (const entry of transcript) {
    const isApp = entry.by === "tocsin[bot]";
    expect([entry.id !== null, entry.because !== null], JSON.stringify(entry)).toEqual([isApp, isApp]);
    expect(entry.text).not.toContain("<!-- tocsin:");
  }
});

test.each(remindedOf)(
  "the reminders of $file say what the policy chose, and name the process's rules only for what they give",
  async (reminded) => holdOrigins(await playedFirst(reminded.file), reminded),
);

test.each(["{ action: { every: 15m } }", "server"])(
  "with host: %s, a sweep that GitHub answers with faults ends, and what it left is done once GitHub is well",
  async (host) => {
    const text = `title: Red runs
host: ${host}
people: { ana: write }
steps:
  - { at: +0m, requests: { fail: 1 } }
  - { at: +0m, by: ana, open: { form: incident, title: Down }, as: inc }
  - { at: +20m, sweep: true }
  - { at: +40m, requests: { fail: 0 } }
expect:
  - { at: +1h, on: inc, comment: { by: app, matches: Next, count: 1 } }
`;
    const casting = castScenario("red.yml", text, { directory: "." });
    if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
    expect((await rehearse(casting.cast, launch)).expect).toMatchObject([{ ok: true }]);
  },
);
