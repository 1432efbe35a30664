// What a server is made of: our own client as the app, the world over it, and the service that runs passes in it.

import { openChannels } from "../channels/all.ts";
import type { Duration } from "../engine/instant.ts";
import { createClient } from "../github/client.ts";
import { probeServer } from "../github/probe.ts";
import { createProof } from "../github/proof.ts";
import { createRenderer } from "../render/render.ts";
import { feedsOver } from "../rulings/feed-https.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import type { Log } from "../run/log.ts";
import { createMeter } from "../run/meter.ts";
import { createTocsin, lookingBeside, shippedRulings, type TocsinOptions } from "../run/tocsin.ts";
import { wallClock } from "../run/wall-clock.ts";
import { createWatch } from "../run/watch.ts";
import { webOf } from "../run/web.ts";
import { templates } from "../shipped/templates.ts";
import type { ServerConfig } from "./config.ts";
import type { Composed } from "./run.ts";
import { createSiteReader } from "./site.ts";
import { createStatusPages, type StatusPages } from "./status.ts";

/**
 * Builds the server's service and its status pages. Asks GitHub what it serves and who we are: throws one error that names everything that the
 * server lacks, and where GitHub can't be reached or refuses the key.
 */
export async function composeServer(config: ServerConfig, log: Log): Promise<Composed> {
  const { appId, privateKey, apiUrl, graphqlUrl, ledgerSecret: secret, takeOverUntil } = config;
  const clock = wallClock();
  const meter = createMeter(globalThis.fetch);
  const auth = { kind: "app", appId, privateKey } as const;
  const client = createClient({ apiUrl, graphqlUrl, auth, fetch: meter.fetch, clock, log });
  await probeServer(client);
  const render = createRenderer(templates());
  const options: TocsinOptions = {
    ...{ client, clock, log, render, meter },
    proof: createProof({ secret, takeOverUntil, clock }),
    me: await client.me(),
    rulings: shippedRulings(worldHolidays),
    feeds: feedsOver(clock, process.env),
    carriers: await openChannels({ env: process.env, clock, fetch: globalThis.fetch, web: webOf(apiUrl) }),
    repositories: undefined,
    hears: { planned: undefined, watched: createWatch(log, render), passed: undefined },
    ended: undefined,
    broken: (repository, problems, what) => {
      const told = problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
      log.warn(
        { step: what, repository, problems: told },
        what === "policy"
          ? "the policy is broken; the last good one rules"
          : "words of this repository's own can't be used; those of Tocsin stand in their place",
      );
    },
  };
  const { service, live } = createTocsin(options);
  return { service, pages: statusPagesOf(options, live.border.governed) };
}

/** The status pages of a Tocsin that runs with these options; `fresh` as there. */
export function statusPagesOf(
  options: TocsinOptions,
  governed: () => readonly string[],
  fresh?: Duration,
): StatusPages {
  const { client, clock, log, render, rulings } = options;
  const reader = createSiteReader({ client, clock, render, rulings, look: lookingBeside(options) });
  return createStatusPages({ reader, governed, clock, log, ...(fresh !== undefined && { fresh }) });
}
