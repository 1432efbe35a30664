// Apprise's own server: one POST, which it hands on to the services that an operator has given it, by their tags.
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
import { nobodyReached, peopleBy, peopleFor } from "./people.ts";
import { type Reception, tellAll } from "./reception.ts";
import { withAddress } from "./wording.ts";

const who = "Apprise";

const settings = z
  .strictObject({
    url: z
      .string({ error: "is missing: say where your Apprise server is" })
      .refine(isWebAddress, { error: "is no address; expected https://… without a name in it" }),
    key: z
      .string({ error: "is missing: say under which key its services stand" })
      .regex(/^[\w-]{1,128}$/, { error: "is no key; expected letters, digits, _ and - alone" }),
    user: z.string({ error: "is no text" }).optional(),
    password: z.string({ error: "is no text" }).optional(),
    to: peopleBy("a tag", (text) => /^[\w.-]{1,64}$/.test(text)),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    error: "user and password go together: set both, or neither",
  });

type Settings = z.output<typeof settings>;

/** Channels of the kind `apprise`. */
export const apprise: ChannelKind<typeof settings> = {
  kind: "apprise",
  settings,
  page: "docs/channels-kinds.md#apprise",
  open: async (given, means): Promise<OpenChannel> => ({
    looksUp: false,
    send: (letter) => send(letter, given, means),
    verify: () => verify(given, means),
  }),
};

const nothingThere = "there are no services under this key: add them, or check key";
const remedies: Remedies = {
  ...{ 401: "set user and password anew", 403: "set user and password anew" },
  ...{ 404: nothingThere, 421: "it calls itself, more often than it lets itself be" },
};

async function send(letter: Letter, given: Settings, means: ChannelMeans): Promise<Carried> {
  const { people, unknown } = peopleFor(given.to, letter.to, letter.except);
  if (people.length === 0) return nobodyReached(unknown);
  const question: HttpRequest = {
    ...{ who, url: addressOf(given, "notify"), method: "POST" },
    headers: { ...headersOf(given), "content-type": "application/json" },
    body: JSON.stringify({
      ...{ title: letter.subject, body: withAddress(letter), format: "markdown" },
      type: letter.purpose === "page" && !letter.about.resolved ? "failure" : "info",
      // A comma is "or": it tells each service once, however many of its tags are named.
      tag: people.join(","),
    }),
  };
  const reception = await handOver(question, means);
  return tellAll(reception.state === "accepted" ? people.map(() => reception) : [reception], {
    unknown,
    repeatable: false,
    note: "accepted for these tags; Apprise does not say how many services that are",
  });
}

async function handOver(question: HttpRequest, means: ChannelMeans): Promise<Reception> {
  try {
    return receptionFrom(await askPatiently(question, means), means);
  } catch (error) {
    return receptionOfFault(error);
  }
}

/** Two statuses are Apprise's own. */
function receptionFrom(answer: HttpAnswer, means: ChannelMeans): Reception {
  if (answer.status === 204) return { state: "refused", because: `${who} answered 204: ${nothingThere}` };
  if (answer.status === 424)
    return {
      state: "unclear",
      because: `${who} answered 424: at least one of its services did not take it, or none has the tag; the others may have it`,
    };
  return receptionOf(answer, means, who, remedies);
}

function addressOf({ url, key }: Settings, what: string): string {
  return `${url.replace(/\/$/, "")}/${what}/${key}`;
}

function headersOf({ user, password }: Settings): Readonly<Record<string, string>> {
  if (user === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}

/** Asks for the services under the key, whose secrets the answer leaves out. */
async function verify(given: Settings, means: ChannelMeans): Promise<string | undefined> {
  const url = `${addressOf(given, "json/urls")}/?privacy=1`;
  const question: HttpRequest = { who, url, method: "GET", headers: headersOf(given) };
  try {
    const answer = await ask(question, means);
    const reception = receptionFrom(answer, means);
    return "because" in reception ? reception.because : undefined;
  } catch (error) {
    const reception = receptionOfFault(error);
    return "because" in reception ? reception.because : undefined;
  }
}
