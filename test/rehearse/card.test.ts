// The card over the hours: true at every instant also where nobody acts, in few edits. `templates.test.ts` holds it of every scenario.
import { expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { untrueAt } from "../laws/card-truth.ts";
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

test("the reader of cards finds what is no longer so", () => {
  const now = Date.parse("2025-04-01T09:00:00Z");
  const told = "**Told** bridge 09:52 BST";
  const card = `### Next: update by 10:00 BST (09:00 UTC), @ana\n${told}\n**Quiet** until 10:30 BST: no`;
  expect(untrueAt(card, now + 59_999)).toEqual([]);
  expect(untrueAt(card, now + 60_000)).toEqual(["### Next: update by 10:00 BST, @ana"]);
  // On the next day it would be one of that day.
  expect(untrueAt(told, now + 14 * 3_600_000 - 1)).toEqual([]);
  expect(untrueAt(told, now + 14 * 3_600_000)).toEqual([told]);
  expect(untrueAt("- Something new: 09:58 BST", now)).toEqual(["- Something new: 09:58 BST"]);
});
