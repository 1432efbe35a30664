// The Tocsin of the demo: the real server over HTTP, but for its clock, and the post that brings it webhooks.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { FiguresSource } from "../figures/gather.ts";
import { createClient } from "../github/client.ts";
import { createProof } from "../github/proof.ts";
import type { MovableClock } from "../local-github/clock.ts";
import type { Delivered } from "../local-github/installations.ts";
import { createRenderer } from "../render/render.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import type { Log } from "../run/log.ts";
import type { Ending } from "../run/queue/pass.ts";
import type { TocsinService } from "../run/service.ts";
import { createTocsin, shippedRulings, type TocsinOptions } from "../run/tocsin.ts";
import { statusPagesOf } from "../server/compose.ts";
import { webhookPath } from "../server/hooks.ts";
import { listen } from "../server/listen.ts";
import type { StatusPages } from "../server/status.ts";
import { templates } from "../shipped/templates.ts";
import type { Carrier, Clock } from "../world.ts";

/** The app's number on the local GitHub. */
export const appId = 1;
/** Signs webhooks and ledgers; it lives as long as the process. */
export const webhookSecret = randomBytes(24).toString("hex");

/** A new key for the app, as PEM. */
export function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}

/** Brings webhooks to the server. */
export interface Post {
  readonly send: (delivery: Delivered) => Promise<{ readonly status: number }>;
  readonly to: (url: string) => void;
  readonly underWay: () => number;
}

/** Carries webhooks to the server by HTTP, as GitHub does. What comes before the server listens finds nobody. */
export function createPost(): Post {
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

/** What the server of the demo is started with. */
export interface Means {
  readonly clock: MovableClock;
  readonly url: string;
  readonly privateKey: string;
  readonly log: Log;
  readonly ended: (ending: Ending) => void;
  /** What takes what leaves. */
  readonly carriers: readonly Carrier[];
}

/** A server that listens at `url`. */
export interface Running {
  readonly service: TocsinService;
  readonly pages: StatusPages;
  /** Whence figures are made. */
  readonly figures: FiguresSource;
  readonly url: string;
  close(): Promise<void>;
}

/** The real server, but for its clock: it knows the GitHub by its address and the app's key, and nothing else. */
export async function runTocsin({ clock: moved, ended, carriers, ...means }: Means): Promise<Running> {
  const { url, privateKey, log } = means;
  const clock: Clock = {
    now: () => moved.now(),
    after: (time, run) => moved.after(time, run),
    sleep: (time) => moved.sleep(time),
    track: (work) => work,
  };
  const auth = { kind: "app", appId, privateKey } as const;
  const client = createClient({ apiUrl: url, graphqlUrl: `${url}/graphql`, auth, clock, log });
  const options: TocsinOptions = {
    ...{ client, clock, log, ended, carriers },
    me: await client.me(),
    render: createRenderer(templates()),
    rulings: shippedRulings(worldHolidays),
    // Time is moved by hand here, and what stands at an address outside is not of that time.
    feeds: undefined,
    proof: createProof({ secret: webhookSecret }),
    repositories: undefined,
    broken: undefined,
    meter: undefined,
    hears: { planned: undefined, watched: undefined, passed: undefined },
  };
  const { service, live } = createTocsin(options);
  // Whoever moves the clock wants to see what is so then.
  const pages = statusPagesOf(options, live.border.governed, 0);
  const listening = await listen({
    host: "127.0.0.1",
    port: 0,
    appId,
    privateKey,
    webhookSecret,
    service,
    pages,
    log,
  });
  return {
    service,
    pages,
    figures: live,
    url: listening.url,
    close: async () => void (await Promise.all([listening.close(1000), service.stop()])),
  };
}
