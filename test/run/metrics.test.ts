import { expect, test } from "vitest";
import { createMetrics } from "../../src/run/metrics.ts";
import { comment, start } from "./queue/stage.ts";

const gauges = {
  waiting: 3,
  running: 2,
  held: 1,
  timers: 4,
  sweepAge: 90_000,
  requests: { graphql: 7, rest: 1 },
};
const key = "acme/incidents#7";

function linesOf(text: string, name: string): string[] {
  return text.split("\n").filter((line) => line.startsWith(name));
}

test("what was written late is in every bucket that is at least as late, and what had no due time in none", () => {
  const metrics = createMetrics();
  const written = [comment(start), comment(start - 3_000), comment(start - 30_000_000), comment()];
  metrics.ended({
    kind: "passed",
    key,
    at: start + 400,
    outcome: { again: false, applied: { written, failed: [] } },
  });
  const text = metrics.render(gauges);
  expect(linesOf(text, "tocsin_effects_total")).toEqual(['tocsin_effects_total{kind="comment"} 4']);
  expect(linesOf(text, "tocsin_lateness_seconds")).toEqual([
    'tocsin_lateness_seconds_bucket{le="0.5"} 1',
    'tocsin_lateness_seconds_bucket{le="1"} 1',
    'tocsin_lateness_seconds_bucket{le="2"} 1',
    'tocsin_lateness_seconds_bucket{le="5"} 2',
    'tocsin_lateness_seconds_bucket{le="15"} 2',
    'tocsin_lateness_seconds_bucket{le="60"} 2',
    'tocsin_lateness_seconds_bucket{le="300"} 2',
    'tocsin_lateness_seconds_bucket{le="900"} 2',
    'tocsin_lateness_seconds_bucket{le="3600"} 2',
    'tocsin_lateness_seconds_bucket{le="14400"} 2',
    'tocsin_lateness_seconds_bucket{le="+Inf"} 3',
    "tocsin_lateness_seconds_sum 30004.2",
    "tocsin_lateness_seconds_count 3",
  ]);
});

test("passes are counted by how they ended", () => {
  const metrics = createMetrics();
  const failed = { kind: "failed", key, at: start, error: new Error("502"), tries: 1 } as const;
  metrics.ended({ ...failed, givenUp: false });
  metrics.ended({ ...failed, givenUp: true });
  metrics.ended({ kind: "passed", key, at: start, outcome: { again: false } });
  expect(linesOf(metrics.render(gauges), "tocsin_passes_total")).toEqual([
    'tocsin_passes_total{result="failed"} 1',
    'tocsin_passes_total{result="given-up"} 1',
    'tocsin_passes_total{result="passed"} 1',
  ]);
});

test("deliveries are counted by use and never by a name from outside", () => {
  const metrics = createMetrics();
  metrics.delivered("issues", true);
  metrics.delivered('x"} 1\nforged', false);
  metrics.delivered("ping", false);
  expect(linesOf(metrics.render(gauges), "tocsin_deliveries_total")).toEqual([
    'tocsin_deliveries_total{result="used"} 1',
    'tocsin_deliveries_total{result="ignored"} 1',
    'tocsin_deliveries_total{result="ping"} 1',
  ]);
});

test("the state of the queue, the sweep and the requests is read when somebody asks", () => {
  const text = createMetrics().render(gauges);
  for (const line of [
    'tocsin_queue_keys{state="held"} 1',
    "tocsin_timers 4",
    "tocsin_sweep_age_seconds 90",
    'tocsin_requests_total{kind="graphql"} 7',
  ])
    expect(text.split("\n")).toContain(line);
});
