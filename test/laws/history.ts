// What people do in a random history: incidents that are opened, worked on and closed, in the words of scenario files.
import type { StepWords } from "../../src/rehearse/schema/step.ts";
import { actsOn } from "./acts.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type Case, newCase, opening } from "./opening.ts";
import { placeOf, policyOf } from "./place.ts";

/** The head of a scenario file: where a history happens and who is there. */
export interface Head {
  readonly policy: Readonly<Record<string, unknown>>;
  readonly start: string;
  readonly seed: number;
  readonly repos: readonly { readonly name: string; readonly private: boolean }[];
  readonly people: Readonly<Record<string, "none" | "read" | "triage" | "write">>;
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** What the operator has set up beyond GitHub; absent: nothing. */
  readonly channels?: readonly string[];
}

/** A step with its instant in seconds from the start. */
export interface Timed {
  readonly after: number;
  readonly words: Omit<StepWords, "at">;
}

/** What people do, and for how long the world goes on. Nothing in it depends on what Tocsin writes. */
export interface History {
  readonly head: Head;
  readonly acts: readonly Timed[];
  /** Seconds from the start: after that, faults are over, and ten quiet minutes follow. */
  readonly until: number;
}

const people = { ana: "write", cas: "write", mo: "triage", ben: "triage", dee: "read", eve: "none" } as const;

/** When a history begins, and for how many minutes people may act in it. */
interface Start {
  readonly at: string;
  readonly most: number;
}

/**
 * Local midnight is never crossed: what a card says of yesterday depends on when it was written; `nights.ts` has what goes past it. Where clocks change and where they
 * don't, on a holiday's eve, and half of them so that core hours begin or end within the history.
 */
const starts: readonly Start[] = [
  { at: "2025-04-01T09:00:00+01:00", most: 360 },
  { at: "2025-06-14T01:30:00+01:00", most: 360 },
  { at: "2025-03-30T00:20:00Z", most: 360 },
  { at: "2025-10-26T00:10:00+01:00", most: 360 },
  { at: "2025-12-24T15:45:00Z", most: 360 },
  { at: "2025-04-04T17:14:00+01:00", most: 300 },
  { at: "2025-10-22T16:55:00+01:00", most: 320 },
  { at: "2025-04-22T07:22:00+01:00", most: 360 },
  { at: "2026-01-05T07:51:00Z", most: 360 },
];

/** The history of a seed. */
export function historyOf(seed: number): History {
  const chance = chanceOf(seed);
  const place = placeOf(chance);
  const start = chance.of(starts);
  const head = headOf(seed, { place, start, chance });
  const cases = Array.from({ length: chance.of([1, 1, 1, 2, 2, 3]) }, (_, index) =>
    newCase({ alias: `inc${index + 1}`, place, start: Date.parse(start.at), chance }),
  );
  // Half of them are short: most of what goes wrong does so in the first two hours.
  const length = Math.min(start.most, chance.is(0.6) ? chance.whole(20, 120) : chance.whole(120, 360));
  const openings = cases.map((one, index) => ({
    after: index === 0 ? 0 : chance.whole(1, (length * 60) / 2),
    one,
  }));
  const opened = openings.flatMap(({ after, one }) => opening(one, after));
  const count = chance.whole(4, 16);
  const instants = distinct(count, length * 60, chance);
  const acts = instants.flatMap((after) => {
    const there = openings.filter((each) => each.after + 1 < after).map(({ one }) => one);
    return there.length === 0 ? [] : actsOn(chance.of(there), after);
  });
  const all = [...opened, ...acts].toSorted((one, other) => one.after - other.after);
  const last = all.at(-1)?.after ?? 0;
  return { head, acts: all, until: last + chance.of([60, 10 * 60, 30 * 60, 70 * 60]) };
}

/** Different seconds in order: some close together, as people work. */
function distinct(count: number, within: number, chance: Chance): readonly number[] {
  const found = new Set<number>();
  let last = 1;
  while (found.size < count) {
    last = chance.is(0.3) ? last + chance.whole(1, 20) : chance.whole(2, within);
    found.add(last);
  }
  return [...found].toSorted((one, other) => one - other);
}

interface Setting {
  readonly place: Case["place"];
  readonly start: Start;
  readonly chance: Chance;
}

function headOf(seed: number, { place, start, chance }: Setting): Head {
  return {
    policy: policyOf(place, chance),
    start: start.at,
    seed,
    repos: [
      { name: "acme/incidents", private: !place.isPublic },
      { name: "acme/payments", private: true },
    ],
    people,
    labels: { "acme/incidents": ["bug", "help wanted"] },
  };
}
