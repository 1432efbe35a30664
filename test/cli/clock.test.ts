import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const POLICY = `extends: sre
incidents: { zone: Europe/London }
fields:
  provider: { type: choice, options: [internal, external] }
services: { letters: { tier: gold } }
calendars:
  office: { title: office hours, hours: { mon-fri: "09:00-17:00" }, holidays: GB-ENG }
clocks:
  report:
    title: Report
    starts: resolved
    stops: done.report
    within: { sev1: 2 working days, sev2: 4 business hours, sev3: none, sev4: 1d, any: 3 working days }
    cases:
      - { when: { provider: internal }, within: none }
      - { when: { tier: gold }, within: 1 business hour }
    warn: [1h, 2h]
    overdue: [30m]
    source: X-1
  tell:
    starts: declared
    within: 24h
    when: { provider: external }
    last-working: true
    warn: [1h]
    overdue: [5m]
    ours: true
`;

function directory(text = POLICY): string {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "policy.yml"), text);
  return cwd;
}

const clock = (words: string, cwd = directory()) =>
  run(["clock", ...words.split(" "), "--policy", "policy.yml"], { cwd });

const asked = async (words: string): Promise<Record<string, unknown>> => {
  const { code, out } = await clock(`${words} --json`);
  expect(code).toBe(0);
  return JSON.parse(out);
};

// A Friday, one hour before the office closes.
const friday = "--from 2025-04-04T16:00:00+01:00";

describe("tocsin clock", () => {
  test("says when a clock starts, warns and is due, with its limit in words and where that comes from", async () => {
    expect(await asked(`report --severity sev2 ${friday}`)).toEqual({
      clock: "report",
      startsAt: "2025-04-04T15:00:00Z",
      warnAt: ["2025-04-07T09:00:00Z", "2025-04-07T10:00:00Z"],
      dueAt: "2025-04-07T11:00:00Z",
      overdueAt: ["2025-04-07T11:30:00Z"],
      limit: "4 business hours",
      calendar: "office",
      source: "X-1",
      ours: false,
    });
  });

  test("gives the last working moment, what it warns of before it, and what it took to be so", async () => {
    expect(await asked("tell --from 2025-04-04T12:00:00+01:00")).toEqual({
      clock: "tell",
      startsAt: "2025-04-04T11:00:00Z",
      warnAt: ["2025-04-05T10:00:00Z"],
      dueAt: "2025-04-05T11:00:00Z",
      overdueAt: ["2025-04-05T11:05:00Z"],
      lastWorkingAt: "2025-04-04T16:00:00Z",
      lastWorkingWarnAt: ["2025-04-04T15:00:00Z"],
      limit: "24 hours",
      source: "",
      ours: "limit",
      assumes: { provider: ["external"] },
    });
  });

  test("answers several starts in their order, and takes words after the options as more of them", async () => {
    const both = await clock(`report --severity sev4 ${friday} 2025-04-05T16:00:00+01:00 --json`);
    const dues = (JSON.parse(both.out) as readonly { dueAt: string }[]).map(({ dueAt }) => dueAt);
    expect(dues).toEqual(["2025-04-05T15:00:00Z", "2025-04-06T15:00:00Z"]);
  });

  test.each([
    ["2025-04-04T16:00", "2025-04-04T15:00:00Z"],
    ["2025-10-26T01:30:00", "2025-10-26T00:30:00Z"],
    ["2025-04-04T16:00:00.250Z", "2025-04-04T16:00:00Z"],
    ["2025-04-04T16:00:00-05:30", "2025-04-04T21:30:00Z"],
  ])("reads %s, without an offset in the policy's zone", async (from, startsAt) => {
    expect(await asked(`report --from ${from}`)).toMatchObject({ startsAt, limit: "3 working days" });
  });

  test("takes the limit of the facts, also of those that follow from a service", async () => {
    expect(await asked(`report --severity sev1 --set service=letters ${friday}`)).toMatchObject({
      limit: "1 business hour",
      dueAt: "2025-04-04T16:00:00Z",
    });
    expect(await asked(`report --severity sev1 --set tier=gold ${friday}`)).toMatchObject({
      limit: "1 business hour",
    });
  });

  test.each([
    [`report --severity sev3 ${friday}`, "it has no limit at sev3"],
    [`report --severity sev1 --set provider=internal ${friday}`, "it does not run for this provider"],
    [`tell --set provider=internal ${friday}`, "it runs only for another provider"],
  ])("has no due time where the clock has no limit, and says why (%s)", async (words, because) => {
    expect(await asked(words)).toMatchObject({ dueAt: null, limit: null, warnAt: [], because });
  });

  test("shows people local time first, with UTC beside it and the year", async () => {
    const { code, out } = await clock(`tell --set provider=external ${friday}`);
    expect(code).toBe(0);
    expect(out).toBe(`Tell (tell)
  starts    Fri 4 Apr 2025 16:00 BST (15:00 UTC), by declared
  due       Sat 5 Apr 2025 16:00 BST (15:00 UTC)
  last      Fri 4 Apr 2025 17:00 BST (16:00 UTC), the last working moment before it
  warns     Sat 5 Apr 2025 15:00 BST (14:00 UTC)
  overdue   Sat 5 Apr 2025 16:05 BST (15:05 UTC)
  limit     24 hours; the limit is this policy's own choice, not the source's
`);
  });

  test("takes the name of a preset", async () => {
    const { code, out } = await run([
      "clock",
      "update",
      "--policy",
      "sre",
      "--severity",
      "SEV-1",
      ...friday.split(" "),
    ]);
    expect(code).toBe(0);
    expect(out).toContain("Update (update)");
  });
});

describe("tocsin clock, used wrongly", () => {
  test.each([
    [friday.slice(1), "clock needs the name"],
    [`reprot ${friday}`, 'no clock "reprot"; did you mean report?'],
    ["report", "clock needs --from"],
    ["report --from yesterday", "without an offset the local time in Europe/London"],
    ["report --from 2025-02-30T12:00", '--from is "2025-02-30T12:00"'],
    [`report --severity sev9 ${friday}`, 'no severity "sev9"; it has sev1, sev2, sev3, sev4'],
    [`report --set provder=internal ${friday}`, "did you mean provider?"],
    [`report --set provider=nobody ${friday}`, "not one of internal, external"],
    [`report --set provider ${friday}`, "--set takes field=value"],
    [`report --set provider=internal --set provider=external ${friday}`, "provider is given twice"],
    ["report --from 0001-01-01T00:00:00Z", '--from is "0001-01-01T00:00:00Z"'],
    ["report --from 9999-12-31T10:00:00Z", '--from is "9999-12-31T10:00:00Z"'],
    ["report --from 2025-04-04T10:00:00+25:00", '--from is "2025-04-04T10:00:00+25:00"'],
  ])("%s is refused with what is expected", async (words, message) => {
    const given = words.startsWith("-from") ? `-${words}` : words;
    const { code, err } = await clock(given);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test("a policy that is neither a preset nor there is wrong use", async () => {
    const cwd = directory();
    const preset = await run(["clock", "report", "--policy", "hsi", ...friday.split(" ")], { cwd });
    expect([preset.code, preset.err]).toEqual([2, expect.stringContaining("did you mean hssi?")]);
    const file = await run(["clock", "report", "--policy", "no.yml", ...friday.split(" ")], { cwd });
    expect([file.code, file.err]).toEqual([2, expect.stringContaining("no.yml can't be opened")]);
  });

  test("a policy with problems is shown with them, and nothing else", async () => {
    const { code, out } = await clock(
      `report ${friday} --json`,
      directory("clocks: { report: { within: 3wd } }\n"),
    );
    expect(code).toBe(1);
    const document = JSON.parse(out) as { ok: boolean; problems: readonly { path: string }[] };
    expect(document.ok).toBe(false);
    expect(document.problems.map(({ path }) => path)).toContain("clocks.report.within");
  });
});
