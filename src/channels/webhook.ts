// A webhook as Standard Webhooks has it: one signed POST to an address of the operator's, with the same id at every try.
import { z } from "zod";
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { knock, post } from "./webhook/post.ts";
import { idOf, isKey, signatureOf } from "./webhook/sign.ts";

/** Receivers may refuse more than the specification asks them to take. */
const longestBody = 20_000;

/** Plain HTTP is for a receiver on the same machine alone. */
const isSafe = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  const own = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return username === "" && (protocol === "https:" || (protocol === "http:" && own));
};

const key = z
  .string({ error: "is missing: make one with openssl rand -base64 32 and write whsec_ before it" })
  .refine(isKey, { error: "is no signing key; expected whsec_ and 24 to 64 bytes in base64" });

const settings = z.strictObject({
  url: z
    .string({ error: "is missing: say where messages are posted to" })
    .refine(isSafe, { error: "is no address to post to; expected https://… without a name in it" }),
  keys: z.union([key, z.array(key).min(1, { error: "is empty: set one signing key at least" })], {
    error:
      "is missing or wrong: expected a signing key, whsec_ and 24 to 64 bytes in base64, or a list of them",
  }),
});

/** Channels of the kind `webhook`. */
export const webhook: ChannelKind<typeof settings> = {
  kind: "webhook",
  settings,
  page: "docs/channels.md#webhook",
  open: async (given, means) => openWebhook(given, means),
};

function openWebhook({ url, keys }: z.output<typeof settings>, means: ChannelMeans): OpenChannel {
  const signing = typeof keys === "string" ? [keys] : keys;
  const gone: Carried = {
    state: "failed",
    because:
      "the receiver said that it is gone (410), and is not asked again: set another url, or remove the channel",
  };
  let isGone = false;
  return {
    looksUp: false,
    async send(letter) {
      if (isGone) return gone;
      const body = bodyOf(letter);
      const length = Buffer.byteLength(body);
      if (length > longestBody)
        return {
          state: "failed",
          because: `the message has ${length} bytes, and a webhook takes ${longestBody}: shorten it`,
        };
      const id = idOf(letter.id);
      const answer = await post({
        url,
        body,
        means,
        headers: (at) => signatureOf({ id, at, body }, signing),
      });
      if (answer.state !== "gone") return answer;
      isGone = true;
      return gone;
    },
    verify: () => knock(url, means),
  };
}

/** What is posted: the same at every try, so that it says no time; that of the try is in its headers. */
function bodyOf({ id, purpose, to, subject, text, about }: Letter): string {
  return JSON.stringify({ type: `tocsin.${purpose}`, data: { id, to, subject, text, about } });
}
