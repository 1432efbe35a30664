import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, type TestContext, test } from "vitest";
import { privateKey as pem } from "../key.ts";

const secret = "what only the two of us know";
const environment = { APP_ID: "1", PRIVATE_KEY: pem, WEBHOOK_SECRET: secret, HOST: "127.0.0.1", PORT: "0" };
const script = fileURLToPath(new URL("./fixture-server.ts", import.meta.url));

interface Process {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the line of the log that has this message. */
  readonly said: (message: string) => Promise<Record<string, unknown>>;
  readonly left: Promise<number | null>;
}

function run(env: Record<string, string>, { onTestFinished }: Pick<TestContext, "onTestFinished">): Process {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  const child = spawn(process.execPath, [script], { env: { PATH, NODE_COMPILE_CACHE, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => {
    out += String(data);
  });
  child.stderr.on("data", (data) => {
    err += String(data);
  });
  const left = new Promise<number | null>((resolve) => child.once("close", resolve));
  const lineWith = (message: string) =>
    out
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ msg }) => msg === message);
  const said = (message: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const line = lineWith(message);
        if (line !== undefined) resolve(line);
      };
      child.stdout.on("data", look);
      child.once("close", () => reject(new Error(`it left without saying "${message}": ${out}${err}`)));
      look();
    });
  return { child, out: () => out, err: () => err, said, left };
}

async function deliver(url: unknown, keys: readonly string[]): Promise<number> {
  const body = JSON.stringify({ keys });
  const response = await fetch(`${url}/api/github/webhooks`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-github-delivery": "1",
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  });
  return response.status;
}

// Each has a server of its own, and most of the time goes by until one is up.
describe.concurrent("starting", () => {
  test("without its variables it names all of them at once and leaves with 1", async (context) => {
    const server = run({}, context);
    expect(await server.left).toBe(1);
    for (const variable of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"])
      expect(server.err()).toMatch(new RegExp(`^ {2}${variable} is not set`, "m"));
    expect(server.err()).not.toContain("    at ");
  });

  test("against an API that lacks something it says what and leaves with 1", async (context) => {
    const server = run({ ...environment, LACKS: "Issue.subIssues" }, context);
    expect(await server.left).toBe(1);
    expect(server.err()).toBe("The server cannot start: the API lacks Issue.subIssues\n");
  });
});

describe.concurrent.each(["SIGTERM", "SIGINT"] as const)("on %s", (signal) => {
  test("it finishes the passes that run, starts no other, and leaves with 0, also where the signal comes twice", async (context) => {
    const server = run(environment, context);
    const { url } = await server.said("listening");
    const keys = Array.from({ length: 9 }, (_none, n) => `acme/incidents#${n}`);
    expect(await deliver(url, keys)).toBe(200);
    await server.said("began");
    server.child.kill(signal);
    await server.said("draining");
    server.child.kill(signal);
    expect(await server.left).toBe(0);
    const count = (message: string) => server.out().split(`"msg":"${message}"`).length - 1;
    expect([count("began"), count("ended")]).toEqual([8, 8]);
    expect(count("left")).toBe(1);
    await expect(deliver(url, keys)).rejects.toThrow();
  });
});

test.concurrent("a pass that does not come to its end does not keep the server", async (context) => {
  const server = run({ ...environment, PASS_MS: "3600000", DRAIN_MS: "500" }, context);
  const { url } = await server.said("listening");
  await deliver(url, ["acme/incidents#1"]);
  await server.said("began");
  server.child.kill("SIGTERM");
  expect(await server.left).toBe(0);
  expect(server.out()).toContain("left before everything was over");
});
