// Rotas that stand at an address: fetched every 15 minutes at most, the last good text kept. The engine only ever sees the text.
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import type { Policy } from "../engine/policy/model.ts";
import type { Feed } from "../engine/snapshot.ts";
import { hash } from "../engine/text/hash.ts";
import { dayTime } from "../engine/time.ts";
import type { Clock } from "../world.ts";

/** What became of a request: a text, nothing new since `etag`, or why there is none, as a clause. */
export type Fetched =
  | { readonly kind: "text"; readonly text: string; readonly etag?: string | undefined }
  | { readonly kind: "same" }
  | { readonly kind: "failed"; readonly why: string };

/** Gets a text from an https address; never throws. */
export type Fetch = (address: string, etag: string | undefined) => Promise<Fetched>;

/** Reads the feeds that a policy's rotas name, in the order of its rotas; each address once. */
export type RotaFeeds = (policy: Policy) => Promise<readonly Feed[]>;

interface Kept {
  readonly triedAt: Instant;
  /** The last good text, with when it was read. */
  readonly good?:
    | { readonly text: string; readonly at: Instant; readonly etag?: string | undefined }
    | undefined;
  readonly failed?: { readonly why: string; readonly since: Instant } | undefined;
}

const every: Duration = 15 * MINUTE;
/** Addresses kept at the most; one that falls out is fetched again. */
const most = 200;

/** The feeds of one process. `env` answers for `env:NAME`. */
export function createRotaFeeds({
  clock,
  env,
  fetch,
}: {
  readonly clock: Pick<Clock, "now">;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: Fetch;
}): RotaFeeds {
  const kept = new Map<string, Kept>();
  const running = new Map<string, Promise<Kept>>();

  const look = async (address: string, before: Kept | undefined): Promise<Kept> => {
    const triedAt = clock.now();
    const fetched = await fetch(address, before?.good?.etag);
    const now = after(before, fetched, triedAt);
    const [oldest] = kept.keys();
    if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
    kept.delete(address);
    kept.set(address, now);
    return now;
  };
  const at = (address: string): Promise<Kept> => {
    const known = kept.get(address);
    if (known !== undefined && clock.now() - known.triedAt < every) return Promise.resolve(known);
    const already = running.get(address);
    if (already !== undefined) return already;
    const work = look(address, known).finally(() => running.delete(address));
    running.set(address, work);
    return work;
  };

  return async (policy) =>
    Promise.all(
      urlsIn(policy).map(async (url) => {
        const address = addressOf(url, env);
        if (address === undefined) return { url, shown: url, oid: "", fault: notSet(url) };
        return feedOf(url, await at(address));
      }),
    );
}

/** The addresses of a policy's rotas, as it has them. */
export function urlsIn(policy: Policy): readonly string[] {
  return [...new Set(Object.values(policy.rotas).flatMap(({ ical }) => ical?.url ?? []))];
}

function after(before: Kept | undefined, fetched: Fetched, at: Instant): Kept {
  switch (fetched.kind) {
    case "text":
      return { triedAt: at, good: { text: fetched.text, at, etag: fetched.etag } };
    case "same":
      return { triedAt: at, good: before?.good && { ...before.good, at } };
    case "failed":
      return {
        triedAt: at,
        good: before?.good,
        failed: { why: fetched.why, since: before?.failed?.since ?? at },
      };
  }
}

/** An address may be a secret: it is then named by its variable, and never shown but for its host. */
function addressOf(url: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const address = url.startsWith("env:") ? env[url.slice("env:".length)]?.trim() : url;
  return address !== undefined && /^https:\/\//i.test(address) && URL.canParse(address) ? address : undefined;
}

function notSet(url: string): string {
  return url.startsWith("env:")
    ? `The variable ${url.slice("env:".length)} is not set to an https address here.`
    : "This is no https address.";
}

function feedOf(url: string, { good, failed }: Kept): Feed {
  const shown = url.startsWith("env:") ? url : `https://${new URL(url).host}/…`;
  const time = (at: Instant): string => dayTime(at, "UTC");
  const holds = good === undefined ? "" : ` What was read on ${time(good.at)} holds.`;
  const fault = failed && `It could not be read since ${time(failed.since)}: ${failed.why}.${holds}`;
  return { url, shown, text: good?.text, oid: good === undefined ? "" : hash(good.text), fault };
}
