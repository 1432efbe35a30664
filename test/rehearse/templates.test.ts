import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exampleReport } from "../../docs/generate-documents.ts";
import { messagesText } from "../../docs/generate-messages.ts";
import { castScenario } from "../../src/rehearse/casting.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { holdOrigins, remindedOf } from "./ours.ts";
import { Players, shipped } from "./shipped.ts";

const players = new Players();
const { speech } = players;

test("the ceilings of sre follow from its hourly update: a warning each, and the line that a ceiling is reached", async () => {
  const { most } = await players.first("quiet-path.yml");
  expect(most).toEqual({ perHour: 6, perDay: 25 });
});

describe("every scenario that ships goes as expected, and twice the same", () => {
  // The longest have a file of their own.
  players.goAsExpected(shipped.filter((file) => !file.endsWith("-two-days.yml")));
});

test("all that the scenarios say is said by the voice, and the record knows it again", () => {
  expect([...speech.breaches]).toEqual([]);
  // Of what is due nothing is unsaid.
  expect([...speech.unsaid]).toEqual([]);
  // A new kind of speech comes with a scenario in which it is heard; the line of a ceiling is no rule's, and no scenario meets one.
  expect([...speech.topics].toSorted()).toEqual([
    "actions",
    "answer",
    "ask",
    "declare",
    "digest",
    "document-copy",
    "document-late",
    "document-torn",
    "handover",
    "handover-reminder",
    "known-problems",
    "merged",
    "notice",
    "notice-ask",
    "problem-fix",
    "quote",
    "reminder",
    "retro-gaps",
    "shift",
    "stranger",
  ]);
});

test("one act of a person costs one read and one write, and one look-up of a role at most", async () => {
  const { steps } = (await players.first("quiet-path.yml")).report;
  const opened = steps[0]?.requests;
  expect(opened).toEqual({ graphql: 2, rest: 0, writes: 1 });
});

test("every entry by Tocsin has an id and a reason, every one by a person has none", async () => {
  const { transcript } = (await players.first("review-and-actions.yml")).report;
  for (const entry of transcript) {
    const isApp = entry.by === "tocsin[bot]";
    expect([entry.id !== null, entry.because !== null], JSON.stringify(entry)).toEqual([isApp, isApp]);
    expect(entry.text).not.toContain("<!-- tocsin:");
  }
});

test("the incident log's row meets a commit that it has not seen, is refused, and comes below what is there", async () => {
  const { transcript, files } = (await players.first("incident-log.yml")).report;
  const path = "compliance/incident-log.csv";
  const around = transcript.filter(
    ({ did, text }) => ["committed", "refused"].includes(did) && text.startsWith(path),
  );
  expect(around.map(({ by, did }) => `${by} ${did}`)).toEqual([
    "alice committed",
    "tocsin[bot] refused",
    "tocsin[bot] refused",
    "tocsin[bot] committed",
    "tocsin[bot] committed",
  ]);
  const { text = "" } = files.find((file) => file.path === path) ?? {};
  expect(text.split("\n").map((row) => row.split(",")[2])).toEqual([
    "title",
    "Letters were late",
    "Payments down",
    "'=1+1 is slow",
    undefined,
  ]);
});

const docs = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

test("the example of a report is how the scenario's was accepted (node docs/generate-documents.ts writes it)", async () => {
  expect(docs("example-report.md")).toBe(
    await exampleReport(async (file) => (await players.first(file)).report),
  );
});

test("the notices of each preset read as they were last read aloud", async () => {
  const page = docs("messages.md");
  expect(page).toBe(await messagesText(async (file) => (await players.first(file)).report));
  for (const preset of ["sre", "dpsp", "hssi", "dspt", "nhs-login"])
    expect(page).toContain(`\n## ${preset}\n`);
});

test.each(remindedOf)(
  "the reminders of $file say what the policy chose, and name the process's rules only for what they give",
  async (reminded) => holdOrigins((await players.first(reminded.file)).report, reminded),
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
    expect((await rehearse(casting.cast, players.launch)).expect).toMatchObject([{ ok: true }]);
  },
);
