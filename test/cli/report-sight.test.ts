// A report that the app wrote is verified by its own credentials, and by others: who can't read the record never calls it changed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRegions, sealed } from "../../src/engine/text/regions.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { emptyFolder } from "../folder.ts";
import { privateKey } from "../key.ts";
import { fastClock, run } from "./terminal.ts";

const MINUTE = 60_000;
const policy = `extends: sre
incidents: { authors: [tocsin, github-actions] }
teams: { queues: { repo: acme/queues } }
roles: { cto: { title: CTO, duty: [cora] } }
documents: { report: { approve: [cto] } }
`;

let github: LocalGitHub;
let served: Served;
let clock: VirtualClock;
let env: Readonly<Record<string, string>>;
let file: string;
let pull: string;
const cwd = emptyFolder();
const path = join(cwd, "report.md");

const app = (secret: string) => ({ APP_ID: "7", PRIVATE_KEY: privateKey, LEDGER_SECRET: secret });

const fast = fastClock();

async function sweep(): Promise<void> {
  const given = { clock: fast, env: { ...env, ...app("ours") } };
  const { code, err } = await run(["sweep", "acme/incidents"], given);
  expect([code, err]).toEqual([0, ""]);
}

const later = (minutes: number) => clock.advanceTo(clock.now() + minutes * MINUTE);

beforeAll(async () => {
  // The command line lives in real time: what happened here is over by now.
  clock = new VirtualClock(Math.floor(Date.now() / 1000) * 1000 - 24 * 60 * MINUTE);
  const permissions = {
    issues: "write",
    contents: "write",
    pull_requests: "write",
    metadata: "read",
  } as const;
  const apps = [{ slug: "tocsin", id: 7, privateKey, webhookSecret: "secret", permissions }];
  github = createGitHub({ clock, apps });
  github.addRepository({
    ...{ owner: "acme", name: "incidents", private: true, labels: ["incident", "severity: 1"] },
    files: { ".github/tocsin.yml": policy },
  });
  github.addRepository({ owner: "acme", name: "queues", private: true });
  github.install("tocsin", "acme");
  for (const login of ["ana", "cora"]) {
    github.addUser(login);
    github.setRole(login, "acme/incidents", "write");
  }
  served = await serveGitHub(github);
  env = { GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql` };
  const issue = "acme/incidents#1";
  github.openIssue({
    ...{ by: "ana", repo: "acme/incidents", title: "Payments down", labels: ["incident", "severity: 1"] },
    body: "Nobody can pay.",
  });
  await sweep();
  await later(5);
  github.comment({ by: "ana", issue, body: "/update The cache is full" });
  github.comment({ by: "ana", issue, body: "/resolve The cache was emptied" });
  github.close({ by: "ana", issue, reason: "completed" });
  await sweep();
  const review = github.issues("acme/incidents").find(({ title }) => title.startsWith("Review"));
  github.editIssue({
    ...{ by: "ana", issue: review?.ref ?? "" },
    body: `${review?.body}\n- [ ] Limit the cache @ana team:queues due:2099-04-30\n`,
  });
  await sweep();
  await later(60);
  github.comment({ by: "ana", issue, body: "/report" });
  await sweep();
  const [opened] = github.pulls("acme/incidents");
  pull = opened?.ref ?? "";
  file =
    [...github.files("acme/incidents", opened?.head ?? "")].find(([name]) =>
      name.startsWith("incidents/"),
    )?.[1] ?? "";
}, 60_000);
afterAll(() => served.close());

const verify = (text: string, as: Readonly<Record<string, string>> = app("ours")) => {
  writeFileSync(path, text);
  return run(["report", "--verify", path], { cwd, env: { ...env, ...as } });
};

/** The same text with the hash of each part made anew, as if we had written it. */
const resealed = (text: string): string =>
  sealed(text.split("\n").slice(1).join("\n"), ["report", "acme/incidents#1", "x"]);

describe("what its own app wrote", () => {
  test("holds, by its own secret", async () => {
    expect(file).toContain("Limit the cache");
    const { code, out } = await verify(file);
    expect([code, out]).toEqual([0, expect.stringMatching(/all \d+ facts hold/)]);
  });

  test.each([
    ["a limit", /^- \*\*Acknowledged?.*\n|^- \*\*Update\*\*.*\n/m, "limits"],
    ["the severity", /^- \*\*Severity\*\*.*\n/m, "overview"],
    ["the last line of the timeline", /^- .*status Closed.*\n/m, "timeline"],
    ["an action", /^\| \[Limit the cache.*\n/m, "actions"],
    ["an entry of the drawing", /^ *\d\d\.\d\d : .*cache is full.*\n/m, "timeline"],
    ["the whole drawing", /<details>[\s\S]*<\/details>\n/, "timeline"],
  ])("%s that was taken out is named, though the part's hash was made anew", async (_what, line, part) => {
    const changed = resealed(file.replace(line, ""));
    expect(file).toMatch(line);
    expect(readRegions(changed).regions.every(({ touched }) => !touched)).toBe(true);
    const { code, out } = await verify(changed);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`line \\d+, ${part}\\n {2}the file {2}leaves this out`));
  });
});

describe("other credentials say what is missing, and call nothing changed", () => {
  test.each([
    ["no secret", "", /is signed, and there is no LEDGER_SECRET here/],
    ["another secret", "theirs", /is not signed by the LEDGER_SECRET that is set here/],
  ])("%s is wrong use", async (_what, secret, why) => {
    const { code, out, err } = await verify(file, app(secret));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(why);
  });

  test("in JSON too", async () => {
    writeFileSync(path, file);
    const { code, out } = await run(["report", "--verify", path, "--json"], {
      ...{ cwd, env: { ...env, ...app("theirs") } },
    });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [{ file: path, message: expect.stringContaining("LEDGER_SECRET") }],
    });
  });

  test("a job's token that can't see a private repository can't tell of its issue, and the rest holds", async () => {
    const permissions = {
      issues: "read",
      contents: "read",
      pull_requests: "read",
      metadata: "read",
    } as const;
    const token = github.actionsToken("acme/incidents", permissions);
    const as = { GITHUB_TOKEN: token, LEDGER_SECRET: "ours" };
    const { code, out } = await verify(file, as);
    expect(code).toBe(1);
    expect(out).toMatch(/1 fact of \d+ can't be told as github-actions\[bot\].*no other is changed/);
    expect(out).toContain("line");
    expect(out).not.toContain("no longer");
    const changed = await verify(file.replace("The cache is full", "The cache is slow"), as);
    expect(changed.out).toContain("no longer hold");
  });
});

test("a request for changes that was taken back on GitHub holds nothing up", async () => {
  const state = async () => {
    // Without a server a sweep looks at what changed on the incident.
    github.comment({ by: "ana", issue: "acme/incidents#1", body: "Please look" });
    await sweep();
    const card = github.comments("acme/incidents#1")[0]?.body ?? "";
    return /\*\*Incident report\*\* ([^\n]*)/.exec(card)?.[1] ?? "";
  };
  await later(1);
  github.readyForReview({ by: "ana", pull });
  const given = github.review({ by: "cora", pull, verdict: "CHANGES_REQUESTED", body: "Why?" });
  await later(1);
  github.mergePull({ by: "ana", pull });
  expect(await state()).toMatch(/^merged.*not accepted yet.*cora asked for changes.*open · 0 of 1 approval/);
  await later(1);
  github.dismissReview({ by: "ana", review: given.id, message: "It is said below" });
  expect(await state()).toMatch(/^merged(?!.*asked for changes).*0 of 1 approval, next: CTO/);
  await later(1);
  github.review({ by: "cora", pull, verdict: "APPROVED" });
  expect(await state()).toMatch(/^accepted .*, cora.* · approved .* by cora as CTO/);
}, 30_000);
