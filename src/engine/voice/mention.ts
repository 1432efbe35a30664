// Mentions: nobody more often than the policy allows, over all subjects. A first ask waits its turn, a repeat for a moment at most.
import { type Duration, type Instant, SECOND } from "../instant.ts";
import { handleOf, nameOf, type Party } from "../party.ts";
import type { AskTurn } from "../snapshot.ts";
import { inline, mention, plainName } from "../text/safe.ts";
import type { Floor } from "./floor.ts";
import { type Ask, ranks } from "./message.ts";
import { idsIn, isMentionedIn, mentionsIn } from "./record.ts";

/** What it takes to know who may be mentioned. */
export type Mentioning = Pick<Floor, "own" | "sent" | "mentions" | "seen" | "ruling" | "now">;

/** Reminders are a policy's minutes apart, and writing one takes a second or two: so much is waited out. */
const patience: Duration = 30 * SECOND;

/** Which message asks: one that asks somebody for the first time keeps his turn, in the order in which they began to wait. */
export interface AskedBy {
  /** Whom this plan mentions already. */
  readonly also?: ReadonlySet<string>;
  /** It asks somebody for the first time. */
  readonly first: boolean;
  readonly rank: number;
  /** The asks that it is made of, by which it is known since when they wait. */
  readonly threads: readonly string[];
}

const repeat: AskedBy = { first: false, rank: ranks.limit, threads: [] };

/** People in words, each mentioned where that may be; and whom the words mention. */
export function address(
  people: readonly Party[],
  floor: Mentioning,
  from: AskedBy = repeat,
): { readonly words: string; readonly mentions: readonly string[] } {
  const { also = new Set<string>() } = from;
  const mentions: string[] = [];
  const words = people.map((party) => {
    const handle = handleOf(party);
    if (
      handle === undefined ||
      also.has(handle.toLowerCase()) ||
      mentionableAt(handle, floor, from) > floor.now
    )
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

function mentionableAt(handle: string, floor: Mentioning, asking: AskedBy): Instant {
  const { mentionEvery } = floor.ruling.policy.attention;
  return Math.max(lastMention(handle, floor), ...turnsBefore(handle, floor, asking)) + mentionEvery;
}

/** When somebody was last mentioned, over all that is known; 0: never. */
export function lastMention(
  handle: string,
  { own, mentions, seen }: Pick<Mentioning, "own" | "mentions" | "seen">,
): Instant {
  const known = [...seen.mentioned, ...mentionsIn(own, mentions)];
  // GitHub mentions one and the same person however the login is spelled.
  const same = known.filter(([name]) => name.toLowerCase() === handle.toLowerCase());
  return Math.max(0, ...same.map(([, at]) => at));
}

/**
 * When others take somebody's turn who come first: a repeat gives way to all that wait, a first ask to those of a higher rank and those
 * before it. Whom they ask makes no difference to which of two comes first, else both would wait for each other.
 */
function turnsBefore(
  handle: string,
  { seen, now }: Mentioning,
  { first, rank, threads }: AskedBy,
): readonly Instant[] {
  const turns = seen.turns ?? [];
  const mine = turns.filter((one) => one.key === seen.key && threads.includes(one.thread));
  const since = Math.min(now, ...mine.map((one) => one.since));
  const comesFirst = (other: AskTurn): boolean => {
    if (!first) return true;
    if (other.rank !== rank) return other.rank > rank;
    return other.since < since || (other.since === since && other.key < seen.key);
  };
  const others = turns.filter(
    (other) => other.who === handle.toLowerCase() && other.key !== seen.key && comesFirst(other),
  );
  return others.map(({ until }) => Math.max(until, now));
}

/** When all of those may be mentioned whom a moment's patience would let be; `undefined`: nobody needs it. */
export function worthWaiting(asks: readonly Ask[], floor: Mentioning): Instant | undefined {
  const soon = asks.map((ask) => mayAskAt(ask, floor, repeat));
  return latest(soon.filter((at) => at > floor.now && at <= floor.now + patience));
}

/** When the turn comes of everybody who is asked for the first time, and whose turn that is; `undefined`: it is there. */
export function turnOf(
  asks: readonly Ask[],
  floor: Mentioning,
  { also, rank, threads }: Omit<AskedBy, "first">,
): { readonly until: Instant; readonly who: readonly string[] } | undefined {
  const { now, ruling } = floor;
  const firsts = asks.filter((ask) => isFirst(ask, floor));
  const who = firsts.flatMap((ask) => (ask.who && handleOf(ask.who)?.toLowerCase()) ?? []);
  const turns = firsts.map((ask) => {
    const handle = ask.who && handleOf(ask.who)?.toLowerCase();
    return handle !== undefined && also?.has(handle)
      ? now + ruling.policy.attention.mentionEvery
      : mayAskAt(ask, floor, { first: true, rank, threads });
  });
  const until = latest(turns.filter((at) => at > now));
  return until === undefined ? undefined : { until, who };
}

function mayAskAt({ who }: Ask, floor: Mentioning, asking: AskedBy): Instant {
  const handle = who && handleOf(who);
  return handle === undefined ? floor.now : mentionableAt(handle, floor, asking);
}

function latest(instants: readonly Instant[]): Instant | undefined {
  return instants.length === 0 ? undefined : Math.max(...instants);
}

/**
 * Was somebody never mentioned in this matter, as far as is known? Whoever can't be mentioned was asked once it was spoken of,
 * and what the ledger alone remembers mentioned whomever it asked.
 */
export function isFirst({ who, matter }: Ask, { own, sent, seen }: Mentioning): boolean {
  if (matter === undefined) return false;
  const handle = who && handleOf(who);
  const isOfIt = (id: string): boolean => id === matter || id.startsWith(`${matter}/`);
  const spoken = own.filter(({ markers }) => idsIn(markers).some(isOfIt));
  const asked = handle === undefined ? spoken : spoken.filter((one) => isMentionedIn(one, handle));
  if (asked.length > 0) return false;
  const inSight = new Set(spoken.flatMap(({ markers }) => idsIn(markers)));
  return ![...sent.keys(), ...seen.recent.keys()].some((id) => isOfIt(id) && !inSight.has(id));
}
