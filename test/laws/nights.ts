// Random nights: incidents that begin late in the evening and go on past midnight, also where clocks change, with little that people do.
import type { StepWords } from "../../src/rehearse/schema/step.ts";
import { actsOn } from "./acts.ts";
import { type Chance, chanceOf } from "./chance.ts";
import type { History, Timed } from "./history.ts";
import { type Case, newCase, step } from "./opening.ts";
import { type Place, places } from "./place.ts";
import { clock } from "./saying.ts";

/** An evening, a quarter of an hour to three hours before its local midnight: two of them before clocks change, one before a year ends. */
const evenings = [
  "2025-04-01T21:40:20+01:00",
  "2025-03-29T22:50:00Z",
  "2025-10-25T22:15:40+01:00",
  "2025-06-13T23:44:00+01:00",
  "2025-12-31T23:05:10Z",
] as const;

const hour = 3600;

/** What a night is about. Nothing in it depends on what Tocsin writes. */
interface Plot {
  readonly place: Place;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly channels?: readonly string[];
  /** Who opens it, and with what in the form; `{later}` is an hour after that. */
  readonly opener: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What they do, in seconds from the opening. */
  readonly acts: (one: Case) => readonly Timed[];
  /** In hours. */
  readonly length: readonly [number, number];
}

const say = (after: number, by: string, comment: string): Timed => step(after, { by, on: "inc1", comment });
const deed = (after: number, words: Omit<StepWords, "at">): Timed => step(after, { on: "inc1", ...words });

/** A severity 1 of which nobody has time to write: levels are paged, then asked again and again. */
const silent: Plot = {
  place: places.sre,
  policy: {
    rota: { managers: { people: ["mo", "cas"], from: "2025-03-03", turn: "1d" } },
    roles: { manager: { duty: { rota: "managers" } } },
    escalation: {
      levels: [
        { role: "manager", within: "20m", page: "pager" },
        { role: "lead", page: "pager" },
      ],
    },
  },
  channels: ["pager"],
  opener: "ana",
  fields: { severity: "SEV1", impact: "Nobody can pay" },
  acts: () => [],
  length: [9, 14],
};

/** A clinical one out of hours: levels nobody rings, and a notice that one role alone may let go. */
const clinical: Plot = {
  place: places.hssi,
  policy: {
    rota: { edm: { people: ["mo", "cas"], from: "2025-03-03", turn: "1d" } },
    roles: {
      bridge: { duty: { core: ["ben"] } },
      desk: { duty: ["dee"] },
      manager: { duty: ["ana"] },
      "level-3": { duty: ["cas"] },
    },
  },
  channels: ["email", "sms"],
  opener: "ana",
  fields: {
    severity: "Severity 1",
    service: "Booking",
    description: "Nobody can book",
    impact: "Appointments are shown twice",
    "supplier-reference": "SUP-7",
    "next-update": "{later}",
  },
  acts: (one) => [
    say(120, "dee", "/confirm\n/set location Leeds Trust\n/flag clinical"),
    ...(one.chance.is(0.5) ? [say(1300, "ana", "/escalate because nobody answers the phone")] : []),
  ],
  length: [3, 5],
};

/** It is closed while the risk of a flag is open, as a fix that was merged closes one, or with the closure data left out. */
const unsafe: Plot = {
  ...clinical,
  acts: (one) => [
    say(120, "dee", "/confirm\n/flag clinical"),
    say(one.chance.whole(hour, 2 * hour), "ana", "/resolve"),
    deed(
      one.chance.whole(2 * hour, 3 * hour),
      one.chance.is(0.6) ? { by: "ana", close: "completed" } : { by: "ana", "merge-fix": true },
    ),
  ],
};

/** A report from outside, which somebody takes on in the night. */
const outside: Plot = {
  place: { ...places.sre, isPublic: true },
  policy: { roles: { manager: { duty: ["mo"] } } },
  opener: "eve",
  fields: { impact: "I can't pay" },
  acts: (one) => [
    say(one.chance.whole(600, 2 * hour), "ana", "/accept"),
    say(2 * hour + 60, "ana", "/severity 1"),
  ],
  length: [4, 6],
};

/** A loss of data: who is on duty changes at midnight and in the morning, and customers are alerted when somebody asks for it. */
const lost: Plot = {
  place: places.dspt,
  policy: {
    contacts: { officer: "Data officer" },
    rota: { managers: { people: ["mo", "cas"], from: "2025-03-03", turn: "1d" } },
    roles: {
      cto: { duty: ["ben"] },
      siro: { duty: ["mo"] },
      manager: { duty: { core: ["ben"], out: { rota: "managers" } } },
    },
  },
  channels: ["email"],
  opener: "ana",
  fields: {
    severity: "SEV2",
    impact: "Letters of some people were on it",
    kind: "lost device",
    affects: "data",
  },
  acts: (one) => [
    say(300, "ana", `/set discovered ${clock(one, -300)}`),
    say(one.chance.whole(600, 2 * hour), "ana", "/notice customer-alert"),
  ],
  length: [8, 11],
};

const plots = [silent, clinical, unsafe, outside, lost];

/** The night of a seed: each of what there is comes up in any five in a row. */
export function nightOf(seed: number): History {
  const chance = chanceOf(seed * 17 + 11);
  const plot = plots[seed % plots.length] ?? silent;
  const start = evenings[Math.floor(seed / plots.length + seed) % evenings.length] ?? evenings[0];
  const one = newCase({ alias: "inc1", place: plot.place, start: Date.parse(start), chance });
  const until = Math.round(chance.whole(plot.length[0] * 60, plot.length[1] * 60) * 60);
  const later = clock(one, hour);
  const fields = Object.entries(plot.fields).map(([field, text]) => [field, text.replace("{later}", later)]);
  const open = { form: "incident", title: "Payments down inc1", fields: Object.fromEntries(fields) };
  const acts = [
    step(0, { by: plot.opener, open, as: "inc1" }),
    ...plot.acts(one),
    ...besides(one, chance, until),
  ];
  return {
    head: {
      policy: { extends: plot.place.process, attention: { fallback: ["ana"] }, ...plot.policy },
      start,
      seed,
      repos: [
        { name: "acme/incidents", private: !plot.place.isPublic },
        { name: "acme/payments", private: true },
      ],
      people: { ana: "write", cas: "write", mo: "triage", ben: "triage", dee: "triage", eve: "none" },
      labels: {},
      ...(plot.channels && { channels: plot.channels }),
    },
    acts: acts.toSorted((one, other) => one.after - other.after),
    until,
  };
}

/** What else people do: in half of the nights nothing. */
function besides(one: Case, chance: Chance, until: number): readonly Timed[] {
  if (chance.is(0.5)) return [];
  const instants = Array.from({ length: chance.whole(1, 4) }, () => chance.whole(60, until - 60));
  return instants.toSorted((a, b) => a - b).flatMap((after) => actsOn(one, after));
}
