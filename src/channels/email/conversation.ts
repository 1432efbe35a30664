// One conversation with a mail server: opened, one transaction a recipient, and what each came to in words without an address.
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { type Duration, SECOND } from "../../engine/instant.ts";
import type { ChannelMeans } from "../channel.ts";
import type { Reception } from "../reception.ts";
import { faultOf } from "./fault.ts";
import { domainOf } from "./message.ts";
import type { EmailSettings } from "./settings.ts";

/** So long a step may take: opening, or one transaction. */
const patience: Duration = 10 * SECOND;

/** A conversation that is open. */
export interface Conversation {
  /** Hands one message over for one person. */
  deliver(person: string, message: Buffer): Promise<Reception>;
  /** It ended, by whichever side: for the next person another one is needed. */
  readonly ended: boolean;
  close(): void;
}

/** Opens a conversation and says who we are; or why that could not be. Nothing is sent by it. */
export async function openConversation(
  settings: EmailSettings,
  clock: ChannelMeans["clock"],
): Promise<Conversation | { readonly because: string }> {
  const { host, port, tls, user, password, from } = settings;
  const connection = new SMTPConnection({
    host,
    port: port ?? (tls === "implicit" ? 465 : 587),
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    // The name of this machine is nobody's business.
    name: domainOf(from),
    // Ours is the shorter: these only see to it that nothing is left open.
    ...{ connectionTimeout: 2 * patience, greetingTimeout: 2 * patience, dnsTimeout: 2 * patience },
    socketTimeout: 2 * patience,
  });
  // What breaks between transactions is found by the next one.
  connection.on("error", () => undefined);
  const step = stepsOf(connection, clock);
  try {
    await step((done) => {
      connection.once("error", done);
      connection.connect(done);
    });
    if (user !== undefined && password !== undefined) {
      if (!connection.allowsAuth)
        throw Object.assign(new Error("It takes no password."), { code: "ENOAUTH" });
      await step((done) => {
        connection.once("error", done);
        connection.login({ credentials: { user, pass: password } }, done);
      });
    }
  } catch (error) {
    connection.close();
    return { because: faultOf(error).because };
  }
  return {
    get ended() {
      return connection.destroyed;
    },
    deliver: (person, message) => deliver({ connection, step, from }, person, message),
    close: () => connection.quit(),
  };
}

type Step = (start: (done: (error?: Error | null) => void) => void) => Promise<void>;

/** Runs what calls back; when its time is over the conversation is at its end. */
function stepsOf(connection: SMTPConnection, clock: ChannelMeans["clock"]): Step {
  return (start) =>
    new Promise<void>((resolve, reject) => {
      const cancel = clock.after(patience, () => {
        reject(Object.assign(new Error("It took too long."), { code: "ETIMEDOUT" }));
        connection.close();
      });
      start((error) => {
        cancel();
        if (error) reject(error);
        else resolve();
      });
    });
}

interface Open {
  readonly connection: SMTPConnection;
  readonly step: Step;
  readonly from: string;
}

async function deliver(
  { connection, step, from }: Open,
  person: string,
  message: Buffer,
): Promise<Reception> {
  let left = false;
  // It is first read when the server has said that it takes the words: from then on they may have arrived.
  const words = Readable.from(
    (function* () {
      left = true;
      yield message;
    })(),
    { objectMode: false },
  );
  try {
    const envelope = { from, to: [person], size: message.length };
    await step((done) => connection.send(envelope, words, done));
    return { state: "accepted" };
  } catch (error) {
    const { because, isAnswer, isForGood } = faultOf(error);
    if (left && !isAnswer) {
      connection.close();
      return { state: "unclear", because };
    }
    // What was begun for this person is no part of what is said for the next.
    if (isAnswer && !connection.destroyed)
      await step((done) => connection.reset(done)).catch(() => connection.close());
    return { state: isForGood ? "refused" : "failed", because };
  }
}
