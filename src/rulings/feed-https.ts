// Gets a text from an address that a policy names: https only, from public addresses, within bounds of time and size.
import { lookup as lookUp } from "node:dns";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import type { LookupFunction } from "node:net";
import { SECOND } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import { isPublicAddress } from "./public-address.ts";
import { createRotaFeeds, type Fetch, type Fetched, type RotaFeeds } from "./rota-feeds.ts";

const patience = 10 * SECOND;
const mostBytes = 1024 * 1024;
const mostHops = 3;

/** What the connection may go to is decided where the name is resolved, so that no second answer can slip in between. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookUp(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "", 4);
    const [first] = found;
    if (first === undefined || !found.every(({ address }) => isPublicAddress(address)))
      return done(new Error(`${host} is an address of a private network`), "", 4);
    return options.all === true ? done(null, found) : done(null, first.address, first.family);
  });
};

/** Reads feeds over https. `insideToo` lets them stand in a private network (`ROTA_FEEDS_PRIVATE=1`). */
export function httpsFetch({ insideToo = false }: { readonly insideToo?: boolean } = {}): Fetch {
  const get = (address: string, etag: string | undefined, hops: number): Promise<Fetched> =>
    new Promise((resolve) => {
      const fail = (why: string): void => resolve({ kind: "failed", why });
      const url = new URL(address);
      // A name in brackets or digits is never looked up, so it is held to the same rule here.
      const literal = url.hostname.replace(/^\[|\]$/g, "");
      if (url.protocol !== "https:") return fail("it leads to an address that is not https");
      if (!insideToo && /^[\d.]+$|:/.test(literal) && !isPublicAddress(literal))
        return fail("it is an address of a private network");
      const headers = { accept: "text/calendar", ...(etag !== undefined && { "if-none-match": etag }) };
      const asked = request(
        url,
        { headers, signal: AbortSignal.timeout(patience), ...(!insideToo && { lookup: publicLookup }) },
        (answer) => {
          const { statusCode: status = 0, headers: got } = answer;
          if (status === 200) return void collect(answer, got.etag).then(resolve);
          answer.resume();
          if (status === 304) return resolve({ kind: "same" });
          const next = status >= 300 && status < 400 ? got.location : undefined;
          if (next === undefined || !URL.canParse(next, url.href))
            return fail(`the answer was HTTP ${status}`);
          if (hops === mostHops) return fail(`it leads on more than ${mostHops} times`);
          return void get(new URL(next, url).href, etag, hops + 1).then(resolve);
        },
      );
      asked.on("error", (error) => fail(reasonOf(error)));
      asked.end();
    });
  return (address, etag) => get(address, etag, 0);
}

/** The feeds of a process, by its environment: `env:NAME` and `ROTA_FEEDS_PRIVATE`. */
export function feedsOver(
  clock: Pick<Clock, "now">,
  env: Readonly<Record<string, string | undefined>>,
): RotaFeeds {
  return createRotaFeeds({ clock, env, fetch: httpsFetch({ insideToo: env.ROTA_FEEDS_PRIVATE === "1" }) });
}

async function collect(answer: IncomingMessage, etag: string | undefined): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes) {
        answer.destroy();
        return { kind: "failed", why: `the answer has more than ${mostBytes} bytes` };
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return { kind: "failed", why: reasonOf(error) };
  }
  return { kind: "text", text: Buffer.concat(chunks).toString("utf8"), etag };
}

/** Why it failed, without the address, of which a part may be secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the request failed";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer came within 10 seconds";
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.message : `the request failed (${code})`;
}
