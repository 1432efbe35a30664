// What an operator's secret has to hold for GOV.UK Notify: the service's key, the templates that hold the words, and who gets them.
import { z } from "zod";
import { isWebAddress } from "../http.ts";
import { peopleBy, type Recipients } from "../people.ts";

const uuid = "[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}";
const id = z.string({ error: "is missing" }).regex(new RegExp(`^${uuid}$`, "i"), {
  error: "is no id; expected one as Notify shows it, such as 01234567-89ab-cdef-0123-456789abcdef",
});

const address = z.email();
const isEmail = (text: string): boolean => address.safeParse(text).success;
const isPhone = (text: string): boolean => /^\+?[\d ()-]{8,25}$/.test(text);

/** The settings of the kind `notify`. */
export const notifySettings = z
  .strictObject({
    key: z
      .string({ error: "is missing: make an API key in the service's settings and set it whole" })
      .regex(new RegExp(`-${uuid}-${uuid}$`, "i"), {
        error: "is no API key of Notify: expected its name and two ids, all that Notify showed",
      }),
    url: z
      .string({ error: "is no text; expected https://…" })
      .refine(isWebAddress, { error: "is no address; expected https://… without a name in it" })
      .default("https://api.notifications.service.gov.uk"),
    sms: z.strictObject({ template: id, sender: id.optional() }).optional(),
    email: z.strictObject({ template: id, replyTo: id.optional() }).optional(),
    to: peopleBy("a phone number or an e-mail address", (text) => isPhone(text) || isEmail(text)),
  })
  .refine(({ sms, to }) => sms !== undefined || ![...to.values()].flat().some(isPhone), {
    error: "sms.template is missing, and there are phone numbers under to",
  })
  .refine(({ email, to }) => email !== undefined || ![...to.values()].flat().some(isEmail), {
    error: "email.template is missing, and there are e-mail addresses under to",
  });

/** What Notify is opened with. */
export type NotifySettings = z.output<typeof notifySettings>;

/** Somebody, and by what they are reached. */
export interface Reached {
  readonly by: "sms" | "email";
  /** The same for each way to write a number. */
  readonly address: string;
}

/** Those under a letter's keys, each once however their number is written. */
export function reachedFor(people: Recipients, keys: readonly string[]): readonly Reached[] {
  const all = keys.flatMap((key) => people.get(key) ?? []).map(reachedBy);
  return [...new Map(all.map((one) => [one.address.toLowerCase(), one])).values()];
}

function reachedBy(text: string): Reached {
  if (!isPhone(text)) return { by: "email", address: text };
  const digits = text.replaceAll(/[^\d+]/g, "").replace(/^00/, "+");
  return { by: "sms", address: digits.replace(/^0/, "+44") };
}
