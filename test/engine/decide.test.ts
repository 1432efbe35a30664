// The plan as a whole: applied, it wants nothing more at the same instant, and looks again when something is due.
import { expect, test } from "vitest";
import { at, hssi, unsettled } from "./answers.ts";
import { type History, incident, time } from "./build.ts";
import { all, does, said, wakes, watched } from "./outcome.ts";

const publicly = { public: true, roles: { mallory: "none", ana: "triage" } } as const;
const teams = "extends: sre\nteams: { payments: acme/payments }";
const outage = () => incident().opened("09:00", "alice", at.sev1).looked("09:00");

/** Moments of incidents: what happened last has not been looked at yet. */
const moments: Readonly<Record<string, readonly [string, () => History]>> = {
  "an incident by form": ["09:00", () => incident().opened("09:00", "alice", at.sev1)],
  "an incident without a severity": ["09:00", () => incident().opened("09:00", "alice", unsettled)],
  "an incident by label": [
    "09:01",
    () => incident().opened("09:00", "alice", { body: "Down." }).labeled("09:01", "ana", "incident"),
  ],
  "an outsider's report": ["09:00", () => incident(publicly).opened("09:00", "mallory", at.sev1)],
  "an outsider's command on his report": [
    "09:05",
    () =>
      incident(publicly)
        .opened("09:00", "mallory", at.sev1)
        .looked("09:00")
        .comment("09:05", "mallory", "/accept"),
  ],
  "a report that is accepted late": [
    "14:00",
    () =>
      incident(publicly)
        .opened("09:00", "mallory", at.sev1)
        .looked("09:00")
        .comment("14:00", "ana", "/accept"),
  ],
  "a warning": ["09:50", outage],
  "a limit long past": ["18:00", outage],
  "a refused command": ["09:05", () => outage().comment("09:05", "ana", "/severity sev3")],
  "many commands at once": [
    "09:10",
    () =>
      outage()
        .comment("09:05", "ana", "/role lead me")
        .comment("09:06", "ana", "/severity sev2 because one site only")
        .comment("09:07", "ben", "/help")
        .comment("09:08", "ben", "/quiet 1h because we talk")
        .comment("09:09", "ana", "/set users 5000"),
  ],
  "a tick": ["09:40", () => outage().ticked("09:40", "ana", "nothing-new")],
  "a drill": ["09:30", () => outage().comment("09:05", "ana", "/drill because we train")],
  "a label taken off": ["09:05", () => outage().unlabeled("09:05", "ana", "severity: 1")],
  "a resolution": ["09:30", () => outage().comment("09:30", "ana", "/resolve")],
  "a close": ["09:30", () => outage().closed("09:30", "ana")],
  "a close by a fix": ["09:30", () => outage().closed("09:30", "ana", "completed", "acme/shop#1")],
  "a close as duplicate": ["09:30", () => outage().duplicateOf("09:30", "ana", "acme/incidents#3")],
  "a close as not planned": ["09:30", () => outage().closed("09:30", "ana", "not_planned")],
  "a false alarm": [
    "09:30",
    () => outage().comment("09:30", "ana", "A false alarm").closed("09:30", "ana", "not_planned"),
  ],
  "a status that closes": ["09:30", () => outage().comment("09:30", "ana", "/status closed")],
  "no incident after all": ["09:55", () => outage().looked("09:50").unlabeled("09:55", "ana", "incident")],
  "a policy that changed": [
    "09:30",
    () => outage().policy("extends: sre\nclocks: { update: { within: { sev1: 20m } } }"),
  ],
  "a lost ledger": [
    "09:30",
    () => outage().changed(({ ledger: _, ...rest }) => ({ ...rest, trust: "lost" })),
  ],
  "an unconfirmed incident": [
    "09:15",
    () =>
      incident({ policy: "extends: hssi", preset: "hssi" }).opened("09:00", "alice", hssi).looked("09:00"),
  ],
  "a review with actions": [
    "10:31",
    () =>
      incident({ policy: teams })
        .opened("09:00", "alice", at.sev1)
        .closed("10:00", "ana")
        .looked("10:00")
        .changed((snapshot) => ({
          ...snapshot,
          children: snapshot.children.map((child) => ({
            ...child,
            body: `${child.body}\n\n## Actions\n\n- [ ] Add a breaker team:payments\n- [ ] No team\n`,
            editedAt: time("10:20"),
          })),
        })),
  ],
};

/** Parts of a plan that wait for the outcome of others follow at once: how often it is looked until nothing is wanted. */
function settles(history: History, when: string): number {
  for (let look = 1; look <= 6; look += 1)
    if (history.looked(when).plan(when).effects.length === 0) return look;
  throw new RangeError(`After six looks there is still wanted: ${does(history.plan(when)).join(", ")}.`);
}

for (const [name, [when, begin]] of Object.entries(moments)) {
  test(`${name}: what was written is enough, at the same instant nothing more is wanted`, () => {
    expect(settles(begin(), when)).toBeLessThanOrEqual(3);
  });

  test(`${name}: it looks again only later than now`, () => {
    const history = begin();
    settles(history, when);
    expect(history.plan(when).wakeAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(time(when));
  });

  test(`${name}: nothing is wanted a second before it is to be looked at again`, () => {
    const history = begin();
    settles(history, when);
    const { wakeAt } = history.plan(when);
    if (wakeAt === undefined) return;
    const before = new Date(wakeAt - 1_000 + 3_600_000).toISOString();
    const named = `${Number(before.slice(8, 10))} ${before.slice(11, 19)}`;
    expect(does(history.plan(named))).toEqual([]);
  });

  test(`${name}: the same history gives the same plan`, () => {
    expect(begin().plan(when)).toEqual(begin().plan(when));
  });

  test(`${name}: every effect has an id of its own and says why`, () => {
    const { effects } = begin().plan(when);
    expect(new Set(effects.map((effect) => effect.id)).size).toBe(effects.length);
    for (const effect of effects) expect(effect.because).toMatch(/^[^\s].*\.$/s);
  });
}

test("what failed is not tried again before its time, and is then", () => {
  const history = outage().comment("09:05", "ana", "/severity sev2 because one site");
  const label = all(history.plan("09:05"), "add-label").find((one) => one.label === "severity: 2");
  const fault = { effect: label?.id ?? "", message: "Not now", until: time("09:20") };
  history.changed((snapshot) => ({ ...snapshot, faults: [fault] }));
  expect(does(history.plan("09:19"))).not.toContain("add-label severity: 2");
  expect(does(history.plan("09:20"))).toContain("add-label severity: 2");
});

test("what could not be written stands on the card with what GitHub said, and is tried again at its time", () => {
  const history = outage().comment("09:05", "ana", "/severity sev2 because one site");
  const label = all(history.plan("09:05"), "add-label").find((one) => one.label === "severity: 2");
  const fault = { effect: label?.id ?? "", message: "Resource not accessible", until: time("09:20") };
  history.changed((snapshot) => ({ ...snapshot, faults: [fault] }));
  expect(all(history.plan("09:06"), "card")[0]?.values.faults).toMatchObject([
    { what: "label", message: "Resource not accessible" },
  ]);
  expect(history.plan("09:06").wakeAt).toBe(time("09:20"));
});

test("what came about otherwise, or nobody wants any more, is no fault on the card", () => {
  const history = outage().comment("09:05", "ana", "/severity sev2 because one site");
  const label = all(history.plan("09:05"), "add-label").find((one) => one.label === "severity: 2");
  const fault = { effect: label?.id ?? "", message: "Resource not accessible", until: time("09:20") };
  history.comment("09:06", "ana", "/severity sev1").changed((snapshot) => ({ ...snapshot, faults: [fault] }));
  expect(all(history.plan("09:06"), "card")[0]?.values.faults).toEqual([]);
});

test("a quiet path: an incident that people run says nothing but one question at its end", () => {
  const history = watched(outage(), "09:40").comment("09:40", "ana", "The deploy is rolled back.");
  watched(history, "10:20").comment("10:20", "ana", "/resolve Back\ncause: a bad deploy");
  expect(said(watched(history.closed("10:30", "ana"), "3 09:00"))).toEqual([]);
});

test("when nothing is due it does not look again by itself", () => {
  expect(wakes(incident().opened("09:00", "alice", at.sev3).looked("09:00").plan("09:00"))).toBeUndefined();
});

test("the ledger grows with people's acts and not with time", () => {
  const history = outage();
  const size = () => JSON.stringify(history.snapshot().ledger).length;
  watched(history, "11:30");
  const before = size();
  watched(history, "9 09:00");
  expect(size() - before).toBeLessThan(200);
});

test("the ledger keeps at most three hundred of the ids that were sent, the newest", () => {
  const sent = new Map(
    Array.from({ length: 400 }, (_, count) => [`update/IC_${count}/warn/1`, time("08:00") + count]),
  );
  const history = outage().changed((snapshot) =>
    snapshot.ledger ? { ...snapshot, ledger: { ...snapshot.ledger, sent } } : snapshot,
  );
  history.comment("09:05", "ana", "/confirm").looked("09:05");
  const kept = [...(history.snapshot().ledger?.sent.keys() ?? [])];
  expect(kept).toHaveLength(300);
  expect(kept).toContain("update/IC_399/warn/1");
});
