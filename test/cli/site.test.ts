// `tocsin site` over a GitHub: the page is written from what was sent, changed only where that changed, and refused where there is none.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { emptyFolder } from "../folder.ts";
import { fastClock, run } from "./terminal.ts";

const NOW = Math.floor(Date.now() / 1000) * 1000;
const policy = `extends: sre
site: { title: Acme status }
incidents: { label: { name: incident, aliases: [outage] } }
notices: { public-update: { approve: none, starts: [declared, major, resolved] } }
`;

let github: LocalGitHub;
let served: Served;
let env: Readonly<Record<string, string>>;
const cwd = emptyFolder();
const clock = fastClock();

beforeAll(async () => {
  github = createGitHub({ clock: new VirtualClock(NOW), apps: [] });
  const forms = Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text] as const));
  for (const [name, text] of [
    ["incidents", policy],
    ["other", "extends: sre\n"],
  ] as const)
    github.addRepository({
      ...{ owner: "acme", name, labels: ["incident", "outage", "severity: 1"] },
      files: { ".github/tocsin.yml": text, ...forms },
    });
  github.addRepository({ owner: "acme", name: "quiet" });
  github.addUser("ana");
  github.setRole("ana", "acme/incidents", "write");
  const open = (impact: string, labels: readonly string[]) =>
    github.openIssue({
      ...{ by: "ana", repo: "acme/incidents", title: "planted", labels: [...labels, "severity: 1"] },
      body: `### What is happening?\n\nplanted\n\n### Severity\n\nSEV1\n\n### Impact\n\n${impact}\n`,
    });
  open("Nobody can pay by card", ["incident"]);
  open("Refunds are late", ["outage"]);
  open("Receipts are late", ["outage", "incident"]);
  served = await serveGitHub(github);
  env = { GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql` };
});

afterAll(() => served.close());

const as = (repository: string) => ({
  cwd,
  clock,
  env: { ...env, GITHUB_TOKEN: github.actionsToken(repository) },
});

test("writes the page of what was sent, and again only what changed", async () => {
  for (let sweep = 0; sweep < 3; sweep++) {
    const swept = await run(["sweep", "acme/incidents"], as("acme/incidents"));
    expect(swept.code, swept.err).toBe(0);
  }
  const first = await run(["site", "acme/incidents", "--out", "page", "--json"], as("acme/incidents"));
  expect(first.err).toBe("");
  const { ok, incidents, written } = JSON.parse(first.out) as {
    ok: boolean;
    incidents: number;
    written: string[];
  };
  expect([ok, incidents]).toEqual([true, 3]);
  expect(written).toContain("index.html");
  const read = (path: string): string => readFileSync(join(cwd, "page", path), "utf8");
  for (const impact of ["Nobody can pay by card", "Refunds are late", "Receipts are late"])
    expect(read("api/v2/summary.json")).toContain(impact);
  for (const path of written) expect(read(path), path).not.toContain("planted");
  const again = await run(["site", "--out", "page", "--json"], {
    ...as("acme/incidents"),
    env: { ...as("acme/incidents").env, GITHUB_REPOSITORY: "acme/incidents" },
  });
  expect(JSON.parse(again.out)).toMatchObject({ ok: true, written: [], removed: [] });
});

test.each([
  [["site"], 2, /site needs one repository/],
  [["site", "acme/incidents"], 2, /site needs --out/],
  [["site", "nonsense", "--out", "p"], 2, /"nonsense" is no repository/],
])("wrong use is told: %j", async (args, code, message) => {
  const said = await run(args, as("acme/incidents"));
  expect([said.code, said.err]).toEqual([code, expect.stringMatching(message)]);
});

test.each([
  ["acme/other", /has no status page: add site/],
  ["acme/quiet", /no policy rules acme\/quiet/],
])("of %s there is none, and nothing is written", async (repository, message) => {
  const said = await run(["site", repository, "--out", "none"], as(repository));
  expect(said.code).not.toBe(0);
  expect(`${said.out}${said.err}`).toMatch(message);
  expect(existsSync(join(cwd, "none"))).toBe(false);
});
