// Duty that differs: who has a role, and what a rota says, each cause once with the times at which it shows.
import { named } from "../engine/named.ts";
import type { Policy, Rota } from "../engine/policy/model.ts";
import { dayTime } from "../engine/time.ts";
import { type Change, change, type Pair } from "./change.ts";
import { clockWords, daysWords } from "./dates.ts";
import { dutyShifts, shiftsOfDuty } from "./duty.ts";
import { titleChanges } from "./entries.ts";
import { listed, people, quoted, sentence } from "./phrases.ts";
import { alike, differences, matched, type Traits } from "./traits.ts";

/** The changes of who has duty: because roles give it to others, because of what a rota says; and what rotas are called. */
export function changes(pair: Pair): readonly Change[] {
  const { before, after } = pair;
  return [...dutyChanges(pair), ...ownChanges(pair), ...titleChanges(before.rotas, after.rotas)];
}

/** What changed because roles give their duty to others: with the rotas and hours as they are after. */
function dutyChanges(pair: Pair): readonly Change[] {
  const { before, after } = pair;
  const undone: Policy = {
    ...after,
    contacts: { ...before.contacts, ...after.contacts },
    rotas: { ...before.rotas, ...after.rotas },
    roles: named(
      Object.entries(after.roles).flatMap(([key, role]) => {
        const duty = before.roles[key]?.duty;
        return duty === undefined ? [] : [[key, { ...role, duty }]];
      }),
    ),
  };
  return shiftsOfDuty({ ...pair, before: undone }, []).map(({ role, words, before: was, after: is }) =>
    change({ kind: "duty", subject: role, words: sentence(words), before: was, after: is }),
  );
}

/** The changes of every rota that both policies have, as far as anybody's duty follows from them. */
function ownChanges(pair: Pair): readonly Change[] {
  return matched(pair.before.rotas, pair.after.rotas).both.flatMap(({ key, before, after }) =>
    differences(before, after, { traits: traitsOf(pair), subject: nameOf(after) }).flatMap((found) => {
      const undone: Rota = { ...after, [found.key]: before[found.key as keyof Rota] };
      const hybrid = { ...pair, before: { ...pair.after, rotas: { ...pair.after.rotas, [key]: undone } } };
      const where = dutyShifts(hybrid, []);
      // What an iCalendar text says is not known here, so another text is a change by itself.
      if (where.length === 0 && found.key !== "ical") return [];
      return [change({ kind: "duty", subject: key, ...found, words: sentence(found.words), where })];
    }),
  );
}

const nameOf = ({ title }: Rota): string => `the rota ${quoted(title)}`;

function traitsOf({ before, after }: Pair): Traits<Rota> {
  const turns = (rota: Rota, policy: Policy): string =>
    rota.people.length === 0
      ? "nobody"
      : listed(
          rota.people.map((who) => people([who], policy)),
          "then",
        );
  const source = (rota: Rota): string => rota.ical?.path ?? rota.ical?.url ?? "no iCalendar text";
  return {
    key: null,
    title: null,
    shifts: {
      words: (one, other) => `${nameOf(other)} has ${shiftsWords(other)} instead of ${shiftsWords(one)}`,
    },
    people: {
      words: (one, other) =>
        `in ${nameOf(other)} ${turns(other, after)} take turns instead of ${turns(one, before)}`,
    },
    from: {
      words: (one, other) =>
        `the turns of ${nameOf(other)} begin on ${other.from ?? "no day"} instead of ${one.from ?? "no day"}`,
    },
    turn: {
      words: (one, other) => `in ${nameOf(other)} a turn has ${dayCount(other)} instead of ${dayCount(one)}`,
    },
    ical: {
      words: (one, other) =>
        source(one) === source(other)
          ? `${nameOf(other)} takes ${alike(one.ical?.names, other.ical?.names) ? `other entries in ${source(other)} for no duty` : `names in ${source(other)} for other people`}`
          : `${nameOf(other)} is read from ${source(other)} instead of ${source(one)}`,
    },
    swaps: {
      unordered: true,
      words: (one, other) =>
        `swaps of ${nameOf(other)}: ${swapsWords(other, after)} instead of ${swapsWords(one, before)}`,
    },
    zone: {
      words: (one, other) => `${nameOf(other)} goes by the time of ${other.zone} instead of ${one.zone}`,
    },
    calendar: {
      words: (one, other) =>
        `${nameOf(other)} goes by the holidays of ${other.calendar ?? "no calendar"} instead of ${one.calendar ?? "none"}`,
    },
    overlap: {
      words: (_, other) =>
        `shifts of ${nameOf(other)} ${other.overlap ? "may overlap, and the incoming one has the duty" : "may no longer overlap"}`,
    },
    gaps: {
      words: (_, other) =>
        `hours without a shift in ${nameOf(other)} ${other.gaps ? "are meant" : "are no longer meant"}`,
    },
  };
}

const dayCount = ({ turn }: Rota): string => (turn === 1 ? "a day" : `${turn} days`);

function shiftsWords({ shifts }: Rota): string {
  if (shifts.length === 0) return "no shifts";
  return listed(
    shifts.map(({ days, from, to, holidays }) => {
      const off = { no: " but on holidays", only: " on holidays only", any: "" }[holidays];
      return `${daysWords(days)} ${clockWords(from)}–${clockWords(to)}${off}`;
    }),
  );
}

function swapsWords({ swaps, zone }: Rota, policy: Policy): string {
  if (swaps.length === 0) return "none";
  return listed(
    swaps.map(
      ({ from, to, who }) => `${people([who], policy)} from ${dayTime(from, zone)} to ${dayTime(to, zone)}`,
    ),
  );
}
