// Every kind of channel that ships, and the channels that an operator has set up in the environment of a host.
import { readFileSync } from "node:fs";
import type { Leaving, SendMessage } from "../engine/leaving.ts";
import type { Carrier } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { headcount } from "./people.ts";
import { readSecrets, type Secret, type SecretSource, servesRepository, settingsOf } from "./secret.ts";
import { keyOf } from "./wording.ts";

/** The kinds by their names; a kind's file, and the client that it needs, is loaded only where a channel is of it. */
export const kinds: Readonly<Record<string, () => Promise<ChannelKind>>> = {
  email: async () => (await import("./email.ts")).email,
  webhook: async () => (await import("./webhook.ts")).webhook,
  slack: async () => (await import("./slack.ts")).slack,
  notify: async () => (await import("./notify.ts")).notify,
  pager: async () => (await import("./pager.ts")).pager,
  teams: async () => (await import("./teams.ts")).teams,
  ntfy: async () => (await import("./ntfy.ts")).ntfy,
  apprise: async () => (await import("./apprise.ts")).apprise,
  github: async () => (await import("./github.ts")).github,
};

/** What channels are opened with: where secrets stand, the clock, the web, and the address of GitHub's pages. */
export interface ChannelOpening extends ChannelMeans, Pick<SecretSource, "env"> {
  /** `https://github.com`, without a slash at its end. */
  readonly web: string;
  readonly readFile?: SecretSource["readFile"];
}

/** A channel that is set up, or why it is not. */
export type ChannelState =
  | { readonly kind: "open"; readonly secret: Secret; readonly page: string; readonly channel: OpenChannel }
  | {
      readonly kind: "wrong";
      readonly variable: string;
      readonly message: string;
      readonly page?: string | undefined;
    };

/** Opens every channel that the environment sets up; what is wrong with the others is told, never thrown. Sends nothing. */
export async function setUpChannels(opening: ChannelOpening, all = kinds): Promise<readonly ChannelState[]> {
  const { env, readFile = (path: string) => readFileSync(path, "utf8") } = opening;
  return Promise.all(
    readSecrets({ env, readFile }).map(async (read): Promise<ChannelState> => {
      if (read.kind === "wrong") return read;
      const { secret } = read;
      const { variable } = secret;
      const load = Object.hasOwn(all, secret.kind) ? all[secret.kind] : undefined;
      const names = Object.keys(all).join(", ");
      if (load === undefined)
        return {
          kind: "wrong",
          variable,
          message: `its kind is none that there is; expected one of ${names}`,
        };
      const kind = await load();
      const held = settingsOf(secret, kind);
      if ("message" in held) return { kind: "wrong", variable, message: held.message, page: kind.page };
      try {
        const channel = await kind.open(held.settings, opening);
        return { kind: "open", secret, page: kind.page, channel };
      } catch {
        // Why a client can't be made of settings may quote them.
        return { kind: "wrong", variable, message: "can't be opened: check its settings", page: kind.page };
      }
    }),
  );
}

/** The carriers that an environment asks for. Throws where one is set up wrongly, with all that is wrong and nothing of the secrets. */
export async function openChannels(opening: ChannelOpening, all = kinds): Promise<readonly Carrier[]> {
  const { carriers, wrong } = await workingChannels(opening, all);
  if (wrong.length > 0) throw new WrongChannels(wrong);
  return carriers;
}

/** The carriers that an environment asks for and that are set up rightly, with what is wrong with the others. */
export async function workingChannels(
  opening: ChannelOpening,
  all = kinds,
): Promise<{ readonly carriers: readonly Carrier[]; readonly wrong: readonly string[] }> {
  const found = await setUpChannels(opening, all);
  return {
    carriers: found.flatMap((one) => (one.kind === "open" ? [carrierFor(one, opening)] : [])),
    wrong: found.flatMap((one) => (one.kind === "wrong" ? [`${one.variable} ${one.message}`] : [])),
  };
}

/** Channels are set up wrongly; the message names the variables, and nothing that they hold. */
export class WrongChannels extends Error {
  constructor(wrong: readonly string[]) {
    super(`${wrong.join(". ")}. \`tocsin channels check\` shows all that are set up.`);
    this.name = "WrongChannels";
  }
}

function carrierFor(
  { secret, channel }: Extract<ChannelState, { kind: "open" }>,
  { web }: ChannelOpening,
): Carrier {
  return {
    name: `channel:${secret.name}`,
    looksUp: channel.looksUp,
    heads: headcount(secret.settings.to),
    serves: (repository) => servesRepository(secret, repository),
    carry: (effect, text, attempt) => channel.send(letterOf(sent(effect), { text, attempt, web })),
  };
}

function sent(effect: Leaving): SendMessage {
  if (effect.kind !== "send") throw new RangeError(`${effect.id} is no message: ${effect.kind}.`);
  return effect;
}

/** An effect as a channel is handed it. */
export function letterOf(
  { id, purpose, to, except = [], inPublic, subject, about }: SendMessage,
  how: { readonly text: string; readonly attempt: number; readonly web: string },
): Letter {
  const url = `${how.web}/${about.ref.replace("#", "/issues/")}`;
  const open = { incident: keyOf("incident", about.incident), slug: "", ref: "", title: subject, url: "" };
  return {
    id: inPublic ? keyOf("letter", id) : id,
    attempt: how.attempt,
    ...{
      purpose,
      to,
      except,
      subject,
      text: purpose === "page" ? addressed(how.text, about.ref, url) : how.text,
    },
    about: inPublic ? { ...about, ...open } : { ...about, url },
  };
}

/** A page's own words with the address in the place of its name: at night, on a phone, it has to be a link that opens. */
function addressed(text: string, ref: string, url: string): string {
  return text.replaceAll(/(?<![\w./-])[\w.-]{1,100}\/[\w.-]{1,100}#\d+/g, (name) =>
    name === ref ? url : name,
  );
}
