// What of ours stands in a Slack channel: posts are known by what their metadata says, and by who posted them.
import type { WebClient } from "@slack/web-api";
import type { ChannelMeans, Letter } from "../channel.ts";
import { keyOf } from "../wording.ts";
import { call } from "./client.ts";

/** So many pages are looked through, newest first: an incident whose first post is older begins a new thread. */
const mostPages = 5;
const pageSize = 200;

/** What posts of ours are known by; the payload is what `marksOf` makes. */
export const eventType = "tocsin_notice";

/** Slack as a channel of ours has it. */
export interface Slack {
  readonly client: WebClient;
  readonly clock: ChannelMeans["clock"];
  /** Who we are there; asked once. */
  me(): Promise<{ readonly bot: string | undefined; readonly user: string | undefined }>;
  /** The first post of an incident in a channel, by both. */
  readonly threads: Map<string, string>;
}

/** What a letter's post says of itself: the letter, and the incident, to whose thread a test does not belong. */
export function marksOf({ id, about, purpose }: Letter): { readonly id: string; readonly incident: string } {
  return { id, incident: purpose === "test" ? "" : keyOf("incident", about.incident) };
}

interface Seen {
  readonly bot_id?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

interface Page {
  readonly messages?: readonly Seen[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** A letter's own post, where it stands there, and the first of its incident. */
interface Standing {
  readonly ts?: string | undefined;
  readonly root?: string | undefined;
}

/** Looks through a channel, and from the second try of a letter on through its incident's thread. Throws what Slack's client does. */
export async function look(slack: Slack, letter: Letter, channel: string): Promise<Standing> {
  const { client, clock } = slack;
  const { bot } = await slack.me();
  const marks = marksOf(letter);
  const has = ({ bot_id, metadata }: Seen, key: "id" | "incident"): boolean => {
    if (bot_id !== bot || metadata?.event_type !== eventType) return false;
    const payload = { id: undefined, incident: undefined, ...metadata.event_payload };
    return payload[key] === marks[key];
  };
  const asked = { channel, include_all_metadata: true, limit: pageSize };
  const posts = await pages(async (cursor) => {
    const page: Page = await call(() => client.conversations.history({ ...asked, ...cursor }), clock);
    return page;
  });
  const ts = posts.find((one) => has(one, "id"))?.ts;
  // Newest first; what was broadcast from a thread is no beginning of one.
  const root = posts.findLast((one) => has(one, "incident") && (one.thread_ts ?? one.ts) === one.ts)?.ts;
  if (ts !== undefined || root === undefined || letter.attempt === 1) return { ts, root };
  const replies = await pages(async (cursor) => {
    const page: Page = await call(
      () => client.conversations.replies({ ...asked, ts: root, ...cursor }),
      clock,
    );
    return page;
  });
  return { ts: replies.find((one) => has(one, "id"))?.ts, root };
}

/** The posts of so many pages, in Slack's order. */
async function pages(
  read: (cursor: { readonly cursor?: string }) => Promise<Page>,
): Promise<readonly Seen[]> {
  const found: Seen[] = [];
  let from: { readonly cursor?: string } = {};
  for (let page = 0; page < mostPages; page += 1) {
    const { messages = [], response_metadata: more } = await read(from);
    found.push(...messages);
    const cursor = more?.next_cursor ?? "";
    if (cursor === "") break;
    from = { cursor };
  }
  return found;
}
