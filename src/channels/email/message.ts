// A letter as one person's e-mail: the same ids at every try, and all of an incident in one thread.
import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Instant } from "../../engine/instant.ts";
import type { Letter } from "../channel.ts";
import { withAddress } from "../wording.ts";
import type { EmailSettings } from "./settings.ts";

/** What an e-mail is made of. */
export interface Posted {
  readonly letter: Letter;
  /** The address that it goes to. */
  readonly person: string;
  /** When it is sent. */
  readonly at: Instant;
}

/** An id that is the same whenever it is made of the same, and that says nothing of what it was made of. */
function idOf(from: string, parts: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 40);
  return `<${hash}@${domainOf(from)}>`;
}

/** What stands behind the @ of an address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** The message as it goes over the wire. Mail programs hide a second one that has the same Message-ID. */
export function messageOf(
  { letter, person, at }: Posted,
  { from, sender, replyTo }: Pick<EmailSettings, "from" | "sender" | "replyTo">,
): Promise<Buffer> {
  // Nobody has the root of a thread as a message: all of an incident answer to it, so that none has to be the first.
  const root = idOf(from, ["incident", letter.about.incident]);
  const composer = new MailComposer({
    from: { name: sender ?? "", address: from },
    to: person,
    ...(replyTo !== undefined && { replyTo }),
    subject: letter.subject,
    text: withAddress(letter),
    messageId: idOf(from, ["letter", letter.id, person.toLowerCase()]),
    inReplyTo: root,
    references: [root],
    date: new Date(at),
    // Absence notes and other robots do not answer what says so. Nobody can unsubscribe from a duty, so that no header offers it.
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(letter.purpose === "page" && { "X-Priority": "1 (Highest)", Importance: "High" }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
