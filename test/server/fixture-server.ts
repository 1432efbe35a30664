// A server whose passes take a second and write down when they begin and end: run as a process by `run.test.ts`.

import { createService } from "../../src/run/service.ts";
import { wallClock } from "../../src/run/wall-clock.ts";
import { runServer } from "../../src/server/run.ts";

const drainWithin = process.env.DRAIN_MS === undefined ? undefined : Number(process.env.DRAIN_MS);

await runServer(async (_config, log) => {
  if (process.env.LACKS !== undefined) throw new Error(`the API lacks ${process.env.LACKS}`);
  const service = createService({
    clock: wallClock(),
    log,
    gather: 0,
    pass: async (key) => {
      log.info({ key }, "began");
      await new Promise((resolve) => setTimeout(resolve, Number(process.env.PASS_MS ?? "1000")));
      log.info({ key }, "ended");
      return { again: false };
    },
    border: {
      touched: (_event, payload) => ({
        keys: (payload as { keys: string[] }).keys.map((key) => ({ key })),
        repositories: [],
        own: false,
      }),
      repositories: async () => [],
      heads: async () => [],
      ensureLabels: async () => undefined,
    },
  });
  return { service, pages: undefined };
}, drainWithin);
