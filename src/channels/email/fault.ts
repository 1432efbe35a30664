// What went wrong with a mail server, in words that hold nothing that it said: its answers quote addresses.
import type { NodemailerError } from "nodemailer";

/** A fault as it is told. */
export interface MailFault {
  readonly because: string;
  /** The server said so itself: what was being handed over did not arrive. */
  readonly isAnswer: boolean;
  /** It will say so again: the person or the words are at fault. */
  readonly isForGood: boolean;
}

const unsafe = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH)/;

/** What an error of nodemailer means, by its codes. */
export function faultOf(error: unknown): MailFault {
  const { code = "", originalCode = "", command = "", responseCode = 0, permanent = false } = partsOf(error);
  const answered = responseCode > 0;
  const said = answered ? ` (${responseCode})` : "";
  const isForGood = permanent && (command.startsWith("RCPT") || command === "DATA");
  const tell = (because: string): MailFault => ({ because, isAnswer: answered, isForGood });
  if (code === "EAUTH") return tell(`the mail server refused its user and password${said}: set them anew`);
  if (code === "ENOAUTH") return tell("the mail server takes no password on this port: check port and tls");
  if (code === "ETLS" || unsafe.test(originalCode))
    return tell("the connection to the mail server can't be made safe: check tls, port and its certificate");
  if (command.startsWith("MAIL") && permanent)
    return tell(`the mail server refused the sender${said}: set from to an address that it may send for`);
  if (command.startsWith("RCPT"))
    return tell(
      permanent
        ? `the mail server refused the address for good${said}: mend it under to`
        : `the mail server does not take the address for now${said}`,
    );
  if (answered)
    return tell(
      permanent
        ? `the mail server refused the message for good${said}`
        : `the mail server asked to try later${said}`,
    );
  if (code === "EMESSAGE") return tell("the mail server takes no message of this size");
  if (code === "EDNS") return tell("the mail server's name is not known: check host");
  if (code === "ETIMEDOUT") return tell("the mail server did not answer in time");
  if (["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH"].includes(originalCode))
    return tell("the mail server can't be reached: check host and port");
  return tell("the mail server broke off the connection");
}

type Parts = Partial<
  Pick<NodemailerError, "code" | "originalCode" | "command" | "responseCode" | "permanent">
>;

function partsOf(error: unknown): Parts {
  return error instanceof Error ? (error as Error & Parts) : {};
}
