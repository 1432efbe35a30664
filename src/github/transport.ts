// One way out to GitHub for one identity: sends, counts, and remembers the limits that answers speak of. It never retries.
import type { Octokit } from "@octokit/core";
import type { Duration, Instant } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import { createGate } from "./gate.ts";
import { Limited, limitOf } from "./limit.ts";
import { createPacer, type Turn } from "./pace.ts";
import { type Answer, readAnswer } from "./partial.ts";

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
  const { name, octokit, clock, requests, timeout } = options;
  const pacer = createPacer(clock);
  const gate = createGate(readsAtOnce);
  const limits = new Map<string, Instant>();
  const refuse = (resource: string): void => {
    const until = Math.max(limits.get("all") ?? 0, limits.get(resource) ?? 0);
    if (until > clock.now()) throw new Limited(name, until);
  };
  const note = (
    call: Call,
    answer: { status: number; headers: Parameters; data: unknown },
  ): Instant | undefined => {
    const { status, headers, data } = answer;
    const limit = limitOf({ status, headers, body: data, resource: call.resource }, clock.now());
    if (limit !== undefined) limits.set(limit.resource, limit.until);
    return limit?.until;
  };
  const once = async (call: Call): Promise<{ data: unknown; until: Instant | undefined }> => {
    refuse(call.resource);
    requests[call.resource === "graphql" ? "graphql" : "rest"]++;
    if (call.turn !== undefined) requests.writes++;
    try {
      const request = { signal: AbortSignal.timeout(timeout) };
      const answer = await octokit.request(call.route, { ...call.parameters, request });
      if (isBrokenOff(answer)) throw new RequestFailed(call.what, 0, new Error("the answer was broken off"));
      return { data: answer.data, until: note(call, answer) };
    } catch (error) {
      if (error instanceof RequestFailed) throw error;
      const response = responseOf(error);
      const until = response === undefined ? undefined : note(call, response);
      if (until !== undefined) throw new Limited(name, until, error);
      throw new RequestFailed(call.what, response?.status ?? 0, error);
    }
  };
  const send = async (call: Call) => {
    if (call.turn === undefined) return gate(() => once(call));
    refuse(call.resource);
    await pacer.turn(call.turn);
    return once(call);
  };
  return {
    async graphql<T>(document: string, variables: Parameters, turn?: Turn): Promise<Answer<T>> {
      const what = operationName(document);
      const parameters = { query: document, variables, operationName: what };
      const call: Call = { what, route: `POST ${options.graphqlUrl}`, parameters, resource: "graphql", turn };
      const { data, until } = await send(call);
      const answer = readAnswer<T>(what, data);
      const empty = answer.data === null || answer.data === undefined;
      if (until !== undefined && empty) throw new Limited(name, until);
      return answer;
    },
    async rest<T>(route: string, parameters: Parameters = {}, turn?: Turn): Promise<T> {
      const { data } = await send({ what: route, route, parameters, resource: "core", turn });
      return data as T;
    },
  };
}

function operationName(document: string): string {
  return /\b(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "";
}

/** Octokit hands on what came of a JSON answer as text when the connection ended in the middle of it. */
function isBrokenOff({ headers, data }: { headers: Parameters; data: unknown }): boolean {
  return typeof data === "string" && String(headers["content-type"] ?? "").includes("json");
}

/** What came back with an error of Octokit's, if anything did. */
function responseOf(error: unknown): { status: number; headers: Parameters; data: unknown } | undefined {
  if (!(error instanceof Error) || !("response" in error)) return undefined;
  const { response } = error as { response?: { status: number; headers: Parameters; data: unknown } };
  return response;
}
