// Downtime at the edges: a month in which nothing was declared, what began before it was declared, what was opened again, and no record.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportDocument } from "../../src/figures/schema.ts";
import { createGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { run } from "../cli/terminal.ts";
import { filesIn } from "./files.ts";
import { stillClock } from "./still-clock.ts";

const HOUR = 3600;
const at = (text: string): number => Date.parse(`${text}Z`);
const policy = (name: string) => `extends: sre
incidents: { zone: UTC${name === "since" ? ", since: 2024-09-25" : ""} }
fields: { back: { title: When was it back?, type: time, required: [resolve] } }
services: { payments: {} }
retro: { severities: [] }
figures:
  availability:
    pay: { title: Payments, from: [field.started, declared], until: ${name === "corrected" ? "field.back" : "resolved"}, when: { service: [payments] }, target: 99.5, downtime: 58m }
`;

/** Who does what when: words are a comment, `close` and `reopen` what GitHub's buttons do. */
type Deed = readonly [at: string, what: string];

interface Told {
  readonly repo: string;
  readonly declared: string;
  readonly started?: string;
  readonly deeds: readonly Deed[];
}

/** Each repository has one story, so that its months are easily counted by hand. */
const stories: readonly Told[] = [
  // Declared in September, over in October.
  {
    repo: "acme/over",
    declared: "2024-09-30T20:00",
    deeds: [
      ["2024-10-02T00:40", "/resolve 00:30 x"],
      ["2024-10-02T00:41", "close"],
    ],
  },
  // Declared in November, began in October.
  {
    repo: "acme/early",
    declared: "2024-11-01T00:05",
    started: "2024-10-31 16:00",
    deeds: [
      ["2024-11-01T00:40", "/resolve 00:30 x"],
      ["2024-11-01T00:41", "close"],
    ],
  },
  // Declared in December, more than 31 days after the October in which it began.
  {
    repo: "acme/late",
    declared: "2024-12-02T12:00",
    started: "2024-10-31 22:00",
    deeds: [
      ["2024-12-02T12:40", "/resolve x"],
      ["2024-12-02T12:41", "close"],
    ],
  },
  // Over after half an hour; opened again a month later for an hour, as somebody said ten minutes after it began.
  {
    repo: "acme/again",
    declared: "2024-11-02T00:00",
    deeds: [
      ["2024-11-02T00:30", "/resolve x"],
      ["2024-11-02T00:36", "close"],
      ["2024-12-02T01:10", "/reopen 01:00 It is back"],
      ["2024-12-02T01:11", "reopen"],
      ["2024-12-02T02:00", "/resolve x"],
      ["2024-12-02T02:01", "close"],
    ],
  },
  // Opened again, and the end that is said then lies before that: it is the earlier one, corrected. Nobody says the next one.
  {
    repo: "acme/corrected",
    declared: "2024-11-02T00:00",
    deeds: [
      ["2024-11-02T02:10", "/resolve x\nback: 01:00"],
      ["2024-11-02T02:11", "close"],
      ["2024-11-02T03:00", "reopen"],
      ["2024-11-02T03:05", "/set back 02:00"],
      ["2024-11-02T03:06", "close"],
    ],
  },
  // The policy looks since 25 September.
  {
    repo: "acme/since",
    declared: "2024-09-30T20:00",
    deeds: [
      ["2024-09-30T22:00", "/resolve x"],
      ["2024-09-30T22:01", "close"],
    ],
  },
];

let served: Served;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  const clock = stillClock(at("2024-09-01T00:00"));
  const github = createGitHub({ clock, apps: [{ slug: "tocsin", id: 1, webhookSecret: "x" }] });
  github.addUser("ana");
  const forms = Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text] as const));
  for (const { repo } of stories) {
    const name = repo.replace("acme/", "");
    const files = { ".github/tocsin.yml": policy(name), ...forms };
    github.addRepository({ owner: "acme", name, labels: ["incident"], files });
    github.setRole("ana", repo, "write");
  }
  github.install("tocsin", "acme");
  for (const { repo, declared, started, deeds } of stories) {
    const time = started === undefined ? "" : `\n### When did it start?\n\n${started}\n`;
    const body = `### What is happening?\n\nIt is slow.\n\n### Severity\n\nSEV3\n\n### Service\n\npayments\n${time}`;
    clock.at(at(declared), () =>
      github.openIssue({ by: "ana", repo, title: "It is slow", body, formLabels: ["incident"] }),
    );
    const issue = `${repo}#1`;
    for (const [when, what] of deeds)
      clock.at(at(when), () => {
        if (what === "close") github.close({ by: "ana", issue, reason: "completed" });
        else if (what === "reopen") github.reopen({ by: "ana", issue });
        else github.comment({ by: "ana", issue, body: what });
      });
  }
  served = await serveGitHub(github);
  const token = github.installationToken("tocsin", "acme");
  env = { GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql`, GITHUB_TOKEN: token };
});

afterAll(() => served.close());

const report = async (...args: readonly string[]): Promise<string> => {
  const said = await run(["report", ...args], { env });
  expect([said.code, said.err]).toEqual([0, ""]);
  return said.out;
};

type Section = ReportDocument["repositories"][number];

async function figures(...args: readonly string[]): Promise<Section> {
  const [only] = (JSON.parse(await report(...args, "--json")) as ReportDocument).repositories;
  if (only === undefined) throw new Error("there is no repository in the report");
  return only;
}

/** The seconds of downtime of each month that a period has. */
const downIn = async (...args: readonly string[]): Promise<Readonly<Record<string, number | null>>> =>
  Object.fromEntries(
    ((await figures(...args)).availability[0]?.months ?? []).map((one) => [one.month, one.downSeconds]),
  );

const lacksIn = async (...args: readonly string[]): Promise<readonly string[]> =>
  (await figures(...args)).lacks.map(({ what }) => what);

describe("a month in which no incident was declared", () => {
  test("has the downtime of an earlier one, in Markdown, service review, JSON and tables alike", async () => {
    const asked = ["--month", "2024-10", "acme/over"];
    const { incidents, availability } = await figures(...asked);
    expect(incidents).toEqual([]);
    expect(availability[0]?.months).toMatchObject([
      { downSeconds: 24.5 * HOUR, percentKept: false, downKept: false, incidents: ["acme/over#1"] },
    ]);
    for (const page of [await report(...asked), await report(...asked, "--review")]) {
      expect(page).toContain("**0 incidents.**");
      expect(page).toContain(
        "| October 2024 | 744 hours | 24 hours 30 minutes | 96.706 % | not kept | 24 hours 30 minutes | not kept | [#1](https://github.com/acme/over/issues/1) |",
      );
      expect(page).not.toContain("nothing to count");
    }
    const table = (await filesIn(asked, env)).get("availability.csv") ?? "";
    expect(table).toContain(
      `acme/over,pay,Payments,2024-10,no,whole,,${744 * HOUR},${24.5 * HOUR},96.706,99.5,no,${24.5 * HOUR},3480,no,acme/over#1\r\n`,
    );
  });
});

describe("downtime that began before its incident was declared", () => {
  test("is in the month in which it was, the same in each period", async () => {
    const october = 8 * HOUR;
    expect(await downIn("--month", "2024-10", "acme/early")).toEqual({ "2024-10": october });
    const both = { "2024-10": october, "2024-11": 0.5 * HOUR };
    expect(await downIn("--quarter", "2024-Q4", "acme/early")).toMatchObject(both);
    expect(await downIn("--year", "2024", "acme/early")).toMatchObject(both);
    expect(await downIn("--month", "2024-11", "acme/early")).toEqual({ "2024-11": 0.5 * HOUR });
  });

  test("may still come while an incident can be declared for it, which the report says", async () => {
    const page = async (now: string) =>
      (await run(["report", "--month", "2024-10", "acme/over"], { env, now: at(now) })).out;
    expect(await page("2024-12-01T23:59")).toContain(
      "an incident that is declared by 2 Dec 2024 00:00 UTC may say that its downtime began in this period",
    );
    expect(await page("2024-12-02T00:00")).not.toMatch(/may change|how it stood/);
  });

  test("is not counted in a month that ended more than 31 days before, in no period, and that is said", async () => {
    expect(await downIn("--month", "2024-10", "acme/late")).toEqual({ "2024-10": 0 });
    const quarter = await downIn("--quarter", "2024-Q4", "acme/late");
    expect(quarter).toEqual({
      "2024-10": 0,
      "2024-11": 30 * 24 * HOUR,
      "2024-12": (24 + 12) * HOUR + 2400,
    });
    expect(await lacksIn("--quarter", "2024-Q4", "acme/late")).toContainEqual(
      expect.stringMatching(
        /^were declared too late for the month in which their downtime of “Payments” began/,
      ),
    );
  });
});

describe("an incident that was opened again", () => {
  test("was down until its end, and from the time that was given to the next", async () => {
    const year = await downIn("--year", "2024", "acme/again");
    expect([year["2024-11"], year["2024-12"]]).toEqual([0.5 * HOUR, HOUR]);
    expect(await downIn("--month", "2024-12", "acme/again")).toEqual({ "2024-12": HOUR });
    for (const month of ["2024-11", "2024-12"])
      expect(await report("--month", month, "acme/again")).toContain(
        "1 of 1 counted for “Payments” was opened again on 2 Dec 2024 01:00 UTC; the time between is not counted as down: [#1]",
      );
    expect(await lacksIn("--month", "2024-10", "acme/again")).toEqual([]);
  });

  test("took until its last end, which is said of it", async () => {
    const { intervals } = await figures("--month", "2024-11", "acme/again");
    const resolve = intervals.find(({ key }) => key === "resolve");
    expect(resolve?.values).toMatchObject([{ seconds: (30 * 24 + 2) * HOUR, openedAgain: true }]);
    expect(await report("--month", "2024-11", "acme/again")).toMatch(
      /- \*\*Time to resolve\*\*.*Opened again in between, and counted to the last end: \[#1\]/,
    );
    const first = await figures("--month", "2024-10", "acme/early");
    expect(first.intervals.flatMap(({ values }) => values)).toEqual([]);
  });

  test("has its earlier end by what was said of that last, and where nobody said the next one, that it was closed", async () => {
    expect(await downIn("--month", "2024-11", "acme/corrected")).toEqual({ "2024-11": 2 * HOUR + 360 });
    expect(await lacksIn("--month", "2024-11", "acme/corrected")).toContainEqual(
      expect.stringContaining("do not say when the downtime of “Payments” ended"),
    );
  });
});

describe("what was before the policy looked", () => {
  test("is not known, and is no availability of 100 %", async () => {
    const { availability, recordedSince } = await figures("--quarter", "2024-Q3", "acme/since");
    const none = { record: "none", percent: null, percentKept: null, downSeconds: null, downKept: null };
    expect(recordedSince).toBe("2024-09-25T00:00:00Z");
    expect(availability[0]?.months).toMatchObject([
      { month: "2024-07", ...none },
      { month: "2024-08", ...none },
      {
        ...{ month: "2024-09", record: "part", recordedFrom: "2024-09-25T00:00:00Z" },
        ...{ hoursSeconds: 6 * 24 * HOUR, downSeconds: 2 * HOUR, percent: 98.611, downKept: false },
        // Of the whole month two hours may be little.
        percentKept: null,
      },
    ]);
    const page = await report("--quarter", "2024-Q3", "acme/since");
    expect(page).toContain("| August 2024 | | | not known | | not known | |  |");
    expect(page).toContain("| September 2024, on record from 25 Sep 2024 00:00 UTC | 144 hours |");
    expect(page).not.toContain("100.000 %");
    expect((await filesIn(["--month", "2024-08", "acme/since"], env)).get("availability.csv")).toContain(
      `2024-08,no,none,,${31 * 24 * HOUR},,,99.5,,,3480,,\r\n`,
    );
  });

  test("leaves the months after it alone", async () => {
    const { availability, recordedSince } = await figures("--month", "2024-10", "acme/since");
    expect(recordedSince).toBeNull();
    expect(availability[0]?.months).toMatchObject([{ record: "whole", percent: 100, percentKept: true }]);
  });
});
