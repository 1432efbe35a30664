// The stage of the channels' tests: a channel opened as an operator sets it up, letters, a clock whose time-outs end when they are told to, and all that was said.
import { setUpChannels } from "../../src/channels/all.ts";
import type { Letter, OpenChannel } from "../../src/channels/channel.ts";
import type { Duration, Instant } from "../../src/engine/instant.ts";
import type { Carried } from "../../src/world.ts";

/** Waits of a send, which the clock lets pass at once. */
export const slept: Duration[] = [];

const waiting = new Set<() => void | Promise<void>>();

/** Ends all time-outs that run, as a server does that hangs; by itself one takes a fifth of its time. */
export function timeOut(): void {
  for (const run of [...waiting]) {
    waiting.delete(run);
    void run();
  }
}

/** The clock of channels under test. */
export const clock = {
  now: (): Instant => Date.now(),
  sleep: async (wait: Duration) => void slept.push(wait),
  after: (wait: Duration, run: () => void | Promise<void>) => {
    waiting.add(run);
    const timeout = setTimeout(() => waiting.delete(run) && void run(), wait / 5);
    return () => {
      waiting.delete(run);
      clearTimeout(timeout);
    };
  },
};

/** Everything that channels said of what they were handed. */
export const said: string[] = [];

/** Opens a channel by what its secret holds; what it says is kept. */
export async function openChannel(secret: Readonly<Record<string, unknown>>): Promise<OpenChannel> {
  const [state] = await setUpChannels({
    env: { TOCSIN_CHANNEL_IT: JSON.stringify({ for: "acme/incidents", ...secret }) },
    ...{ clock, fetch: globalThis.fetch, web: "https://github.com" },
  });
  if (state?.kind !== "open") throw new Error(state?.message ?? "It is not set up.");
  const { channel } = state;
  return {
    looksUp: channel.looksUp,
    async send(letter) {
      const answer: Carried = await channel.send(letter);
      said.push(JSON.stringify(answer));
      return answer;
    },
    async verify() {
      const answer = await channel.verify();
      said.push(answer ?? "");
      return answer;
    },
  };
}

/** What is wrong with a secret, as it is said. */
export async function faultOf(secret: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  const [state] = await setUpChannels({
    env: { TOCSIN_CHANNEL_IT: JSON.stringify({ for: "acme/incidents", ...secret }) },
    ...{ clock, fetch: globalThis.fetch, web: "https://github.com" },
  });
  const message = state?.kind === "wrong" ? state.message : undefined;
  said.push(message ?? "");
  return message;
}

/** A letter to the directors. */
export function letter(over: Partial<Letter> = {}): Letter {
  return {
    id: "notice/acme/incidents#7/first.1",
    attempt: 1,
    purpose: "notice",
    to: ["directors"],
    subject: "Card payments fail",
    text: "Nobody can pay by card.\n\nNext update by 11:20.",
    about: {
      ...{ incident: "I_7", slug: "incident-2025-04-01-payments", ref: "acme/incidents#7" },
      ...{ title: "Card payments fail", severity: "SEV1", resolved: false },
      url: "https://github.com/acme/incidents/issues/7",
    },
    ...over,
  };
}
