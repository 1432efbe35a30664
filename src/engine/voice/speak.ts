// THE VOICE: the one place where messages become comments. Said already → quiet → join → ceiling → mention → replace.
import type { AddComment, EditComment, Effect, Unsaid } from "../effect.ts";
import type { OwnComment } from "../incident.ts";
import { type Instant, SECOND } from "../instant.ts";
import { dayTime } from "../time.ts";
import { ceilingLine, heldBack, roomFor } from "./ceiling.ts";
import type { Floor } from "./floor.ts";
import { groupsOf, join, type Utterance } from "./join.ts";
import { address, worthWaiting } from "./mention.ts";
import { isMessage, type Message, type Want } from "./message.ts";
import { saidIds } from "./record.ts";
import { foldAway, inSight, isReplaced } from "./replace.ts";

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
  const groups = new Map(groupsOf(heard).map((group) => [group[0], group]));
  const effects = wants.flatMap((want): readonly Effect[] => {
    if (!isMessage(want)) return [want];
    const group = groups.get(want);
    return group === undefined ? [] : saying.say(group);
  });
  return saying.spoken(effects);
}

/** One plan's saying: what it has said, whom it has mentioned and what it holds back. */
class Saying {
  readonly #floor: Floor;
  readonly #known: ReadonlySet<string>;
  readonly #said: Message[] = [];
  readonly #mentioned = new Set<string>();
  readonly #unsaid: Unsaid[] = [];
  #counted = 0;
  #line = false;
  #wakeAt: Instant | undefined;

  constructor(floor: Floor) {
    this.#floor = floor;
    this.#known = saidIds(floor, floor.seen);
  }

  /** Said already → quiet. */
  mayBeSaid(message: Message): boolean {
    const { quietUntil, now } = this.#floor;
    if (this.#known.has(message.id)) {
      this.#hold([message], "said", "It was said.");
      return false;
    }
    if (this.#floor.isGone(message)) {
      this.#hold([message], "said", "It was said, and somebody took it away.");
      return false;
    }
    if (message.silenced && quietUntil !== undefined && quietUntil > now) {
      this.#hold([message], "quiet", `Repeats are silenced until ${this.#time(quietUntil)}.`, quietUntil);
      return false;
    }
    return true;
  }

  /** Join → ceiling → mention: what of a group is said now, as one comment. */
  say(group: readonly Message[]): readonly Effect[] {
    const { now, ruling, quietUntil } = this.#floor;
    for (const { at = now } of group) if (at > now) this.#wake(at);
    const utterance = join(group, { now, ahead: ruling.policy.attention.join, quietUntil });
    if (utterance === undefined) return [];
    const held = this.#heldBack(utterance.lead);
    if (held !== undefined) return this.#wait(utterance, held);
    const patient = this.#patience(utterance);
    if (patient === undefined) return [this.#write(utterance)];
    // What joins those that lead need not wait for them.
    const leads = utterance.lead.joins?.leads === true;
    const waiting = group.filter(({ joins }) => !leads || joins?.leads === true);
    this.#hold(waiting, "mention", `Somebody it asks may be mentioned at ${this.#time(patient)}.`, patient);
    const others = group.filter((one) => !waiting.includes(one));
    return others.length === 0 ? [] : this.say(others);
  }

  /** Replace: the plan's changes with what is folded away beside them. */
  spoken(effects: readonly Effect[]): Spoken {
    const folded = foldAway(this.#floor, this.#said);
    return { effects: [...effects, ...folded], unsaid: this.#unsaid, wakeAt: this.#wakeAt };
  }

  #heldBack(lead: Message): ReturnType<typeof heldBack> {
    if (!this.#isCounted(lead)) return undefined;
    const room = roomFor(this.#floor, { more: this.#counted, line: this.#line });
    return heldBack(lead, room, this.#floor);
  }

  /** Edits notify nobody, and another issue has ceilings of its own. */
  #isCounted({ counts, edits, on }: Message): boolean {
    return counts && edits === undefined && on === this.#floor.home;
  }

  /** Nothing is said of it; in its place the line that says so, where one may still be said. */
  #wait({ lead, all }: Utterance, { until, line }: NonNullable<ReturnType<typeof heldBack>>) {
    this.#hold(all, "ceiling", `The ceiling of comments is reached until ${this.#time(until)}.`, until);
    if (!line) return [];
    this.#line = true;
    const message = ceilingLine(lead, until, this.#floor);
    return [this.#write({ lead: message, all: [message], since: this.#floor.now })];
  }

  /** For how long the people that it asks should be waited for. */
  #patience({ lead, all }: Utterance): Instant | undefined {
    const leading = lead.joins?.leads ? all.filter(({ joins }) => joins?.leads) : [lead];
    const waits = leading.flatMap(({ asks }) => worthWaiting(asks, this.#floor) ?? []);
    return waits.length === 0 ? undefined : Math.max(...waits);
  }

  #write({ lead, all, since }: Utterance): AddComment | EditComment {
    const mentions: string[] = [];
    const words = lead.say({
      ids: all.map(({ id }) => id),
      since,
      replacedAt: this.#replacedBy(lead)?.item.at,
      address: (people) => {
        const addressed = address(people, this.#floor, this.#mentioned);
        mentions.push(...addressed.mentions);
        return addressed.words;
      },
    });
    this.#said.push(...all);
    if (this.#isCounted(lead)) this.#counted += 1;
    for (const login of mentions) this.#mentioned.add(login.toLowerCase());
    if (all.some(({ begins }) => begins === true)) this.#wake(this.#onceWritten());
    const once = [...new Set(mentions)];
    const { because, rule, due, template, values } = words;
    const ids = [...new Set(all.flatMap((one) => one.ids ?? [one.id]))];
    const markers = [
      [lead.topic, ...ids, ...(lead.details ?? [])],
      ...(words.markers ?? []),
      ...(once.length > 0 ? [["mentions", ...once]] : []),
    ];
    const wanted = {
      id: lead.id,
      because,
      rule,
      ...(due === undefined ? {} : { due }),
      template,
      values,
      markers,
    };
    return lead.edits === undefined
      ? { kind: "comment", ...wanted, issueId: lead.on, mentions: once }
      : { kind: "edit-comment", ...wanted, commentId: lead.edits };
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
    for (const { id } of messages) this.#unsaid.push({ id, step, because, until });
    this.#wake(until);
  }

  #wake(at: Instant | undefined): void {
    if (at !== undefined) this.#wakeAt = Math.min(at, this.#wakeAt ?? at);
  }

  #time(at: Instant): string {
    return dayTime(at, this.#floor.ruling.policy.incidents.zone);
  }
}
