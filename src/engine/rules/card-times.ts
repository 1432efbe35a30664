// The times of a card, each through here: how it is written, whether it is still to come, and until when what was written is so.
import { earliest } from "../duty/earliest.ts";
import { nextHandover } from "../duty.ts";
import { DAY, type Instant } from "../instant.ts";
import { dayOf, momentOf } from "../policy/rota/shifts.ts";
import type { IncidentSituation } from "../situation.ts";
import { clockTime, shortTime } from "../time.ts";

/** A time that is to come, or was: `past` from that instant on. */
export interface CardTime {
  readonly at: string;
  readonly past: boolean;
}

/** The times of one card as it is true at an instant. What is asked of it says until when: the plan looks again then. */
export class CardTimes {
  /** The instant at which the card is true. */
  readonly now: Instant;
  /**
   * Does anybody look again by the clock? Else nothing on the card may stop being so: times name their day, and who is on duty
   * is left out.
   */
  readonly isKept: boolean;
  readonly #zone: string;
  #until: Instant | undefined;

  constructor(here: IncidentSituation) {
    const { incident, standing, ruling, now } = here;
    this.now = now;
    this.#zone = ruling.policy.incidents.zone;
    this.isKept =
      incident.management === "managed" && (incident.closed === undefined || standing.limits.length > 0);
    if (this.isKept) for (const role of dutyRoles(here)) this.holdsUntil(nextHandover(ruling, role, now)?.at);
  }

  /** When something of the card stops being so, in the order of the clock; undefined: never. */
  get until(): Instant | undefined {
    return this.#until;
  }

  /** Something on the card, a time or not, is so until then and no longer. */
  holdsUntil(at: Instant | undefined): void {
    if (this.isKept) this.#until = earliest([this.#until, at], this.now);
  }

  /** A time of something that was: `03:20 BST`, with its day where that is not today. */
  was(at: Instant): string {
    return this.#written(at, shortTime);
  }

  /** The same with UTC beside it. */
  wasAlso(at: Instant): string {
    return this.#written(at, clockTime);
  }

  /** A time that is to come; empty once it has come: then its line must say something else. */
  coming(at: Instant): string {
    const { past, at: words } = this.due(at);
    return past ? "" : words;
  }

  /** A limit, which may have passed. */
  due(at: Instant): CardTime {
    return this.#due(at, shortTime);
  }

  /** The same with UTC beside it. */
  dueAlso(at: Instant): CardTime {
    return this.#due(at, clockTime);
  }

  #due(at: Instant, words: typeof shortTime): CardTime {
    this.holdsUntil(at);
    return { at: this.#written(at, words), past: at <= this.now };
  }

  #written(at: Instant, words: typeof shortTime): string {
    // Nobody writes the day later: it stands there from the start.
    if (!this.isKept) return words(at, this.#zone, at - 2 * DAY);
    const [day, today] = [dayOf(at, this.#zone), dayOf(this.now, this.#zone)];
    // It is written without its day on that day only.
    if (day >= today) this.holdsUntil(momentOf(day > today ? day : day + 1, 0, this.#zone));
    return words(at, this.#zone, this.now);
  }
}

/** Roles of which the card may name whoever is on duty: nobody took them. */
function dutyRoles({ incident, ruling }: IncidentSituation): readonly string[] {
  return Object.values(ruling.policy.roles)
    .filter(({ key, duty }) => duty.length > 0 && (incident.roles.get(key)?.holders.length ?? 0) === 0)
    .map(({ key }) => key);
}
