// Notify's own client, whose requests go by ours: within our time, and with answers that say nothing of people.
import { NotifyClient } from "notifications-node-client";
import type { ChannelMeans } from "../channel.ts";
import { ask, type HttpAnswer } from "../http.ts";
import type { NotifySettings } from "./settings.ts";

/** Notify answered, and not with what was asked for. */
export class NotifyRefusal extends Error {
  readonly answer: HttpAnswer;
  constructor(answer: HttpAnswer) {
    super(`Notify answered ${answer.status}.`);
    this.name = "NotifyRefusal";
    this.answer = answer;
  }
}

/** What its client asks with. */
interface Wanted {
  readonly method: string;
  readonly url: string;
  readonly data?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes a client. What it throws is `NotifyRefusal` or `Unanswered`. */
export function createClient(
  { key, url }: Pick<NotifySettings, "key" | "url">,
  means: ChannelMeans,
): NotifyClient {
  const client = new NotifyClient(url.replace(/\/$/, ""), key);
  const request = async ({ method, url: to, data, headers }: Wanted) => {
    const answer = await ask(
      {
        ...{ who: "Notify", url: to, method: method === "post" ? "POST" : "GET" },
        headers: { ...headers, ...(data !== undefined && { "content-type": "application/json" }) },
        ...(data !== undefined && { body: JSON.stringify(data) }),
      },
      means,
    );
    if (answer.status < 200 || answer.status > 299) throw new NotifyRefusal(answer);
    return { status: answer.status, data: dataOf(answer) };
  };
  // It wants all that axios can, and calls it in this one way.
  client.setClient(request as unknown as Parameters<typeof client.setClient>[0]);
  return client;
}

function dataOf(answer: HttpAnswer): unknown {
  try {
    const data: unknown = JSON.parse(answer.text);
    return data;
  } catch {
    throw new NotifyRefusal(answer);
  }
}
