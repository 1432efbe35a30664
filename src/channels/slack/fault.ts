// What went wrong with Slack, in words that hold nothing of it but its own codes, which are words of its documentation.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { SECOND } from "../../engine/instant.ts";
import { Unanswered, waitWords } from "../http.ts";
import type { Reception } from "../reception.ts";

/** What did not come to pass. */
export type SlackFault = Exclude<Reception, { readonly state: "accepted" }>;

const token = "it does not take the token: set it anew";
const uninstalled = "the app was taken out of the workspace: install it again and set its token";
const tooLong = "the text is too long: shorten it";

const remedies: ReadonlyMap<string, string> = new Map([
  ["invalid_auth", token],
  ["not_authed", token],
  ["token_expired", token],
  ["account_inactive", uninstalled],
  ["token_revoked", uninstalled],
  [
    "channel_not_found",
    "it knows no such channel, or the app is not in it: check the id under to, and invite the app",
  ],
  ["not_in_channel", "the app is not in the channel: invite it there"],
  ["is_archived", "the channel is archived: set another under to"],
  ["msg_too_long", tooLong],
  ["msg_blocks_too_long", tooLong],
  ["restricted_action", "an administrator of the workspace does not let apps do this"],
]);

/** Something of it may have come to pass, as Slack's documentation says of them. */
const doubtful = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"]);

/** A code of Slack's, if it is one: nothing else of an answer is ever said. */
export function isCode(code: unknown): code is string {
  return typeof code === "string" && /^[a-z_]{1,60}$/.test(code);
}

/** The code of Slack's `ok: false`, where the error is one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const { error: code } = error.data;
  return isCode(code) ? code : undefined;
}

/** What an error of Slack's client means for what was asked. Throws what is none. */
export function faultOf(error: unknown): SlackFault {
  if (error instanceof WebAPIRateLimitedError)
    return { state: "failed", because: waitWords("Slack", error.retryAfter * SECOND) };
  if (error instanceof WebAPIRequestError && error.original instanceof Unanswered)
    return { state: error.original.state, because: error.original.because };
  if (error instanceof WebAPIHTTPError)
    return error.statusCode >= 500
      ? { state: "unclear", because: `Slack answered ${error.statusCode}: it may have taken it` }
      : { state: "refused", because: `Slack answered ${error.statusCode}: check url` };
  if (!(error instanceof WebAPIPlatformError)) throw error;
  return platformFault(codeOf(error), { ...error.data });
}

function platformFault(code: string | undefined, data: Readonly<Record<string, unknown>>): SlackFault {
  if (code === undefined)
    return { state: "unclear", because: "Slack answered in a way that it does not document" };
  if (doubtful.has(code)) return { state: "unclear", because: `Slack says ${code}: it may have taken it` };
  if (code === "ratelimited" || code === "rate_limited")
    return { state: "failed", because: waitWords("Slack", undefined) };
  const remedy = code === "missing_scope" ? scopeWords(data) : remedies.get(code);
  return { state: "refused", because: `Slack says ${code}${remedy === undefined ? "" : `: ${remedy}`}` };
}

/** What the app has to be let do besides. */
export function scopeWords({ needed }: Readonly<Record<string, unknown>>): string {
  const scopes = typeof needed === "string" && /^[a-z:._,]{1,200}$/.test(needed) ? ` ${needed}` : "";
  return `give the app the scope${scopes} under OAuth & Permissions, and install it again`;
}
