// The change from a Tocsin without a secret (the Action) to one with: for a stated time what it wrote counts without proof.
import { DAY, type Instant } from "../engine/instant.ts";

const longest = 30 * DAY;

/** Until when, or what is wrong with the words: an ISO date or instant, thirty days ahead at most; one that is past ends nothing. */
export function readTakeOver(
  text: string | undefined,
  now: Instant,
): { readonly until?: Instant } | { readonly message: string } {
  if (text === undefined) return {};
  const until = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  const how = "set it to the day on which it ends, such as 2026-01-31, or leave it out";
  if (Number.isNaN(until)) return { message: `is "${text}", which is no date: ${how}` };
  if (until > now + longest)
    return {
      message: `is "${text}", more than 30 days ahead, and until then anybody whom the policy lists as an author is believed: ${how}`,
    };
  return { until };
}
