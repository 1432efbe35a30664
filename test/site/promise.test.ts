// "Next update by 11:20": said while it stands, said to be late when it is, and counted when its time is over.
import { describe, expect, test } from "vitest";
import type { SiteIncident } from "../../src/site/data.ts";
import { keptPromises } from "../../src/site/promise.ts";
import { siteOf } from "../../src/site/site.ts";
import { at, incident, notice, page, seen } from "./build.ts";

const promising = incident({ notices: [notice("10:20", { nextBy: at("11:20") })] });

const shown = (one: SiteIncident, time: string) => {
  const files = siteOf(page({ incidents: [one], asOf: at(time) }));
  return [files.get("index.html"), files.get("incidents/a1/index.html")].map((html) =>
    seen(html).replaceAll("\u00A0", " "),
  );
};

describe("the next update", () => {
  test.each(["10:30", "11:20"])("is promised at %s, with UTC beside the local time", (time) => {
    for (const text of shown(promising, time)) {
      expect(text).toContain("Next update by 11:20 BST (10:20 UTC)");
      expect(text).not.toContain("late");
    }
  });

  test("is said to be late from then on", () => {
    for (const text of shown(promising, "11:21")) {
      expect(text).toContain("An update was due by 11:20 BST (10:20 UTC) ; it is late.");
      expect(text).not.toContain("Next update by");
    }
  });

  test("is what the newest notice promises, or nothing", () => {
    const notices = [...promising.notices, notice("10:50")];
    for (const text of shown({ ...promising, notices }, "12:00"))
      expect(text).not.toMatch(/Next update|due by/);
  });

  test("is nothing that an incident owes which is over", () => {
    for (const text of shown({ ...promising, resolvedAt: at("11:00") }, "12:00"))
      expect(text).not.toMatch(/Next update|due by/);
  });

  test("has its day where that is another", () => {
    const next = incident({ notices: [notice("10:20", { nextBy: at("09:00") + 24 * 3_600_000 })] });
    expect(shown(next, "11:00")[0]).toContain("Next update by Sat 3 May 09:00 BST (08:00 UTC)");
  });
});

describe("a promise", () => {
  const tally = (one: Partial<SiteIncident>, time = "12:00") =>
    keptPromises([incident(one)], { since: at("00:00"), asOf: at(time) });
  const by = { nextBy: at("11:20") };

  test.each<[string, Partial<SiteIncident>, string, object]>([
    [
      "was kept by the next notice",
      { notices: [notice("10:20", by), notice("11:20")] },
      "12:00",
      { kept: 1, due: 1 },
    ],
    [
      "was not, by one a minute later",
      { notices: [notice("10:20", by), notice("11:21")] },
      "12:00",
      { kept: 0, due: 1 },
    ],
    [
      "was kept by the end",
      { notices: [notice("10:20", by)], resolvedAt: at("11:20") },
      "12:00",
      { kept: 1, due: 1 },
    ],
    [
      "was not, by an end after it",
      { notices: [notice("10:20", by)], resolvedAt: at("11:30") },
      "12:00",
      { kept: 0, due: 1 },
    ],
    ["is not counted before its time", { notices: [notice("10:20", by)] }, "11:20", { kept: 0, due: 0 }],
    [
      "nor though it is kept already",
      { notices: [notice("10:20", by), notice("11:00")] },
      "11:10",
      { kept: 0, due: 0 },
    ],
    ["is counted when nothing came", { notices: [notice("10:20", by)] }, "11:21", { kept: 0, due: 1 }],
    [
      "that nobody gave is none",
      { notices: [notice("10:20"), notice("11:00")] },
      "12:00",
      { kept: 0, due: 0 },
    ],
    [
      "of each notice counts",
      { notices: [notice("10:20", by), notice("11:00", by)] },
      "12:00",
      { kept: 1, due: 2 },
    ],
  ])("%s", (_name, one, time, counted) => {
    expect(tally(one, time)).toEqual(counted);
  });

  test("is counted on the page, over the ninety days that it shows", () => {
    const kept = incident({ notices: [notice("10:20", by), notice("11:00")], resolvedAt: at("11:25") });
    const data = page({ incidents: [kept, { ...promising, id: "b" }], asOf: at("11:21") });
    expect(seen(siteOf(data).get("index.html"))).toContain("1 of 2 promised updates came in time.");
    const later = seen(siteOf({ ...data, asOf: data.asOf + 91 * 86_400_000 }).get("index.html"));
    expect(later).not.toContain("promised updates");
  });
});
