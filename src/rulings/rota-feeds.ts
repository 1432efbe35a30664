// Rotas that stand at an address: fetched every 15 minutes at most, the last text kept that put somebody on duty. The engine only ever
// sees the text.
import { nextEntryChange } from "../engine/duty/entries.ts";
import { readingOf } from "../engine/duty/text.ts";
import { readCalendar } from "../engine/ical/calendar.ts";
import type { IcalRefusal } from "../engine/ical/lines.ts";
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import type { Policy, Rota } from "../engine/policy/model.ts";
import type { Feed } from "../engine/snapshot/repository.ts";
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

/** What came of an address for the rotas of a policy that name it: the last text that they could use, and why a later one is none. */
interface Judged {
  /** The text that was judged last. */
  readonly text: string;
  readonly good?: { readonly text: string; readonly at: Instant } | undefined;
  readonly refused?: { readonly why: string; readonly since: Instant } | undefined;
}

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
  const judged = new Map<string, Judged>();

  const look = async (address: string, before: Kept | undefined): Promise<Kept> => {
    const triedAt = clock.now();
    const fetched = await fetch(address, before?.good?.etag);
    return keep(kept, address, after(before, fetched, triedAt));
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
        const found = await at(address);
        const rotas = Object.values(policy.rotas).filter(({ ical }) => ical?.url === url);
        const key = JSON.stringify([address, rotas.map((rota) => [readingOf(rota), rota.people.length > 0])]);
        const { good } = found;
        return feedOf(url, found, good && keep(judged, key, judge(judged.get(key), { ...good, rotas })));
      }),
    );
}

/** Keeps what was found last under a key, and forgets what was not asked for longest. */
function keep<T>(map: Map<string, T>, key: string, found: T): T {
  map.delete(key);
  const [oldest] = map.keys();
  if (map.size >= most && oldest !== undefined) map.delete(oldest);
  map.set(key, found);
  return found;
}

/** Whether a text takes the place of the last good one: only where it is a calendar by which somebody has the duty. */
function judge(
  before: Judged | undefined,
  { text, at, rotas }: { readonly text: string; readonly at: Instant; readonly rotas: readonly Rota[] },
): Judged {
  if (before?.text === text && before.good?.text === text) return { ...before, good: { text, at } };
  if (before?.text === text) return before;
  const whys = rotas.map((rota) => whyUnusable(rota, text, at));
  const [why] = whys;
  if (why === undefined || whys.includes(undefined)) return { text, good: { text, at } };
  return { text, good: before?.good, refused: { why, since: before?.refused?.since ?? at } };
}

/** Why nobody has the duty of a rota by a text from an instant on, as a clause; undefined where somebody has. */
function whyUnusable(rota: Rota, text: string, at: Instant): string | undefined {
  const { entries, faults, usableFrom, nobody } = readCalendar(text, readingOf(rota));
  const [fault, left] = [faults[0], nobody.find(({ meant }) => !meant)];
  const told = ({ line, message }: IcalRefusal): string => `line ${line}: ${message}`;
  if (usableFrom > at && fault !== undefined) return told(fault);
  // Where people take turns, entries only say who has it instead: none is an answer.
  if (rota.people.length > 0 || nextEntryChange(entries, at) !== undefined) return undefined;
  return left === undefined ? `nobody has the duty by it, now or later.` : told(left);
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

/** While no text was ever good, the last one goes along all the same: the engine says what is wrong in it, line by line. */
function feedOf(url: string, { good: read, failed }: Kept, judged: Judged | undefined): Feed {
  const shown = url.startsWith("env:") ? url : `https://${new URL(url).host}/…`;
  const time = (at: Instant): string => dayTime(at, "UTC");
  const good = judged?.good;
  const holds = good === undefined ? "" : ` What was read on ${time(good.at)} holds.`;
  const refused = judged?.refused;
  const faults = [
    refused && `Since ${time(refused.since)} its answer puts nobody on duty: ${refused.why}`,
    failed && `It could not be read since ${time(failed.since)}: ${failed.why}.`,
  ].filter((one) => one !== undefined);
  const text = good?.text ?? read?.text;
  const fault = faults.length === 0 ? undefined : `${faults.join(" ")}${holds}`;
  return { url, shown, text, oid: text === undefined ? "" : hash(text), fault };
}
