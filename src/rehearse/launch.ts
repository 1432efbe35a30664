// The Tocsin that rehearsals run: the same border, rulings, loop and words as the server's, over the local GitHub.
import { createClient } from "../github/client.ts";
import { createProof } from "../github/proof.ts";
import type { Renderer } from "../render/render.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import type { Rulings } from "../rulings/rulings.ts";
import type { Hears } from "../run/live.ts";
import type { Log } from "../run/log.ts";
import { createTocsin, lookingBeside, shippedRulings } from "../run/tocsin.ts";
import { createSiteReader } from "../server/site.ts";
import type { Launch, PageMeans } from "./process.ts";

/** The server and the Action share it, so that either trusts the other's ledger. */
const proof = createProof({ secret: "rehearsal" });

/** Launches processes that say things with these words. `passed` hears of every pass of each. */
export function launcher(render: Renderer, passed?: Hears["passed"]): Launch {
  // One rehearsal is played after another: what rules them is parsed once.
  const rulings = shippedRulings(worldHolidays);
  const launch: Launch = ({ identity, fetch, clock, log, carriers, planned, repositories, sweepEvery }) => {
    const me = identity.login.replace(/\[bot\]$/, "");
    const { token, mayPropose, looksAround } = identity;
    const client = createClient({
      apiUrl: "http://github.local",
      auth: { kind: "token", token, login: me, mayPropose, looksAround },
      fetch,
      clock,
    });
    const { gather, grace } = identity;
    const { service } = createTocsin({
      ...{ client, clock, log, me, render, rulings, proof, repositories, gather, grace, sweepEvery },
      // A rehearsal reaches nothing outside of itself.
      feeds: undefined,
      carriers,
      broken: undefined,
      meter: undefined,
      hears: { planned: (_, plan) => planned(plan.effects), watched: undefined, passed },
      ended: undefined,
    });
    return service;
  };
  return Object.assign(launch, { page: (means: PageMeans) => pageBy(means, { render, rulings }) });
}

/** The page as a server makes it, by a reader that has read nothing before. */
async function pageBy(
  { login, token, fetch, clock, repository }: PageMeans,
  { render, rulings }: { readonly render: Renderer; readonly rulings: Rulings },
): Promise<ReadonlyMap<string, string> | undefined> {
  const me = login.replace(/\[bot\]$/, "");
  const auth = { kind: "token", token, login: me, looksAround: true } as const;
  const client = createClient({ apiUrl: "http://github.local", auth, fetch, clock });
  const look = lookingBeside({
    ...{ client, clock, log: unheard, me, render, rulings, proof, repositories: [repository] },
    ...{ feeds: undefined, carriers: [], broken: undefined, meter: undefined, ended: undefined },
    hears: { planned: undefined, watched: undefined, passed: undefined },
  });
  const read = await createSiteReader({ client, clock, render, rulings, look }).read(repository);
  return read.kind === "page" ? read.files : undefined;
}

const unheard: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
