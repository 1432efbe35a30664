// A workspace of Slack on this machine: what its Web API documents of the methods that we call, over real HTTP.
import { type Asked, type Manner, type Provider, provide } from "./provider.ts";

/** A post as it stands in a channel. */
export interface Standing {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks: readonly { readonly type: string; readonly text?: { readonly text: string } }[];
  readonly metadata?: object;
  readonly bot_id: string;
  readonly broadcast: boolean;
}

/** A channel of the workspace. */
export interface Held {
  readonly id: string;
  readonly name: string;
  purpose: string;
  readonly creator: string;
  readonly members: Set<string>;
  readonly pins: Set<string>;
  readonly posts: Standing[];
}

/** A workspace that runs. */
export interface Workspace extends Provider {
  readonly channels: Map<string, Held>;
  /** People it knows; all others can't be invited. */
  readonly people: Set<string>;
  /** Which methods were called, in order. */
  calls(): readonly string[];
  /** The next call of a method is answered so; `after`: it is carried out first, so that only its answer is lost. */
  fail(method: string, manner: Manner, after?: "after"): void;
}

const scopes = "chat:write,channels:history,channels:manage,channels:read,pins:write";
const refused = (error: string, more: object = {}): Manner => ({
  status: 200,
  body: { ok: false, error, ...more },
});

/** Starts a workspace with two channels that the app is in. */
export async function workspace(): Promise<Workspace> {
  const channels = new Map<string, Held>();
  const people = new Set(["U0ANA00", "U0BEN00"]);
  const failing: { method: string; manner: Manner; after: boolean }[] = [];
  let count = 0;
  const add = (name: string, id: string): Held => {
    const made: Held = {
      ...{ id, name, purpose: "", creator: "U0TOCSIN" },
      ...{ members: new Set(["U0TOCSIN"]), pins: new Set(), posts: [] },
    };
    channels.set(id, made);
    return made;
  };
  add("general", "C0GENERAL");
  add("directors", "C0DIRECTORS");
  const ok = (body: object = {}): Manner => ({
    status: 200,
    headers: { "x-oauth-scopes": scopes },
    body: { ok: true, ...body },
  });
  const methods: Record<string, (given: URLSearchParams) => Manner> = {
    "auth.test": () => ok({ user_id: "U0TOCSIN", bot_id: "B0TOCSIN" }),
    "chat.postMessage": (given) => {
      const channel = channels.get(given.get("channel") ?? "");
      if (channel === undefined) return refused("channel_not_found");
      count += 1;
      const thread = given.get("thread_ts");
      const ts = `17000000${String(count).padStart(2, "0")}.000100`;
      channel.posts.push({
        ...{ ts, text: given.get("text") ?? "", blocks: JSON.parse(given.get("blocks") ?? "[]") },
        ...{ metadata: JSON.parse(given.get("metadata") ?? "{}"), bot_id: "B0TOCSIN" },
        ...(thread !== null && { thread_ts: thread }),
        broadcast: given.get("reply_broadcast") === "true",
      });
      return ok({ channel: channel.id, ts });
    },
    "conversations.history": (given) => {
      const channel = channels.get(given.get("channel") ?? "");
      if (channel === undefined) return refused("channel_not_found");
      // Replies are not part of it, but for those that were broadcast.
      const posts = channel.posts.filter((one) => one.thread_ts === undefined || one.broadcast).toReversed();
      return paged("messages", shown(posts, given), given);
    },
    "conversations.replies": (given) => {
      const posts = channels.get(given.get("channel") ?? "")?.posts ?? [];
      const root = given.get("ts");
      return paged(
        "messages",
        shown(
          posts.filter((one) => one.ts === root || one.thread_ts === root),
          given,
        ),
        given,
      );
    },
    "conversations.create": (given) => {
      const name = given.get("name") ?? "";
      if (!/^[a-z\d_-]{1,80}$/.test(name)) return refused("invalid_name_specials");
      if ([...channels.values()].some((one) => one.name === name)) return refused("name_taken");
      return ok({ channel: { id: add(name, `C0NEW${channels.size}`).id, name } });
    },
    "conversations.list": (given) => {
      const all = Array.from(channels.values(), ({ id, name, purpose, creator }) => ({
        ...{ id, name, creator, is_archived: false, purpose: { value: purpose } },
      }));
      return paged("channels", all, new URLSearchParams({ limit: "2", cursor: given.get("cursor") ?? "" }));
    },
    "conversations.setPurpose": (given) => {
      const channel = channels.get(given.get("channel") ?? "");
      if (channel === undefined) return refused("channel_not_found");
      channel.purpose = given.get("purpose") ?? "";
      return channel.purpose.length > 250 ? refused("too_long") : ok();
    },
    "conversations.invite": (given) => {
      const channel = channels.get(given.get("channel") ?? "");
      if (channel === undefined) return refused("channel_not_found");
      const errors: object[] = [];
      const users = (given.get("users") ?? "").split(",");
      for (const user of users)
        if (!people.has(user)) errors.push({ user, ok: false, error: "user_not_found" });
        else if (channel.members.has(user)) errors.push({ user, ok: false, error: "already_in_channel" });
        else channel.members.add(user);
      return errors.length < users.length ? ok({ errors }) : refused("user_not_found", { errors });
    },
    "pins.add": (given) => {
      const pins = channels.get(given.get("channel") ?? "")?.pins ?? new Set();
      const ts = given.get("timestamp") ?? "";
      if (pins.has(ts)) return refused("already_pinned");
      pins.add(ts);
      return ok();
    },
  };
  const answer = ({ path, headers, body }: Asked): Manner => {
    const method = path.replace("/api/", "");
    if (headers.authorization !== "Bearer xoxb-hunter2") return refused("invalid_auth");
    const place = failing.findIndex((one) => one.method === method);
    const [fault] = place < 0 ? [] : failing.splice(place, 1);
    if (fault?.after === false) return fault.manner;
    const usual = methods[method]?.(new URLSearchParams(body)) ?? refused("unknown_method");
    return fault?.manner ?? usual;
  };
  const provider = await provide(answer);
  return {
    ...{ ...provider, channels, people },
    calls: () => provider.asked.map(({ path }) => path.replace("/api/", "")),
    fail: (method, manner, after) => void failing.push({ method, manner, after: after === "after" }),
  };
}

/** Metadata is shown only to who asks for it. */
function shown(posts: readonly Standing[], given: URLSearchParams): readonly object[] {
  return given.get("include_all_metadata") === "true" ? posts : posts.map(({ metadata: _, ...post }) => post);
}

function paged(key: string, all: readonly object[], given: URLSearchParams): Manner {
  const from = Number(given.get("cursor") || "0");
  const limit = Number(given.get("limit") || "100");
  const next = from + limit < all.length ? String(from + limit) : "";
  const body = { ok: true, [key]: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
  return { status: 200, body };
}
