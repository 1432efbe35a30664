// A letter as a post in one Slack channel: looked for before it is repeated, and in the thread of its incident.
import type { Letter } from "../channel.ts";
import { call } from "./client.ts";
import { eventType, look, marksOf, type Slack } from "./look.ts";
import { blocksOf, textOf } from "./words.ts";

/** Threads of so many incidents are kept in mind. */
const mostThreads = 1_000;

/** Where a letter is posted; `room`: the incident's own channel, of which it tells. */
interface Place {
  readonly channel: string;
  readonly room?: string | undefined;
}

/** Posts a letter, unless it stands there: from the second try on that is looked for. The answer is its `ts`. Throws what Slack's client does. */
export async function post(slack: Slack, letter: Letter, { channel, room }: Place): Promise<string> {
  const { client, clock, threads } = slack;
  const thread = `${channel} ${letter.about.incident}`;
  const alone = letter.purpose === "test";
  if (letter.attempt > 1 || (!alone && !threads.has(thread))) {
    const { ts, root } = await look(slack, letter, channel);
    if (root !== undefined) remember(threads, thread, root);
    if (ts !== undefined) return ts;
  }
  const root = alone ? undefined : threads.get(thread);
  const message = {
    ...{ channel, text: textOf(letter), blocks: blocksOf(letter, room) },
    metadata: { event_type: eventType, event_payload: { ...marksOf(letter) } },
    ...{ parse: "none" as const, link_names: false, unfurl_links: false, unfurl_media: false },
  };
  const { ts = "" } = await call(
    () => client.chat.postMessage({ ...message, ...inThread(letter, root) }),
    clock,
  );
  if (!alone && root === undefined) remember(threads, thread, ts);
  return ts;
}

/** That it is over is said to the whole channel: in the thread alone few would see it. */
function inThread({ about }: Letter, root: string | undefined) {
  if (root === undefined) return {};
  return about.resolved ? { thread_ts: root, reply_broadcast: true as const } : { thread_ts: root };
}

function remember(threads: Slack["threads"], thread: string, ts: string): void {
  threads.set(thread, ts);
  const [oldest] = threads.keys();
  if (threads.size > mostThreads && oldest !== undefined) threads.delete(oldest);
}
