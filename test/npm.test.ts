// What npm starts ends with npm: no process and no port is left, whichever way npm is told.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { realClock } from "../src/local-github/clock.ts";
import { createGitHub } from "../src/local-github/github.ts";
import { type Served, serveGitHub } from "../src/local-github/http.ts";
import { privateKey } from "./key.ts";
import { playsAll, playsMany } from "./laws/seeds.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const secret = "what only the two of us know";
const clock = realClock();
let api: Served;

beforeAll(async () => {
  const github = createGitHub({
    clock,
    apps: [
      { slug: "tocsin", id: 1, privateKey, webhookSecret: secret, webhook: async () => ({ status: 200 }) },
    ],
  });
  github.addRepository({ owner: "acme", name: "incidents" });
  github.install("tocsin", "acme");
  api = await serveGitHub(github);
});

afterAll(async () => {
  clock.stop();
  await api?.close();
});

/** Whether a process lives, or with a negative number one of a group. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Starts npm as a terminal does, in a process group of its own; resolves when what it runs says its address. */
async function startedByNpm(
  words: readonly string[],
): Promise<{ npm: number; url: string; ended: Promise<unknown> }> {
  const child = spawn("npm", words, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      npm_config_update_notifier: "false",
      ...{ APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret, HOST: "127.0.0.1", PORT: "0" },
      ...{ GITHUB_API_URL: api.url, GITHUB_GRAPHQL_URL: `${api.url}/graphql` },
    },
  });
  const npm = child.pid ?? 0;
  onTestFinished(() => {
    if (lives(-npm)) process.kill(-npm, "SIGKILL");
  });
  const ended = once(child, "exit");
  let text = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: unknown): void => {
      text += String(chunk);
      const found = /"url":\s*"(http:\/\/127\.0\.0\.1:\d+)"/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`npm left with ${code}: ${text}`)));
  });
  return { npm, url, ended };
}

const ways = {
  "SIGTERM to npm": (npm: number) => process.kill(npm, "SIGTERM"),
  "SIGINT to npm": (npm: number) => process.kill(npm, "SIGINT"),
  "Ctrl-C, which the whole group gets": (npm: number) => process.kill(-npm, "SIGINT"),
} as const;

const started = {
  "the demo": ["run", "demo", "--", "--json"],
  "the server": ["start"],
  "the demo as a command": ["run", "-s", "tocsin", "--", "demo", "--json"],
} as const;

/** Of a sample each program is told in one way, and each way is taken once. */
const waysOf = (program: number) =>
  Object.entries(ways).filter((_way, index) => playsAll || index === program % Object.keys(ways).length);

const programs = Object.entries(started).map(([what, words], index) => [what, words, index] as const);

describe.each(programs)("%s", (_what, words, index) => {
  test.runIf(playsMany).each(waysOf(index))(
    "ends on %s, and leaves no process and no port",
    async (_way, tell) => {
      const { npm, url, ended } = await startedByNpm(words);
      // A browser that is open keeps its connection.
      expect((await fetch(url)).status).toBeLessThan(500);
      const told = performance.now();
      tell(npm);
      await ended;
      await expect.poll(() => lives(-npm), { timeout: 5000 }).toBe(false);
      expect(performance.now() - told).toBeLessThan(8000);
      await expect(fetch(url)).rejects.toThrow();
    },
  );
});
