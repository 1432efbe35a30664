// One request to a provider within its time, and what became of it in words without its address: kinds say what an answer means.
import { type Duration, type Instant, SECOND } from "../engine/instant.ts";
import type { ChannelMeans } from "./channel.ts";
import type { Reception } from "./reception.ts";

/** So long a request may take, its answer read. */
export const patience: Duration = 10 * SECOND;
/** Who asks for a longer wait is asked again by a later try. */
export const longestWait: Duration = 5 * SECOND;
/** Where it is not said how long. */
const usualWait: Duration = SECOND;
/** Nothing that a channel asks for is as long as that. */
const longestAnswer = 5_000_000;
const mostTries = 3;

/** What is asked. */
export interface HttpRequest {
  /** Whom, as messages call them: `the pager`. */
  readonly who: string;
  readonly url: string;
  readonly method: "GET" | "HEAD" | "POST";
  /** Made anew for each try where a try has some of its own. */
  readonly headers?: Readonly<Record<string, string>> | ((at: Instant) => Readonly<Record<string, string>>);
  readonly body?: string;
  /** What is said besides is not read: it has no text then, and who answers without an end holds nothing up. */
  readonly isUnread?: boolean;
}

/** What was answered, read whole unless nobody wants it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** There was no answer: `failed` where nothing had left, `unclear` where it may have arrived. */
export class Unanswered extends Error {
  readonly state: "failed" | "unclear";
  readonly because: string;
  constructor(state: "failed" | "unclear", because: string) {
    super(because);
    this.name = "Unanswered";
    this.state = state;
    this.because = because;
  }
}

/** Plain HTTP is for what runs on the same machine alone; a name and a password stand in settings of their own. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const own = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return username === "" && password === "" && (protocol === "https:" || (protocol === "http:" && own));
}

/** Asks once. Throws `Unanswered`. */
export async function ask(question: HttpRequest, { clock, fetch }: ChannelMeans): Promise<HttpAnswer> {
  const { who, url, method, headers: given = {}, body, isUnread = false } = question;
  const headers = typeof given === "function" ? given(clock.now()) : given;
  const over = new AbortController();
  const cancel = clock.after(patience, () => over.abort());
  try {
    const answer = await fetch(url, {
      ...{ method, headers, redirect: "manual", signal: over.signal },
      ...(body !== undefined && { body }),
    });
    if (isUnread) await answer.body?.cancel();
    return { status: answer.status, headers: answer.headers, text: isUnread ? "" : await textOf(answer) };
  } catch (error) {
    throw over.signal.aborted
      ? new Unanswered("unclear", `${who} did not answer in time`)
      : unanswered(who, error);
  } finally {
    cancel();
  }
}

async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of answer.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > longestAnswer) break;
  }
  return text;
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

function unanswered(who: string, error: unknown): Unanswered {
  // An error of fetch says nothing itself, and what lies behind it may quote the address.
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (unreached.has(code)) return new Unanswered("failed", `${who} can't be reached: check url`);
  if (unsafe.test(code))
    return new Unanswered("failed", `the connection to ${who} is not safe: check its certificate`);
  return new Unanswered("unclear", `${who} broke off the connection`);
}

/** How long an answer asks to wait, where it does: seconds, or until a date. */
export function waitOf({ headers }: Pick<HttpAnswer, "headers">, now: Instant): Duration | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Did it say that it has not taken it, and to come again? */
function asksToWait(answer: HttpAnswer): boolean {
  return answer.status === 429 || (answer.status === 503 && answer.headers.has("retry-after"));
}

/** Asks, and again after a wait that is asked for and not long: three times at most. Throws `Unanswered`. */
export async function askPatiently(question: HttpRequest, means: ChannelMeans): Promise<HttpAnswer> {
  const { clock } = means;
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(question, means);
    if (!asksToWait(answer) || tries === mostTries) return answer;
    const wait = waitOf(answer, clock.now()) ?? usualWait;
    if (wait > longestWait) return answer;
    await clock.sleep(wait);
  }
}

/** What to mend where a status says no; `who` is asked. */
export type Remedies = Readonly<Record<number, string>>;

/** What an answer to a message means, where a provider keeps to what HTTP says. */
export function receptionOf(
  answer: HttpAnswer,
  { clock }: ChannelMeans,
  who: string,
  remedies: Remedies,
): Reception {
  const { status } = answer;
  if (status >= 200 && status < 300) return { state: "accepted" };
  if (asksToWait(answer)) return { state: "failed", because: waitWords(who, waitOf(answer, clock.now())) };
  if (status >= 500) return { state: "unclear", because: `${who} answered ${status}: it may have taken it` };
  const leadsOn = status < 400 ? "it leads elsewhere, which is not followed: set where it leads" : undefined;
  const remedy = remedies[status] ?? leadsOn ?? "it does not take this message";
  return { state: "refused", because: `${who} answered ${status}: ${remedy}` };
}

/** How a wait that is too long for now is told. */
export function waitWords(who: string, wait: Duration | undefined): string {
  return wait === undefined ? `${who} asks to wait` : `${who} asks to wait ${Math.ceil(wait / SECOND)} s`;
}

/** One message by one request, asked patiently: what became of it, whatever happened. */
export async function hand(
  question: HttpRequest,
  means: ChannelMeans,
  remedies: Remedies,
): Promise<Reception> {
  try {
    return receptionOf(await askPatiently(question, means), means, question.who, remedies);
  } catch (error) {
    return receptionOfFault(error);
  }
}

/** What a request without an answer means for its message. Throws what is none. */
export function receptionOfFault(error: unknown): Reception {
  if (error instanceof Unanswered) return { state: error.state, because: error.because };
  throw error;
}

/** Asks for what sends nothing: what is wrong, or undefined. Without remedies whoever answers is there, whatever it says. */
export async function problemOf(
  question: HttpRequest,
  means: ChannelMeans,
  remedies?: Remedies,
): Promise<string | undefined> {
  try {
    const answer = await ask(question, means);
    const reception = remedies && receptionOf(answer, means, question.who, remedies);
    return reception !== undefined && "because" in reception ? reception.because : undefined;
  } catch (error) {
    const reception = receptionOfFault(error);
    return "because" in reception ? reception.because : undefined;
  }
}
