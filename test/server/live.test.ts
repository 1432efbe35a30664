import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { realClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { privateKey } from "../key.ts";
import { playsMany } from "../laws/seeds.ts";

const secret = "what only the two of us know";
const script = fileURLToPath(new URL("../../src/server.ts", import.meta.url));
const clock = realClock();

let github: LocalGitHub;
let api: Served;
let server: ChildProcess;
let url: string;
let out = "";
let err = "";

beforeAll(async () => {
  github = createGitHub({
    clock,
    apps: [
      {
        slug: "tocsin",
        id: 1,
        privateKey,
        webhookSecret: secret,
        webhook: async ({ headers, body }) =>
          fetch(`${url}/api/github/webhooks`, { method: "POST", headers, body }),
      },
    ],
  });
  github.addUser("alice");
  github.addRepository({
    owner: "acme",
    name: "incidents",
    labels: ["incident"],
    files: { ".github/tocsin.yml": "extends: sre\n" },
  });
  github.setRole("alice", "acme/incidents", "write");
  github.install("tocsin", "acme");
  api = await serveGitHub(github);
  server = spawn(process.execPath, [script], {
    env: {
      PATH: process.env.PATH ?? "",
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? "",
      ...{ APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret, HOST: "127.0.0.1", PORT: "0" },
      GITHUB_API_URL: api.url,
      GITHUB_GRAPHQL_URL: `${api.url}/graphql`,
    },
  });
  server.stderr?.on("data", (data) => {
    err += String(data);
  });
  url = await new Promise<string>((resolve, reject) => {
    server.stdout?.on("data", (data) => {
      out += String(data);
      const found = /"msg":"listening".*"url":"([^"]+)"/.exec(out)?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once("close", (code) => reject(new Error(`the server left with ${code}: ${out}${err}`)));
  });
});

afterAll(async () => {
  server?.kill("SIGKILL");
  clock.stop();
  await api?.close();
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not come to be in ten seconds; the server said: ${out}${err}`);
}

const idle = async (): Promise<boolean> => {
  const { queue } = (await (await fetch(`${url}/healthz`)).json()) as {
    queue: { waiting: number; running: number };
  };
  return queue.waiting + queue.running === 0;
};

test.runIf(playsMany)(
  "every payload that GitHub documents is acknowledged, writes nothing and leaves the server well",
  async () => {
    await until(async () => out.includes('"msg":"swept"') && (await idle()));
    const { writes } = github.requests;
    const path = createRequire(import.meta.url).resolve(
      "@octokit/webhooks-examples/api.github.com/index.json",
    );
    const kinds = JSON.parse(readFileSync(path, "utf8")) as { name: string; examples: unknown[] }[];
    let sent = 0;
    for (const { name, examples } of kinds)
      for (const example of examples) {
        const body = JSON.stringify(example);
        const response = await fetch(`${url}/api/github/webhooks`, {
          method: "POST",
          body,
          headers: {
            "content-type": "application/json",
            "x-github-event": name,
            "x-github-delivery": `example-${sent++}`,
            "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
          },
        });
        expect([name, response.status]).toEqual([name, 200]);
      }
    expect(sent).toBe(329);
    await until(() => /"key":"Codertocat\/Hello-World#1"/.test(out));
    expect(github.requests.writes).toBe(writes);
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ ok: true });
  },
);

test("an incident that somebody opens gets its card", async () => {
  const issue = github.openIssue({
    by: "alice",
    repo: "acme/incidents",
    title: "Payments down",
    body: "Nobody can pay.",
    labels: ["incident"],
  });
  await until(() => github.comments(`acme/incidents#${issue.number}`).length > 0);
  expect(github.comments(`acme/incidents#${issue.number}`)[0]).toMatchObject({ author: "tocsin[bot]" });
});

test("on SIGTERM it leaves with 0", async () => {
  const left = new Promise<number | null>((resolve) => server.once("close", resolve));
  server.kill("SIGTERM");
  expect(await left).toBe(0);
  expect(out).toContain('"msg":"left"');
});
