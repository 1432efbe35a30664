// A provider on this machine: answers as a test says, over real HTTP, and keeps what arrived; and channels that are opened against it.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setUpChannels } from "../../src/channels/all.ts";
import type { Letter, OpenChannel } from "../../src/channels/channel.ts";
import type { Carried } from "../../src/world.ts";
import { said } from "./stage.ts";

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * How a request is answered: in full · `hang`: never, so that the channel's time passes · `reset`: broken off after it was read.
 */
export type Manner =
  | "hang"
  | "reset"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

/** A provider that runs. */
export interface Provider {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers these first, whatever is asked; then as before. */
  next(...manners: readonly Manner[]): void;
  /** Opens a channel against it by what its secret holds, and keeps what it says. */
  open(secret: Readonly<Record<string, unknown>>): Promise<OpenChannel>;
  /** What its channels slept within a send, in milliseconds. */
  readonly slept: number[];
  close(): Promise<void>;
}

/** Starts one that answers so where nothing else is said. */
export async function provide(usual: (asked: Asked) => Manner): Promise<Provider> {
  const asked: Asked[] = [];
  const first: Manner[] = [];
  const slept: number[] = [];
  const timers = new Set<() => void | Promise<void>>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      asked.push(one);
      const manner = first.shift() ?? usual(one);
      if (manner === "reset") request.socket.resetAndDestroy();
      else if (manner === "hang") for (const run of timers) void run();
      else answer(response, manner);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Time passes only where a provider hangs: then all waits for it are over.
  const clock = {
    now: () => Date.now(),
    sleep: async (wait: number) => void slept.push(wait),
    after: (_wait: number, run: () => void | Promise<void>) => {
      timers.add(run);
      return () => void timers.delete(run);
    },
  };
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, slept },
    next: (...manners) => void first.push(...manners),
    open: (secret) => openBy(secret, clock),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(
  response: ServerResponse,
  { status, headers = {}, body = "" }: Exclude<Manner, string>,
): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/plain" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers }).end(text);
}

async function openBy(
  secret: Readonly<Record<string, unknown>>,
  clock: Parameters<typeof setUpChannels>[0]["clock"],
): Promise<OpenChannel> {
  const [state] = await setUpChannels({
    env: { TOCSIN_CHANNEL_IT: JSON.stringify({ for: "acme/incidents", ...secret }) },
    ...{ clock, fetch: globalThis.fetch, web: "https://github.com" },
  });
  if (state?.kind !== "open") throw new Error(state?.message ?? "It is not set up.");
  const { channel } = state;
  return {
    looksUp: channel.looksUp,
    async send(letter: Letter): Promise<Carried> {
      const told = await channel.send(letter);
      said.push(JSON.stringify(told));
      return told;
    },
    async verify() {
      const told = await channel.verify();
      said.push(told ?? "");
      return told;
    },
  };
}
