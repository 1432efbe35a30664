// What an operator's secret has to hold for e-mail: the relay that takes it, who it is from, and who gets it.
import { z } from "zod";
import { peopleBy } from "../people.ts";

const address = z.email();
const isAddress = (text: string): boolean => address.safeParse(text).success;

const email = (message: string) => z.string({ error: message }).refine(isAddress, { error: message });

/** Hosts that are this machine: what is said to them passes no wire. */
const ownHost = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** The settings of the kind `email`. */
export const emailSettings = z
  .strictObject({
    host: z
      .string({ error: "is missing: say which mail server takes the messages" })
      .regex(/^[a-z\d:.-]+$/i, {
        error: "is not the name of a mail server; expected one such as smtp.example.org",
      }),
    port: z
      .int({ error: "is not a port; expected a number such as 587" })
      .min(1, { error: "is not a port; expected a number such as 587" })
      .max(65_535, { error: "is not a port; expected a number such as 587" })
      .optional(),
    tls: z
      .enum(["starttls", "implicit", "none"], {
        error: "is none that there is; expected starttls, implicit or none",
      })
      .default("starttls"),
    user: z.string({ error: "is not a text" }).optional(),
    password: z.string({ error: "is not a text" }).optional(),
    from: email("is missing or no e-mail address: say who the messages are from"),
    sender: z.string({ error: "is not a text" }).max(100, { error: "is longer than 100 signs" }).optional(),
    replyTo: email("is not an e-mail address").optional(),
    to: peopleBy("an e-mail address", isAddress),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    error: "user and password go together: set both, or neither",
  })
  .refine(({ tls, user, host }) => tls !== "none" || user === undefined || ownHost.test(host), {
    error:
      "tls is none, so that the password would pass the wire in the open; set it to starttls or implicit",
  });

/** What e-mail is opened with. */
export type EmailSettings = z.output<typeof emailSettings>;
