// The Tocsin that rehearsals run: the same border, rulings, loop and words as the server's, over the local GitHub.
import { createClient } from "../github/client.ts";
import { createProof } from "../github/proof.ts";
import type { Renderer } from "../render/render.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import type { Hears } from "../run/live.ts";
import { createTocsin, shippedRulings } from "../run/tocsin.ts";
import type { Launch } from "./process.ts";

/** The server and the Action share it, so that either trusts the other's ledger. */
const proof = createProof({ secret: "rehearsal" });

/** Launches processes that say things with these words. `passed` hears of every pass of each. */
export function launcher(render: Renderer, passed?: Hears["passed"]): Launch {
  // One rehearsal is played after another: what rules them is parsed once.
  const rulings = shippedRulings(worldHolidays);
  return ({ identity, fetch, clock, log, carriers, planned, repositories, sweepEvery }) => {
    const me = identity.login.replace(/\[bot\]$/, "");
    const client = createClient({
      apiUrl: "http://github.local",
      auth: { kind: "token", token: identity.token, login: me },
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
}
