// The Tocsin that rehearsals run: the same border, rulings, loop and words as the server's, over the local GitHub.
import { createClient } from "../github/client.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import { createLive, type LiveOptions } from "../run/live.ts";
import { presets } from "../shipped/presets.ts";
import { version } from "../shipped/version.ts";
import type { Launch } from "./process.ts";

/** The server and the Action share it, so that either trusts the other's ledger. */
const ledgerSecret = "rehearsal";

/** Launches processes that say things with these words. Files of presets are read once for all of them. */
export function launcher(render: LiveOptions["render"]): Launch {
  const shipped = presets();
  return ({ identity, fetch, clock, planned, repositories, waiting }) => {
    const me = identity.login.replace(/\[bot\]$/, "");
    const client = createClient({
      apiUrl: "http://github.local",
      auth: { kind: "token", token: identity.token, login: me },
      fetch,
      clock,
    });
    return createLive({
      client,
      clock,
      me,
      presets: shipped,
      render,
      version,
      holidays: worldHolidays,
      ledgerSecret,
      repositories,
      waiting,
      planned: (_, plan) => planned(plan.effects),
    });
  };
}
