// One way out to GitHub for one identity: sends, counts, and remembers the limits that answers speak of. It never retries.
import type { Octokit } from "@octokit/core";
import type { Duration, Instant } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import { createGate } from "./gate.ts";
import { Limited, limitOf } from "./limit.ts";
import { createPacer, type Turn } from "./pace.ts";
import { type Answer, readAnswer } from "./partial.ts";
import { type Response, readBody, responseOf } from "./response.ts";

/** Requests spent so far; those for tokens are not counted. `writes` are among the others. */
export interface Requests {
  graphql: number;
  rest: number;
  writes: number;
}

/** A request that went wrong: `status` as HTTP has it, 0 where no answer came. The cause is Octokit's own error. */
export class RequestFailed extends Error {
  readonly status: number;
  /** The request may have taken effect all the same: no answer, or one from a machine in between. */
  readonly unclear: boolean;

  constructor(what: string, status: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${what} failed with ${status === 0 ? "no answer" : `HTTP ${status}`}: ${reason}`, { cause });
    this.name = "RequestFailed";
    this.status = status;
    this.unclear = status === 0 || status >= 500 || status === 408;
  }
}

/** Who asks: what Octokit needs to sign the requests of one installation, or of the app itself. */
export interface Identity {
  /** For messages: `acme`. */
  readonly name: string;
  readonly octokit: Octokit;
}

interface TransportOptions extends Identity {
  readonly graphqlUrl: string;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly requests: Requests;
  readonly timeout: Duration;
}

/** Variables of a document or parameters of a route. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface Transport {
  /** Sends a document. With a `turn` it is a write: it waits for its slot. Throws `Limited` or `RequestFailed`. */
  graphql<T>(document: string, variables: Parameters, turn?: Turn): Promise<Answer<T>>;
  /** Asks a REST route (`GET /repos/{owner}/{repo}`). Throws `Limited` or `RequestFailed`. */
  rest<T>(route: string, parameters?: Parameters, turn?: Turn): Promise<T>;
}

const readsAtOnce = 20;

interface Call {
  readonly what: string;
  readonly route: string;
  readonly parameters: Parameters;
  readonly resource: "graphql" | "core";
  readonly turn: Turn | undefined;
}

/** The way out for one identity. Installations have one each, so they never wait for each other. */
export function createTransport(options: TransportOptions): Transport {
  const send = createSender(options);
  return {
    async graphql<T>(document: string, variables: Parameters, turn?: Turn): Promise<Answer<T>> {
      const what = operationName(document);
      const parameters = { query: document, variables, operationName: what };
      const route = `POST ${options.graphqlUrl}`;
      const { data, until } = await send({ what, route, parameters, resource: "graphql", turn });
      const answer = readAnswer<T>(what, data);
      const empty = answer.data === null || answer.data === undefined;
      if (until !== undefined && empty) throw new Limited(options.name, until);
      return answer;
    },
    async rest<T>(route: string, parameters: Parameters = {}, turn?: Turn): Promise<T> {
      const { data } = await send({ what: route, route, parameters, resource: "core", turn });
      return data as T;
    },
  };
}

/** What was answered; `until`: the answer said that nothing more may be sent before. */
interface Sent {
  readonly data: unknown;
  readonly until: Instant | undefined;
}

/** Sends one call at its turn, unless a limit forbids it, and notes what the answer says about limits. */
function createSender(options: TransportOptions): (call: Call) => Promise<Sent> {
  const { name, octokit, clock, requests, timeout } = options;
  const pacer = createPacer(clock);
  const gate = createGate(readsAtOnce);
  const limits = new Map<string, Instant>();
  const refuse = (resource: string): void => {
    const until = Math.max(limits.get("all") ?? 0, limits.get(resource) ?? 0);
    if (until > clock.now()) throw new Limited(name, until);
  };
  const note = ({ resource }: Call, { status, headers, data }: Response): Instant | undefined => {
    const limit = limitOf({ status, headers, body: data, resource }, clock.now());
    if (limit !== undefined) limits.set(limit.resource, limit.until);
    return limit?.until;
  };
  const once = async (call: Call): Promise<Sent> => {
    refuse(call.resource);
    requests[call.resource === "graphql" ? "graphql" : "rest"]++;
    if (call.turn !== undefined) requests.writes++;
    try {
      const request = { signal: AbortSignal.timeout(timeout), parseSuccessResponseBody: false };
      const answer = await octokit.request(call.route, { ...call.parameters, request });
      const data = await readBody(answer);
      return { data, until: note(call, { ...answer, data }) };
    } catch (error) {
      const response = responseOf(error);
      const until = response === undefined ? undefined : note(call, response);
      if (until !== undefined) throw new Limited(name, until, error);
      throw new RequestFailed(call.what, response?.status ?? 0, error);
    }
  };
  return async (call) => {
    if (call.turn === undefined) return gate(() => once(call));
    refuse(call.resource);
    await pacer.turn(call.turn);
    return once(call);
  };
}

function operationName(document: string): string {
  return /\b(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "";
}
