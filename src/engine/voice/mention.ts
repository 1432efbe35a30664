// Mentions: nobody more often than the policy allows, over all subjects; for the last moment of that time a message waits.
import { type Duration, type Instant, SECOND } from "../instant.ts";
import { handleOf, nameOf, type Party } from "../party.ts";
import { inline, mention, plainName } from "../text/safe.ts";
import type { Floor } from "./floor.ts";
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
  const words = people.map((party) => {
    const handle = handleOf(party);
    if (handle === undefined || also.has(handle.toLowerCase()) || mentionableAt(handle, floor) > floor.now)
      return unmentioned(party);
    mentions.push(handle);
    return mentioned(party);
  });
  return { words: words.join(", "), mentions };
}

/** The same in words that mention nobody. */
export function inWords(people: readonly Party[]): string {
  return people.map(unmentioned).join(", ");
}

/** Somebody with their `@`: an account, or a team that the policy names. Whoever has none stands there by name. */
export function mentioned(party: Party): string {
  if (party.kind === "account") return mention(party.login);
  if (party.kind === "team" && teamShape.test(party.team)) return `@${party.team}`;
  return unmentioned(party);
}

const teamShape = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][\w.-]*$/i;

function unmentioned(party: Party): string {
  return party.kind === "contact" ? inline(party.name) : plainName(nameOf(party));
}

function mentionableAt(handle: string, { own, mentions, seen, ruling }: Mentioning): Instant {
  const known = [...seen.mentioned, ...mentionsIn(own, mentions)];
  // GitHub mentions one and the same person however the login is spelled.
  const same = known.filter(([name]) => name.toLowerCase() === handle.toLowerCase());
  const last = Math.max(0, ...same.map(([, at]) => at));
  return last + ruling.policy.attention.mentionEvery;
}

/** When all of those may be mentioned whom a moment's patience would let be; `undefined`: nobody needs it. */
export function worthWaiting(people: readonly Party[], floor: Mentioning): Instant | undefined {
  const soon = people
    .map(handleOf)
    .map((handle) => (handle === undefined ? floor.now : mentionableAt(handle, floor)))
    .filter((at) => at > floor.now && at <= floor.now + patience);
  return soon.length === 0 ? undefined : Math.max(...soon);
}
