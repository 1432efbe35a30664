// THE VOICE: the one place where messages become comments. Said already → quiet → join → ceiling → mention → replace.
import type { Effect } from "../effect.ts";
import type { OwnComment } from "../incident.ts";
import { type Instant, SECOND } from "../instant.ts";
import type { Unsaid } from "../plan.ts";
import type { Fault } from "../snapshot.ts";
import { dayTime } from "../time.ts";
import { ceilingLine, type HeldMessage, heldBack, roomFor } from "./ceiling.ts";
import { commentOf } from "./comment.ts";
import type { Floor } from "./floor.ts";
import { groupsOf, join, threadOf, type Utterance } from "./join.ts";
import { address, isFirst, turnOf, worthWaiting } from "./mention.ts";
import { isMessage, type Message, ranks, type Want } from "./message.ts";
import { saidIds } from "./record.ts";
import { foldAway, inSight, isReplaced } from "./replace.ts";
import { turnsOf } from "./turns.ts";

/** What becomes of a plan's wants: changes in their order with what is said among them, and what is not said and why. */
export interface Spoken {
  readonly effects: readonly Effect[];
  readonly unsaid: readonly Unsaid[];
  /** When something may be said, or what was said must be looked at. */
  readonly wakeAt?: Instant | undefined;
}

/** Says what may be said now. The ceilings and the mentions hold for the plan as a whole. */
export function speak(wants: readonly Want[], floor: Floor): Spoken {
  const saying = new Saying(floor);
  const heard = wants.filter(isMessage).filter((message) => saying.mayBeSaid(message));
  // Of two that ask one person on one issue the higher goes first, whichever is wanted first.
  const groups = groupsOf(heard).toSorted((one, other) => rankIn(other) - rankIn(one));
  const said = new Map<Want | undefined, readonly Effect[]>(
    groups.map((group) => [group[0], saying.say(group)]),
  );
  const effects = wants.flatMap((want) => said.get(want) ?? (isMessage(want) ? [] : [want]));
  return saying.spoken(effects);
}

const rankOf = ({ rank = ranks.limit }: Message): number => rank;
const rankIn = (group: readonly Message[]): number => Math.max(...group.map(rankOf));

/** One plan's saying: what it has said, whom it has mentioned and what it holds back. */
class Saying {
  readonly #floor: Floor;
  readonly #known: Set<string>;
  readonly #said: Message[] = [];
  readonly #mentioned = new Set<string>();
  readonly #unsaid: Unsaid[] = [];
  #counted = 0;
  #wakeAt: Instant | undefined;

  constructor(floor: Floor) {
    this.#floor = floor;
    this.#known = new Set(saidIds(floor, floor.seen));
  }

  /** Said already → quiet. Edits notify nobody, so that only what is written already holds one back. */
  mayBeSaid(message: Message): boolean {
    const { quietUntil, now } = this.#floor;
    if (this.#known.has(message.id)) {
      this.#hold([message], "said", "It was said.");
      return false;
    }
    // What two rules want alike is said once.
    this.#known.add(message.id);
    if (message.edits !== undefined) return true;
    if (this.#floor.isGone(message)) {
      this.#hold([message], "said", "It was said, and somebody took it away.");
      return false;
    }
    if (message.silenced && quietUntil !== undefined && quietUntil > now && !this.#isFirst(message)) {
      const due = (message.at ?? now) <= now ? [message] : [];
      this.#hold(due, "quiet", `Repeats are silenced until ${this.#time(quietUntil)}.`, quietUntil);
      return false;
    }
    return true;
  }

  /** Join → ceiling → mention: what of a group is said now, as one comment. */
  say(group: readonly Message[]): readonly Effect[] {
    const { now, ruling, quietUntil } = this.#floor;
    for (const { at = now } of group) if (at > now) this.#wake(at);
    const { join: ahead, mentionEvery: apart } = ruling.policy.attention;
    const isFirst = (one: Message): boolean => this.#isFirst(one);
    const utterance = join(group, { now, ahead, apart, isFirst, quietUntil });
    if (utterance === undefined) return [];
    const held = utterance.all.some((one) => this.#isFirst(one)) ? undefined : this.#heldBack(utterance.lead);
    if (held !== undefined) return this.#wait(utterance, held);
    const refused = this.#refusalOf(utterance.lead);
    if (refused !== undefined) {
      // What GitHub refused and is not tried now is not said: it folds nothing away, mentions nobody and begins nothing.
      const because = `GitHub refused it (${refused.message}); it is tried again at ${this.#time(refused.until)}.`;
      return this.#sayOthers({ group, utterance }, { step: "refused", because, until: refused.until });
    }
    const patient = this.#patience(utterance);
    if (patient !== undefined)
      return this.#sayOthers(
        { group, utterance },
        { step: "mention", because: this.#turnAt(patient), until: patient },
      );
    const later = this.#waiting(utterance);
    if (later.size === 0) return this.#write(utterance);
    // What waits for somebody's turn waits alone: the rest of its comment need not.
    for (const [message, until] of later) this.#hold([message], "mention", this.#turnAt(until), until);
    return this.say(group.filter((message) => !later.has(message)));
  }

  #turnAt(until: Instant): string {
    return `Somebody it asks may be mentioned at ${this.#time(until)}.`;
  }

  #isFirst({ asks }: Message): boolean {
    return asks.some((ask) => isFirst(ask, this.#floor));
  }

  /** What leads is held back; what only joins those that lead need not wait for them. */
  #sayOthers(
    {
      group,
      utterance: { lead, all },
    }: { readonly group: readonly Message[]; readonly utterance: Utterance },
    { step, because, until }: Pick<Unsaid, "step" | "because"> & { readonly until: Instant },
  ): readonly Effect[] {
    const others = lead.joins?.leads ? group.filter(({ joins }) => !joins?.leads) : [];
    const waiting = all.filter((one) => !others.includes(one));
    this.#hold(waiting, step, because, until);
    return this.say(others);
  }

  #refusalOf({ id }: Message): Fault | undefined {
    const { seen, now } = this.#floor;
    return seen.faults.find(({ effect, until }) => effect === id && until > now);
  }

  /** Replace: the plan's changes with what is folded away beside them. */
  spoken(effects: readonly Effect[]): Spoken {
    const folded = foldAway(this.#floor, this.#said);
    return { effects: [...effects, ...folded], unsaid: this.#unsaid, wakeAt: this.#wakeAt };
  }

  #heldBack(lead: Message): HeldMessage | undefined {
    if (!this.#isCounted(lead)) return undefined;
    const room = roomFor(this.#floor, this.#counted);
    return heldBack(lead, room, this.#floor);
  }

  /** Edits notify nobody, and another issue has ceilings of its own. */
  #isCounted({ counts, edits, on }: Message): boolean {
    return counts && edits === undefined && on === this.#floor.home;
  }

  /** Nothing is said of it; in its place the line that says so, where one may still be said. */
  #wait({ lead, all }: Utterance, { until, yields, line }: HeldMessage): readonly Effect[] {
    const because = yields
      ? "The last places under the ceiling of comments are left to what asks somebody for something."
      : `The ceiling of comments is reached until ${this.#time(until)}.`;
    this.#hold(all, "ceiling", because, until);
    if (!line) return [];
    const message = ceilingLine(lead, until, this.#floor);
    return this.#write({ lead: message, all: [message], since: this.#floor.now });
  }

  /** For how long the people should be waited for whom those ask that lead. */
  #patience({ lead, all }: Utterance): Instant | undefined {
    if (lead.edits !== undefined) return undefined;
    const leading = lead.joins?.leads ? all.filter(({ joins }) => joins?.leads) : [lead];
    const waits = leading.flatMap(({ asks }) => worthWaiting(asks, this.#floor) ?? []);
    return waits.length === 0 ? undefined : Math.max(...waits);
  }

  /** What of a comment asks somebody for the first time whose turn has not come. */
  #waiting({ lead, all }: Utterance) {
    const waiting = new Map<Message, Instant>();
    if (lead.edits !== undefined) return waiting;
    for (const message of all) {
      const turn = this.#turnFor(message);
      if (turn !== undefined) waiting.set(message, turn.until);
    }
    return waiting;
  }

  #turnFor(message: Message) {
    const asked = { also: this.#mentioned, rank: rankOf(message), threads: [threadOf(message)] };
    return turnOf(message.asks, this.#floor, asked);
  }

  #write({ lead, all, since }: Utterance): readonly Effect[] {
    const mentions: string[] = [];
    const asking = {
      also: this.#mentioned,
      first: all.some((one) => one.atOnce === true || this.#isFirst(one)),
      rank: Math.max(...all.map(rankOf)),
      threads: all.map(threadOf),
    };
    const words = lead.say({
      ids: all.map(({ id }) => id),
      since,
      replacedAt: this.#replacedBy(lead)?.item.at,
      address: (people) => {
        const addressed = address(people, this.#floor, asking);
        mentions.push(...addressed.mentions);
        return addressed.words;
      },
    });
    this.#said.push(...all);
    if (this.#isCounted(lead)) this.#counted += 1;
    for (const login of mentions) this.#mentioned.add(login.toLowerCase());
    if (all.some(({ begins }) => begins === true)) this.#wake(this.#onceWritten());
    return [
      commentOf(
        { lead, all },
        words,
        turnsOf([...new Set(mentions)], this.#floor, { threads: all.map(threadOf), since }),
      ),
    ];
  }

  /** The newest comment in sight that a message replaces. */
  #replacedBy({ replaces }: Message): OwnComment | undefined {
    if (replaces === undefined) return undefined;
    return inSight(this.#floor, replaces.topic).findLast((own) => isReplaced(own, replaces));
  }

  /** When what is said now is known to be written; never where nothing is written, for it would be looked at each second. */
  #onceWritten(): Instant | undefined {
    const { ruling, seen, now } = this.#floor;
    return ruling.policy.incidents.mode === "on" && !seen.repository.archived ? now + SECOND : undefined;
  }

  #hold(messages: readonly Message[], step: Unsaid["step"], because: string, until?: Instant): void {
    for (const message of messages) {
      const { id, ids = [] } = message;
      // Whoever waits for somebody's turn keeps it, for however short a time.
      const waits = step === "mention" ? this.#turnFor(message) : undefined;
      const turn = waits && { who: waits.who, rank: rankOf(message), thread: threadOf(message) };
      // A question that speaks for several things holds all of them back.
      for (const one of new Set([id, ...(step === "said" ? [] : ids)]))
        this.#unsaid.push({ id: one, step, because, until, ...(turn && { turn }) });
    }
    this.#wake(until);
  }

  #wake(at: Instant | undefined): void {
    if (at !== undefined) this.#wakeAt = Math.min(at, this.#wakeAt ?? at);
  }

  #time(at: Instant): string {
    return dayTime(at, this.#floor.ruling.policy.incidents.zone);
  }
}
