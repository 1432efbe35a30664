// One GraphQL request to GitHub, and what went wrong with it in words that hold neither the token nor anything that GitHub said.
import { type Duration, MINUTE, SECOND } from "../../engine/instant.ts";
import type { ChannelMeans } from "../channel.ts";
import { askPatiently, type HttpAnswer, Unanswered, waitOf, waitWords } from "../http.ts";
import type { Reception } from "../reception.ts";
import type { GithubSettings } from "./settings.ts";

const who = "GitHub";

/** Asks GitHub; throws `GithubFault`. */
export type AskGithub = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** What did not come to pass. */
export class GithubFault extends Error {
  readonly reception: Exclude<Reception, { readonly state: "accepted" }>;
  /** What was named is not there, or may not be seen. */
  readonly isMissing: boolean;
  constructor(state: "refused" | "failed" | "unclear", because: string, isMissing = false) {
    super(because);
    this.name = "GithubFault";
    this.reception = { state, because };
    this.isMissing = isMissing;
  }
}

const badToken = "it does not take the token: make a new one";
const noRight =
  "the token may not write there: give it Issues or Discussions, read and write, in that repository";

/** What is named under `to` is not there, as far as the token can see. */
export const missing =
  "there is no such place, or the token may not see it: check it under to, and the token's repositories";

/** Opens the API for one token. A question that was not answered has changed nothing, so that it may be asked again. */
export function askerOf(
  { token, url }: Pick<GithubSettings, "token" | "url">,
  means: ChannelMeans,
): AskGithub {
  const headers = {
    ...{ authorization: `Bearer ${token}`, "content-type": "application/json" },
    "user-agent": "tocsin",
  };
  return async (document, variables) => {
    const writes = document.startsWith("mutation");
    const body = JSON.stringify({ query: document, variables });
    const fault = (because: string): GithubFault => new GithubFault(writes ? "unclear" : "failed", because);
    let answer: HttpAnswer;
    try {
      answer = await askPatiently({ who, url, method: "POST", headers, body }, means);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      throw error.state === "failed" ? new GithubFault("failed", error.because) : fault(error.because);
    }
    const said = bodyOf(answer.text);
    const wait = limitOf(answer, said, means.clock.now());
    if (wait !== undefined) throw new GithubFault("failed", waitWords(who, wait));
    if (answer.status >= 500)
      throw fault(`${who} answered ${answer.status}${writes ? ": it may have taken it" : ""}`);
    if (answer.status !== 200)
      throw new GithubFault("refused", `${who} answered ${answer.status}: ${remedyOf(answer.status)}`);
    const [type] = typesIn(said);
    if (type !== undefined) throw typed(type, fault);
    if (said.data === undefined) throw fault(`${who} answered in a way that it does not document`);
    return said.data;
  };
}

interface Said {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly message?: unknown;
}

function bodyOf(text: string): Said {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The kinds of the errors of an answer, by GitHub's own names; `""` for one without. */
function typesIn({ errors }: Said): readonly string[] {
  const all: readonly { readonly type?: unknown }[] = Array.isArray(errors) ? errors : [];
  return all.map((one) => (typeof one?.type === "string" && /^[A-Z_]{1,40}$/.test(one.type) ? one.type : ""));
}

function typed(type: string, fault: (because: string) => GithubFault): GithubFault {
  if (type === "NOT_FOUND") return new GithubFault("refused", missing, true);
  if (type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES") return new GithubFault("refused", noRight);
  if (type === "UNPROCESSABLE")
    return new GithubFault(
      "refused",
      "GitHub does not take it: check that the place is neither locked nor archived",
    );
  return fault(type === "" ? "GitHub says that something went wrong" : `GitHub says ${type}`);
}

function remedyOf(status: number): string {
  if (status === 401) return badToken;
  if (status === 403) return noRight;
  if (status < 400) return "it leads elsewhere, which is not followed: set url to where it leads";
  return status === 404 ? "check url" : "it does not take this message";
}

/** GitHub's documentation names this as the sign of a secondary limit. */
const secondary = /secondary rate limit|abuse detection/i;

/** How long a limit asks to wait, where one is used up: nothing was done then. */
function limitOf({ status, headers }: HttpAnswer, said: Said, now: number): Duration | undefined {
  const refused = status === 403 || status === 429;
  const asked = refused ? waitOf({ headers }, now) : undefined;
  if (asked !== undefined) return asked;
  const isSpent = headers.get("x-ratelimit-remaining") === "0";
  const reset = Number(headers.get("x-ratelimit-reset")) * SECOND;
  const messages = [
    said.message,
    ...(Array.isArray(said.errors) ? said.errors.map((one) => one?.message) : []),
  ];
  const isSecondary =
    (refused || status === 200) && messages.some((one) => typeof one === "string" && secondary.test(one));
  const isLimited = typesIn(said).includes("RATE_LIMITED") || (refused && isSpent);
  if (isLimited && reset > now) return reset - now;
  return isLimited || isSecondary || status === 429 ? MINUTE : undefined;
}
