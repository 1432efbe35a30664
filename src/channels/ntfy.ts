// ntfy: one POST for each topic, which phones that subscribe to it show at once.
import { z } from "zod";
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { hand, isWebAddress, problemOf, type Remedies } from "./http.ts";
import { nobodyReached, peopleBy, peopleFor } from "./people.ts";
import { tellAll } from "./reception.ts";
import { keyOf } from "./wording.ts";

const who = "ntfy";

const settings = z.strictObject({
  url: z
    .string({ error: "is no text; expected https://…" })
    .refine(isWebAddress, { error: "is no address; expected https://… without a name in it" })
    .default("https://ntfy.sh"),
  token: z
    .string({ error: "is no text" })
    .regex(/^[\w-]{1,200}$/, { error: "is no access token; expected tk_…" })
    .optional(),
  to: peopleBy("a topic", (text) => /^[\w-]{1,64}$/.test(text)),
});

type Settings = z.output<typeof settings>;

/** Channels of the kind `ntfy`. */
export const ntfy: ChannelKind<typeof settings> = {
  kind: "ntfy",
  settings,
  page: "docs/channels-kinds.md#ntfy",
  open: async (given, means) => openNtfy(given, means),
};

const remedies: Remedies = {
  401: "it does not take the token: make a new one",
  403: "the token may not write to the topic: give it the right to",
  404: "check url",
  413: "the text is too long for it: shorten it",
  507: "it has no room left",
};

function openNtfy(given: Settings, means: ChannelMeans): OpenChannel {
  return {
    // What it keeps can be read only by who may read the topic, and for some hours.
    looksUp: false,
    send: (letter) => send(letter, given, means),
    verify: () =>
      problemOf({ who, url: `${given.url.replace(/\/$/, "")}/v1/health`, method: "GET" }, means, remedies),
  };
}

async function send(letter: Letter, { url, token, to }: Settings, means: ChannelMeans): Promise<Carried> {
  const { people, unknown } = peopleFor(to, letter.to, letter.except);
  if (people.length === 0) return nobodyReached(unknown);
  const headers = {
    "content-type": "application/json",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const receptions = await Promise.all(
    people.map((topic) => {
      const body = JSON.stringify(messageOf(letter, topic));
      return hand({ who, url, method: "POST", headers, body }, means, remedies);
    }),
  );
  return tellAll(receptions, { unknown, repeatable: false });
}

/** A message as ntfy takes it in JSON. Servers of 2.16 and later show a second one of the same sequence in place of the first. */
function messageOf({ id, purpose, subject, text, about }: Letter, topic: string): object {
  return {
    ...{
      topic,
      title: subject,
      message: text,
      markdown: true,
      ...(about.url !== "" && { click: about.url }),
    },
    // 5 breaks through a phone's silence: for pages alone.
    priority: purpose === "page" && !about.resolved ? 5 : 3,
    sequence_id: keyOf(id),
  };
}
