// E-mail by a mail server of the operator's: one transaction a person, so that a refusal is theirs alone and nobody sees the others.
import { type Duration, type Instant, SECOND } from "../engine/instant.ts";
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { type Conversation, openConversation } from "./email/conversation.ts";
import { createMailbag, type Mailbag } from "./email/mailbag.ts";
import { messageOf } from "./email/message.ts";
import { type EmailSettings, emailSettings } from "./email/settings.ts";
import { nobodyReached, peopleFor } from "./people.ts";
import { type Reception, tellAll } from "./reception.ts";

/** All persons of a letter are gone through within this time; who is left is told. */
const longest: Duration = 90 * SECOND;
/** What a server asked to try later is tried once more within a send, after this pause. */
const pause: Duration = 5 * SECOND;
/** A server that breaks off so often one after another is not asked again within a send. */
const mostBreaks = 2;

/** Channels of the kind `email`. */
export const email: ChannelKind<typeof emailSettings> = {
  kind: "email",
  settings: emailSettings,
  page: "docs/channels.md#e-mail",
  open: async (settings, means) => openEmail(settings, means),
};

function openEmail(settings: EmailSettings, { clock }: ChannelMeans): OpenChannel {
  const bag = createMailbag();
  return {
    // A mail server can't be asked what became of a message.
    looksUp: false,
    send: (letter) => send(letter, { settings, clock, bag }),
    verify: async () => {
      const conversation = await openConversation(settings, clock);
      if ("because" in conversation) return conversation.because;
      conversation.close();
      return undefined;
    },
  };
}

interface Post {
  readonly settings: EmailSettings;
  readonly clock: ChannelMeans["clock"];
  readonly bag: Mailbag;
}

async function send(letter: Letter, post: Post): Promise<Carried> {
  const { people, unknown } = peopleFor(post.settings.to, letter.to, letter.except);
  if (people.length === 0) return nobodyReached(unknown);
  const until = post.clock.now() + longest;
  const first = await round(letter, people, { ...post, until });
  const later = people.filter((person) => first.get(person)?.state === "failed");
  const anybody = people.some((person) => first.get(person)?.state === "accepted");
  // Where nobody got it, it is tried again from outside, with longer pauses.
  if (later.length === 0 || !anybody || post.clock.now() + pause >= until) return tell(first, unknown);
  await post.clock.sleep(pause);
  const second = await round(letter, later, { ...post, until });
  return tell(new Map([...first, ...second]), unknown);
}

/** Who has it is known to this process alone: another try from outside may be by one that does not know, so that people decide. */
function tell(all: ReadonlyMap<string, Reception>, unknown: readonly string[]): Carried {
  return tellAll([...all.values()], { unknown, repeatable: false });
}

/** Goes once through these people, but for those who have it already. */
async function round(
  letter: Letter,
  people: readonly string[],
  { settings, clock, bag, until }: Post & { readonly until: Instant },
): Promise<ReadonlyMap<string, Reception>> {
  const line = lineTo(settings, { clock, until });
  const all = new Map<string, Reception>();
  for (const person of people) {
    const became =
      bag.known(letter.id, person) ??
      (await line.deliver(person, () => messageOf({ letter, person, at: clock.now() }, settings)));
    bag.remember(letter.id, person, became);
    all.set(person, became);
  }
  line.close();
  return all;
}

interface Line {
  deliver(person: string, message: () => Promise<Buffer>): Promise<Reception>;
  close(): void;
}

/** One conversation after another for as long as it makes sense; who can't be reached is not asked again for each person. */
function lineTo(
  settings: EmailSettings,
  { clock, until }: { readonly clock: ChannelMeans["clock"]; readonly until: Instant },
): Line {
  let conversation: Conversation | undefined;
  let breaks = 0;
  let over: string | undefined;
  const open = async (): Promise<Conversation | { readonly because: string }> => {
    if (clock.now() >= until) over ??= "there was no time left for them";
    if (breaks === mostBreaks) over ??= "the mail server broke off again and again";
    if (over !== undefined) return { because: over };
    if (conversation?.ended === false) return conversation;
    const opened = await openConversation(settings, clock);
    if ("because" in opened) over = opened.because;
    else conversation = opened;
    return opened;
  };
  return {
    async deliver(person, message) {
      const opened = await open();
      if ("because" in opened) return { state: "failed", ...opened };
      const became = await opened.deliver(person, await message());
      breaks = opened.ended ? breaks + 1 : 0;
      return became;
    },
    close() {
      if (conversation?.ended === false) conversation.close();
    },
  };
}
