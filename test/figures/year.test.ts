// A generated year over a GitHub: the figures are those of what was planted, counted again by other means; few requests; the same bytes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportDocument } from "../../src/figures/schema.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { run } from "../cli/terminal.ts";
import { emptyFolder } from "../folder.ts";
import { playsAll } from "../laws/seeds.ts";
import { diagramsIn, parses } from "../mermaid.ts";
import {
  actionStates,
  countedIn,
  downtime,
  lateReviews,
  lengths,
  repeats,
  spread,
  updateRuns,
} from "./expected.ts";
import { plantYear, repository, type Year } from "./year.ts";

/** A tenth of the year, unless everything is tested: planting all of it takes half a minute. */
const size = playsAll ? 1000 : 100;

let year: Year;
let served: Served;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  year = plantYear(size);
  // Several reports are made here within the hour; that one fits into its allowance is asserted below.
  year.github.faults({ rate: { limit: 100_000 } });
  served = await serveGitHub(year.github);
  env = {
    GITHUB_API_URL: served.url,
    GITHUB_GRAPHQL_URL: `${served.url}/graphql`,
    GITHUB_TOKEN: year.github.actionsToken(repository),
  };
}, 240_000);

afterAll(() => served.close());

type Section = ReportDocument["repositories"][number];

async function figures(...args: readonly string[]): Promise<Section> {
  const { code, out, err } = await run(["report", ...args, repository, "--json"], { env });
  expect([code, err]).toEqual([0, ""]);
  const [only] = (JSON.parse(out) as ReportDocument).repositories;
  if (only === undefined) throw new Error("there is no repository in the report");
  return only;
}

/** What the requests from one on cost of GitHub's hourly allowance. */
const pointsFrom = (before: number): number =>
  year.github.requests.log.slice(before).reduce((sum, { points }) => sum + points, 0);

const asked = (): number => year.github.requests.graphql + year.github.requests.rest;

describe.each([
  ["the year", ["--year", "2024"], 1, 12],
  ["a quarter", ["--quarter", "2024-Q2"], 4, 6],
  ["the month in which the clocks change", ["--month", "2024-10"], 10, 10],
] as const)("the figures of %s", (_name, args, first, last) => {
  let counted: ReturnType<typeof countedIn>;
  let found: Section;
  let requests: number;
  let points: number;

  beforeAll(async () => {
    counted = countedIn(year.planted, first, last);
    const before = asked();
    const begun = year.github.requests.log.length;
    found = await figures(...args);
    requests = asked() - before;
    points = pointsFrom(begun);
  }, 120_000);

  test("take sixty requests for a thousand incidents with five thousand actions, and fewer for a part of them", () => {
    const share = (size * (last - first + 1)) / 12;
    // The policy, both states of issues, and the rights of two people besides.
    expect(requests).toBeLessThanOrEqual(Math.ceil(share / 25) + 20);
    expect(requests).toBeLessThanOrEqual(60);
    // Of the 5,000 points that an installation has in an hour some are left to those who work meanwhile.
    expect(points).toBeLessThanOrEqual(4_000);
  });

  test("are about the incidents that were declared in it, by severity, service and month", () => {
    expect(counted.length).toBeGreaterThan(0);
    expect(found.incidents.map(({ ref }) => ref)).toEqual(counted.map(({ ref }) => ref));
    for (const { title, incidents } of found.bySeverity)
      expect(incidents).toEqual(counted.filter(({ severity }) => severity === title).map(({ ref }) => ref));
    const services = { Checkout: "checkout", Mail: "mail", Accounts: "accounts", "none named": undefined };
    for (const { title, incidents } of found.byService) {
      const key = services[title as keyof typeof services];
      expect(incidents).toEqual(counted.filter(({ service }) => service === key).map(({ ref }) => ref));
    }
    const sums = [found.bySeverity, found.byService].map((all) =>
      all.reduce((sum, { incidents }) => sum + incidents.length, 0),
    );
    expect(sums).toEqual([counted.length, counted.length]);
    const months = last === first ? [] : Array.from({ length: last - first + 1 }, (_none, n) => first + n);
    expect(found.byMonth.map(({ incidents }) => incidents)).toEqual(
      months.map((month) => countedIn(year.planted, month, month).map(({ ref }) => ref)),
    );
  });

  test("leave drills, false alarms and what was withdrawn out, and name them", () => {
    const apart = year.planted.filter(({ kind }) => kind !== "counted");
    for (const { ref, apart: why } of found.apart)
      expect(apart.find((one) => one.ref === ref)?.kind, ref).toBe(why);
    if (first === 1) expect(found.apart.map(({ ref }) => ref)).toEqual(apart.map(({ ref }) => ref));
  });

  test("have every limit of updates, kept or missed, by how much", () => {
    const runs = updateRuns(counted);
    const missed = runs.filter(({ late }) => late > 0);
    const update = found.promises.find(({ clock }) => clock === "update");
    expect(found.promises.map(({ clock }) => clock)).toEqual(runs.length === 0 ? [] : ["update"]);
    expect(update?.kept ?? 0).toBe(runs.length - missed.length);
    const shown = (update?.missed ?? []).map(({ ref, lateSeconds }) => `${ref} ${lateSeconds}`);
    expect(shown.toSorted()).toEqual(missed.map(({ ref, late }) => `${ref} ${late}`).toSorted());
    expect(update?.missed.map(({ lateSeconds }) => lateSeconds)).toEqual(
      missed.map(({ late }) => late).toSorted((one, other) => other - one),
    );
  });

  test("measure each interval by the times that were given, with the lag beside it", () => {
    const expected = lengths(counted);
    expect(found.intervals.map(({ key }) => key)).toEqual(Object.keys(expected));
    for (const { key, spread: shown, values } of found.intervals) {
      const all = expected[key] ?? [];
      expect(shown, key).toEqual(spread(all));
      expect(values.map(({ seconds }) => seconds * 1000)).toEqual(all.toSorted((one, other) => one - other));
    }
    const resolve = found.intervals.find(({ key }) => key === "resolve");
    const lags = counted.map(({ resolvedAt, resolvedSaidAt }) => resolvedSaidAt - resolvedAt);
    expect(resolve?.recordedAfter).toEqual(spread(lags));
  });

  test("say what became of each action and each review", () => {
    const { late, ...states } = actionStates(counted);
    const counts = Object.fromEntries(
      Object.keys(states).map((state) => [state, found.actions.filter((one) => one.state === state).length]),
    );
    expect(counts).toEqual(states);
    expect(found.actions).toHaveLength(counted.length * 5);
    expect(found.actions.filter((one) => one.late && one.state === "done")).toHaveLength(late);
    const reviewed = counted.filter(({ reviewClosedAt }) => reviewClosedAt !== undefined);
    expect(found.reviews.map(({ incident }) => incident)).toEqual(reviewed.map(({ ref }) => ref));
    expect(found.reviews.filter((one) => one.late).map(({ incident }) => incident)).toEqual(
      lateReviews(counted),
    );
  });

  test("hold availability and downtime each against its own promise, month by month", () => {
    const [checkout] = found.availability;
    expect(checkout?.months).toHaveLength(last - first + 1);
    for (const [index, month] of checkout?.months.entries() ?? []) {
      const { hours, downInHours, down } = downtime(year.planted, first + index);
      expect(month).toMatchObject({
        hoursSeconds: hours,
        downInHoursSeconds: downInHours,
        downSeconds: down,
      });
      const percent = 100 - (100 * downInHours) / hours;
      expect(Math.abs((month.percent ?? 0) - percent)).toBeLessThan(0.001 + 1e-6);
      expect(month.percent).toBeLessThanOrEqual(percent + 1e-6);
      expect(month.percentKept).toBe(downInHours * 200 <= hours);
      expect(month.downKept).toBe(down <= 58 * 60);
    }
  });

  test("name what came again and what is not known", () => {
    const again = new Map(
      found.repeats.map(({ cause, service, incidents }) => [
        `${cause} ${service === "" ? undefined : service.toLowerCase()}`,
        incidents.length,
      ]),
    );
    expect(new Map([...again].toSorted())).toEqual(new Map([...repeats(counted)].toSorted()));
    const lacking = (what: string) => found.lacks.find((one) => one.what === what)?.incidents ?? [];
    expect(lacking("have no “when it started”")).toEqual(
      counted.filter(({ startedAt }) => startedAt === undefined).map(({ ref }) => ref),
    );
    expect(lacking("name no service")).toEqual(
      counted.filter(({ service }) => service === undefined).map(({ ref }) => ref),
    );
  });
});

test("a report as files is the same bytes again, and every diagram of it is one", async () => {
  const [one, other] = [emptyFolder(), emptyFolder()];
  for (const cwd of [one, other]) {
    const said = await run(["report", "--quarter", "2024-Q2", repository, "--out", "figures"], { env, cwd });
    expect([said.code, said.err]).toEqual([0, ""]);
  }
  const read = (cwd: string) =>
    readdirSync(join(cwd, "figures"))
      .sort()
      .map((name) => [name, readFileSync(join(cwd, "figures", name), "utf8")] as const);
  const files = read(one);
  expect(files).toEqual(read(other));
  expect(files.map(([name]) => name)).toEqual([
    ".tocsin-report.json",
    "actions.csv",
    "availability.csv",
    "clocks.csv",
    "figures.json",
    "incidents.csv",
    "intervals-acme-incidents-dark.svg",
    "intervals-acme-incidents-light.svg",
    "report.md",
  ]);
  const page = new Map(files).get("report.md") ?? "";
  const diagrams = diagramsIn(page);
  expect(diagrams.length).toBeGreaterThan(1);
  for (const text of diagrams) await parses(text);
  for (const [, name = ""] of page.matchAll(/(?:src|srcset)="([^"]+)"/g))
    expect(files.map(([each]) => each)).toContain(name);
});
