// The HTTP side of the server: deliveries, health and metrics, and an orderly end.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duration } from "../engine/instant.ts";
import { type Log, reasonOf } from "../run/log.ts";
import type { TocsinService } from "../run/service.ts";
import { type BodyRoom, createRoom, readBody } from "./body.ts";
import { createHooks, webhookPath } from "./hooks.ts";
import type { StatusPages } from "./status.ts";

/** Where to listen (port 0: any that is free), as which app, and who takes the deliveries in. `privateKey` is PEM. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly service: TocsinService;
  /** Undefined: there are no status pages. */
  readonly pages: StatusPages | undefined;
  readonly log: Log;
}

/** A server that listens. */
export interface Listening {
  /** `http://host:port`, with the port that was found where 0 was asked for. */
  readonly url: string;
  /** Accepts nothing new and resolves when open requests are answered, at most `within` later. */
  close(within: Duration): Promise<void>;
}

type Hooks = Awaited<ReturnType<typeof createHooks>>;

const headersWithin: Duration = 10_000;
const bodyWithin: Duration = 20_000;
/** How often a connection is held to that. */
const checkedEvery: Duration = 1_000;
/** GitHub sends from a few addresses; whoever opens more than this is not GitHub. */
const mostConnections = 500;
const lingerFor: Duration = 1_000;

/** Listens for deliveries on `POST /api/github/webhooks`, and answers `GET /healthz`, `GET /metrics` and `GET /status/OWNER/REPO/…`. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const { service, pages, log } = options;
  const hooks = await createHooks({
    ...options,
    deliver: (event, payload) => service.deliver(event, payload),
  });
  const room = createRoom();
  const server = createServer(
    { headersTimeout: headersWithin, requestTimeout: bodyWithin, connectionsCheckingInterval: checkedEvery },
    (request, response) => {
      answer(request, response, { hooks, service, pages, log, room }).catch((error: unknown) => {
        log.error({ step: "http", reason: reasonOf(error) }, "a request could not be answered");
        if (!response.headersSent) refuse(response, 500, "Something went wrong; the log says what");
        else response.destroy();
      });
    },
  );
  server.maxConnections = mostConnections;
  const url = await bind(server, options);
  return { url, close: (within) => close(server, within) };
}

interface Parts {
  readonly hooks: Hooks;
  readonly service: TocsinService;
  readonly pages: StatusPages | undefined;
  readonly log: Log;
  readonly room: BodyRoom;
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const path = (request.url ?? "/").split("?")[0];
  if (path === webhookPath && request.method === "POST") return receive(request, response, parts);
  if (request.method !== "GET" && request.method !== "HEAD")
    return refuse(response, 404, "There is nothing here");
  if (path === "/healthz") {
    const status = parts.service.health().ok ? 200 : 503;
    return send(response, status, { type: "application/json", text: healthText(parts.service) });
  }
  if (path === "/metrics") {
    return send(response, 200, { type: "text/plain; version=0.0.4", text: parts.service.metrics() });
  }
  if (path?.startsWith("/status/")) {
    const page = await parts.pages?.answer(path, request.headers["if-none-match"]);
    if (page !== undefined) {
      response.writeHead(page.status, page.headers).end(page.body);
      return;
    }
  }
  refuse(response, 404, "There is nothing here");
}

async function receive(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const body = await readBody(request, parts.room);
  if (body.kind === "text") await parts.hooks(Object.assign(request, { body: body.text }), response);
  else if (body.status === 413 || body.status === 503) await refuseAndLinger(request, response, body);
  else refuse(response, body.status, body.why);
  if (response.statusCode < 400) return;
  const { "x-github-delivery": delivery, "x-github-event": event } = request.headers;
  parts.log.warn({ step: "http", status: response.statusCode, delivery, event }, "a delivery was refused");
}

function healthText(service: TocsinService): string {
  const { startedAt, lastSweepAt, ...rest } = service.health();
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return `${JSON.stringify({ ...rest, startedAt: iso(startedAt), lastSweepAt: iso(lastSweepAt) })}\n`;
}

function send(
  response: ServerResponse,
  status: 200 | 503,
  { type, text }: { readonly type: string; readonly text: string },
): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
}

/** Answers with an error and ends the connection, so that no more of a refused body is taken in. */
function refuse(response: ServerResponse, status: number, why: string): void {
  const text = `${JSON.stringify({ error: why })}\n`;
  response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(text);
}

/**
 * Refuses a body in the middle. Ending the connection while its sender still writes would reset it, and the answer would
 * be lost on the way: what comes for a second more is thrown away unread.
 */
async function refuseAndLinger(
  request: IncomingMessage,
  response: ServerResponse,
  { status, why }: { readonly status: number; readonly why: string },
): Promise<void> {
  const text = `${JSON.stringify({ error: why })}\n`;
  const length = Buffer.byteLength(text);
  const headers = { "content-type": "application/json", "content-length": length, connection: "close" };
  response.writeHead(status, headers).write(text);
  request.resume();
  await new Promise<void>((resolve) => {
    const over = setTimeout(resolve, lingerFor);
    request.once("close", () => {
      clearTimeout(over);
      resolve();
    });
  });
  response.end();
}

function bind(server: Server, { host, port }: ListenOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const hint =
        cause.code === "EADDRINUSE" ? "the port is taken: set PORT to another one" : "set HOST and PORT";
      reject(new Error(`the server cannot listen on ${host}:${port}: ${hint}`, { cause }));
    });
    server.listen({ host, port }, () => {
      const { address, family, port: found } = server.address() as AddressInfo;
      resolve(`http://${family === "IPv6" ? `[${address}]` : address}:${found}`);
    });
  });
}

function close(server: Server, within: Duration): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => server.closeAllConnections(), within);
    server.close((error) => {
      clearTimeout(late);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}
