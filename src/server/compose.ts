// What a server is made of: our own client as the app, the world over it, and the service that runs passes in it.

import { createClient } from "../github/client.ts";
import { probeServer } from "../github/probe.ts";
import { createRenderer } from "../render/render.ts";
import { feedsOver } from "../rulings/feed-https.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import { createLive } from "../run/live.ts";
import type { Log } from "../run/log.ts";
import { createMeter } from "../run/meter.ts";
import { createService, type Service } from "../run/service.ts";
import { wallClock } from "../run/wall-clock.ts";
import { presets } from "../shipped/presets.ts";
import { templates } from "../shipped/templates.ts";
import { version } from "../shipped/version.ts";
import type { ServerConfig } from "./config.ts";
import { createWatch } from "./watch.ts";

/**
 * Builds the server's service. Asks GitHub what it serves and who we are: throws one error that names everything that the
 * server lacks, and where GitHub can't be reached or refuses the key.
 */
export async function composeServer(config: ServerConfig, log: Log): Promise<Service> {
  const { appId, privateKey, apiUrl, graphqlUrl, ledgerSecret } = config;
  const clock = wallClock();
  const meter = createMeter(globalThis.fetch);
  const auth = { kind: "app", appId, privateKey } as const;
  const client = createClient({ apiUrl, graphqlUrl, auth, fetch: meter.fetch, clock, log });
  await probeServer(client);
  const render = createRenderer(templates());
  const live = createLive({
    client,
    clock,
    me: await client.me(),
    presets: presets(),
    render,
    version,
    holidays: worldHolidays,
    feeds: feedsOver(clock, process.env),
    ledgerSecret,
    waiting: (repository, most) => service.waiting(repository, most),
    watched: createWatch(log, render),
    broken: (repository, problems) => {
      const told = problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
      log.warn(
        { step: "policy", repository, problems: told },
        "the policy is broken; the last good one rules",
      );
    },
  });
  const service: Service = createService({ clock, log, pass: meter.metered(live.pass), border: live.border });
  return service;
}
