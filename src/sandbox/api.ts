// The API of the local GitHub as HTTP: who asks, what goes wrong, and to whom the request is handed.
import type { Clock } from "./clock.ts";
import type { Luck } from "./faults.ts";
import type { Allowance, Applied, Asker } from "./graphql/context.ts";
import { type Cost, costOf } from "./graphql/cost.ts";
import { answer, type Checked, checkDocument } from "./graphql.ts";
import type { Viewer } from "./installations.ts";
import type { Platform } from "./platform.ts";
import { type Rate, rateHeaders } from "./rate.ts";
import { shownLogin } from "./records.ts";
import type { Registry } from "./registry.ts";
import { findRoute, type Reply } from "./rest.ts";
import type { Tokens } from "./tokens.ts";

/** One request of an app or a workflow run, as tests read it. `name` is the operation, or method and route; `status` is 0 when it was broken off. */
export interface Requested {
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
export interface Requests {
  graphql: number;
  rest: number;
  writes: number;
  readonly log: Requested[];
}

/** What the API stands on. */
export interface Ground {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly tokens: Tokens;
  readonly luck: Luck;
  readonly rate: Rate;
  readonly requests: Requests;
  readonly applied: (alias: Applied) => void;
}

interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly headers: Headers;
  readonly text: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
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

const mostNodes = 500_000;

const failed: Reply = { status: 502, body: { message: "Server Error" } };

const unparsed: Reply = { status: 400, body: { message: "Problems parsing JSON" } };

const secondary = (seconds: number): Reply => ({
  status: 403,
  body: {
    message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  },
  headers: { "retry-after": String(seconds) },
});

/** Answers requests to the API; what a listener threw to break a request off is thrown on. */
export class Api {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Answers one request: REST under `/` and `/api/v3/`, GraphQL at `/graphql` and `/api/graphql`. */
  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const text = await request.text();
    const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "").replace(/(?<=.)\/$/, "") || "/";
    const incoming: Incoming = { method: request.method, url, path, headers: request.headers, text };
    const known = this.#ground.tokens.known(request.headers.get("authorization"));
    if ("refused" in known) return response({ status: 401, body: { message: known.refused, status: "401" } });
    const graphql = request.method === "POST" && (path === "/graphql" || path === "/api/graphql");
    return response(graphql ? this.#graphql(incoming, known.viewer) : this.#rest(incoming, known.viewer));
  }

  #count(viewer: Viewer, entry: Omit<Requested, "at" | "by">): void {
    const { requests, clock } = this.#ground;
    const by = viewer.kind === "app" ? viewer.app.options.slug : shownLogin(viewer.bot);
    requests.log.push({ at: clock.now(), by, ...entry });
    requests[entry.kind]++;
    if (entry.write) requests.writes++;
  }

  #graphql(incoming: Incoming, viewer: Viewer): Reply {
    const body = parsed(incoming.text);
    if (viewer.kind === "app") return { status: 401, body: { message: "Requires authentication" } };
    if (body === undefined) return unparsed;
    const { query, variables, operationName } = body;
    if (typeof query !== "string")
      return { status: 400, body: { message: "A query attribute must be specified" } };
    const check = checkDocument(query);
    const asked = {
      query,
      variables: isRecord(variables) ? variables : {},
      operationName: typeof operationName === "string" ? operationName : undefined,
    };
    const cost =
      check.document === undefined
        ? { points: 1, nodes: 0 }
        : costOf(check.document, asked.variables, asked.operationName);
    const allowance = this.#ground.rate.spend("graphql", cost.points);
    const entry = { kind: "graphql", name: check.name, write: check.write, points: cost.points } as const;
    let status = 0;
    let reply: Reply;
    try {
      reply =
        this.#limited(check, allowance, cost) ??
        this.#fated(check.write, () => this.#run(check, asked, { viewer, allowance, cost }));
      status = reply.status;
    } finally {
      // A request that was broken off was sent all the same: it counts, with the status 0.
      this.#count(viewer, { ...entry, status });
    }
    return { ...reply, headers: { ...rateHeaders(allowance, "graphql"), ...reply.headers } };
  }

  #limited(check: Checked, allowance: Allowance, cost: Cost): Reply | undefined {
    if (cost.nodes > mostNodes) {
      const message = `This query requests up to ${cost.nodes} possible nodes which exceeds the maximum limit of ${mostNodes}.`;
      return { status: 200, body: { errors: [{ type: "MAX_NODE_LIMIT_EXCEEDED", message }] } };
    }
    if (allowance.remaining < 0) {
      const message = "API rate limit exceeded for installation.";
      return { status: 200, body: { errors: [{ type: "RATE_LIMITED", message }] } };
    }
    const wait = check.write ? this.#ground.rate.tooFast() : undefined;
    return wait === undefined ? undefined : secondary(wait);
  }

  #run(
    check: Checked,
    asked: Parameters<typeof answer>[1],
    who: { readonly viewer: Asker; readonly allowance: Allowance; readonly cost: Cost },
  ): Reply {
    const { platform, applied } = this.#ground;
    const view = this.#view(check.write);
    return { status: 200, body: answer(check, asked, { platform, view, ...who, applied, crash: undefined }) };
  }

  /** Writes act on the newest state; reads see the replicas, which may lag. */
  #view(write: boolean) {
    const { platform, luck, clock } = this.#ground;
    return platform.store.view(write || luck.lag === 0 ? undefined : clock.now() - luck.lag);
  }

  #fated(write: boolean, run: () => Reply): Reply {
    const fate = this.#ground.luck.request(write);
    if (fate === "lost") return failed;
    const reply = run();
    return fate === "applied" ? failed : reply;
  }

  #rest(incoming: Incoming, viewer: Viewer): Reply {
    const { method, path, url } = incoming;
    const found = findRoute(method, path);
    if (found === undefined) {
      const message = `not implemented by the local GitHub: ${method} ${path}`;
      return { status: 501, body: { message } };
    }
    const body = parsed(incoming.text);
    if (body === undefined) return unparsed;
    const { platform, registry } = this.#ground;
    const write = method !== "GET";
    const token = found.route.path.endsWith("/access_tokens");
    const allowance = this.#ground.rate.spend("core");
    const accept = incoming.headers.get("accept") ?? "";
    const call = {
      platform,
      registry,
      view: this.#view(write),
      viewer,
      params: found.params,
      url,
      accept,
      body,
    };
    const wait = write && !token ? this.#ground.rate.tooFast() : undefined;
    const reply =
      this.#restLimited(allowance, wait) ?? this.#restFate(token, write, () => found.route.answer(call));
    if (!token) {
      this.#count(viewer, {
        kind: "rest",
        name: `${method} ${found.route.path}`,
        write,
        points: 1,
        status: reply.status,
      });
    }
    return { ...reply, headers: { ...rateHeaders(allowance, "core"), ...reply.headers } };
  }

  #restLimited(allowance: Allowance, wait: number | undefined): Reply | undefined {
    if (allowance.remaining < 0)
      return { status: 403, body: { message: "API rate limit exceeded for installation." } };
    return wait === undefined ? undefined : secondary(wait);
  }

  /** Requests for tokens are spared: they are retried by the client's own library, not by the app. */
  #restFate(token: boolean, write: boolean, run: () => Reply): Reply {
    return token ? run() : this.#fated(write, run);
  }
}

function response(reply: Reply): Response {
  const text =
    reply.body === undefined
      ? null
      : typeof reply.body === "string"
        ? reply.body
        : JSON.stringify(reply.body);
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-github-media-type": "github.v3; format=json",
    ...reply.headers,
  };
  return new Response(text, { status: reply.status, headers });
}
