// What the operator's graphs are made from: counted after every pass, shown as Prometheus text on `GET /metrics`.
import type { Duration, Instant } from "../engine/instant.ts";
import type { Ending } from "./queue/pass.ts";

/** Upper bounds of the lateness histogram in seconds: a reminder is good within one. */
const latenessBounds = [0.5, 1, 2, 5, 15, 60, 300, 900, 3_600, 14_400] as const;

/** Values that are read when somebody asks. */
export interface Gauges {
  readonly waiting: number;
  readonly running: number;
  readonly held: number;
  readonly timers: number;
  /** Since the last whole sweep; absent before the first. */
  readonly sweepAge?: Duration | undefined;
  /** Requests to GitHub by kind since the start, as far as the border counts them. */
  readonly requests: Readonly<Record<string, number>>;
}

/** The counters of one process, from its start; they are lost with it, as Prometheus expects. */
export interface Metrics {
  delivered(event: string, used: boolean): void;
  ended(ending: Ending): void;
  /** Prometheus text format 0.0.4. */
  render(gauges: Gauges): string;
}

/** Counters of this process, from zero at its start. */
export function createMetrics(): Metrics {
  const deliveries = new Map<string, number>();
  const passes = new Map<string, number>();
  const effects = new Map<string, number>();
  const late = createHistogram(latenessBounds);
  return {
    delivered(event, used) {
      // The name of the event is not a label: it comes from outside, and who sends many names would fill the memory.
      add(deliveries, used ? "used" : event === "ping" ? "ping" : "ignored", 1);
    },
    ended(ending) {
      add(passes, ending.kind === "passed" ? "passed" : ending.givenUp ? "given-up" : "failed", 1);
      if (ending.kind === "failed") return;
      for (const { kind, due } of ending.outcome.applied?.written ?? []) {
        add(effects, kind, 1);
        if (due !== undefined) late.observe(lateness(due, ending.at));
      }
    },
    render: (gauges) =>
      [
        counter(
          "tocsin_deliveries_total",
          "Webhook deliveries by what became of them.",
          "result",
          deliveries,
        ),
        counter("tocsin_passes_total", "Looks at an incident by result.", "result", passes),
        counter("tocsin_effects_total", "Changes written, by kind.", "kind", effects),
        counter(
          "tocsin_requests_total",
          "Requests to GitHub by kind, without those for tokens.",
          "kind",
          new Map(Object.entries(gauges.requests)),
        ),
        gauge("tocsin_queue_keys", "Keys in the queue by state.", [
          ["waiting", gauges.waiting],
          ["running", gauges.running],
          ["held", gauges.held],
        ]),
        gauge("tocsin_timers", "Timers set before the next sweep.", [["", gauges.timers]]),
        gauge(
          "tocsin_sweep_age_seconds",
          "Since the last whole sweep.",
          gauges.sweepAge === undefined ? [] : [["", gauges.sweepAge / 1_000]],
        ),
        late.render("tocsin_lateness_seconds", "Written minus due, of everything that had a due time."),
      ].join(""),
  };
}

function lateness(due: Instant, writtenAt: Instant): number {
  return Math.max(0, writtenAt - due) / 1_000;
}

function add(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

function head(name: string, help: string, type: "counter" | "gauge" | "histogram"): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function counter(name: string, help: string, label: string, counts: ReadonlyMap<string, number>): string {
  const lines = [...counts].map(([value, count]) => `${name}{${label}="${value}"} ${count}\n`);
  return head(name, help, "counter") + lines.join("");
}

function gauge(name: string, help: string, values: readonly (readonly [string, number])[]): string {
  const lines = values.map(
    ([state, value]) => `${name}${state === "" ? "" : `{state="${state}"}`} ${value}\n`,
  );
  return head(name, help, "gauge") + lines.join("");
}

function createHistogram(bounds: readonly number[]) {
  const counts = bounds.map(() => 0);
  let sum = 0;
  let count = 0;
  return {
    observe(value: number): void {
      sum += value;
      count++;
      for (const [index, bound] of bounds.entries())
        if (value <= bound) counts[index] = (counts[index] ?? 0) + 1;
    },
    render(name: string, help: string): string {
      const buckets = bounds.map((bound, index) => `${name}_bucket{le="${bound}"} ${counts[index]}\n`);
      const totals = `${name}_bucket{le="+Inf"} ${count}\n${name}_sum ${sum}\n${name}_count ${count}\n`;
      return head(name, help, "histogram") + buckets.join("") + totals;
    },
  };
}
