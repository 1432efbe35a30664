// P-7, P-8: how many deliveries a second the server takes in, and what memory it has afterwards, beside a plain Probot server.
import { type ChildProcess, fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { privateKey } from "./incidents.ts";
import { median, pause, type Row, timeOf, times } from "./measure.ts";

const events = 20_000;
const rounds = 5;
const atOnce = 16;
const kinds = ["ours", "probot", "bare"] as const;

interface Side {
  readonly child: ChildProcess;
  readonly url: string;
  readonly memory: () => Promise<number>;
}

interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as T));
    child.once("exit", (code) => reject(new Error(`a server of the bench left with ${code}`)));
  });
}

async function start(kind: string): Promise<Side> {
  const script = fileURLToPath(new URL("./ingest-server.ts", import.meta.url));
  const child = fork(script, [kind, privateKey]);
  const { url } = await told<{ url: string }>(child);
  const memory = async () => {
    const answer = told<{ memory: number }>(child);
    child.send("memory");
    return (await answer).memory;
  };
  return { child, url, memory };
}

/** A comment on each of a hundred incidents, as GitHub delivers it. */
function deliveries(): readonly Signed[] {
  const path = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
  const all = JSON.parse(readFileSync(path, "utf8")) as {
    name: string;
    examples: { issue: { number: number } }[];
  }[];
  const [example] = all.find(({ name }) => name === "issue_comment")?.examples ?? [];
  if (example === undefined) throw new Error("there is no example of an issue_comment");
  return Array.from({ length: 100 }, (_none, n) => {
    const body = JSON.stringify({ ...example, issue: { ...example.issue, number: n + 1 } });
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "x-github-event": "issue_comment",
      "x-github-delivery": `bench-${n}`,
      "x-hub-signature-256": `sha256=${createHmac("sha256", "bench").update(body).digest("hex")}`,
    };
    return { body, headers };
  });
}

function post(url: string, agent: Agent, { body, headers }: Signed): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      if (response.statusCode !== 200) reject(new Error(`a delivery was answered ${response.statusCode}`));
      response.once("end", () => resolve());
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** Deliveries a second. */
async function rate(url: string, signed: readonly Signed[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let next = 0;
  const line = async (): Promise<void> => {
    for (let n = next++; n < events; n = next++) await post(url, agent, signed[n % signed.length] as Signed);
  };
  const time = await timeOf(() => Promise.all(Array.from({ length: atOnce }, line)));
  agent.destroy();
  return (events * 1000) / time;
}

interface Found {
  readonly rate: number;
  readonly idle: number;
  readonly after: number;
}

async function measureAll(): Promise<Record<(typeof kinds)[number], Found>> {
  const signed = deliveries();
  const sides = await Promise.all(kinds.map(async (kind) => ({ kind, ...(await start(kind)) })));
  try {
    await pause(500);
    const idle = await Promise.all(sides.map(({ memory }) => memory()));
    const rates = sides.map((): number[] => []);
    for (let round = 0; round < rounds; round++)
      for (const [index, { url }] of sides.entries()) rates[index]?.push(await rate(url, signed));
    await pause(2000);
    const after = await Promise.all(sides.map(({ memory }) => memory()));
    const found = sides.map(({ kind }, n) => [
      kind,
      { rate: median(rates[n] ?? []), idle: idle[n] ?? 0, after: after[n] ?? 0 },
    ]);
    return Object.fromEntries(found) as Record<(typeof kinds)[number], Found>;
  } finally {
    for (const { child } of sides) child.kill();
  }
}

const perSecond = (found: Found): string => `${Math.round(found.rate).toLocaleString("en")} a second`;
const memory = ({ idle, after }: Found): string =>
  `${(after / idle).toFixed(2)} × idle (${Math.round(idle / 1e6)} → ${Math.round(after / 1e6)} MB)`;

/** The rows of P-7 and P-8. */
export async function measure(): Promise<readonly Row[]> {
  const { ours, probot, bare } = await measureAll();
  const ratio = ours.rate / probot.rate;
  return [
    {
      id: "P-7",
      what: "deliveries taken in (a Probot server with a handler that does nothing)",
      ...{
        ours: perSecond(ours),
        anchor: perSecond(probot),
        ratio: times(ratio),
        goal: "≥ 1.0 ×",
        met: ratio >= 1,
      },
    },
    {
      id: "P-7",
      what: "deliveries taken in (bare)",
      ...{ ours: perSecond(ours), anchor: perSecond(bare), ratio: times(ours.rate / bare.rate), goal: "" },
    },
    {
      id: "P-8",
      what: `memory after ${(events * rounds).toLocaleString("en")} deliveries (the same Probot server)`,
      ...{
        ours: memory(ours),
        anchor: memory(probot),
        ratio: times(ours.after / probot.after),
        goal: "≤ 1.5 × idle",
      },
      met: ours.after / ours.idle <= 1.5,
    },
  ];
}
