// What the words of the rules give for starts that are easily got wrong; each instant was worked out by hand from a calendar.
import { describe, expect, test } from "vitest";
import { run } from "./terminal.ts";

const STARTS = [
  "2025-04-04T17:29:00+01:00", // a Friday, one minute before core hours end
  "2025-05-05T10:00:00+01:00", // the early May bank holiday, a Monday
  "2025-03-30T00:30:00Z", // Sunday, half an hour before the clocks go forward
  "2025-03-30T01:30:00Z", // half an hour after it: 02:30 BST
  "2025-10-26T00:30:00Z", // Sunday, 01:30 BST: half an hour before the clocks go back
  "2025-10-26T01:30:00Z", // the second 01:30, GMT
  "2025-12-31T17:00:00Z", // Wednesday; Thursday is New Year's Day
  "2028-02-28T17:00:00Z", // Monday; Tuesday is 29 February
];

interface Told {
  readonly startsAt: string;
  readonly dueAt: string | null;
  readonly lastWorkingAt?: string;
}

async function told(command: string): Promise<readonly Told[]> {
  const from = STARTS.flatMap((start) => ["--from", start]);
  const { code, out } = await run(["clock", ...command.split(" "), ...from, "--json"]);
  expect(code).toBe(0);
  return JSON.parse(out) as readonly Told[];
}

/** An instant to the minute. */
const short = (text: string): string => text.replace(/:00Z$/, "Z");

describe("a clock in elapsed time", () => {
  const twenty =
    "2025-04-04T16:49Z 2025-05-05T09:20Z 2025-03-30T00:50Z 2025-03-30T01:50Z 2025-10-26T00:50Z 2025-10-26T01:50Z 2025-12-31T17:20Z 2028-02-28T17:20Z";
  const thirty =
    "2025-04-04T16:59Z 2025-05-05T09:30Z 2025-03-30T01:00Z 2025-03-30T02:00Z 2025-10-26T01:00Z 2025-10-26T02:00Z 2025-12-31T17:30Z 2028-02-28T17:30Z";
  const hour =
    "2025-04-04T17:29Z 2025-05-05T10:00Z 2025-03-30T01:30Z 2025-03-30T02:30Z 2025-10-26T01:30Z 2025-10-26T02:30Z 2025-12-31T18:00Z 2028-02-28T18:00Z";
  const ninety =
    "2025-04-04T17:59Z 2025-05-05T10:30Z 2025-03-30T02:00Z 2025-03-30T03:00Z 2025-10-26T02:00Z 2025-10-26T03:00Z 2025-12-31T18:30Z 2028-02-28T18:30Z";
  const day =
    "2025-04-05T16:29Z 2025-05-06T09:00Z 2025-03-31T00:30Z 2025-03-31T01:30Z 2025-10-27T00:30Z 2025-10-27T01:30Z 2026-01-01T17:00Z 2028-02-29T17:00Z";
  const threeDays =
    "2025-04-07T16:29Z 2025-05-08T09:00Z 2025-04-02T00:30Z 2025-04-02T01:30Z 2025-10-29T00:30Z 2025-10-29T01:30Z 2026-01-03T17:00Z 2028-03-02T17:00Z";
  const thirtyDays =
    "2025-05-04T16:29Z 2025-06-04T09:00Z 2025-04-29T00:30Z 2025-04-29T01:30Z 2025-11-25T00:30Z 2025-11-25T01:30Z 2026-01-30T17:00Z 2028-03-29T17:00Z";

  test.each([
    ["H-3", "confirm --policy hssi --severity sev1", twenty],
    ["H-8", "first-notice --policy hssi --severity sev2", twenty],
    ["HB-4", "provider-call --policy hssi --severity sev1", twenty],
    ["HB-4 at severity 2", "provider-call --policy hssi --severity sev2 --set provider=external", twenty],
    ["H-9 at severity 1", "update --policy hssi --severity sev1", hour],
    ["H-9 at severity 2", "update --policy hssi --severity sev2", ninety],
    ["H-9 of notices at severity 2", "next-notice --policy hssi --severity sev2", ninety],
    ["H-24", "call --policy hssi", thirty],
    ["L-6, the partner's notification", "notify --policy nhs-login --severity sev1", thirty],
    ["L-6, the call", "join-call --policy nhs-login", thirty],
    ["S-1", "internal --policy dspt", hour],
    ["S-3", "customers --policy dspt", day],
    ["S-4", "regulator --policy dspt", threeDays],
    ["S-9", "corrective-action --policy dspt", thirtyDays],
    ["D-7", "external-report --policy dpsp --severity p1", thirty],
  ])("of %s (%s) runs through nights, holidays and changes of the clocks", async (_, command, expected) => {
    const all = await told(command);
    expect(all.map(({ dueAt }) => short(dueAt ?? "none")).join(" ")).toBe(expected);
  });
});

describe("a clock in business time", () => {
  test.each([
    [
      "H-30: 10 working days, to 17:30",
      "report --policy hssi --severity sev1",
      "2025-04-22T16:30Z 2025-05-19T16:30Z 2025-04-11T16:30Z 2025-04-11T16:30Z 2025-11-07T17:30Z 2025-11-07T17:30Z 2026-01-15T17:30Z 2028-03-13T17:30Z",
    ],
    [
      "H-30 of GPIT: 5 working days",
      "report --policy hssi --severity sev1 --set provider=gpit",
      "2025-04-11T16:30Z 2025-05-12T16:30Z 2025-04-04T16:30Z 2025-04-04T16:30Z 2025-10-31T17:30Z 2025-10-31T17:30Z 2026-01-08T17:30Z 2028-03-06T17:30Z",
    ],
    [
      "L-4: 4 support hours",
      "resolve --policy nhs-login --severity sev1",
      "2025-04-07T10:29Z 2025-05-06T11:00Z 2025-03-31T11:00Z 2025-03-31T11:00Z 2025-10-27T12:00Z 2025-10-27T12:00Z 2026-01-02T11:00Z 2028-02-29T11:00Z",
    ],
    [
      "L-4: 8 support hours",
      "resolve --policy nhs-login --severity sev2",
      "2025-04-07T14:29Z 2025-05-06T15:00Z 2025-03-31T15:00Z 2025-03-31T15:00Z 2025-10-27T16:00Z 2025-10-27T16:00Z 2026-01-02T15:00Z 2028-02-29T15:00Z",
    ],
    [
      "L-4: 20 support hours, two whole days of which end at closing time",
      "resolve --policy nhs-login --severity sev3",
      "2025-04-08T16:29Z 2025-05-07T17:00Z 2025-04-01T17:00Z 2025-04-01T17:00Z 2025-10-28T18:00Z 2025-10-28T18:00Z 2026-01-05T17:00Z 2028-03-01T17:00Z",
    ],
    [
      "L-4: 80 support hours",
      "resolve --policy nhs-login --severity sev4",
      "2025-04-16T16:29Z 2025-05-15T17:00Z 2025-04-09T17:00Z 2025-04-09T17:00Z 2025-11-05T18:00Z 2025-11-05T18:00Z 2026-01-13T17:00Z 2028-03-09T17:00Z",
    ],
    [
      "L-4: 200 support hours",
      "resolve --policy nhs-login --severity sev5",
      "2025-05-07T16:29Z 2025-06-03T17:00Z 2025-04-29T17:00Z 2025-04-29T17:00Z 2025-11-21T18:00Z 2025-11-21T18:00Z 2026-01-29T17:00Z 2028-03-27T16:00Z",
    ],
    [
      "L-5: 30 working days, to 18:00",
      "problem-fix --policy nhs-login --severity sev1",
      "2025-05-21T17:00Z 2025-06-17T17:00Z 2025-05-14T17:00Z 2025-05-14T17:00Z 2025-12-05T18:00Z 2025-12-05T18:00Z 2026-02-12T18:00Z 2028-04-10T17:00Z",
    ],
    [
      "L-5: 60 working days",
      "problem-fix --policy nhs-login --severity sev2",
      "2025-07-03T17:00Z 2025-07-29T17:00Z 2025-06-26T17:00Z 2025-06-26T17:00Z 2026-01-21T18:00Z 2026-01-21T18:00Z 2026-03-26T18:00Z 2028-05-25T17:00Z",
    ],
    [
      "L-5: 120 working days",
      "problem-fix --policy nhs-login --severity sev3",
      "2025-09-26T17:00Z 2025-10-22T17:00Z 2025-09-19T17:00Z 2025-09-19T17:00Z 2026-04-17T17:00Z 2026-04-17T17:00Z 2026-06-24T17:00Z 2028-08-18T17:00Z",
    ],
    [
      "L-5: 240 working days",
      "problem-fix --policy nhs-login --severity sev4",
      "2026-03-18T18:00Z 2026-04-15T17:00Z 2026-03-11T18:00Z 2026-03-11T18:00Z 2026-10-07T17:00Z 2026-10-07T17:00Z 2026-12-10T18:00Z 2029-02-08T18:00Z",
    ],
    [
      "L-5: 360 working days",
      "problem-fix --policy nhs-login --severity sev5",
      "2026-09-09T17:00Z 2026-10-05T17:00Z 2026-09-02T17:00Z 2026-09-02T17:00Z 2027-03-31T17:00Z 2027-03-31T17:00Z 2027-06-07T17:00Z 2029-08-01T17:00Z",
    ],
  ])("of %s counts working days and hours alone", async (_, command, expected) => {
    const all = await told(command);
    expect(all.map(({ dueAt }) => short(dueAt ?? "none")).join(" ")).toBe(expected);
  });
});

describe("the last working moment", () => {
  test.each([
    // Monday 17:29 → 17:00; in hours; the nights to Wednesday → Tuesday; a Saturday → Friday; as the hours end.
    [
      "S-4",
      "regulator --policy dspt",
      "2025-04-07T16:00Z none 2025-04-01T16:00Z 2025-04-01T16:00Z 2025-10-28T17:00Z 2025-10-28T17:00Z 2026-01-02T17:00Z none",
    ],
    // None of the working hours before any of these limits lies after the start.
    ["S-3", "customers --policy dspt", "none none none none none none none none"],
  ])("of %s lies between the start and the limit, or there is none", async (_, command, expected) => {
    const all = await told(command);
    expect(all.map(({ lastWorkingAt }) => short(lastWorkingAt ?? "none")).join(" ")).toBe(expected);
  });
});
