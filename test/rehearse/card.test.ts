// The card over the hours: true at every instant also where nobody acts, in few edits. `templates.test.ts` holds it of every scenario.
import { expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import type { Deed, HostPlan } from "../../src/rehearse/scenario.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { untrueAt, untrueCards } from "../laws/card-truth.ts";
import { aPass, sightOf } from "../laws/sight.ts";
import { untrueIn } from "./cards.ts";

test("a severity 1 that nobody answers for 26 hours is true on its card at every hour, in few edits", async () => {
  const text = `title: Nobody answers
start: 2025-04-01T17:00:00+01:00
policy: { extends: sre, roles: { manager: { duty: [ben] } } }
people: { ana: write, ben: write }
steps:
  - { at: +0m, by: ana, open: { form: incident, title: Down, fields: { severity: SEV1, impact: Nobody can pay } }, as: inc }
expect:
  - { at: +59m, on: inc, labels: { lacks: [overdue] } }
  - { at: +61m, on: inc, labels: { has: [overdue] } }
  - { at: +26h, on: inc, labels: { has: [overdue] } }
`;
  const casting = castScenario("silent.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems, null, 2));
  const report = await rehearse(casting.cast, launcher(createRenderer(templates())));
  expect(report.expect.filter(({ ok }) => !ok)).toEqual([]);
  expect(untrueIn(report, casting.cast.scenario)).toEqual([]);
  const heads = report.transcript.flatMap(({ id, text: words, at }) =>
    id?.startsWith("card/") ? [`${at.slice(8, 16)} ${words.split("\n", 1)[0]}`] : [],
  );
  expect(heads).toEqual([
    "01T16:00 ### Next: update by 18:00 BST (17:00 UTC), ana",
    // Only now does an edit mention.
    "01T17:00 ### Update overdue since 18:00 BST (17:00 UTC), @ana",
    "01T17:45 ### Update overdue since 18:00 BST (17:00 UTC), @ana",
    "01T18:00 ### Update overdue since 18:00 BST (17:00 UTC), @ana",
    "01T23:00 ### Update overdue since Tue 1 Apr 18:00 BST (17:00 UTC), @ana",
  ]);
});

const now = Date.parse("2025-04-01T09:00:00Z");
const minute = 60_000;
const hour = 60 * minute;

test("the reader of cards finds what is no longer so, from the instant on at which it is not", () => {
  const told = "**Told** bridge 09:52 BST";
  const card = `### Next: update by 10:00 BST (09:00 UTC), @ana\n${told}\n**Quiet** until 10:30 BST: no`;
  const next = "### Next: update by 10:00 BST, @ana";
  expect(untrueAt(card, now, now + minute - 1)).toEqual([]);
  expect(untrueAt(card, now, now + minute)).toEqual([next]);
  // A time without its day is one of the day of the writing, and of no other: from midnight on it would be read as another.
  expect(untrueAt(told, now, now + 14 * hour - 1)).toEqual([]);
  expect(untrueAt(told, now, now + 14 * hour)).toEqual([told]);
  expect(untrueAt(card, now, now + 14 * hour + 10 * minute)).toContain(next);
  // With its day it stands for good; what was can't be still to come.
  expect(untrueAt("**Told** bridge Mon 31 Mar 23:52 BST", now, now + 90 * hour)).toEqual([]);
  expect(untrueAt("**Told** bridge 10:52 BST", now, now)).toHaveLength(1);
  expect(untrueAt("**Told** bridge Wed 31 Dec 23:52 GMT", Date.parse("2026-01-01T09:00:00Z"), now)).toEqual(
    [],
  );
  expect(untrueAt("**Told** bridge Thu 31 Mar 09:52 BST", now, now)).toHaveLength(1);
  // What can't be read, or is new and says nothing of what it is, is not passed over.
  expect(untrueAt("### Next: update by 10:30 CEST, @ana", now, now)).toHaveLength(1);
  expect(untrueAt("- Something new: 09:58 BST", now, now)).toEqual(["- Something new: 09:58 BST"]);
});

test("when summer time ends, the hour that comes twice is told by its zone", () => {
  const first = Date.parse("2025-10-26T00:20:00Z");
  const card = (zone: string): string => `### Next: update by 01:30 ${zone}, @ana`;
  expect(untrueAt(card("BST"), first, first + 11 * minute)).toEqual([card("BST")]);
  expect(untrueAt(card("GMT"), first, first + 70 * minute)).toEqual([]);
  expect(untrueAt(card("GMT"), first, first + 71 * minute)).toEqual([card("GMT")]);
});

test("a card has until somebody sees again, and no longer, to be put right", () => {
  const text = "### Next: update by 10:10 BST, @ana";
  const standsUntil = (
    at: number,
    deeds: readonly (readonly [number, Deed])[],
    host: HostPlan = { server: { replicas: 1 } },
  ) => {
    const steps = deeds.map(([after, deed]) => ({ line: 1, at: now + after * minute, refused: false, deed }));
    const written = { at: now, on: "o/r#1", id: "card/x", text };
    const again = {
      at: now + at * minute,
      on: "o/r#1",
      id: "card/x/2",
      text: "### Update overdue since 10:10 BST",
    };
    return untrueCards([written, again], again.at, sightOf({ host, steps }, aPass).by).length === 0;
  };
  expect(standsUntil(11, [])).toBe(true);
  expect(standsUntil(12, [])).toBe(false);
  const stop: Deed = { kind: "app", to: "stop" };
  const start: Deed = { kind: "app", to: "start" };
  const away = [
    [5, stop],
    [30, start],
  ] as const;
  expect(standsUntil(31, away)).toBe(true);
  expect(standsUntil(32, away)).toBe(false);
  const refused = (fail: number): Deed => ({ kind: "faults", faults: { requests: { fail } } });
  const refusing = [
    [5, refused(0.5)],
    [30, refused(0)],
  ] as const;
  expect(standsUntil(36, refusing)).toBe(true);
  expect(standsUntil(37, refusing)).toBe(false);
  // What is only lost on its way to us keeps no clock from us.
  const lost: Deed = { kind: "faults", faults: { webhooks: { drop: 1 } } };
  expect(standsUntil(12, [[5, lost]])).toBe(false);
  const scheduled = { action: { every: 15 * minute, grace: 0, documents: false } };
  expect(standsUntil(26, [], scheduled)).toBe(true);
  expect(standsUntil(27, [], scheduled)).toBe(false);
  // Nobody is left: there is nobody whom it could be held to.
  expect(standsUntil(600, [[5, stop]])).toBe(true);
});
