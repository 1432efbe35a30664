// Slack's client as we use it: it never repeats by itself, waits for nobody longer than our time, and writes no log.
import { WebAPIRateLimitedError, WebClient, type WebClientOptions } from "@slack/web-api";
import { SECOND } from "../../engine/instant.ts";
import type { ChannelMeans } from "../channel.ts";
import { ask, longestWait, Unanswered } from "../http.ts";
import type { SlackSettings } from "./settings.ts";

const mostTries = 3;
/** In seconds. Slack always says how long; where it did not, so long is told. */
const usualWait = "30";

type Logger = NonNullable<WebClientOptions["logger"]>;

/** Its logs would hold texts and addresses. */
const silent: Logger = {
  ...{ debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  ...{ setLevel: () => undefined, setName: () => undefined },
  getLevel: () => "error" as ReturnType<Logger["getLevel"]>,
};

/** Makes a client for one token. */
export function createClient(
  { token, url }: Pick<SlackSettings, "token" | "url">,
  means: ChannelMeans,
): WebClient {
  return new WebClient(token, {
    slackApiUrl: url,
    // Its own policy is ten repeats in half an hour after any doubt, which posts twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
    fetch: timed(means),
  });
}

/** Within our time, the answer read: the client's own time-out goes by a clock that nobody can hold. */
function timed(means: ChannelMeans): NonNullable<WebClientOptions["fetch"]> {
  return async (input, init) => {
    const headers = Object.fromEntries(new Headers(init?.headers));
    const body = String(init?.body ?? "");
    const answer = await ask({ who: "Slack", url: String(input), method: "POST", headers, body }, means);
    const { status, text } = answer;
    const said = new Headers(answer.headers);
    // What was read is unpacked.
    for (const name of ["content-encoding", "content-length"]) said.delete(name);
    if (status === 429 && !said.has("retry-after")) said.set("retry-after", usualWait);
    if (status >= 300 && status < 400)
      throw new Unanswered("failed", "Slack's address leads elsewhere, which is not followed: check url");
    return new Response(status === 204 ? null : text, { status, headers: said });
  };
}

/** Calls it, and again after a wait that Slack asks for and that is short: three times at most. */
export async function call<T>(run: () => Promise<T>, clock: ChannelMeans["clock"]): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || tries === mostTries) throw error;
      const wait = error.retryAfter * SECOND;
      if (wait > longestWait) throw error;
      await clock.sleep(wait);
    }
  }
}
