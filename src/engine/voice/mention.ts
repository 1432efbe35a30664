// Mentions: nobody more often than the policy allows, over all subjects; for the last moment of that time a message waits.
import { type Duration, type Instant, SECOND } from "../instant.ts";
import { mention, plainName } from "../text/safe.ts";
import type { Floor } from "./floor.ts";
import type { Party } from "./message.ts";
import { mentionsIn } from "./record.ts";

/** What it takes to know who may be mentioned. */
export type Mentioning = Pick<Floor, "own" | "mentions" | "seen" | "ruling" | "now">;

/** Reminders are a policy's minutes apart, and writing one takes a second or two: so much is waited out. */
const patience: Duration = 30 * SECOND;

/** People in words, each mentioned where that may be; and whom the words mention. `also`: whom this plan mentions already. */
export function address(
  people: readonly Party[],
  floor: Mentioning,
  also: ReadonlySet<string> = new Set(),
): { readonly words: string; readonly mentions: readonly string[] } {
  const mentions: string[] = [];
  const words = people.map(({ login, name }) => {
    if (login === undefined) return plainName(name);
    if (also.has(login.toLowerCase()) || mentionableAt(login, floor) > floor.now) return plainName(login);
    mentions.push(login);
    return withAt(login);
  });
  return { words: words.join(", "), mentions };
}

/** The same in words that mention nobody. */
export function inWords(people: readonly Party[]): string {
  return people.map(({ login, name }) => plainName(login ?? name)).join(", ");
}

/** A login or a team (`owner/team`) with its `@`. */
export function withAt(login: string): string {
  return /^[a-z0-9][a-z0-9-]*\/[a-z0-9][\w.-]*$/i.test(login) ? `@${login}` : mention(login);
}

function mentionableAt(login: string, { own, mentions, seen, ruling }: Mentioning): Instant {
  const known = [...seen.mentioned, ...mentionsIn(own, mentions)];
  // GitHub mentions one and the same person however the login is spelled.
  const same = known.filter(([name]) => name.toLowerCase() === login.toLowerCase());
  const last = Math.max(0, ...same.map(([, at]) => at));
  return last + ruling.policy.attention.mentionEvery;
}

/** When all of those may be mentioned whom a moment's patience would let be; `undefined`: nobody needs it. */
export function worthWaiting(people: readonly Party[], floor: Mentioning): Instant | undefined {
  const soon = people
    .map(({ login }) => (login === undefined ? floor.now : mentionableAt(login, floor)))
    .filter((at) => at > floor.now && at <= floor.now + patience);
  return soon.length === 0 ? undefined : Math.max(...soon);
}
