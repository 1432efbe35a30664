// The last ninety days: by the calendar of the page's zone, bars and table alike.
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../src/engine/instant.ts";
import { dayRows, lastDays } from "../../src/site/days.ts";
import { siteOf } from "../../src/site/site.ts";
import { at, incident, page, seen, work } from "./build.ts";

describe("the days", () => {
  test("are ninety, each from midnight to midnight in the page's zone, though one has 23 hours", () => {
    const days = lastDays(page());
    expect(days).toHaveLength(90);
    expect(days.at(-1)?.from).toBe(at("00:00"));
    const hours = days.map(({ from, to }) => (to - from) / HOUR);
    expect(hours.filter((length) => length !== 24)).toEqual([23]);
    expect(days.find(({ to, from }) => to - from === 23 * HOUR)?.from).toBe(
      Date.parse("2025-03-30T00:00:00Z"),
    );
    for (const [index, day] of days.entries()) if (index > 0) expect(day.from).toBe(days[index - 1]?.to);
  });

  test("are bad by the worst that was open at some time of them", () => {
    const night = incident({
      startedAt: at("00:00") - HOUR,
      resolvedAt: at("00:00") + HOUR,
      impact: "minor",
    });
    const before = incident({ id: "b", startedAt: at("00:00") - 2 * HOUR, resolvedAt: at("00:00") - HOUR });
    const days = lastDays(page({ incidents: [night, before] })).slice(-3);
    expect(days.map(({ state, incidents }) => [state, incidents])).toEqual([
      ["operational", 0],
      ["partial_outage", 2],
      ["degraded_performance", 1],
    ]);
  });

  test("begin with their first instant: what ended then was of the day before", () => {
    const midnight = at("00:00");
    const counted = (startedAt: number, resolvedAt: number) =>
      lastDays(page({ incidents: [incident({ startedAt, resolvedAt })] }))
        .slice(-2)
        .map(({ incidents }) => incidents);
    expect(counted(midnight - HOUR, midnight)).toEqual([1, 0]);
    expect(counted(midnight, midnight + HOUR)).toEqual([0, 1]);
    expect(counted(midnight, midnight)).toEqual([0, 1]);
    expect(counted(midnight - HOUR, midnight + 1)).toEqual([1, 1]);
  });

  test("know maintenance that ran, and none that is to come", () => {
    const states = (state: "scheduled" | "in_progress" | "completed") =>
      lastDays(page({ maintenance: [work({ state })] })).at(-1)?.state;
    expect(states("scheduled")).toBe("operational");
    expect(states("completed")).toBe("under_maintenance");
  });

  test("that are alike without an incident are one row of the table", () => {
    const one = incident({ startedAt: at("10:00") - 3 * DAY, resolvedAt: at("10:30") - 3 * DAY });
    const rows = dayRows(lastDays(page({ incidents: [one] })));
    expect(rows.map(({ first, last }) => Math.round((last.to - first.from) / DAY))).toEqual([3, 1, 86]);
  });
});

describe("on the page", () => {
  const html =
    siteOf(page({ incidents: [incident({ startedAt: at("10:00") - DAY })] })).get("index.html") ?? "";

  test("each day is a bar with its words, higher where it was worse", () => {
    const bars = Array.from(
      html.matchAll(
        /<rect class="(\w+)" x="(\d+)" y="(\d+)" width="8" height="(\d+)"><title>([^<]*)<\/title>/g,
      ),
    );
    expect(bars).toHaveLength(90);
    expect(bars.at(-1)?.slice(1)).toEqual([
      "partly",
      "890",
      "8",
      "40",
      "Fri 2 May 2025: partly down, 1 incident",
    ]);
    expect(bars[0]?.slice(1)).toEqual(["ok", "0", "34", "14", "Sun 2 Feb 2025: working"]);
  });

  test("a table says the same", () => {
    const table = seen(/<table>[\s\S]*<\/table>/.exec(html)?.[0]);
    expect(table).toBe(
      "How each of the last 90 days was, the newest first Day Worst Incidents Fri 2 May 2025 Partly down 1 on Fri 2 May 2025 Thu 1 May 2025 Partly down 1 on Thu 1 May 2025 Sun 2 Feb 2025 to Wed 30 Apr 2025 Working none",
    );
  });
});
