// One side of P-7 as a process of its own: `ours`, a Probot server with one handler that does nothing, or bare node:http.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Probot } from "probot";
import { keysOf } from "../src/github/keys.ts";
import { createLog } from "../src/run/log.ts";
import { createService } from "../src/run/service.ts";
import { wallClock } from "../src/run/wall-clock.ts";
import { webhookPath } from "../src/server/hooks.ts";
import { listen } from "../src/server/listen.ts";

const secret = "bench";

/** The server with all its parts, but for GitHub: its passes find nothing to do. */
async function ours(privateKey: string): Promise<string> {
  const log = createLog({ level: "warn", now: Date.now, write: (line) => process.stderr.write(line) });
  const service = createService({
    clock: wallClock(),
    log,
    pass: async () => ({ again: false }),
    border: {
      touched: (event, payload) => keysOf(event, payload, { me: "tocsin", marksOfIssue: () => [] }),
      repositories: async () => [],
      heads: async () => [],
      ensureLabels: async () => undefined,
    },
  });
  const where = { host: "127.0.0.1", port: 0 };
  return (
    await listen({ ...where, appId: 1, privateKey, webhookSecret: secret, service, pages: undefined, log })
  ).url;
}

async function probot(privateKey: string): Promise<string> {
  const app = new Probot({ appId: 1, privateKey, secret, logLevel: "fatal" });
  const middleware = await createNodeMiddleware((one) => void one.onAny(() => undefined), {
    probot: app,
    webhooksPath: webhookPath,
  });
  return serve(createServer((request, response) => void middleware(request, response)));
}

function bare(): Promise<string> {
  return serve(
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const sum = `sha256=${createHmac("sha256", secret).update(Buffer.concat(chunks)).digest("hex")}`;
        const given = String(request.headers["x-hub-signature-256"]);
        const same = given.length === sum.length && timingSafeEqual(Buffer.from(given), Buffer.from(sum));
        response.writeHead(same ? 200 : 400).end();
      });
    }),
  );
}

function serve(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );
}

const [kind, privateKey = ""] = process.argv.slice(2);
const url =
  kind === "ours" ? await ours(privateKey) : kind === "probot" ? await probot(privateKey) : await bare();
process.on("message", () => process.send?.({ memory: process.memoryUsage().rss }));
process.send?.({ url: `${url}${webhookPath}` });
