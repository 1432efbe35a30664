// One way out to GitHub for one identity: GraphQL by @octokit/graphql, REST by the methods of @octokit/rest, both by our sender.
import { GraphqlResponseError, withCustomRequest } from "@octokit/graphql";
import type { Octokit } from "@octokit/rest";
import { Limited, type Spare } from "./limit.ts";
import type { ServerSchema } from "./newer.ts";
import type { Turn } from "./pace.ts";
import { answerOf, expectAnswer, type GraphqlAnswer, isEmpty } from "./partial.ts";
import { type Call, createSender, RequestFailed, type Send, type SendingOptions } from "./send.ts";
import type { TokenCache } from "./token.ts";

export { RequestFailed, type Requests } from "./send.ts";

interface TransportOptions extends SendingOptions {
  /** What signs the requests of one installation, or of the app itself; nobody else may use it. */
  readonly octokit: Octokit;
  readonly graphqlUrl: string;
  /** What the server shows this identity of what older ones lack. */
  readonly schema: ServerSchema;
  /** Of an installation the token that it signs with; absent: what it signs with can't be made anew. */
  readonly tokens?: TokenCache | undefined;
}

/** Variables of a document or parameters of a route. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The way out of one identity: every request of it goes by here, is counted, and is sent once. */
export interface Transport {
  /** Sends a document. With a `turn` it is a write: it waits for its slot. Throws `Limited` or `RequestFailed`. */
  graphql<T>(document: string, variables: Parameters, turn?: Turn): Promise<GraphqlAnswer<T>>;
  /** GitHub's REST routes as methods; each throws `Limited` or `RequestFailed`. What is no GET waits for its slot. */
  readonly rest: Octokit["rest"];
  /** A route of REST that Octokit has no method for: `GET /orgs/{org}/issue-fields`. Throws as those do. */
  get<T>(route: `GET /${string}`, parameters: Parameters): Promise<T>;
  /** How much GitHub says that this identity may still ask in this hour; `undefined` before it said so. */
  spare(): Spare | undefined;
  /** Has the next request signed with a new token, unless the one that is kept may do just this (as `TokenCache` has it); answers whether. */
  renew(unlessFor?: string): boolean;
  /** Does GitHub let it write files, as far as we know? Of a token that somebody else made it says so at the try alone. */
  mayCommit(): boolean;
  /** The same of pull requests with their files. */
  mayPropose(): boolean;
}

/** The way out for one identity. Installations have one each, so they never wait for each other. */
export function createTransport(options: TransportOptions): Transport {
  const { octokit, tokens, schema } = options;
  const sender = createSender(options);
  passThroughSender(options, sender.send);
  const ask = withCustomRequest(octokit.request);
  const once = async <T>(
    document: string,
    variables: Parameters,
    turn: Turn | undefined,
  ): Promise<GraphqlAnswer<T>> => {
    const request: Asked = { resource: "graphql", turn };
    const parameters = { ...variables, operationName: operationName(document), request };
    try {
      return { data: await ask<T>(document, parameters), errors: [] };
    } catch (error) {
      if (error instanceof GraphqlResponseError) return answerOf<T>(error);
      throw error;
    }
  };
  return {
    rest: octokit.rest,
    get: async <T>(route: string, parameters: Parameters) => {
      const { data } = await octokit.request(route, { ...parameters });
      return data as T;
    },
    spare: sender.spare,
    mayCommit: () => tokens === undefined || tokens.mayWrite("contents"),
    mayPropose: () => tokens?.mayWrite("contents") === true && tokens.mayWrite("pull_requests"),
    renew: (unlessFor) => {
      if (tokens === undefined || (unlessFor !== undefined && tokens.permissions === unlessFor)) return false;
      tokens.giveUp(tokens.generation);
      return true;
    },
    async graphql<T>(document: string, variables: Parameters, turn?: Turn): Promise<GraphqlAnswer<T>> {
      const sent = schema.fit(document);
      const answer = await once<T>(sent, variables, turn);
      // What asks for something newer only reads.
      return schema.learn(sent, answer) ? once<T>(schema.fit(document), variables, turn) : answer;
    },
  };
}

/** Our part of Octokit's options of a request, which only hooks read. */
interface Asked {
  readonly resource?: "graphql";
  readonly turn?: Turn | undefined;
  readonly [octokits: string]: unknown;
}

/** What Octokit knows of a request before it fills in its parameters. */
interface Described {
  readonly method: string;
  readonly url: string;
  readonly operationName?: unknown;
  readonly request: Asked;
}

/** Has every request of an Octokit go by a sender. The hook that is set last is the outermost: what signs is inside of it. */
function passThroughSender({ octokit, graphqlUrl, name, tokens }: TransportOptions, send: Send): void {
  /** What was refused for its token took no effect: it is sent once more with a new one, and no third time. */
  const sendKnown: Send = async (call, carry) => {
    const generation = tokens?.generation ?? 0;
    try {
      return await send(call, carry);
    } catch (error) {
      if (tokens === undefined || !(error instanceof RequestFailed) || error.status !== 401) throw error;
      tokens.giveUp(generation);
      return send(call, carry);
    }
  };

  octokit.hook.wrap("request", async (request, options) => {
    // Asked by what signs, in the middle of a request that waits for it.
    if (isForToken(options)) return request(options);
    const call = callOf(options);
    // @octokit/graphql works its address out of that of REST; ours is a setting of its own.
    if (call.resource === "graphql") options.url = graphqlUrl;
    const { response, until } = await sendKnown(call, async (carriage) => {
      // In place: the hooks inside get these very options, whatever they are handed by ours.
      options.request = { ...options.request, ...carriage };
      return request(options);
    });
    if (call.resource === "core") return response;
    const answer = expectAnswer(call.what, response.data);
    if (until !== undefined && isEmpty(answer)) throw new Limited(name, until);
    return response;
  });
}

function isForToken({ method, url }: Described): boolean {
  return method === "POST" && url.endsWith("/access_tokens");
}

function callOf({ method, url, operationName, request: { resource, turn } }: Described): Call {
  if (resource === "graphql") return { what: String(operationName ?? ""), resource, turn };
  const careful: Turn | undefined = method === "GET" ? undefined : { priority: "urgent", creates: 1 };
  return { what: `${method} ${url}`, resource: "core", turn: turn ?? careful };
}

function operationName(document: string): string {
  return /\b(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "";
}
