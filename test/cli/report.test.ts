// `tocsin report` over a GitHub: who may read what, a period that is not over, the same bytes later, and wrong use.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportJsonSchema } from "../../src/figures/schema.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { stillClock } from "../figures/still-clock.ts";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const MINUTE = 60_000;
const day = (text: string): number => Date.parse(`${text}Z`);

let github: LocalGitHub;
let served: Served;
let env: Readonly<Record<string, string>>;

interface Story {
  readonly repo: string;
  readonly title: string;
  readonly cause: string;
  readonly from: number;
  readonly isOver: boolean;
}

beforeAll(async () => {
  const clock = stillClock(day("2025-01-01T00:00"));
  github = createGitHub({ clock, apps: [{ slug: "tocsin", id: 1, webhookSecret: "x" }] });
  github.addUser("ana");
  const forms = Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text] as const));
  for (const name of ["incidents", "vault", "quiet"]) {
    const files = name === "quiet" ? {} : { ".github/tocsin.yml": "extends: sre\n", ...forms };
    github.addRepository({ owner: "acme", name, private: name === "vault", labels: ["incident"], files });
    github.setRole("ana", `acme/${name}`, "write");
  }
  github.install("tocsin", "acme");
  const tell = ({ repo, title, cause, from, isOver }: Story): void => {
    const body =
      "### What is happening?\n\nIt is slow.\n\n### Severity\n\nSEV3\n\n### Impact\n\nSome wait.\n";
    const { number } = clock.at(from, () =>
      github.openIssue({ by: "ana", repo, title, body, formLabels: ["incident"] }),
    );
    const issue = `${repo}#${number}`;
    if (!isOver) return;
    const words = `/resolve It was mended.\ncause: ${cause}`;
    clock.at(from + 30 * MINUTE, () => github.comment({ by: "ana", issue, body: words }));
    clock.at(from + 60 * MINUTE, () => github.close({ by: "ana", issue, reason: "completed" }));
  };
  const disk = { cause: "=SUM(A1) a full disk", isOver: true };
  tell({ repo: "acme/incidents", title: "=1+1 is slow", from: day("2025-01-31T23:30"), ...disk });
  tell({ repo: "acme/incidents", title: "Slow again", from: day("2025-02-03T10:00"), ...disk });
  tell({ repo: "acme/incidents", title: "Slow once more", from: day("2025-02-04T10:00"), ...disk });
  tell({
    repo: "acme/incidents",
    title: "Open yet",
    cause: "",
    from: day("2025-03-31T22:59"),
    isOver: false,
  });
  tell({
    repo: "acme/incidents",
    title: "In summer time",
    cause: "",
    from: day("2025-03-31T23:00"),
    isOver: false,
  });
  for (const from of [day("2025-02-05T10:00"), day("2025-02-06T10:00")])
    tell({ repo: "acme/vault", title: "Keys were seen", cause: "a lost laptop", from, isOver: true });
  served = await serveGitHub(github);
  const token = github.installationToken("tocsin", "acme");
  env = { GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql`, GITHUB_TOKEN: token };
});

afterAll(() => served.close());

const report = (args: readonly string[], given: { readonly now?: number; readonly cwd?: string } = {}) =>
  run(["report", ...args], { env, ...given });

describe("who may read a report", () => {
  test("sees the titles of the first repository, and of a private one beside it addresses alone", async () => {
    const { out, err } = await report(["--month", "2025-02", "acme/incidents", "acme/vault"]);
    expect(err).toBe("");
    expect(out).toContain("For everybody who may read the issues of acme/incidents.");
    expect(out).toContain("Slow again");
    expect(out).toMatch(/2 with the cause “\\?=SUM\(A1\) a full disk”/);
    expect(out).toContain("Their titles and causes are left out, since others may read this too.");
    expect(out).toContain("](https://github.com/acme/vault/issues/1)");
    expect(out).not.toMatch(/Keys were seen|laptop/);
    expect(out).toContain("2 with the same cause");
  });

  test("finds nothing private in its JSON either, which has the published shape", async () => {
    const { out } = await report(["--month", "2025-02", "acme/incidents", "acme/vault", "--json"]);
    expect(out).not.toMatch(/Keys were seen|laptop/);
    const accepts = new Ajv2020({ strict: false }).compile(reportJsonSchema());
    expect(accepts(JSON.parse(out)), JSON.stringify(accepts.errors)).toBe(true);
  });

  test("of the private one named first sees its titles", async () => {
    const { out } = await report(["--month", "2025-02", "acme/vault"]);
    expect(out).toContain("acme/vault is private: who may read its incidents may read this.");
    expect(out).toContain("Keys were seen");
  });
});

describe("a period", () => {
  test("takes an incident by the day of the policy's zone", async () => {
    const titles = async (month: string): Promise<readonly string[]> => {
      const { out } = await report(["--month", month, "acme/incidents", "--json"]);
      const { repositories } = JSON.parse(out) as { repositories: { incidents: { title: string }[] }[] };
      return repositories.flatMap(({ incidents }) => incidents.map(({ title }) => title));
    };
    expect(await titles("2025-01")).toEqual(["=1+1 is slow"]);
    expect(await titles("2025-03")).toEqual(["Open yet"]);
    expect(await titles("2025-04")).toEqual(["In summer time"]);
  });

  test("that is not over says until when, and what is open as of when", async () => {
    const { out } = await report(["--month", "2025-04", "acme/incidents"]);
    expect(out).toContain("April 2025, until 1 Apr 2025 13:00 BST: the period is not over.");
    const march = await report(["--month", "2025-03", "acme/incidents"]);
    expect(march.out).toContain("This is how it stood on 1 Apr 2025 13:00 BST.");
  });

  test("in which everything has ended gives the same bytes whenever it is asked for", async () => {
    const later = { now: day("2026-07-01T00:00") };
    for (const args of [
      ["--month", "2025-02", "acme/incidents"],
      ["--month", "2025-02", "acme/vault", "--json"],
    ]) {
      const first = await report(args);
      expect(first.err).toBe("");
      expect((await report(args, later)).out).toBe(first.out);
      expect(first.out).not.toMatch(/how it stood/);
    }
  });

  test("without an incident says so", async () => {
    const { code, out } = await report(["--quarter", "2024-q3", "acme/incidents"]);
    expect(code).toBe(0);
    expect(out).toContain("**0 incidents.**");
    expect(out).toContain("There is nothing to count.");
  });
});

describe("files", () => {
  test("are tables that no spreadsheet runs, read by Excel as UTF-8", async () => {
    const cwd = emptyFolder();
    const said = await report(["--quarter", "2025-Q1", "acme/incidents", "--out", "q1"], { cwd });
    expect([said.code, said.err]).toEqual([0, ""]);
    const table = readFileSync(join(cwd, "q1", "incidents.csv"), "utf8");
    expect(table.startsWith("\uFEFFincident,url,title,")).toBe(true);
    expect(table).toContain(",'=1+1 is slow,");
    expect(table.split("\r\n")).toHaveLength(6);
    for (const name of ["report.md", "clocks.csv", "actions.csv", "figures.json"])
      expect(existsSync(join(cwd, "q1", name)), name).toBe(true);
    const again = await report(["--quarter", "2025-Q1", "acme/incidents", "--out", "q1", "--json"], { cwd });
    expect(JSON.parse(again.out)).toMatchObject({ ok: true, written: [], removed: [] });
  });

  test("in which people made notes are left as they are, with what to do", async () => {
    const cwd = emptyFolder();
    await report(["--month", "2025-02", "acme/incidents", "--out", "months"], { cwd });
    appendFileSync(join(cwd, "months/report.md"), "\nTo be talked of on Monday.\n");
    const said = await report(["--month", "2025-03", "acme/incidents", "--out", "months"], { cwd });
    expect([said.code, said.out]).toEqual([1, ""]);
    expect(said.err).toMatch(/report\.md was changed since tocsin report wrote it, and that would be lost/);
    expect(readFileSync(join(cwd, "months/report.md"), "utf8")).toMatch(
      /2025[\s\S]*To be talked of on Monday/,
    );
  });
});

test.each([
  [["acme/incidents"], /needs a period: --month 2026-10/],
  [["--month", "2025-13", "acme/incidents"], /--month is "2025-13"; expected a month such as 2026-10/],
  [["--month", "March", "acme/incidents"], /--month is "March"/],
  [["--quarter", "2025-5", "acme/incidents"], /--quarter is "2025-5"; expected a quarter such as 2026-Q4/],
  [["--year", "1066", "acme/incidents"], /--year is "1066"; expected a year from 2008/],
  [["--month", "2025-03", "--year", "2025", "acme/incidents"], /takes one period/],
  [["--month", "2025-03"], /needs a repository/],
  [["--month", "2025-03", "nonsense"], /"nonsense" is no repository/],
  [["--month", "2025-03", "acme/incidents", "--out", " "], /--out needs a folder/],
  [["--month", "2025-02", "--month", "2025-03", "acme/incidents"], /--month is given more than once/],
  [
    ["--month", "2025-05", "acme/incidents"],
    /May 2025 begins on .*: there is nothing to count yet; give a period that has begun/,
  ],
  [["--year", "2031", "acme/incidents"], /2031 begins on 31 Dec 2030/],
])("wrong use is told: %j", async (args, message) => {
  const { code, out, err } = await report(args);
  expect([code, out, err]).toEqual([2, "", expect.stringMatching(message)]);
});

test("of a repository that nothing rules there are none", async () => {
  const { code, err } = await report(["--month", "2025-03", "acme/quiet"]);
  expect([code, err]).toEqual([1, expect.stringMatching(/no policy rules acme\/quiet/)]);
});
