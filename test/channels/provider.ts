// A provider on this machine: answers as a test says, over real HTTP, and keeps what arrived.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duration } from "../../src/engine/instant.ts";
import { said, slept, timeOut } from "./stage.ts";

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
  /** What its channels slept within a send. */
  readonly slept: readonly Duration[];
  close(): Promise<void>;
}

/** Starts one that answers so where nothing else is said; what was slept and said before is forgotten. */
export async function provide(usual: (asked: Asked) => Manner): Promise<Provider> {
  const asked: Asked[] = [];
  const first: Manner[] = [];
  slept.length = 0;
  said.length = 0;
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
      else if (manner === "hang") timeOut();
      else answer(response, manner);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, slept },
    next: (...manners) => void first.push(...manners),
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
