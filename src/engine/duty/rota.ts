// Who has the duty by a rota at an instant: swaps first, then its iCalendar text, then people who take turns.
import type { Instant } from "../instant.ts";
import type { Rota } from "../policy/model.ts";
import { dayNumber, dayOf, momentOf, nextShift, shiftAt } from "../policy/rota/shifts.ts";
import type { RotaText, Ruling } from "../policy/ruling.ts";
import { earliest } from "./earliest.ts";
import { nextEntryChange, whoByEntries } from "./entries.ts";

/** A rota with what its answer hangs on besides itself. */
export interface RotaHere {
  readonly rota: Rota;
  /** Local dates on which shifts go by their holiday rule. */
  readonly holidays: ReadonlySet<string>;
  /** Its iCalendar text; absent where it has none. */
  readonly text?: RotaText | undefined;
}

const none: ReadonlySet<string> = new Set();

/** A rota of the policy by its key; undefined where there is none. */
export function rotaIn({ policy, rotas }: Ruling, key: string): RotaHere | undefined {
  const rota = policy.rotas[key];
  if (rota === undefined) return undefined;
  const calendar = rota.calendar === undefined ? undefined : policy.calendars[rota.calendar];
  const text = rota.ical === undefined ? undefined : (rotas[key] ?? { kind: "unread" });
  return { rota, holidays: calendar?.holidays ?? none, text };
}

/**
 * Who has the duty by a rota: a login or the key of a contact. Undefined where nobody has: no shift is on, nobody's turn has
 * begun, no entry names anybody, or the iCalendar text can't be read, which a problem of the ruling says.
 */
export function whoByRota(here: RotaHere, at: Instant): string | undefined {
  const { rota, holidays, text } = here;
  const swap = rota.swaps.findLast(({ from, to }) => from <= at && at < to);
  if (swap !== undefined) return swap.who;
  if (!isUsable(text, at)) return undefined;
  const shift = rota.shifts.length === 0 ? undefined : shiftAt(rota, holidays, at);
  if (rota.shifts.length > 0 && shift === undefined) return undefined;
  const named = text?.kind === "read" ? whoByEntries(text.entries, at) : undefined;
  return named ?? turnOf(rota, shift?.day ?? dayOf(at, rota.zone));
}

/** May anything be concluded from a rota's text at an instant? A rota without one needs none. */
function isUsable(text: RotaText | undefined, at: Instant): boolean {
  return text === undefined || (text.kind === "read" && at >= (text.usableFrom ?? at));
}

/** Whose turn a local day is, of the people who take turns; nobody's before the first of them begins. */
function turnOf({ people, from, turn }: Rota, day: number): string | undefined {
  const first = from === undefined ? 0 : dayNumber(from);
  if (from !== undefined && day < first) return undefined;
  const turns = Math.floor((day - first) / turn);
  return people[((turns % people.length) + people.length) % people.length];
}

/** The local day on which the turn after this one begins. */
function nextTurn({ from, turn, zone }: Rota, at: Instant): number {
  const [day, first] = [dayOf(at, zone), from === undefined ? 0 : dayNumber(from)];
  return first + (Math.floor((day - first) / turn) + 1) * turn;
}

/**
 * When who has the duty by a rota may next change: a swap, a shift, an entry or a turn begins or ends. Undefined where it
 * never does, as in a rota of nobody.
 */
export function nextRotaChange({ rota, holidays, text }: RotaHere, at: Instant): Instant | undefined {
  const swaps = rota.swaps.flatMap(({ from, to }) => [from, to]);
  const entries = text?.kind === "read" ? text.entries : [];
  // Without anybody to name, shifts and turns come and go and nothing changes.
  const usable = text?.kind === "read" ? text.usableFrom : undefined;
  if (!isUsable(text, at) || (rota.people.length === 0 && entries.length === 0))
    return earliest([...swaps, usable], at);
  const begins = rota.from === undefined ? undefined : momentOf(dayNumber(rota.from), 0, rota.zone);
  const byTurns = rota.people.length > 1 && rota.shifts.length === 0;
  const inShifts = rota.shifts.length > 0;
  return earliest(
    [
      ...swaps,
      begins,
      byTurns ? momentOf(nextTurn(rota, at), 0, rota.zone) : undefined,
      inShifts ? shiftAt(rota, holidays, at)?.to : undefined,
      inShifts ? nextShift(rota, holidays, at)?.from : undefined,
      nextEntryChange(entries, at),
    ],
    at,
  );
}
