// Counts the requests that one pass spends, for its line in the log: passes run side by side, so a total cannot tell.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Pass } from "./queue/pass.ts";

type Fetch = typeof globalThis.fetch;

/** A `fetch` for the border and a wrapper for the pass that belong together. */
export interface Meter {
  readonly fetch: Fetch;
  /** The same pass, its outcome with `requests: { graphql, rest }`; requests for tokens are not counted. */
  readonly metered: (pass: Pass) => Pass;
}

/** Ties each request to the pass during which it was made, also where it waited for its turn. */
export function createMeter(fetch: Fetch): Meter {
  const current = new AsyncLocalStorage<{ graphql: number; rest: number }>();
  return {
    fetch: (input, init) => {
      const spent = current.getStore();
      const address = input instanceof Request ? input.url : String(input);
      if (spent !== undefined && !address.endsWith("/access_tokens"))
        spent[address.endsWith("/graphql") ? "graphql" : "rest"]++;
      return fetch(input, init);
    },
    metered: (pass) => (key, hint) => {
      const spent = { graphql: 0, rest: 0 };
      return current.run(spent, async () => ({ ...(await pass(key, hint)), requests: spent }));
    },
  };
}
