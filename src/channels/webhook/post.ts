// One POST to an operator's address and what its answer means, in words without the address.
import { type Duration, type Instant, SECOND } from "../../engine/instant.ts";
import type { Carried } from "../../world.ts";
import type { ChannelMeans } from "../channel.ts";

/** So long a request may take. */
const patience: Duration = 10 * SECOND;
/** A receiver that asks for more is asked again by a later try. */
const longestWait: Duration = 5 * SECOND;
const mostTries = 3;

/** What is posted; the headers are made anew for each try. */
export interface Posting {
  readonly url: string;
  readonly body: string;
  readonly means: ChannelMeans;
  readonly headers: (at: Instant) => Readonly<Record<string, string>>;
}

/** What became of it; `gone`: the receiver wants no more. */
export type PostAnswer = Carried | { readonly state: "gone" };

/** Posts it, and again where the receiver asks for a short wait: three times at most. */
export async function post(posting: Posting): Promise<PostAnswer> {
  const { clock } = posting.means;
  for (let tries = 1; ; tries += 1) {
    const answer = await once(posting);
    if (!("wait" in answer)) return answer;
    const { wait } = answer;
    if (wait > longestWait || tries === mostTries)
      return { state: "failed", because: `the receiver asks to wait ${Math.ceil(wait / SECOND)} s` };
    await clock.sleep(wait);
  }
}

async function once({
  url,
  body,
  means,
  headers,
}: Posting): Promise<PostAnswer | { readonly wait: Duration }> {
  const { clock } = means;
  const answer = await asked(url, means, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers(clock.now()) },
    body,
  });
  if ("because" in answer) return answer;
  const { status } = answer;
  if (status >= 200 && status < 300) return { state: "sent" };
  if (status === 410) return { state: "gone" };
  const wait = waitOf(answer, clock.now());
  // Who says when to come again has not taken it.
  if (status === 429 || (status === 503 && wait !== undefined)) return { wait: wait ?? SECOND };
  if (status >= 500)
    return { state: "unclear", because: `the receiver answered ${status}: it may have taken it` };
  return { state: "failed", because: `the receiver answered ${status}: ${remedyOf(status)}` };
}

function remedyOf(status: number): string {
  if (status === 401 || status === 403) return "check that it knows one of the keys";
  if (status >= 300 && status < 400)
    return "it leads elsewhere, which is not followed: set url to where it leads";
  if (status === 404) return "check url";
  return "it does not take this message";
}

/** Is anybody there? Nothing is handed over; what is wrong, or undefined. */
export async function knock(url: string, means: ChannelMeans): Promise<string | undefined> {
  const answer = await asked(url, means, { method: "HEAD" });
  if ("because" in answer) return answer.because;
  return answer.status === 410 ? "the receiver says that it is gone (410)" : undefined;
}

type Unanswered = Extract<Carried, { readonly because: string }>;

async function asked(
  url: string,
  { clock, fetch }: ChannelMeans,
  init: RequestInit,
): Promise<Response | Unanswered> {
  const over = new AbortController();
  const cancel = clock.after(patience, () => over.abort());
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: over.signal });
    // What it says besides is not read: a receiver may answer without an end.
    await answer.body?.cancel();
    return answer;
  } catch (error) {
    if (over.signal.aborted) return { state: "unclear", because: "the receiver did not answer in time" };
    const code = codeOf(error);
    if (unreached.has(code)) return { state: "failed", because: "the receiver can't be reached: check url" };
    if (unsafe.test(code))
      return {
        state: "failed",
        because: "the connection to the receiver is not safe: check its certificate",
      };
    return { state: "unclear", because: "the receiver broke off the connection" };
  } finally {
    cancel();
  }
}

/** Before anything was sent. */
const unreached = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const unsafe = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/;

/** The code of what lies behind an error of fetch, which itself has none. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

/** What `retry-after` asks for: seconds, or a date. */
function waitOf({ headers }: Response, now: Instant): Duration | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
