// How often we write: at least a second apart and bounded as GitHub asks, each installation by itself, the urgent first, strangers last.
import { type Duration, HOUR, type Instant, MINUTE, SECOND } from "../engine/instant.ts";
import type { Clock } from "../world.ts";

/** From what presses most: words for people, what else is shown on incidents, and what answers an outsider's report. */
const priorities = ["urgent", "cosmetic", "stranger"] as const;

/** What a write costs and how much it presses. */
export interface Turn {
  readonly priority: (typeof priorities)[number];
  /** How many comments and issues it makes: GitHub bounds those by the minute and the hour. */
  readonly creates: number;
}

interface Ticket extends Turn {
  readonly order: number;
}

interface Taken {
  readonly at: Instant;
  readonly creates: number;
}

/** GitHub's advice: a second between writes, 80 new contents a minute, 500 an hour. */
const apart: Duration = SECOND;
const bounds: readonly { readonly within: Duration; readonly most: number }[] = [
  { within: MINUTE, most: 80 },
  { within: HOUR, most: 500 },
];

/** The row that the writes of one installation stand in. */
export interface Pacer {
  /** Resolves when it is this write's turn. Each caller sleeps for itself, by the clock that was handed in. */
  turn(turn: Turn): Promise<void>;
}

/** A row of slots for the writes of one installation. */
export function createPacer(clock: Pick<Clock, "now" | "sleep">): Pacer {
  const waiting: Ticket[] = [];
  let taken: readonly Taken[] = [];
  let order = 0;
  return {
    async turn(turn) {
      const ticket: Ticket = { ...turn, order: order++ };
      waiting.push(ticket);
      waiting.sort(before);
      // Somebody more urgent may have come meanwhile: the slot is worked out again on waking.
      for (let wait = slotOf(ticket) - clock.now(); wait > 0; wait = slotOf(ticket) - clock.now())
        await clock.sleep(wait);
      waiting.splice(waiting.indexOf(ticket), 1);
      const now = clock.now();
      taken = [...taken.filter(({ at }) => at > now - HOUR), { at: now, creates: ticket.creates }];
    },
  };

  function slotOf(ticket: Ticket): Instant {
    let row = taken;
    for (const other of waiting) {
      const at = firstFree(row, other.creates, clock.now());
      if (other === ticket) return at;
      row = [...row, { at, creates: other.creates }];
    }
    return clock.now();
  }
}

function before(a: Ticket, b: Ticket): number {
  return priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || a.order - b.order;
}

/** The first instant at which a write fits behind those that are taken. */
function firstFree(row: readonly Taken[], creates: number, now: Instant): Instant {
  const last = row.at(-1);
  let at = last === undefined ? now : Math.max(now, last.at + apart);
  if (creates === 0) return at;
  for (const { within, most } of bounds) {
    const made = row.filter((one) => one.creates > 0 && one.at > at - within);
    let sum = made.reduce((total, one) => total + one.creates, 0);
    for (const one of made) {
      if (sum + creates <= most) break;
      sum -= one.creates;
      at = Math.max(at, one.at + within);
    }
  }
  return at;
}
