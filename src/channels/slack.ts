// Slack by an app of the operator's: notices as one thread an incident, and for an announcement the incident's own channel.
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { nobodyReached, peopleFor } from "./people.ts";
import { type Reception, tellAll } from "./reception.ts";
import { call, createClient } from "./slack/client.ts";
import { faultOf, type SlackFault, scopeWords } from "./slack/fault.ts";
import type { Slack } from "./slack/look.ts";
import { post } from "./slack/post.ts";
import { ensureRoom, invite, pin } from "./slack/room.ts";
import { isRoom, type SlackSettings, slackSettings } from "./slack/settings.ts";

/** What the app has to be let do. */
const scopes = ["chat:write", "channels:history", "channels:manage", "channels:read", "pins:write"];

/** Channels of the kind `slack`. */
export const slack: ChannelKind<typeof slackSettings> = {
  kind: "slack",
  settings: slackSettings,
  page: "docs/channels-kinds.md#slack",
  open: async (given, means) => openSlack(given, means),
};

function openSlack(settings: SlackSettings, means: ChannelMeans): OpenChannel {
  const client = createClient(settings, means);
  const { clock } = means;
  let me: ReturnType<Slack["me"]> | undefined;
  const here: Slack = {
    ...{ client, clock, threads: new Map() },
    me() {
      me ??= call(() => client.auth.test(), clock).then(({ bot_id: bot, user_id: user }) => ({ bot, user }));
      // Who could not be asked is asked again.
      me.catch(() => {
        me = undefined;
      });
      return me;
    },
  };
  let before: Promise<unknown> = Promise.resolve();
  return {
    // By the id in a post's metadata.
    looksUp: true,
    send(letter) {
      // One after another: two at once would each begin the incident's thread.
      const sending = before.then(() => send(letter, settings, here));
      before = sending.catch(() => undefined);
      return sending;
    },
    verify: () => verify(here),
  };
}

async function send(letter: Letter, { to }: SlackSettings, here: Slack): Promise<Carried> {
  const { people, unknown } = peopleFor(to, letter.to, letter.except);
  if (people.length === 0 && letter.to.length > 0) return nobodyReached(unknown);
  const channels = people.filter(isRoom);
  const persons = people.filter((id) => !isRoom(id));
  if (letter.purpose === "announcement") return announce(letter, { channels, persons, unknown }, here);
  if (channels.length === 0)
    return {
      state: "failed",
      because: `there is no Slack channel for ${letter.to.join(", ")}: add its id (C…) under to; people are only invited to an incident's own channel`,
    };
  const receptions = await postAll(letter, channels, here);
  // Each is looked for before it is repeated.
  return tellAll(receptions, { unknown, repeatable: true });
}

async function postAll(
  letter: Letter,
  channels: readonly string[],
  here: Slack,
  room?: string,
): Promise<readonly Reception[]> {
  const receptions: Reception[] = [];
  for (const channel of channels)
    receptions.push(
      await accepted(() => post(here, letter, { channel, ...(room !== undefined && { room }) })),
    );
  return receptions;
}

async function accepted(run: () => Promise<unknown>): Promise<Reception> {
  try {
    await run();
    return { state: "accepted" };
  } catch (error) {
    return faultOf(error);
  }
}

interface Announced {
  readonly channels: readonly string[];
  readonly persons: readonly string[];
  readonly unknown: readonly string[];
}

/** The incident's channel, its people, the announcement in it with the link pinned, and word of it in the others. */
async function announce(
  letter: Letter,
  { channels, persons, unknown }: Announced,
  here: Slack,
): Promise<Carried> {
  const room = await receptionOr(() => ensureRoom(here, letter));
  if ("state" in room) return tellAll([room], { unknown, repeatable: true });
  const own = await receptionOr(() => post(here, letter, { channel: room.id }));
  if (typeof own !== "string") return tellAll([own], { unknown, repeatable: true });
  const pinned = await accepted(() => pin(here, room.id, own));
  const uninvited = await invite(here, room, persons);
  const invited = persons.slice(uninvited.length);
  const told = await postAll(letter, channels, here, room.id);
  const inPlace = [...invited, own].map((): Reception => ({ state: "accepted" }));
  const note = `made #${room.name}${pinned.state === "accepted" ? "" : "; the link could not be pinned"}`;
  return tellAll([...inPlace, ...uninvited, ...told], { unknown, repeatable: true, note });
}

async function receptionOr<T>(run: () => Promise<T>): Promise<T | SlackFault> {
  try {
    return await run();
  } catch (error) {
    return faultOf(error);
  }
}

async function verify({ client, clock }: Slack): Promise<string | undefined> {
  try {
    const { response_metadata: said } = await call(() => client.auth.test(), clock);
    const lacking = said?.scopes === undefined ? [] : scopes.filter((one) => !said.scopes?.includes(one));
    return lacking.length === 0 ? undefined : scopeWords({ needed: lacking.join(",") });
  } catch (error) {
    return faultOf(error).because;
  }
}
