// What ended or held up the server of 0.2.0, handed to a server of little memory: it lives, does its work, and starts again over it.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { realClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { privateKey } from "../key.ts";
import { playsAll } from "../laws/seeds.ts";
import { bodies, files, lengths, review } from "./hostile.ts";
import { listeningAt } from "./listening.ts";

const secret = "what only the two of us know";
const script = fileURLToPath(new URL("../../src/server.ts", import.meta.url));
const clock = realClock();
const [real, flooded] = ["acme/incidents#1", "acme/incidents#2"];

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly out: () => string;
}

let github: LocalGitHub;
let api: Served;
let server: Server | undefined;

beforeAll(async () => {
  github = createGitHub({
    clock,
    apps: [
      {
        ...{ slug: "tocsin", id: 1, privateKey, webhookSecret: secret },
        webhook: ({ headers, body }) =>
          fetch(`${server?.url}/api/github/webhooks`, { method: "POST", headers, body }),
      },
    ],
  });
  for (const login of ["alice", "ana", "mallory"]) github.addUser(login);
  github.addRepository({ owner: "acme", name: "incidents", labels: ["incident"], files });
  for (const login of ["alice", "ana"]) github.setRole(login, "acme/incidents", "write");
  github.install("tocsin", "acme");
  api = await serveGitHub(github);
});

afterAll(async () => {
  server?.child.kill("SIGKILL");
  clock.stop();
  await api?.close();
});

/** Starts the server with a heap of half a gigabyte; resolves when it listens. */
async function start(): Promise<Server> {
  const child = spawn(process.execPath, ["--max-old-space-size=512", script], {
    env: {
      PATH: process.env.PATH ?? "",
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? "",
      ...{ APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret, HOST: "127.0.0.1", PORT: "0" },
      GITHUB_API_URL: api.url,
      GITHUB_GRAPHQL_URL: `${api.url}/graphql`,
    },
  });
  let out = "";
  const url = await listeningAt(child, (text) => {
    out += text;
  });
  return { child, url, out: () => out };
}

function alive({ child, out }: Server): void {
  const end = child.exitCode ?? child.signalCode;
  if (end !== null) throw new Error(`the server ended with ${end}: ${out().slice(-3_000)}`);
}

async function until(here: Server, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    alive(here);
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it did not come to be; the server said: ${here.out().slice(-3_000)}`);
}

interface Health {
  readonly ok: boolean;
  readonly queue: { readonly waiting: number; readonly running: number; readonly held: number };
}

const health = async ({ url }: Server): Promise<Health> =>
  (await (await fetch(`${url}/healthz`)).json()) as Health;

/** At rest: the sweep is over, and nothing waits, runs or is written for a second. */
async function atRest(here: Server): Promise<void> {
  let quiet = 0;
  let { writes } = github.requests;
  await until(here, async () => {
    const { queue } = await health(here);
    const isIdle = queue.waiting + queue.running + queue.held === 0 && writes === github.requests.writes;
    quiet = isIdle && here.out().includes('"msg":"swept"') ? quiet + 1 : 0;
    ({ writes } = github.requests);
    return quiet === 10;
  });
}

const labels = (ref: string): readonly string[] => github.issue(ref).labels;
const says = (ref: string, words: string): boolean =>
  github.comments(ref).some(({ author, body }) => author === "tocsin[bot]" && body.includes(words));

function report(by: string, title: string, body: string): string {
  const { number } = github.openIssue({ by, repo: "acme/incidents", title, body, formLabels: ["incident"] });
  return `acme/incidents#${number}`;
}

/** Sixty of the largest deliveries at once, without a signature. */
async function flood(here: Server): Promise<void> {
  const body = Buffer.alloc(24_000_000, 32);
  const headers = {
    "content-type": "application/json",
    "x-github-event": "issues",
    "x-github-delivery": "1",
  };
  const sent = Array.from({ length: 60 }, () =>
    fetch(`${here.url}/api/github/webhooks`, { method: "POST", headers, body }),
  );
  for (const one of await Promise.allSettled(sent))
    if (one.status === "fulfilled") expect(one.value.status).toBe(400);
}

/** It takes a minute alone: what the server writes is a second apart. */
const slow = { timeout: 300_000 };

// Of the sample, which is for one's work in between, it is left out: writes are a second apart, and it takes a minute of them.
test.runIf(playsAll)(
  "a server of 512 MB survives what ended 0.2.0, does its work beside it, and comes to rest over it when it starts again",
  slow,
  async () => {
    report("alice", "Payments down", "### Severity\n\nSEV2 — a main function is lost for many users\n");
    report(
      "alice",
      "Search slow",
      "### Severity\n\nSEV3 — some users are affected or there is a way round\n",
    );
    for (let count = 0; count < 3_800; count += 1)
      github.comment({ by: "mallory", issue: flooded, body: `/resolve ${count}` });
    const first = await start();
    server = first;
    await until(first, () => labels(real).includes("severity: 2") && says(flooded, "tocsin:card"));

    for (const [title, body] of Object.entries(bodies)) report("mallory", title, body);
    for (const by of ["mallory", "alice"]) github.comment({ by, issue: flooded, body: lengths });
    await flood(first);
    github.comment({ by: "alice", issue: flooded, body: "/resolve It is fast again" });
    await until(first, () => labels(flooded).includes("status: resolved"));
    github.close({ by: "alice", issue: flooded, reason: "completed" });
    github.comment({ by: "alice", issue: flooded, body: "/review" });
    const reviews = () => github.issues().filter(({ author }) => author === "tocsin[bot]");
    await until(first, () => reviews().length === 1);
    const [{ ref, body } = { ref: "", body: "" }] = reviews();
    github.editIssue({ by: "alice", issue: ref, body: `${body}\n\n${review}`.slice(0, 65_536) });
    await until(first, () => says(ref, "Mend 0"));

    github.comment({ by: "alice", issue: real, body: "/severity sev1" });
    await until(first, () => labels(real).includes("severity: 1"));
    await atRest(first);
    expect(await health(first)).toMatchObject({ ok: true });

    const { writes } = github.requests;
    const left = new Promise((resolve) => first.child.once("close", resolve));
    first.child.kill("SIGTERM");
    expect(await left).toBe(0);
    const second = await start();
    server = second;
    await atRest(second);
    expect(github.requests.writes).toBe(writes);
    github.comment({ by: "alice", issue: real, body: "/resolve Paid again" });
    await until(second, () => labels(real).includes("status: resolved"));
    expect(await health(second)).toMatchObject({ ok: true });
  },
);
