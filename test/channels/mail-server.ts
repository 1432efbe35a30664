// A mail server for tests: real SMTP on this machine, that takes, refuses, asks to try later, hangs or breaks off as it is told.
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** What it took: the envelope, the words as they came, and what a mail program reads in them. */
export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

/** How it behaves; a number refuses with that code. */
export interface Manners {
  /** By the address, at its n-th time. */
  readonly recipient?: (address: string, time: number) => number | undefined;
  readonly sender?: number;
  /** What it does when it has all words of a message. */
  readonly words?: (taken: Taken, time: number) => "take" | "reset" | "take and reset" | "hang" | number;
  /** Asked when somebody connects; without a yes it says nothing. */
  readonly greets?: () => boolean;
  readonly options?: SMTPServerOptions;
}

/** A mail server that runs. */
export interface MailServer {
  readonly port: number;
  readonly taken: Taken[];
  /** Conversations that were begun. */
  readonly conversations: () => number;
  /** Those that go on. */
  readonly connections: () => SMTPServer["connections"];
  close(): Promise<void>;
}

const refusal = (code: number): Error =>
  Object.assign(new Error("not <ana@example.org>, hunter2"), { responseCode: code });

/** Starts one on a free port. */
export async function serveMail(manners: Manners = {}): Promise<MailServer> {
  const taken: Taken[] = [];
  const seen = new Map<string, number>();
  const timeOf = (what: string): number => {
    const time = (seen.get(what) ?? 0) + 1;
    seen.set(what, time);
    return time;
  };
  let conversations = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect(_session, callback) {
      conversations += 1;
      if (manners.greets?.() !== false) callback();
    },
    onMailFrom: (_address, _session, callback) =>
      callback(manners.sender === undefined ? null : refusal(manners.sender)),
    onRcptTo({ address }, _session, callback) {
      const code = manners.recipient?.(address, timeOf(address));
      callback(code === undefined ? null : refusal(code));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks).toString("latin1");
        const { mailFrom, rcptTo } = session.envelope;
        const one = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw,
          mail: await simpleParser(raw),
        };
        const does = manners.words?.(one, timeOf(one.to.join())) ?? "take";
        if (typeof does === "number") return callback(refusal(does));
        if (does !== "reset" && does !== "hang") taken.push(one);
        if (does === "take") return callback();
        if (does !== "hang") for (const each of server.connections) each._socket.resetAndDestroy();
      });
    },
    ...manners.options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    conversations: () => conversations,
    connections: () => server.connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
