// GOV.UK Notify: text messages and e-mails by templates of the service, one request a person, each looked for before it is repeated.
import type { NotifyClient } from "notifications-node-client";
import { type Duration, SECOND } from "../engine/instant.ts";
import type { Carried } from "../world.ts";
import type { ChannelKind, ChannelMeans, Letter, OpenChannel } from "./channel.ts";
import { createClient } from "./notify/client.ts";
import { faultOf, isRateLimit, type NotifyFault } from "./notify/fault.ts";
import { fieldsOf, unknownFields } from "./notify/fields.ts";
import { type NotifySettings, notifySettings, type Reached, reachedFor } from "./notify/settings.ts";
import { nobodyReached } from "./people.ts";
import { type Reception, tellAll } from "./reception.ts";
import { keyOf } from "./wording.ts";

/** Its limit is one of a minute: three tries with this pause between them, and then a later one. */
const pause: Duration = 5 * SECOND;
const mostTries = 3;
/** Who fails so often one after another is not asked for the rest within a send. */
const mostBreaks = 2;
/** Text messages that are longer are refused by Notify, which says so by no name of its own. */
const longestText = 918;

/** Channels of the kind `notify`. */
export const notify: ChannelKind<typeof notifySettings> = {
  kind: "notify",
  settings: notifySettings,
  page: "docs/channels-kinds.md#govuk-notify",
  open: async (settings, means) => openNotify(settings, means),
};

interface Service {
  readonly client: NotifyClient;
  readonly settings: NotifySettings;
  readonly clock: ChannelMeans["clock"];
}

function openNotify(settings: NotifySettings, means: ChannelMeans): OpenChannel {
  const service: Service = { client: createClient(settings, means), settings, clock: means.clock };
  return {
    // By the reference of each message.
    looksUp: true,
    send: (letter) => send(letter, service),
    verify: () => verify(service),
  };
}

async function send(letter: Letter, service: Service): Promise<Carried> {
  const { to } = service.settings;
  const told = new Set(reachedFor(to, letter.except ?? []).map((one) => JSON.stringify(one)));
  const people = reachedFor(to, letter.to).filter((one) => !told.has(JSON.stringify(one)));
  const unknown = [...new Set(letter.to)].filter((key) => !to.has(key));
  if (people.length === 0) return nobodyReached(unknown);
  const receptions: Reception[] = [];
  let breaks = 0;
  let over: NotifyFault | undefined;
  for (const person of people) {
    const reception: Reception & Pick<NotifyFault, "forAll"> =
      over === undefined ? await sendTo(person, letter, service) : { state: "failed", because: over.because };
    receptions.push(reception);
    breaks = reception.state === "failed" || reception.state === "unclear" ? breaks + 1 : 0;
    if ("because" in reception && (reception.forAll || breaks >= mostBreaks)) over ??= reception;
  }
  // Each is looked for before it is repeated.
  return tellAll(receptions, { unknown, repeatable: true });
}

async function sendTo(
  person: Reached,
  letter: Letter,
  service: Service,
): Promise<Reception & Pick<NotifyFault, "forAll">> {
  const { clock } = service;
  if (person.by === "sms" && fieldsOf(letter).text.length > longestText)
    return { state: "refused", because: `a text message has at most ${longestText} signs: shorten the text` };
  for (let tries = 1; ; tries += 1) {
    try {
      const before = letter.attempt > 1 ? await look(person, letter, service) : undefined;
      if (before !== undefined) return before;
      await hand(person, letter, service);
      return { state: "accepted" };
    } catch (error) {
      if (!isRateLimit(error) || tries === mostTries) return faultOf(error, clock.now());
      await clock.sleep(pause);
    }
  }
}

/** The same at every try, and for nobody else: Notify finds messages by it. */
function referenceOf({ id }: Letter, { address }: Reached): string {
  return `tocsin-${keyOf(id, address.toLowerCase())}`;
}

/** What became of it at Notify, which says so by status; `undefined`: it never came there, or could not be delivered for now. */
async function look(person: Reached, letter: Letter, { client }: Service): Promise<Reception | undefined> {
  const { data } = await client.getNotifications(undefined, undefined, referenceOf(letter, person));
  const statuses = data.notifications.map(({ status }) => status);
  if (statuses.some((one) => !one.endsWith("-failure"))) return { state: "accepted" };
  return statuses.includes("permanent-failure")
    ? { state: "refused", because: "the phone or the mailbox does not exist: mend it under to" }
    : undefined;
}

async function hand(person: Reached, letter: Letter, { client, settings }: Service): Promise<void> {
  const { sms, email } = settings;
  const common = { personalisation: fieldsOf(letter), reference: referenceOf(letter, person) };
  if (person.by === "sms")
    await client.sendSms(sms?.template ?? "", person.address, {
      ...common,
      ...(sms?.sender !== undefined && { smsSenderId: sms.sender }),
    });
  else
    await client.sendEmail(email?.template ?? "", person.address, {
      ...common,
      ...(email?.replyTo !== undefined && { emailReplyToId: email.replyTo }),
    });
}

/** Reads the templates: whether they are there, and ask for nothing that a letter has not. */
async function verify({ client, settings: { sms, email }, clock }: Service): Promise<string | undefined> {
  for (const [name, asked] of Object.entries({ sms, email })) {
    if (asked === undefined) continue;
    try {
      const { data } = await client.getTemplateById(asked.template);
      if (data.type !== name)
        return `${name}.template is one for another kind of message: set that of one for ${name}`;
      const fields = unknownFields(`${data.subject ?? ""}\n${data.body}`);
      if (fields.length > 0)
        return `${name}.template asks for ${fields.map((one) => `((${one}))`).join(", ")}, which no message has: take it out`;
    } catch (error) {
      const { because, state } = faultOf(error, clock.now());
      return state === "refused"
        ? `${name}.template is not there: set the id of one of the service's`
        : because;
    }
  }
  return undefined;
}
