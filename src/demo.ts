// The demo: a GitHub on this machine with a Tocsin that runs on it, both over HTTP as in earnest, and a clock that can be moved.
import { generateKeyPairSync } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { demoPages, setUp } from "./demo/stage.ts";
import type { Duration, Instant } from "./engine/instant.ts";
import type { IssueRef } from "./engine/snapshot.ts";
import { createClient } from "./github/client.ts";
import { createLive } from "./live.ts";
import { createLog, type Log } from "./log.ts";
import { presets } from "./presets.ts";
import type { Ending } from "./queue/pass.ts";
import { createRenderer } from "./render/render.ts";
import { templates } from "./render/templates.ts";
import { type MovableClock, realClock } from "./sandbox/clock.ts";
import { createGitHub, type LocalGitHub } from "./sandbox/github.ts";
import { serveGitHub } from "./sandbox/http.ts";
import type { Delivered } from "./sandbox/installations.ts";
import { webhookPath } from "./server/hooks.ts";
import { listen } from "./server/listen.ts";
import { createService, type Service } from "./service.ts";
import { version } from "./version.ts";
import type { Clock } from "./world.ts";

export interface DemoOptions {
  /** Where the pages are; 0, or none, takes a free port. */
  readonly port?: number;
  /** What the clock shows at first; the time of the machine when absent. */
  readonly start?: Instant;
  /** Takes the lines of the server's log; unheard when absent. */
  readonly write?: (line: string) => void;
}

/** A demo that runs. `url` has no slash at its end. */
export interface Demo {
  readonly url: string;
  /** The GitHub behind the pages, for tests and pictures. */
  readonly github: LocalGitHub;
  /** Moves the clock forward by milliseconds, stopping at everything that falls due on the way, as time would. */
  move(by: Duration): Promise<void>;
  /** Ends server and GitHub; what they knew is gone. */
  close(): Promise<void>;
}

const appId = 1;
const webhookSecret = "a secret that only this process knows";

/** Starts the demo: pages at `url`, bound to this machine alone. Throws where the port is taken. */
export async function demo(options: DemoOptions = {}): Promise<Demo> {
  const clock = realClock(options.start === undefined ? 0 : options.start - Date.now());
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const post = createPost();
  const app = { slug: "tocsin", id: appId, privateKey, webhookSecret, webhook: post.send };
  const github = createGitHub({ clock, apps: [app] });
  setUp(github);
  const due = createDue(clock);
  const mover: { move: Demo["move"] } = { move: async () => undefined };
  const pages = demoPages(github, { nextDue: due.next, move: (by) => mover.move(by) });
  const served = await serveGitHub(github, { port: options.port ?? 0, pages: pages.answer });
  const { url } = served;
  pages.at(url);
  github.setAddresses({ web: url, api: url });
  const log = createLog({ level: "info", now: () => clock.now(), write: options.write ?? (() => undefined) });
  const tocsin = await runTocsin({ clock, url, privateKey, log, ended: due.ended });
  post.to(tocsin.url);
  mover.move = oneAtATime((by) => move(by, { clock, due, quiet: () => quiet(tocsin.service, post) }));
  tocsin.service.start();
  return {
    url,
    github,
    move: mover.move,
    async close() {
      await Promise.all([tocsin.close(), served.close()]);
      clock.stop();
    },
  };
}

interface Post {
  readonly send: (delivery: Delivered) => Promise<{ readonly status: number }>;
  readonly to: (url: string) => void;
  readonly underWay: () => number;
}

/** Carries webhooks to the server by HTTP, as GitHub does. What comes before the server listens finds nobody. */
function createPost(): Post {
  let address: string | undefined;
  let underWay = 0;
  return {
    to: (url) => {
      address = `${url}${webhookPath}`;
    },
    underWay: () => underWay,
    send: async ({ headers, body }) => {
      if (address === undefined) return { status: 503 };
      underWay++;
      try {
        const { status } = await fetch(address, { method: "POST", headers, body });
        return { status };
      } finally {
        underWay--;
      }
    },
  };
}

interface Due {
  /** The earliest instant at which something falls due that has not yet. */
  readonly next: () => Instant | undefined;
  readonly ended: (ending: Ending) => void;
}

/** What the passes said about when to look again. */
function createDue(clock: MovableClock): Due {
  const wakes = new Map<IssueRef, Instant>();
  return {
    next: () => {
      const ahead = [...wakes.values()].filter((at) => at > clock.now());
      return ahead.length === 0 ? undefined : Math.min(...ahead);
    },
    ended: (ending) => {
      if (ending.kind !== "passed") return;
      const { wakeAt } = ending.outcome;
      if (wakeAt === undefined) wakes.delete(ending.key);
      else wakes.set(ending.key, wakeAt);
    },
  };
}

interface Means {
  readonly clock: MovableClock;
  readonly url: string;
  readonly privateKey: string;
  readonly log: Log;
  readonly ended: (ending: Ending) => void;
}

interface Running {
  readonly service: Service;
  readonly url: string;
  close(): Promise<void>;
}

/** The real server, but for its clock: it knows the GitHub by its address and the app's key, and nothing else. */
async function runTocsin({ clock: moved, url, privateKey, log, ended }: Means): Promise<Running> {
  const clock: Clock = {
    now: () => moved.now(),
    after: (time, run) => moved.after(time, run),
    sleep: (time) => moved.sleep(time),
    track: (work) => work,
  };
  const auth = { kind: "app", appId, privateKey } as const;
  const client = createClient({ apiUrl: url, graphqlUrl: `${url}/graphql`, auth, clock, log });
  const live = createLive({
    client,
    clock,
    me: await client.me(),
    presets: presets(),
    render: createRenderer(templates()),
    version,
    ledgerSecret: webhookSecret,
  });
  const service = createService({ clock, log, pass: live.pass, border: live.border, ended });
  const listening = await listen({
    host: "127.0.0.1",
    port: 0,
    appId,
    privateKey,
    webhookSecret,
    service,
    log,
  });
  return {
    service,
    url: listening.url,
    close: async () => void (await Promise.all([listening.close(1000), service.stop()])),
  };
}

/** Longest wait for things to calm down, in real time: then the clock moves on all the same. */
const patience: Duration = 8000;

/** Waits until deliveries have arrived and the service has nothing left to do now. */
async function quiet(service: Service, post: Post): Promise<void> {
  const over = AbortSignal.timeout(patience);
  for (let calm = 0; calm < 3 && !over.aborted; ) {
    await Promise.race([service.settled(), wait(patience, undefined, { ref: false })]);
    calm = post.underWay() === 0 ? calm + 1 : 0;
    await wait(40);
  }
}

interface Moving {
  readonly clock: MovableClock;
  readonly due: Due;
  readonly quiet: () => Promise<void>;
}

async function move(by: Duration, { clock, due, quiet: calm }: Moving): Promise<void> {
  const target = clock.now() + by;
  await calm();
  for (let next = due.next(); next !== undefined && next <= target; next = due.next()) {
    clock.advance(next - clock.now());
    await calm();
  }
  clock.advance(Math.max(0, target - clock.now()));
  await calm();
}

/** Two people may press a button at once: the clock does one after the other. */
function oneAtATime(run: (by: Duration) => Promise<void>): (by: Duration) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (by) => {
    const mine = last.catch(() => undefined).then(() => run(by));
    last = mine;
    return mine;
  };
}
