import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { privateKey } from "../key.ts";
import { run } from "./terminal.ts";

// The command line lives in real time: so does this GitHub's clock, which stands still.
const NOW = Math.floor(Date.now() / 1000) * 1000;

let github: LocalGitHub;
let served: Served;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  const apps = [{ slug: "tocsin", id: 7, privateKey, webhookSecret: "secret" }];
  github = createGitHub({ clock: new VirtualClock(NOW), apps });
  const form = presetForms("sre").map(({ path, text }) => [path, text] as const);
  github.addRepository({
    owner: "acme",
    name: "incidents",
    files: { ".github/tocsin.yml": "extends: sre\n", ...Object.fromEntries(form) },
    labels: ["incident"],
  });
  github.addRepository({ owner: "acme", name: "quiet" });
  github.install("tocsin", "acme");
  github.addUser("ana");
  github.setRole("ana", "acme/incidents", "write");
  github.openIssue({ by: "ana", repo: "acme/incidents", title: "Down", body: "", labels: ["incident"] });
  served = await serveGitHub(github);
  env = { GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql` };
});

afterAll(() => served.close());

const asApp = () => ({ env: { ...env, APP_ID: "7", PRIVATE_KEY: privateKey } });
const asRun = () => ({ env: { ...env, GITHUB_TOKEN: github.actionsToken("acme/incidents") } });

describe("explain", () => {
  test("shows what Tocsin would do and why, and writes nothing", async () => {
    const { code, out } = await run(["explain", "acme/incidents#1", "--json"], asRun());
    expect(code).toBe(0);
    const explained = JSON.parse(out) as { plan: readonly { kind: string; because: string }[] };
    expect(explained).toMatchObject({
      ref: "acme/incidents#1",
      management: "managed",
      mode: "on",
      status: { key: "open" },
    });
    expect(explained.plan.map((effect) => effect.kind)).toContain("card");
    for (const effect of explained.plan) expect(effect.because).not.toBe("");
    expect(github.comments("acme/incidents#1")).toEqual([]);
  });

  test("says it in words for people", async () => {
    const { code, out } = await run(["explain", "acme/incidents#1"], asApp());
    expect(code).toBe(0);
    expect(out).toContain("acme/incidents#1  Down\nmanaged, mode on, policy sre");
    expect(out).toContain("\nPlan\n");
  });

  test.each([
    ["acme/incidents#99", "is not in sight"],
    ["acme/nowhere#1", "is out of sight"],
  ])("%s is exit 1: %s", async (ref, why) => {
    const { code, out } = await run(["explain", ref, "--json"], asApp());
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [{ file: ref, message: expect.stringContaining(why) }],
    });
  });
});

test("credentials that GitHub refuses are told in one sentence, exit 1", async () => {
  const { code, err } = await run(["sweep", "acme/incidents"], {
    env: { ...env, GITHUB_TOKEN: "ghs_wrong" },
  });
  expect(code).toBe(1);
  expect(err).toMatch(/^tocsin: acme\/incidents: .*HTTP 401.*\n$/);
});

describe("sweep", () => {
  test("refuses a token that belongs to no bot, and a token without repositories", async () => {
    const { code, err } = await run(["sweep"], asRun());
    expect(code).toBe(2);
    expect(err).toContain("sweep needs the repositories by name");
  });

  test("does what is due once, and nothing the second time", async () => {
    const first = await run(["sweep", "--json"], asApp());
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({
      ok: true,
      repositories: 1,
      heads: 1,
      // The list of actions is a subject of the repository, and no incident.
      looked: ["acme/incidents#actions", "acme/incidents#1"],
      failed: [],
    });
    expect(github.issue("acme/incidents#1").labels).toContain("status: open");
    expect(github.comments("acme/incidents#1").map((comment) => comment.author)).toEqual(["tocsin[bot]"]);
    const second = await run(["sweep", "--json"], asApp());
    // Whether there is anything to list shows only by looking, as long as there is no list.
    const looked = ["acme/incidents#actions"];
    expect(JSON.parse(second.out)).toMatchObject({ ok: true, heads: 1, looked, written: [] });
  });
});
