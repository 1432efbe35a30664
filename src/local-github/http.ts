// The local GitHub on a real port of this machine, for servers, bundles and browsers.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LocalGitHub } from "./github.ts";

/** A page server that is asked first; what it leaves (`undefined`) goes to the API. */
export type Pages = (request: Request) => Promise<Response | undefined>;

/** A local GitHub that listens: `url` has no slash at its end. */
export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function requestOf(incoming: IncomingMessage, base: string): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  }
  const { method = "GET" } = incoming;
  const body = method === "GET" || method === "HEAD" ? null : new Uint8Array(await bodyOf(incoming));
  // Whoever asks over the wire follows by himself.
  return new Request(new URL(incoming.url ?? "/", base), { method, headers, body, redirect: "manual" });
}

async function reply(response: Response, outgoing: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) if (name !== "set-cookie") headers[name] = value;
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  outgoing.writeHead(response.status, headers);
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** So long an idle connection stays open, in milliseconds. */
const idleFor = 10 * 60_000;

/** Serves a local GitHub at 127.0.0.1; port 0 takes a free one. A fault of its own is answered 500 with the words of it. */
export async function serveGitHub(
  github: LocalGitHub,
  { port = 0, pages }: { readonly port?: number; readonly pages?: Pages } = {},
): Promise<Served> {
  let base = "http://127.0.0.1";
  const answered = async (incoming: IncomingMessage): Promise<Response> => {
    const request = await requestOf(incoming, base);
    const page = await pages?.(request.clone());
    return page ?? github.fetch(request);
  };
  const server = createServer((incoming, outgoing) => {
    answered(incoming)
      .catch(
        (error: unknown) => new Response(`${error instanceof Error ? error.stack : error}`, { status: 500 }),
      )
      .then((response) => reply(response, outgoing))
      .catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : new Error(String(error))));
  });
  // Who asks again after a long while of work of their own finds the connection that they had: Node ends one after five seconds.
  server.keepAliveTimeout = idleFor;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const address = server.address() as AddressInfo;
  base = `http://127.0.0.1:${address.port}`;
  return {
    url: base,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
