// Figures of an incident as the loop itself saw it last, with the ledger, review and actions that Tocsin made in a rehearsal.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import { figuresOf } from "../../src/figures/figures.ts";
import { type Period, readPeriod } from "../../src/figures/period.ts";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";

const file = new URL("../../templates/scenarios/review-and-actions.yml", import.meta.url);

test("review and actions that Tocsin filed stand in the figures, each with the day of its line", async () => {
  const casting = castScenario("review-and-actions.yml", readFileSync(file, "utf8"), { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  let last: IncidentSituation | undefined;
  const launch = launcher(createRenderer(templates()), ({ thought }) => {
    if (thought?.kind === "incident") last = thought.here;
  });
  const { ok } = await rehearse(casting.cast, launch);
  if (last === undefined) throw new Error("the loop has seen no incident");
  const { policy } = last.ruling;
  const figures = (now: string) =>
    figuresOf({
      ...{
        repository: "acme/incidents",
        policy,
        incidents: last === undefined ? [] : [last],
        isPublic: true,
      },
      period: readPeriod("month", "2025-04") as Period,
      readers: { home: "acme/incidents" },
      now: Date.parse(now),
    });
  const { actions, reviews, promises, open, intervals, asOf } = figures("2025-05-01T22:59:00Z");
  expect(ok).toBe(true);
  expect(actions.map(({ ref, title, state, due, isLate }) => ({ ref, title, state, due, isLate }))).toEqual([
    {
      ref: "acme/payments#1",
      title: "Add a circuit breaker",
      state: "done",
      due: "2025-05-01",
      isLate: false,
    },
    // Not everybody who may read the incident may read this one.
    { ref: "acme/platform#1", title: undefined, state: "open", due: "2025-05-01", isLate: false },
  ]);
  expect(reviews.map(({ state, due }) => [state, due])).toEqual([["overdue", "2025-04-15"]]);
  expect(promises.map(({ clock, kept, missed }) => [clock, kept, missed.length])).toEqual([["update", 1, 0]]);
  expect(open).toEqual([]);
  expect(asOf).toBe(Date.parse("2025-05-01T22:59:00Z"));
  const resolve = intervals.find(({ key }) => key === "resolve");
  expect(resolve?.values.map(({ length }) => length / 60_000)).toEqual([30]);
  // In London it is the next day now.
  expect(figures("2025-05-01T23:00:00Z").actions.map(({ state }) => state)).toEqual(["done", "overdue"]);
});
