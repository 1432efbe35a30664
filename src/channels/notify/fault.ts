// What went wrong with Notify, by the names that it gives its errors: their messages are for people, and may change and quote.
import { type Instant, SECOND } from "../../engine/instant.ts";
import { receptionOfFault } from "../http.ts";
import type { Reception } from "../reception.ts";
import { NotifyRefusal } from "./client.ts";

/** What did not come to pass; `forAll`: it will not for anybody else now. */
export type NotifyFault = Exclude<Reception, { readonly state: "accepted" }> & { readonly forAll?: true };

/** A clock may be so far off, says Notify. */
const mostSkew = 30 * SECOND;

/** It takes more in a while: three thousand a minute, or the limit of a trial. */
export function isRateLimit(error: unknown): boolean {
  return error instanceof NotifyRefusal && namesIn(error).includes("RateLimitError");
}

/** What an error of Notify's client means for one message. Throws what is none. */
export function faultOf(error: unknown, now: Instant): NotifyFault {
  if (!(error instanceof NotifyRefusal)) {
    const reception = receptionOfFault(error);
    if (reception.state === "accepted") throw error;
    return reception;
  }
  const { status, headers } = error.answer;
  const names = namesIn(error);
  if (status >= 500) return { state: "unclear", because: `Notify answered ${status}: it may have taken it` };
  if (names.includes("RateLimitError"))
    return { state: "failed", because: "Notify asks to wait", forAll: true };
  if (status === 429)
    return {
      state: "failed",
      because:
        "Notify says TooManyRequestsError: the service's limit for today is used up; ask Notify for a higher one",
      forAll: true,
    };
  if (status === 401 || status === 403)
    return { state: "failed", because: authWords(headers.get("date"), now), forAll: true };
  if (status < 300)
    return { state: "unclear", because: "Notify answered in a way that it does not document" };
  if (status < 400)
    return { state: "failed", because: "Notify's address leads elsewhere: check url", forAll: true };
  const [name] = names;
  return {
    state: "refused",
    because: `Notify says ${name ?? status}: check the address, that the template has no fields but those of ours, and that the key and the service may send to anybody`,
  };
}

/** Notify refuses a key and a clock by the same name: its own clock tells them apart. */
function authWords(date: string | null, now: Instant): string {
  const skew = date === null ? 0 : Math.abs(Date.parse(date) - now);
  if (skew > mostSkew)
    return `Notify says AuthError: this machine's clock is ${Math.round(skew / SECOND)} s off, and may be 30: set it by a time server`;
  return "Notify says AuthError: it does not take the key: set it anew, and see that this machine's clock is right to 30 s";
}

const known = /^[A-Za-z]{1,60}$/;

/** The names of the errors in an answer. */
function namesIn({ answer }: NotifyRefusal): readonly string[] {
  try {
    const said: unknown = JSON.parse(answer.text);
    const errors: unknown = typeof said === "object" && said !== null && "errors" in said ? said.errors : [];
    return (Array.isArray(errors) ? errors : []).flatMap((one: unknown) => {
      const name = typeof one === "object" && one !== null && "error" in one ? one.error : undefined;
      return typeof name === "string" && known.test(name) ? [name] : [];
    });
  } catch {
    return [];
  }
}
