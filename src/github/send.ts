// What each request to GitHub passes through: sent at its turn and counted, never while a limit holds, never a second time.
import type { Duration, Instant } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import { createGate } from "./gate.ts";
import { Limited, limitOf, type Spare, spareIn } from "./limit.ts";
import { createPacer, type Turn } from "./pace.ts";
import { type Response, readBody, responseOf } from "./response.ts";

/** Requests spent so far; those for tokens are not counted. `writes` are among the others. */
export interface Requests {
  graphql: number;
  rest: number;
  writes: number;
}

/** A request that went wrong: `status` as HTTP has it, 0 where no answer came. The cause is Octokit's own error. */
export class RequestFailed extends Error {
  /** The name of a document, or a route: `GET /repos/{owner}/{repo}/installation`. */
  readonly what: string;
  readonly status: number;
  /** The request may have taken effect all the same: no answer, or one from a machine in between. */
  readonly unclear: boolean;

  constructor(what: string, status: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${what} failed with ${status === 0 ? "no answer" : `HTTP ${status}`}: ${reason}`, { cause });
    this.name = "RequestFailed";
    this.what = what;
    this.status = status;
    this.unclear = status === 0 || status >= 500 || status === 408;
  }
}

/** One request before it is sent; with a `turn` it is a write. */
export interface Call {
  /** For messages, as `RequestFailed` has it. */
  readonly what: string;
  /** Whose limit it uses up. */
  readonly resource: "graphql" | "core";
  readonly turn: Turn | undefined;
}

/** How Octokit is to carry a request: given up when the time is over, and with the body left to us. */
export interface Carriage {
  readonly signal: AbortSignal;
  readonly parseSuccessResponseBody: false;
}

/** What was answered, with its body read; `until`: it said that nothing more may be sent before. */
export interface Sent<R extends Response> {
  readonly response: R;
  readonly until: Instant | undefined;
}

/** Sends one call by `carry`, which does so once. Throws `Limited` or `RequestFailed`. */
export type Send = <R extends Response>(
  call: Call,
  carry: (carriage: Carriage) => Promise<R>,
) => Promise<Sent<R>>;

/** Sends what one identity asks, and knows what that leaves it. */
export interface Sender {
  readonly send: Send;
  /** Of its hourly limits the one that is nearest its end, by GitHub's last word; `undefined` where none has been heard. */
  spare(): Spare | undefined;
}

/** What the requests of one identity have in common. */
export interface SendingOptions {
  /** For messages: `acme`. */
  readonly name: string;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly requests: Requests;
  /** How long an answer may take, in real time. */
  readonly timeout: Duration;
}

const readsAtOnce = 20;
const tooLate = "The operation was aborted due to timeout";

/** The sender of one identity, with a pace, a gate and limits of its own. */
export function createSender({ name, clock, requests, timeout }: SendingOptions): Sender {
  const pacer = createPacer(clock);
  const gate = createGate(readsAtOnce);
  const limits = new Map<string, Instant>();
  const spares = new Map<string, Spare>();
  const refuse = (resource: string): void => {
    const until = Math.max(limits.get("all") ?? 0, limits.get(resource) ?? 0);
    if (until > clock.now()) throw new Limited(name, until);
  };
  const note = ({ resource }: Call, { status, headers, data }: Response): Instant | undefined => {
    const spare = spareIn(headers);
    if (spare !== undefined) spares.set(resource, spare);
    const limit = limitOf({ status, headers, body: data, resource }, clock.now());
    if (limit !== undefined) limits.set(limit.resource, limit.until);
    return limit?.until;
  };
  const once: Send = async (call, carry) => {
    refuse(call.resource);
    requests[call.resource === "graphql" ? "graphql" : "rest"]++;
    if (call.turn !== undefined) requests.writes++;
    const patience = new AbortController();
    // Ended with the answer: the timer of `AbortSignal.timeout` goes on after it, and a long rehearsal has thousands of requests.
    const timer = setTimeout(() => patience.abort(new DOMException(tooLate, "TimeoutError")), timeout);
    try {
      const answer = await carry({ signal: patience.signal, parseSuccessResponseBody: false });
      const response = { ...answer, data: await readBody(answer) };
      return { response, until: note(call, response) };
    } catch (error) {
      const response = responseOf(error);
      const until = response === undefined ? undefined : note(call, response);
      if (until !== undefined) throw new Limited(name, until, error);
      throw new RequestFailed(call.what, response?.status ?? 0, error);
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    async send(call, carry) {
      if (call.turn === undefined) return gate(() => once(call, carry));
      refuse(call.resource);
      await pacer.turn(call.turn);
      return once(call, carry);
    },
    spare() {
      // An hour that is over says nothing of the one that runs.
      const counting = [...spares.values()].filter(({ until }) => until > clock.now());
      return counting.toSorted((one, other) => one.share - other.share)[0];
    },
  };
}
