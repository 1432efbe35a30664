// An incident's own Slack channel, by its short name (D-1): made once, found again by what its purpose says, and people invited to it.
import { WebAPIPlatformError } from "@slack/web-api";
import { cut } from "../../engine/text/safe.ts";
import type { Letter } from "../channel.ts";
import { keyOf } from "../wording.ts";
import { call } from "./client.ts";
import { codeOf, faultOf, isCode, type SlackFault } from "./fault.ts";
import type { Slack } from "./look.ts";

const longestName = 80;
const longestPurpose = 250;
/** So many pages of channels are looked through for one whose name is taken. */
const mostPages = 20;
/** Slack invites so many at once. */
const mostInvited = 100;

/** A channel that is there. */
interface Room {
  readonly id: string;
  readonly name: string;
}

/** Small letters, digits and hyphens. */
function nameOf(slug: string): string {
  const name = slug.toLowerCase().replaceAll(/[^a-z\d_-]+/g, "-");
  return name.slice(0, longestName).replace(/-$/, "");
}

/** What no channel of another incident has in its purpose. */
const markOf = ({ about }: Letter): string => `tocsin:${keyOf("incident", about.incident).slice(0, 16)}`;

/** Makes the channel, or finds the one that was made for this incident before. Throws what Slack's client does. */
export async function ensureRoom(slack: Slack, letter: Letter): Promise<Room | SlackFault> {
  const { client, clock } = slack;
  const mark = markOf(letter);
  const name = nameOf(letter.about.slug);
  const room = (await createRoom(slack, name)) ?? (await ownRoom(slack, name, mark));
  if (room === undefined)
    return {
      state: "refused",
      because: `there is a Slack channel #${name} already that is not this incident's: rename it`,
    };
  if (room.isMarked) return room;
  const purpose = cut(`${mark} · ${letter.about.ref} · ${letter.about.title}`, longestPurpose);
  await call(() => client.conversations.setPurpose({ channel: room.id, purpose }), clock);
  return room;
}

type Marked = Room & { readonly isMarked: boolean };

/** A new one; `undefined`: its name is taken. */
async function createRoom({ client, clock }: Slack, name: string): Promise<Marked | undefined> {
  try {
    const { channel } = await call(() => client.conversations.create({ name }), clock);
    return { id: channel?.id ?? "", name: channel?.name ?? name, isMarked: false };
  } catch (error) {
    if (codeOf(error) === "name_taken") return undefined;
    throw error;
  }
}

/** The one that has the name, where it is ours: by its purpose, or made by us when that broke off before it had one. */
async function ownRoom(slack: Slack, name: string, mark: string): Promise<Marked | undefined> {
  const { client, clock } = slack;
  let cursor = "";
  for (let page = 0; page < mostPages; page += 1) {
    const asked = { types: "public_channel", exclude_archived: true, limit: 1_000 };
    const { channels = [], response_metadata: more } = await call(
      () => client.conversations.list({ ...asked, ...(cursor !== "" && { cursor }) }),
      clock,
    );
    const found = channels.find((one) => one.name === name);
    if (found?.id !== undefined) {
      const purpose = found.purpose?.value ?? "";
      const isMarked = purpose.includes(mark);
      const isOurs = isMarked || (purpose === "" && found.creator === (await slack.me()).user);
      return isOurs ? { id: found.id, name, isMarked } : undefined;
    }
    cursor = more?.next_cursor ?? "";
    if (cursor === "") return undefined;
  }
  return undefined;
}

/** Those that are there already are no fault, and neither are we. */
const harmless = new Set(["already_in_channel", "cant_invite_self"]);

/** Invites people; the answer is one fault for each who could not be. */
export async function invite(
  { client, clock }: Slack,
  { id: channel }: Room,
  people: readonly string[],
): Promise<readonly SlackFault[]> {
  const faults: SlackFault[] = [];
  for (let from = 0; from < people.length; from += mostInvited) {
    const some = people.slice(from, from + mostInvited);
    try {
      const asked = { channel, users: some.join(","), force: true };
      faults.push(...faultsIn((await call(() => client.conversations.invite(asked), clock)).errors));
    } catch (error) {
      const each = error instanceof WebAPIPlatformError && "errors" in error.data && error.data.errors;
      if (Array.isArray(each)) faults.push(...faultsIn(each));
      else if (!harmless.has(codeOf(error) ?? "")) faults.push(...some.map(() => faultOf(error)));
    }
  }
  return faults;
}

/** Slack says why of each whom it did not invite. */
function faultsIn(errors: unknown): readonly SlackFault[] {
  const all: readonly { readonly error?: unknown }[] = Array.isArray(errors) ? errors : [];
  return all
    .map(({ error }) => (isCode(error) ? error : "unknown_error"))
    .filter((code) => !harmless.has(code))
    .map((code) => ({ state: "refused", because: `Slack says ${code}: check the id under to` }));
}

/** Pins a post, so that the link is at hand; one that is pinned already stays so. Throws what Slack's client does. */
export async function pin({ client, clock }: Slack, channel: string, timestamp: string): Promise<void> {
  try {
    await call(() => client.pins.add({ channel, timestamp }), clock);
  } catch (error) {
    if (codeOf(error) !== "already_pinned") throw error;
  }
}
