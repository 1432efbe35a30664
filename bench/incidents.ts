// A local GitHub full of incidents that Tocsin runs, in virtual time, for benches: what is asked can be made slow in real time.
import { generateKeyPairSync } from "node:crypto";
import { type Duration, MINUTE, SECOND } from "../src/engine/instant.ts";
import { createClient } from "../src/github/client.ts";
import { createProof } from "../src/github/proof.ts";
import { VirtualClock } from "../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../src/local-github/github.ts";
import { createRenderer } from "../src/render/render.ts";
import type { Live } from "../src/run/live.ts";
import type { TocsinService } from "../src/run/service.ts";
import { createTocsin, shippedRulings } from "../src/run/tocsin.ts";
import { templates } from "../src/shipped/templates.ts";
import { pause } from "./measure.ts";

/** One key for the app of every bench. */
export const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** What fills the repository. */
export interface Filling {
  readonly count: number;
  /** How many of them are severity 1, whose updates fall due; the others are severity 3, which has no update clock. */
  readonly urgent: number;
  /** Comments of people on each. */
  readonly comments: number;
  /** Between the acts, in virtual milliseconds; all at once when absent. */
  readonly apart?: Duration;
}

/** A running Tocsin: one process with a memory of its own. */
export interface Process {
  readonly live: Live;
  readonly service: TocsinService;
}

/** The GitHub, its clock, and what was asked of it. */
export interface Managed {
  readonly github: LocalGitHub;
  readonly clock: VirtualClock;
  /** Requests so far, those for tokens left out. */
  readonly asked: () => number;
  /** Holds every answer back by real milliseconds from now on. */
  readonly slow: (wait: number) => void;
  readonly process: () => Promise<Process>;
  /** Runs work while virtual time moves on with it. */
  readonly moving: <T>(work: Promise<T>) => Promise<T>;
}

const home = "acme/incidents";

/** Opens the incidents, lets Tocsin look after them, and ends it: half an hour after the start nothing is due. */
export async function manage(filling: Filling): Promise<Managed> {
  const clock = new VirtualClock(Date.parse("2025-04-01T09:00:00Z"), 60_000);
  let listener: TocsinService | undefined;
  const webhook = async ({ event, body }: { event: string; body: string }) => {
    listener?.deliver(event, JSON.parse(body));
    return { status: 200 };
  };
  const github = createGitHub({
    clock,
    apps: [{ slug: "tocsin", id: 1, privateKey, webhookSecret: "x", webhook }],
  });
  github.addRepository({
    owner: "acme",
    name: "incidents",
    files: { ".github/tocsin.yml": "extends: sre\n" },
  });
  github.install("tocsin", "acme");
  let wait = 0;
  let asked = 0;
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (!String(input).endsWith("/access_tokens")) asked++;
    const answer = wait === 0 ? github.fetch(input, init) : pause(wait).then(() => github.fetch(input, init));
    clock.track(answer);
    return answer;
  };
  const managed: Managed = {
    ...{ github, clock, asked: () => asked },
    slow: (milliseconds) => {
      wait = milliseconds;
    },
    process: () => start(clock, fetch),
    moving: (work) => moving(clock, work),
  };
  const first = await managed.process();
  listener = first.service;
  first.service.start();
  await clock.advanceTo(clock.now() + SECOND);
  await fill(github, filling, (by) => clock.advanceTo(clock.now() + by));
  await clock.advanceTo(clock.now() + 30 * MINUTE);
  await moving(clock, first.service.stop());
  listener = undefined;
  return managed;
}

async function fill(
  github: LocalGitHub,
  { count, urgent, comments, apart = 0 }: Filling,
  move: (by: Duration) => Promise<void>,
): Promise<void> {
  for (let n = 0; n < count; n++) {
    // Each has people of its own: nobody is asked about thirty incidents in one minute.
    const by = `ana${n}`;
    github.addUser(by);
    github.setRole(by, home, "write");
    const severity = n < urgent ? "severity: 1" : "severity: 3";
    const body = "### Summary\n\nCheckout answers 502.\n\n### Impact\n\nNobody can pay by card.\n";
    github.openIssue({
      by,
      repo: home,
      title: `Payments down ${n}`,
      body,
      labels: ["incident", severity],
    });
    for (let said = 0; said < comments; said++) {
      if (apart > 0) await move(apart);
      github.comment({ by, issue: `${home}#${n + 1}`, body: `Still looking at number ${said}.` });
    }
  }
}

async function start(clock: VirtualClock, fetch: typeof globalThis.fetch): Promise<Process> {
  const auth = { kind: "app", appId: 1, privateKey } as const;
  const client = createClient({ apiUrl: "http://github.local", auth, fetch, clock });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { live, service } = createTocsin({
    ...{ client, clock, log, me: await client.me() },
    render: createRenderer(templates()),
    proof: createProof({ secret: "bench" }),
    rulings: shippedRulings(undefined),
    feeds: undefined,
    carriers: [],
    repositories: undefined,
    broken: undefined,
    meter: undefined,
    hears: { planned: undefined, watched: undefined, passed: undefined },
    ended: undefined,
  });
  return { live, service };
}

async function moving<T>(clock: VirtualClock, work: Promise<T>): Promise<T> {
  let over = false;
  const end = (): void => {
    over = true;
  };
  clock.track(work.then(end, end));
  while (!over) await clock.advanceTo(clock.now() + SECOND);
  return work;
}
