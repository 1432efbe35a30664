// A webhook as Standard Webhooks has it: one signed POST to an address of the operator's, with the same id at every try.
import { z } from "zod";
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import {
  ask,
  askPatiently,
  type HttpAnswer,
  type HttpRequest,
  isWebAddress,
  type Remedies,
  receptionOf,
  receptionOfFault,
} from "./http.ts";
import type { Reception } from "./reception.ts";
import { idOf, isKey, signatureOf } from "./webhook/sign.ts";

/** Receivers may refuse more than the specification asks them to take. */
const longestBody = 20_000;

const key = z
  .string({ error: "is missing: make one with openssl rand -base64 32 and write whsec_ before it" })
  .refine(isKey, { error: "is no signing key; expected whsec_ and 24 to 64 bytes in base64" });

const settings = z.strictObject({
  url: z
    .string({ error: "is missing: say where messages are posted to" })
    .refine(isWebAddress, { error: "is no address to post to; expected https://… without a name in it" }),
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

const who = "the receiver";
const unknownKey = "check that it knows one of the keys";
const remedies: Remedies = { 401: unknownKey, 403: unknownKey, 404: "check url" };

/** The receiver wants no more. */
const isGone = ({ status }: HttpAnswer): boolean => status === 410;

function openWebhook({ url, keys }: z.output<typeof settings>, means: ChannelMeans): OpenChannel {
  const signing = typeof keys === "string" ? [keys] : keys;
  const gone: Carried = {
    state: "failed",
    because:
      "the receiver said that it is gone (410), and is not asked again: set another url, or remove the channel",
  };
  let stopped = false;
  return {
    looksUp: false,
    async send(letter) {
      if (stopped) return gone;
      const body = bodyOf(letter);
      const length = Buffer.byteLength(body);
      if (length > longestBody)
        return {
          state: "failed",
          because: `the message has ${length} bytes, and a webhook takes ${longestBody}: shorten it`,
        };
      const id = idOf(letter.id);
      const json = { "content-type": "application/json" };
      const answer = await post(
        {
          who,
          url,
          method: "POST",
          body,
          headers: (at) => ({ ...json, ...signatureOf({ id, at, body }, signing) }),
        },
        means,
      );
      if (answer !== "gone") return answer;
      stopped = true;
      return gone;
    },
    verify: () => knock(url, means),
  };
}

async function post(question: HttpRequest, means: ChannelMeans): Promise<Carried | "gone"> {
  try {
    const answer = await askPatiently({ ...question, isUnread: true }, means);
    return isGone(answer) ? "gone" : carriedOf(receptionOf(answer, means, who, remedies));
  } catch (error) {
    return carriedOf(receptionOfFault(error));
  }
}

/** There is one receiver, who knows the people: nobody is counted. */
function carriedOf(reception: Reception): Carried {
  if (reception.state === "accepted") return { state: "sent" };
  const { state, because } = reception;
  return { state: state === "unclear" ? "unclear" : "failed", because };
}

/** Is anybody there? Nothing is handed over; what is wrong, or undefined. */
async function knock(url: string, means: ChannelMeans): Promise<string | undefined> {
  try {
    const answer = await ask({ who, url, method: "HEAD", isUnread: true }, means);
    return isGone(answer) ? `${who} says that it is gone (410)` : undefined;
  } catch (error) {
    const reception = receptionOfFault(error);
    return "because" in reception ? reception.because : undefined;
  }
}

/** What is posted: the same at every try, so that it says no time; that of the try is in its headers. */
function bodyOf({ id, purpose, to, subject, text, about }: Letter): string {
  return JSON.stringify({ type: `tocsin.${purpose}`, data: { id, to, subject, text, about } });
}
