import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createService, type TocsinService } from "../../src/run/service.ts";
import { wallClock } from "../../src/run/wall-clock.ts";
import { mostBytes } from "../../src/server/body.ts";
import { webhookPath } from "../../src/server/hooks.ts";
import { type Listening, listen } from "../../src/server/listen.ts";
import { privateKey } from "../key.ts";
import { keptLog, nothing } from "../run/queue/stage.ts";

const secret = "what only the two of us know";
const { log, lines } = keptLog();
const taken: [string, unknown][] = [];
const passes: string[] = [];

let service: TocsinService;
let server: Listening;

beforeAll(async () => {
  service = createService({
    clock: wallClock(),
    log,
    gather: 0,
    pass: async (key) => {
      passes.push(key);
      return nothing;
    },
    border: {
      touched: (event, payload) => {
        taken.push([event, payload]);
        const keys = event === "issues" ? [{ key: "acme/incidents#7" }] : [];
        return { keys, repositories: [], own: false };
      },
      repositories: async () => [],
      heads: async () => [],
      ensureLabels: async () => undefined,
    },
  });
  service.start();
  server = await listen({
    host: "127.0.0.1",
    port: 0,
    appId: 1,
    privateKey,
    webhookSecret: secret,
    service,
    pages: undefined,
    log,
  });
});

afterAll(async () => {
  await server.close(1_000);
  await service.stop();
});

beforeEach(() => {
  taken.length = 0;
  passes.length = 0;
  lines.length = 0;
});

const signature = (body: string, by = secret): string =>
  `sha256=${createHmac("sha256", by).update(body).digest("hex")}`;

interface Sent {
  readonly event?: string;
  readonly headers?: Record<string, string>;
  readonly without?: string;
}

async function send(body: string, { event = "issues", headers = {}, without }: Sent = {}): Promise<Response> {
  const all: Record<string, string> = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    "x-hub-signature-256": signature(body),
    ...headers,
  };
  if (without !== undefined) delete all[without];
  return fetch(`${server.url}${webhookPath}`, { method: "POST", headers: all, body });
}

describe("a signed delivery", () => {
  test("is acknowledged and leads to a look at its key, also when it comes twice", async () => {
    const body = JSON.stringify({ action: "opened" });
    expect((await send(body)).status).toBe(200);
    expect((await send(body)).status).toBe(200);
    await service.settled();
    expect(taken.map(([event]) => event)).toEqual(["issues", "issues"]);
    expect(passes.length).toBeGreaterThan(0);
    expect(new Set(passes)).toEqual(new Set(["acme/incidents#7"]));
  });

  test("is taken whatever GitHub calls it", async () => {
    expect((await send("{}", { event: "something_new" })).status).toBe(200);
    expect(taken).toEqual([["something_new", {}]]);
  });

  test("may hold any letter, also where it is long", async () => {
    const title = "Zahlungen gestört 🚨 ".repeat(50_000);
    expect((await send(JSON.stringify({ title }))).status).toBe(200);
    expect(taken).toEqual([["issues", { title }]]);
  });

  test("of each kind that GitHub documents is acknowledged and crashes nothing", async () => {
    const require = createRequire(import.meta.url);
    const path = require.resolve("@octokit/webhooks-examples/api.github.com/index.json");
    const kinds = JSON.parse(readFileSync(path, "utf8")) as { name: string; examples: unknown[] }[];
    let sent = 0;
    for (const { name, examples } of kinds)
      for (const example of examples) {
        const response = await send(JSON.stringify(example), { event: name });
        expect([name, response.status]).toEqual([name, 200]);
        sent++;
      }
    expect(sent).toBe(329);
    expect(taken).toHaveLength(329);
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("a refused delivery", () => {
  test.each<[string, number, string, Sent]>([
    ["without a signature", 400, "{}", { without: "x-hub-signature-256" }],
    ["without an event", 400, "{}", { without: "x-github-event" }],
    ["without an id", 400, "{}", { without: "x-github-delivery" }],
    ["signed by somebody else", 400, "{}", { headers: { "x-hub-signature-256": signature("{}", "guess") } }],
    ["signed for another body", 400, '{"a":2}', { headers: { "x-hub-signature-256": signature('{"a":1}') } }],
    ["with a signature that is none", 400, "{}", { headers: { "x-hub-signature-256": "sha256=" } }],
    [
      "as a form",
      415,
      "payload=%7B%7D",
      { headers: { "content-type": "application/x-www-form-urlencoded" } },
    ],
    ["that says JSON and is none", 400, "payload=%7B%7D", {}],
    ["that is broken JSON", 400, '{"action":', {}],
    ["that is no object", 400, "null", {}],
    ["that is empty", 400, "", {}],
  ])("%s gets %i and nothing happens", async (_what, status, body, how) => {
    const response = await send(body, how);
    expect(response.status).toBe(status);
    expect(taken).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ level: "warn", status, msg: "a delivery was refused" });
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  test("by another method or to another path is nobody's", async () => {
    expect((await fetch(`${server.url}${webhookPath}`)).status).toBe(404);
    expect((await fetch(`${server.url}/`, { method: "POST", body: "{}" })).status).toBe(404);
    expect((await fetch(`${server.url}/.env`)).status).toBe(404);
  });

  test("that announces more than 25 MB is refused unread", async () => {
    const answer = await raw([`content-length: ${mostBytes + 1}\r\n\r\n`]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(taken).toEqual([]);
  });

  test("that goes on beyond 25 MB without saying so is cut off there", async () => {
    const chunk = `100000\r\n${"x".repeat(0x100000)}\r\n`;
    const answer = await raw(["transfer-encoding: chunked\r\n\r\n", ...Array<string>(60).fill(chunk)]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(taken).toEqual([]);
  });

  test("that ends early leaves the server standing", async () => {
    const { port, hostname } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`${head}content-length: 100\r\n\r\n{"a"`, () => socket.destroy());
      });
      socket.once("close", () => resolve());
    });
    expect((await send("{}")).status).toBe(200);
    expect(taken).toHaveLength(1);
  });
});

const head = [
  `POST ${webhookPath} HTTP/1.1`,
  "host: localhost",
  "content-type: application/json",
  "x-github-event: issues",
  "x-github-delivery: 1",
  `x-hub-signature-256: ${signature("")}`,
  "",
].join("\r\n");

/** Sends parts one after another for as long as the server takes them; answers with what it said. */
function raw(parts: readonly string[]): Promise<string> {
  const { port, hostname } = new URL(server.url);
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect(Number(port), hostname);
    const next = (index: number): void => {
      const part = parts[index];
      if (part !== undefined && said === "" && socket.writable)
        socket.write(part, () => setImmediate(next, index + 1));
    };
    socket.on("data", (data) => {
      said += data.toString("utf8");
    });
    socket.on("error", (error) => (said === "" ? reject(error) : resolve(said)));
    socket.on("close", () => resolve(said));
    socket.on("connect", () => socket.write(head, () => next(0)));
  });
}

describe("for operators", () => {
  test("the health has the queue, the last sweep and its age", async () => {
    await service.settled();
    const response = await fetch(`${server.url}/healthz`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({
      ok: true,
      queue: { waiting: 0, running: 0, held: 0 },
      timers: 0,
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      lastSweepAt: expect.stringMatching(/^\d{4}-.*Z$/),
      lastSweepAge: expect.any(Number),
    });
  });

  test("the metrics are Prometheus text, each with its help and type", async () => {
    await send("{}");
    await service.settled();
    const response = await fetch(`${server.url}/metrics`);
    const text = await response.text();
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4");
    const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
    expect(names).toEqual([
      "tocsin_deliveries_total",
      "tocsin_passes_total",
      "tocsin_effects_total",
      "tocsin_requests_total",
      "tocsin_queue_keys",
      "tocsin_timers",
      "tocsin_sweep_age_seconds",
      "tocsin_lateness_seconds",
    ]);
    expect(text).toMatch(/^tocsin_passes_total\{result="passed"\} \d+$/m);
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.]+)$/);
  });
});
