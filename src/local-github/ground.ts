// What both doors of the API stand on: the counters, the luck of a request, and the state that it sees.

import type { PlatformClock } from "./clock.ts";
import type { Luck } from "./faults.ts";
import type { AppliedMutation } from "./graphql/context.ts";
import type { Age } from "./graphql.ts";
import type { Viewer } from "./installations.ts";
import type { Platform } from "./platform.ts";
import type { Rate } from "./rate.ts";
import { shownLogin } from "./records.ts";
import type { Registry } from "./registry.ts";
import type { RouteReply } from "./rest/call.ts";
import type { Tokens } from "./tokens.ts";
import type { ToldBefore } from "./told-before.ts";
import type { View } from "./view.ts";

/** One request of an app or a workflow run, as tests read it. `name` is the operation, or method and route; `status` is 0 when it was broken off. */
export interface RequestRecord {
  readonly at: number;
  readonly by: string;
  readonly kind: "graphql" | "rest";
  readonly name: string;
  readonly write: boolean;
  /** Points by GitHub's formula; 1 for REST. */
  readonly points: number;
  readonly status: number;
}

/** The requests so far, those for tokens left out; a document with any mutation is one write. */
export interface RequestCounts {
  graphql: number;
  rest: number;
  writes: number;
  readonly log: RequestRecord[];
}

/** What the API stands on. */
export interface Ground {
  readonly age: Age;
  readonly platform: Platform;
  readonly clock: PlatformClock;
  readonly registry: Registry;
  readonly tokens: Tokens;
  readonly luck: Luck;
  readonly rate: Rate;
  readonly toldBefore: ToldBefore;
  readonly requests: RequestCounts;
  readonly applied: (alias: AppliedMutation) => void;
}

/** A request with its body read; `path` is without the prefix of an enterprise server. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly headers: Headers;
  readonly text: string;
}

/** Whether a value is a JSON object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The JSON object that a body holds (an empty body is an empty one), or `undefined`. */
export function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    // A body that is no JSON gets GitHub's own answer, 400, from the caller.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const failed: RouteReply = { status: 502, body: { message: "Server Error" } };

/** The answer to a body that is no JSON. */
export const unparsed: RouteReply = { status: 400, body: { message: "Problems parsing JSON" } };

/** The answer to writes that come too fast. */
export const secondary = (seconds: number): RouteReply => ({
  status: 403,
  body: {
    message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  },
  headers: { "retry-after": String(seconds) },
});

/** Counts one request. */
export function count(
  { requests, clock }: Ground,
  viewer: Viewer,
  entry: Omit<RequestRecord, "at" | "by">,
): void {
  const by = viewer.kind === "app" ? viewer.app.options.slug : shownLogin(viewer.bot);
  requests.log.push({ at: clock.now(), by, ...entry });
  requests[entry.kind]++;
  if (entry.write) requests.writes++;
}

/** Writes act on the newest state; reads see the replicas, which may lag. */
export function viewFor({ platform, luck, clock }: Ground, write: boolean): View {
  return platform.store.view(write || luck.lag === 0 ? undefined : clock.now() - luck.lag);
}

/** ToldBefore, unless the faults in force lose the request or its answer. */
export function fated({ luck }: Ground, write: boolean, run: () => RouteReply): RouteReply {
  const fate = luck.request(write);
  if (fate === "lost") return failed;
  const reply = run();
  return fate === "applied" ? failed : reply;
}
