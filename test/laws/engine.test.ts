// Laws of the engine alone, over random histories of all presets without any GitHub: same input same plan, nothing early, rest
// after writing, and a plan that explains itself.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inWords } from "../../src/cli/explain.ts";
import type { Effect } from "../../src/engine/effect.ts";
import type { Instant } from "../../src/engine/instant.ts";
import type { Plan } from "../../src/engine/plan.ts";
import type { Item } from "../../src/engine/snapshot/timeline.ts";
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import { think } from "../../src/engine/subjects.ts";
import { marker } from "../../src/engine/text/marker.ts";
import { type History, incident, time } from "../engine/build.ts";
import { playsAll, playsMany } from "./seeds.ts";

/** One thing in a history: so many seconds after the one before it. */
interface Step {
  readonly after: number;
  readonly by: string;
  readonly what: readonly [
    "comment" | "labeled" | "unlabeled" | "assigned" | "closed" | "reopened" | "looked",
    string,
  ];
}

const comments = [
  ...["Restore is running", "nothing new, next in 30m", "+1", "> quoted\n", "users: 300", "/lgtm"],
  ...[
    "/update going well",
    "/update\nservice: checkout",
    "/severity 1",
    "/severity 3 because small",
    "/severity 4",
  ],
  ...["/status mitigated", "/status closed", "/confirm", "/resolve\ncause: a disk", "/next-update 45m slow"],
  ...[
    "/role lead me",
    "/role lead @ben",
    "/set users 12",
    "/unset users",
    "/told manager",
    "/called ben no answer",
  ],
  ...[
    "/quiet 30m because call",
    "/review",
    "/review no because small",
    "/not-an-incident",
    "/adopt",
    "/drill",
    "/help",
  ],
  ...["/call wanted", "/call wanted 07:40", "/call started", "/call ended 08:05", "/call me"],
  ...[
    "/called edm no answer",
    "/called edm busy",
    "/called bridge 08:01",
    "/called bridge 08:01 answered",
    "/called level-3 answered",
    "/ack",
  ],
  ...["/escalate", "/escalate 2 because it grows", "/escalate manager", "/escalate nowhere"],
  ...[
    "/flag clinical",
    "/unflag clinical because wrong",
    "/unflag security",
    "/made-safe clinical Off and checked",
  ],
  ...[
    "/pause because call",
    "/pause update because call",
    "/resume",
    "/done report 08:30",
    "/done regulator",
  ],
  ...["/told cto 07:50 by phone", "/told siro", "/told users by mail", "/told customers", "/told police"],
  // Times of what was reached, corrected and told late; one may be still to come.
  ...[
    "/resolve 07:55",
    "/resolve 07:48 earlier",
    "/status resolved 08:05",
    "/confirm 07:45",
    "/status closed 08:20",
  ],
  // It goes on again, since now or a time that was given; what was reached before that, corrected.
  ...["/reopen", "/reopen 07:58 it came back", "/reopen 08:10", "/reopen because it came back"],
  ...["/resolve today 07:56", "/set resolved-at today 07:50", "/status investigating 08:02"],
  ...["/set resolved-at 07:52", "/update Better\nresolved-at: 09:30", "/told users 07:40 by phone"],
  ...["/set discovered 07:15", "/set discovered 04:00", "/set kind theft", "/set kind none of these"],
  ...[
    "/set accepted-at 07:59",
    "/set occurred 06:00",
    "/set bridge-notified 08:01",
    "/set known-problem PRB1",
  ],
  ...[
    "/set effect outage",
    "/set concerns press enquiry",
    "/set service-kind operational",
    "/set data data lost",
  ],
  ...["/set impact-level 1", "/set urgency 2", "/set provider gpit"],
];
const labels = [
  ...["incident", "severity: 1", "severity: 3", "status: mitigated", "status: closed", "bug"],
  ...["severity: p1", "flag: clinical", "flag: security"],
];

/** What a story happens in: a policy, the form of its first preset, and options of that for severities. */
const places = {
  sre: { policy: "extends: sre", preset: "sre", options: ["SEV1", "SEV2", "SEV4"] },
  hssi: {
    policy: `
extends: hssi
rota: { edm: { people: [ben, ana], from: 2026-04-27 } }
contacts: { director: Director }
roles:
  bridge: { duty: { core: [ana], out: [dee] } }
  desk: { duty: { out: [dee] } }
  level-3: { duty: [alice] }
  level-4: { duty: [director] }
`,
    preset: "hssi",
    options: ["Severity 1", "Severity 2", "Severity 4"],
  },
  bareHssi: { policy: "extends: hssi", preset: "hssi", options: ["Severity 1", "Severity 2", "Severity 4"] },
  dspt: {
    policy: "{ extends: dspt, roles: { cto: { duty: [ana] }, siro: { duty: [ben] } } }",
    preset: "dspt",
    options: ["SEV1", "SEV2", "SEV4"],
  },
  both: { policy: "extends: [dpsp, dspt]", preset: "dpsp", options: ["P1", "P2", "P3"] },
  partner: {
    policy: "extends: nhs-login",
    preset: "nhs-login",
    options: ["Severity 1", "Severity 2", "Severity 5"],
  },
} as const;

const what: fc.Arbitrary<Step["what"]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant("comment" as const), fc.constantFrom(...comments)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("labeled" as const), fc.constantFrom(...labels)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("unlabeled" as const), fc.constantFrom(...labels)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("assigned" as const), fc.constantFrom("ana", "ben")) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant("closed" as const), fc.constantFrom("completed", "not_planned")),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant("reopened" as const), fc.constant("")) },
  { weight: 3, arbitrary: fc.tuple(fc.constant("looked" as const), fc.constant("")) },
);

const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 3000 })),
  by: fc.constantFrom("alice", "ana", "ben", "dee", "eve"),
  what,
});

const story = fc.record({
  place: fc.constantFrom(...(["sre", "sre", "hssi", "hssi", "bareHssi", "dspt", "both", "partner"] as const)),
  isPublic: fc.boolean(),
  severity: fc.constantFrom(undefined, 0, 1, 2),
  steps: fc.array(step, { maxLength: 14 }),
  later: fc.integer({ min: 0, max: 7200 }),
});

type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** 08:00, a second at a time; no story is longer than a day. */
function clock(second: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${1 + Math.floor((28_800 + second) / 86_400)} ${two(((28_800 + second) / 3600) % 24)}:${two((second / 60) % 60)}:${two(second % 60)}`;
}

/** The history of a story, and the instant at which it is looked at. */
function told({ place, isPublic, severity, steps, later }: Story): { history: History; at: string } {
  const roles = { alice: "write", ana: "write", ben: "triage", dee: "read", eve: "none" } as const;
  const { policy, preset, options } = places[place];
  const history = incident({ policy, preset, public: isPublic, roles });
  const option = severity === undefined ? undefined : options[severity];
  const answered: Record<string, string> =
    option === undefined ? { impact: "Nobody can pay" } : { impact: "x", severity: option };
  history.opened(clock(0), "alice", answered);
  let second = 0;
  for (const { after, by, what: did } of steps) {
    second += after;
    happen(history, clock(second), by, did);
  }
  return { history, at: clock(second + later) };
}

function happen(history: History, at: string, ...[by, [did, about]]: [string, Step["what"]]): void {
  const isOpen = history.snapshot().issue.state === "open";
  switch (did) {
    case "comment":
      history.comment(at, by, about);
      return;
    case "labeled":
    case "unlabeled":
      // GitHub tells of a label only what changes.
      if (history.snapshot().issue.labels.includes(about) === (did === "unlabeled"))
        history[did](at, by, about);
      return;
    case "assigned":
      if (!history.snapshot().issue.assignees.includes(about)) history.assigned(at, about);
      return;
    case "closed":
      if (isOpen) history.closed(at, by, about === "completed" ? "completed" : "not_planned");
      return;
    case "reopened":
      if (!isOpen)
        history
          .reopened(at, by)
          .changed((snapshot) => ({ ...snapshot, issue: { ...snapshot.issue, state: "open" } }));
      return;
    case "looked":
      rest(history, at);
  }
}

/** Looks and writes until nothing is left to do; the last plan. */
function rest(history: History, at: string): Plan {
  for (let round = 0; round < 6; round++) {
    const plan = history.plan(at);
    if (plan.effects.length === 0) return plan;
    history.looked(at);
  }
  return history.plan(at);
}

/** What a changed snapshot leads to, at the instant and under the ruling of the history that it was made of. */
function planOf(history: History, at: string, snapshot: IncidentSnapshot, later = 0): Plan {
  const { ruling, now: before } = history.situation(at);
  const now = before + later;
  return think(snapshot, ruling, now).plan;
}

/** The same values with the keys of every map in the other order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Map)
    return new Map([...value].toReversed().map(([key, inner]) => [key, turned(inner)]));
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

const runs = { seed: 20260501, numRuns: playsAll ? 120 : playsMany ? 60 : 8 };

describe("the engine", () => {
  test("makes the same plan of the same snapshot, in whatever order its maps are", () => {
    fc.assert(
      fc.property(story, (one) => {
        const { history, at } = told(one);
        const plan = history.plan(at);
        expect(planOf(history, at, structuredClone(history.snapshot()))).toEqual(plan);
        expect(planOf(history, at, turned(history.snapshot()) as IncidentSnapshot)).toEqual(plan);
      }),
      runs,
    );
  });

  test("does nothing before it is due, and wants to be woken only in the future", () => {
    fc.assert(
      fc.property(story, (one) => {
        const { history, at } = told(one);
        const { effects, wakeAt } = history.plan(at);
        expect(effects.filter(({ due }) => due !== undefined && due > time(at))).toEqual([]);
        expect(wakeAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(time(at));
      }),
      runs,
    );
  });

  test("comes to rest once its plan is written", () => {
    fc.assert(
      fc.property(story, (one) => {
        const { history, at } = told(one);
        expect(rest(history, at).effects).toEqual([]);
      }),
      runs,
    );
  });

  test("can be explained at every step", () => {
    fc.assert(
      fc.property(story, (one) => {
        const { history, at } = told(one);
        const words = inWords({ ...history.situation(at), plan: history.plan(at) });
        expect(words).toContain(history.snapshot().key);
        for (const { because } of history.plan(at).effects) expect(because).toMatch(/\.$/);
      }),
      runs,
    );
  });

  test("says nothing new until the instant that it asked to be woken at", () => {
    fc.assert(
      fc.property(story, (one) => {
        const { history, at } = told(one);
        const { wakeAt } = rest(history, at);
        const until: Instant = wakeAt ?? time(at) + 30 * 86_400_000;
        expect(planOf(history, at, history.snapshot(), until - 1 - time(at)).effects).toEqual([]);
      }),
      runs,
    );
  });

  test("is moved by nothing that other bots do, by no unknown label, and by no marker that it did not write", () => {
    fc.assert(
      fc.property(story, fc.nat(), (one, place) => {
        const { history, at } = told(one);
        const before = history.snapshot();
        const within = (noise: readonly Item[]) => {
          const timeline = before.issue.timeline.toSpliced(indexOf(before, place), 0, ...noise);
          return withoutSeen(planOf(history, at, { ...before, issue: { ...before.issue, timeline } }));
        };
        const { bots, silence, forged } = noiseAt(before, place);
        expect(within(bots)).toEqual(within([]));
        // That a person wrote something is put on record, whatever it was.
        expect(within([forged])).toEqual(within([silence]));
      }),
      runs,
    );
  });
});

const indexOf = ({ issue }: IncidentSnapshot, place: number): number => place % (issue.timeline.length + 1);

/** A bot's comments and labels, a person's comment without words, and the same with forged markers, for somewhere in a timeline. */
function noiseAt(before: IncidentSnapshot, place: number) {
  const { issue } = before;
  const at = issue.timeline[indexOf(before, place) - 1]?.at ?? issue.createdAt;
  const bot = { login: "dependabot", kind: "bot" } as const;
  const said = { kind: "comment", at, minimized: false, reacted: [], edits: [] } as const;
  const marks = [
    marker("card", "2026-05-01-x-1"),
    marker("reminder", "update/I_1/overdue/1"),
    marker("mentions", "ana"),
  ].join("\n");
  const bots: readonly Item[] = [
    { ...said, id: "N_1", by: bot, body: `/resolve\n${marks}` },
    { kind: "labeled", id: "N_3", at, by: bot, label: "dependencies" },
    { kind: "unlabeled", id: "N_4", at, by: bot, label: "dependencies" },
  ];
  const silence: Item = { ...said, id: "N_2", by: { login: "ana", kind: "user" }, body: "<!-- -->" };
  return { bots, silence, forged: { ...silence, body: marks } };
}

/** What was only seen is kept in the ledger and changes nothing else. */
function withoutSeen(plan: Plan): readonly Effect[] {
  return plan.effects.map((effect) =>
    effect.kind === "card"
      ? {
          ...effect,
          ledger: { ...effect.ledger, acts: effect.ledger.acts.filter(({ verdict }) => verdict !== "seen") },
        }
      : effect,
  );
}
