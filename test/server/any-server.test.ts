// The server against a GitHub that is not the local one: it needs the documented API and nothing else.
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { privateKey } from "../key.ts";
import { playsMany } from "../laws/seeds.ts";
import { OtherGitHub, type Without } from "./other-github.ts";
import type { OtherIssue } from "./other-world.ts";

const secret = "what only the two of us know";
const script = fileURLToPath(new URL("../../src/server.ts", import.meta.url));
const ended: (() => void)[] = [];

afterEach(() => {
  for (const end of ended.splice(0)) end();
});

interface Run {
  readonly github: OtherGitHub;
  readonly child: ChildProcess;
  said: string;
}

/** A server process over another GitHub, under the addresses that an enterprise server has. */
async function run(without: Without = {}): Promise<Run> {
  const github = new OtherGitHub(without);
  const address = await github.listen();
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env.PATH ?? "",
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? "",
      ...{ APP_ID: "7", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret, HOST: "127.0.0.1", PORT: "0" },
      GITHUB_API_URL: `${address}/api/v3`,
      GITHUB_GRAPHQL_URL: `${address}/api/graphql`,
    },
  });
  const running: Run = { github, child, said: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      running.said += String(data);
    });
  ended.push(
    () => child.kill("SIGKILL"),
    () => github.close(),
  );
  return running;
}

async function until<T>(running: Run, find: () => T | undefined | false): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not come to be; it was asked ${running.github.asked.join(", ")}; ${running.said}`);
}

async function tell(url: string, event: string, payload: object): Promise<void> {
  const repository = { full_name: "lab/ops", name: "ops", owner: { login: "lab" } };
  const body = JSON.stringify({
    ...payload,
    repository,
    sender: { login: "alice" },
    installation: { id: 3 },
  });
  const headers = {
    "content-type": "application/json",
    ...{ "x-github-event": event, "x-github-delivery": "1" },
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  const { status } = await fetch(`${url}/api/github/webhooks`, { method: "POST", body, headers });
  expect(status).toBe(200);
}

const bodies = (issue: OtherIssue) => issue.timeline.map(({ body }) => String(body ?? ""));
const labels = (issue: OtherIssue) => issue.labels.map(({ name }) => name);

test.runIf(playsMany)("an incident is run on a server that has nothing but the documented API", async () => {
  const running = await run();
  const { github } = running;
  const url = await until(running, () => /"msg":"listening".*"url":"([^"]+)"/.exec(running.said)?.[1]);
  await until(running, () => github.world.labels.some(({ name }) => name === "status: open"));
  const issue = github.world.open("Payments down");
  const payload = { issue: { number: 1, labels: [], user: { type: "User" } } };
  await tell(url, "issues", { action: "opened", ...payload });
  await until(running, () => bodies(issue).some((body) => body.includes("tocsin:card")));
  await until(running, () => labels(issue).includes("status: open"));

  github.world.say(issue, "/severity 1");
  await tell(url, "issue_comment", { action: "created", ...payload });
  await until(running, () => labels(issue).includes("severity: 1"));
  const judged = github.world.done.map(({ field }) => field);
  expect(judged).toContain("updateIssueComment");
  expect(github.asked).toContain("GET /api/v3/repos/lab/ops/collaborators/alice/permission");

  await tell(url, "issue_comment", { action: "created", ...payload });
  await until(running, () => (running.said.match(/"key":"lab\/ops#1"/g) ?? []).length >= 3);
  expect(github.world.done.map(({ field }) => field)).toEqual(judged);
});

test.runIf(playsMany)(
  "routes and fields that a server lacks are named in one error, and it leaves with 1",
  async () => {
    const running = await run({
      routes: ["GET /api/v3/installation/repositories"],
      fields: ["IssueComment.isMinimized", "Issue.subIssues"],
    });
    const code = await new Promise((resolve) => running.child.once("close", resolve));
    expect(code).toBe(1);
    const [line, ...more] = running.said.trim().split("\n");
    expect(more).toEqual([]);
    expect(line).toMatch(
      /^The server cannot start: the server lacks \d things that Tocsin needs of GitHub's API: /,
    );
    for (const lack of ["GET /installation/repositories (answered 404", '"isMinimized"', '"subIssues"'])
      expect(line).toContain(lack);
    expect(running.github.world.done).toEqual([]);
  },
);

test.runIf(playsMany)("mutations that are missing are named before anything is written", async () => {
  const running = await run({ fields: ["Mutation.addReaction", "Mutation.minimizeComment"] });
  await new Promise((resolve) => running.child.once("close", resolve));
  expect(running.said).toContain(
    "lacks 2 things that Tocsin needs of GitHub's API: Mutation has no field 'addReaction'; Mutation has no field 'minimizeComment'",
  );
  expect(running.github.world.done).toEqual([]);
});
