import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { outputJsonSchema } from "../../src/rehearse/json-schema.ts";
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import { reportText } from "../../src/rehearse/report.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { greeter } from "./greeter.ts";

const START = Date.parse("2025-04-01T09:00:00Z");

/** Plays a scenario with the small app of these tests; `body` is what follows its head. */
async function play(body: string, head = ""): Promise<ScenarioReport> {
  const text = `title: A story\nrepos: [acme/incidents, acme/payments]\npeople: { ana: write, ben: triage, eve: none }\n${head}${body}`;
  const casting = castScenario("story.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  return rehearse(casting.cast, greeter);
}

const OPEN = "  - { at: +0m, by: ana, open: { title: Down, labels: [incident] }, as: inc }\n";

describe("a rehearsal with a server", () => {
  test("shows what people and Tocsin did, with ids and reasons for Tocsin's own", async () => {
    const { transcript, ok } = await play(
      `steps:\n${OPEN}expect:\n  - { at: +90m, on: inc, comment: { by: app, count: 2 } }\n`,
    );
    expect(ok).toBe(true);
    expect(transcript).toEqual([
      {
        at: "2025-04-01T09:00:00Z",
        by: "ana",
        did: "opened",
        on: "acme/incidents#1",
        id: null,
        text: "",
        because: null,
        lateSeconds: null,
      },
      {
        at: "2025-04-01T09:00:00Z",
        by: "ana",
        did: "labeled",
        on: "acme/incidents#1",
        id: null,
        text: "incident",
        because: null,
        lateSeconds: null,
      },
      {
        at: "2025-04-01T09:00:00Z",
        by: "tocsin[bot]",
        did: "commented",
        on: "acme/incidents#1",
        id: "greet",
        text: "Hello\n\n- [ ] Nothing new",
        because: "it was time",
        lateSeconds: null,
      },
      {
        at: "2025-04-01T10:00:00Z",
        by: "tocsin[bot]",
        did: "commented",
        on: "acme/incidents#1",
        id: "remind",
        text: "Still open",
        because: "it was time",
        lateSeconds: 0,
      },
    ]);
  });

  test("says how late it was after the server was down", async () => {
    const { transcript } = await play(
      `steps:\n${OPEN}  - { at: +50m, app: stop }\n  - { at: +80m, app: start }\n  - { at: +81m, sweep: true }\n`,
    );
    const reminder = transcript.find((entry) => entry.id === "remind");
    expect(reminder).toMatchObject({ at: "2025-04-01T10:20:00Z", lateSeconds: 1200 });
  });

  test("does not hear of what happens while it is down until it looks", async () => {
    const { expect: held } = await play(
      `steps:\n  - { at: +0m, app: stop }\n  - { at: +1m, by: ana, open: { title: Down }, as: inc }\n  - { at: +20m, app: start }\n` +
        "expect:\n  - { at: +19m, on: inc, comment: { by: app, count: 0 } }\n  - { at: +20m, on: inc, comment: { by: app, count: 1 } }\n",
    );
    expect(held.map((each) => each.ok)).toEqual([true, true]);
  });

  test("heals a lost webhook by the next sweep, five minutes later at the latest", async () => {
    const { ok } = await play(
      "steps:\n  - { at: +1m, webhooks: { drop: 1 } }\n  - { at: +1m, by: ana, open: { title: Down }, as: inc }\n" +
        "expect:\n  - { at: +4m, on: inc, comment: { by: app, count: 0 } }\n  - { at: +5m, on: inc, comment: { by: app, count: 1 } }\n",
    );
    expect(ok).toBe(true);
  });

  test("counts the requests of a step until the next step or expectation", async () => {
    const { steps, requests } = await play(
      `steps:\n${OPEN}  - { at: +1m, by: ana, on: inc, comment: hello }\n` +
        "expect:\n  - { at: +0m, writes: 1 }\n  - { at: +1m, writes: 1 }\n  - { at: +2h, writes: 2 }\n",
    );
    expect(steps).toEqual([
      { line: 5, requests: { graphql: 2, rest: 0, writes: 1 } },
      { line: 6, requests: { graphql: 1, rest: 0, writes: 0 } },
    ]);
    expect(requests.writes).toBe(2);
  });
});

describe("a rehearsal with the Action", () => {
  test("runs on people's events and by its schedule, as the Actions bot, late by what is left of the quarter", async () => {
    const { transcript } = await play(
      "steps:\n  - { at: +5m, by: ana, open: { title: Down }, as: inc }\nexpect:\n  - { at: +2h, on: inc, comment: { by: app, count: 2 } }\n",
      "host: { action: { every: 15m } }\n",
    );
    expect(transcript.map(({ at, by, did, lateSeconds }) => [at, by, did, lateSeconds])).toEqual([
      ["2025-04-01T09:05:00Z", "ana", "opened", null],
      ["2025-04-01T09:05:00Z", "github-actions[bot]", "commented", null],
      ["2025-04-01T10:15:00Z", "github-actions[bot]", "commented", 600],
    ]);
  });

  test("goes on beside a server that is down", async () => {
    const { transcript } = await play(
      `steps:\n${OPEN}  - { at: +50m, app: stop }\nexpect:\n  - { at: +2h, on: inc, comment: { by: app, count: 2 } }\n`,
      "host: { server: {}, action: { every: 15m, grace: 10m } }\n",
    );
    expect(transcript.slice(2).map(({ at, by }) => [at, by])).toEqual([
      ["2025-04-01T09:00:00Z", "tocsin[bot]"],
      ["2025-04-01T10:00:00Z", "github-actions[bot]"],
    ]);
  });

  test("moves to a server in the middle, and both are the app", async () => {
    const { expect: held, transcript } = await play(
      `steps:\n${OPEN}  - { at: +30m, host: server }\nexpect:\n  - { at: +1h, on: inc, comment: { by: app, count: 2 } }\n`,
      "host: action\n",
    );
    expect(held).toMatchObject([{ ok: true }]);
    expect(transcript.at(-1)).toMatchObject({ by: "tocsin[bot]", at: "2025-04-01T10:00:00Z" });
  });
});

describe("a step that can't be carried out", () => {
  test("fails the scenario where GitHub refuses it, and stands in the transcript", async () => {
    const { ok, steps, transcript } = await play(
      `steps:\n${OPEN}  - { at: +1m, by: eve, on: inc, label: { add: [drill] } }\n`,
    );
    expect(ok).toBe(false);
    expect(steps[1]?.why).toContain("GitHub refused it: eve has the role none");
    expect(transcript.at(-1)).toMatchObject({ by: "eve", did: "refused", on: "acme/incidents#1", id: null });
  });

  test("is as it has to be where it says that it is refused", async () => {
    const { ok } = await play(
      `steps:\n${OPEN}  - { at: +1m, by: eve, on: inc, label: { add: [drill] }, refused: true }\n`,
    );
    expect(ok).toBe(true);
  });

  test("fails where it was to be refused and was not", async () => {
    const { ok, steps } = await play(
      `steps:\n${OPEN}  - { at: +1m, by: ben, on: inc, comment: hello, refused: true }\n`,
    );
    expect(ok).toBe(false);
    expect(steps[1]?.why).toBe("it was to be refused, but GitHub allowed it");
  });

  test.each([
    [
      "a replacement finds nothing",
      "{ at: +1m, by: ana, on: inc, edit: { replace: [old, new] } }",
      /does not contain "old"/,
    ],
    [
      "no title matches",
      "{ at: +1m, by: ana, on: { repo: acme/payments, title: x }, comment: hi }",
      /no issue in acme\/payments/,
    ],
    [
      "no box says so",
      "{ at: +1m, by: ana, on: inc, tick: Service is back }",
      /has a box that says "Service is back"; there is "Nothing new"/,
    ],
    [
      "the form has no such field",
      "{ at: +1m, by: ana, open: { form: incident, title: x, fields: { sevice: a } } }",
      /no field "sevice"; did you mean service/,
    ],
    [
      "there is no such form",
      "{ at: +1m, by: ana, open: { form: accident, title: x } }",
      /no form "accident".*it has incident.yml/,
    ],
  ])("fails the scenario where %s", async (_, step, why) => {
    const report = await play(`steps:\n${OPEN}  - ${step}\n`);
    expect(report.ok).toBe(false);
    expect(report.steps[1]?.why).toMatch(why);
  });
});

describe("what people do", () => {
  test("answers of a form are rendered as GitHub does it, and edited by field", async () => {
    const { issues } = await play(
      "steps:\n  - { at: +0m, by: eve, open: { form: incident, title: Down, fields: { severity: SEV2, service: pay } } }\n" +
        "  - { at: +1m, by: eve, on: { repo: acme/incidents, title: down }, edit: { fields: { users: 5000, service: '' } }, as: inc }\n",
    );
    expect(issues[0]).toMatchObject({ ref: "acme/incidents#1", alias: "inc", labels: ["incident"] });
    expect(issues[0]?.body).toContain("### Severity\n\nSEV2 — a main function is lost for many users\n\n");
    expect(issues[0]?.body).toContain("### Service\n\n_No response_\n\n");
    expect(issues[0]?.body).toContain("### Users affected\n\n5000");
  });

  test("an append begins on a new line", async () => {
    const { issues } = await play(
      "steps:\n  - { at: +0m, by: ana, open: { title: Down, body: One }, as: inc }\n  - { at: +1m, by: ana, on: inc, edit: { append: Two } }\n",
    );
    expect(issues[0]?.body).toBe("One\nTwo");
  });

  test("issues are counted by their bodies, without what is hidden in them", async () => {
    const { ok, expect: held } = await play(
      "steps:\n  - { at: +0m, by: ana, open: { title: Down, body: 'Due 2025-05-01 <!-- tocsin:of hidden -->' } }\n" +
        "expect:\n  - { at: +1m, issue: { matches: 'due 2025-05-01$', count: 1 } }\n  - { at: +1m, issue: { matches: hidden } }\n",
    );
    expect(ok).toBe(false);
    expect(held.map((one) => one.ok)).toEqual([true, false]);
    expect(held[1]?.why).toContain("an issue whose body matches /hidden/i, at least once; found none");
  });

  test("many issues are opened at once and numbered in their titles", async () => {
    const { issues } = await play("steps:\n  - { at: +0m, by: ana, open: { title: 'Old {n}' }, times: 3 }\n");
    expect(issues.map((issue) => issue.title)).toEqual(["Old 1", "Old 2", "Old 3"]);
  });

  test("a comment that was deleted counts as said, with its last words", async () => {
    const { ok, issues } = await play(
      `steps:\n${OPEN}  - { at: +1m, by: ben, on: inc, comment: one }\n` +
        "  - { at: +2m, by: ben, on: inc, edit-comment: { by: ben, matches: one, body: two } }\n" +
        "  - { at: +3m, by: ben, on: inc, delete-comment: { by: ben, matches: two } }\n" +
        "expect:\n  - { at: +3m, on: inc, comment: { by: ben, matches: two, count: 1 } }\n  - { at: +3m, on: inc, comment: { by: ben, matches: one, count: 0 } }\n",
    );
    expect(ok).toBe(true);
    expect(issues[0]?.comments).toHaveLength(1);
  });

  test("roles change from their step on", async () => {
    const { ok } = await play(
      `steps:\n${OPEN}  - { at: +1m, role: { ben: none } }\n  - { at: +2m, by: ben, on: inc, close: completed, refused: true }\n`,
    );
    expect(ok).toBe(true);
  });

  test("files that are committed stand at the end", async () => {
    const { files, transcript } = await play(
      "steps:\n  - { at: +1m, commit: { repo: acme/payments, path: notes.md, text: Hello } }\n" +
        "expect:\n  - { at: +1m, file: { repo: acme/payments, path: notes.md, matches: hel+o } }\n",
    );
    expect(files).toEqual([{ repo: "acme/payments", path: "notes.md", text: "Hello" }]);
    expect(transcript).toMatchObject([
      { did: "committed", on: "acme/payments", text: "notes.md", by: "ana" },
    ]);
  });
});

describe("the report", () => {
  const story = `seed: 3\nsteps:\n  - { at: +0m, webhooks: { drop: 0.3, duplicate: 0.5, delay: 1m, reorder: true }, requests: { fail: 0.3, applied: true } }\n${OPEN}  - { at: +2m, by: ana, open: { title: 'Old {n}' }, times: 20 }\n  - { at: +3h, by: ana, on: inc, close: completed }\nexpect:\n  - { at: +3h, on: inc, state: closed }\n`;

  test("is the same byte for byte for the same file, whatever went wrong in it", async () => {
    expect(JSON.stringify(await play(story))).toBe(JSON.stringify(await play(story)));
  });

  test("fits the published schema", async () => {
    const report = await play(story);
    const validate = new Ajv2020({ strict: false }).compile(outputJsonSchema());
    validate({ ok: report.ok, scenarios: [report] });
    expect(validate.errors).toBeNull();
  });

  test("tells people the time from the start, who, what, and how expectations turned out", async () => {
    const report = await play(
      `steps:\n${OPEN}expect:\n  - { at: +1h, on: inc, comment: { by: app, matches: still, count: 2 } }\n  - { at: +1h, on: inc, state: open }\n`,
    );
    expect(reportText(report, START).split("\n").slice(2)).toEqual([
      "",
      "  +0:00     ana                  opened          acme/incidents#1  Down",
      "  +0:00     ana                  labeled         acme/incidents#1  incident",
      "  +0:00     tocsin[bot]          commented       acme/incidents#1  Hello",
      "  +1:00     tocsin[bot]          commented       acme/incidents#1  Still open",
      "",
      "  Nobody was asked for anything.",
      "  Comments per hour: +0:00 1 · +1:00 1; 2 in all",
      "  Worst hour: 1 from +0:00; on one issue at most 1 in 60 minutes and 2 in 24 hours, answers apart",
      "  Mentions: none; said twice: nothing",
      "",
      '  ✗  story.yml:7  wanted a comment by app that matches /still/i on acme/incidents#1, 2 times; found 1: +1:00 tocsin[bot] "Still open"',
      "  ok story.yml:8  wanted acme/incidents#1 open; it is open",
      expect.stringMatching(
        /^✗ {2}1 of 2 expectations held, 1 of 1 steps went through; \d+ requests, 2 of them writes$/,
      ),
      "",
      "",
    ]);
  });
});
