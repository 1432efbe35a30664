// The site as a whole: which files there are, how large they are, that links lead somewhere, and the same bytes for the same data.
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/engine/instant.ts";
import { siteTemplates } from "../../src/shipped/site.ts";
import type { SiteData } from "../../src/site/data.ts";
import { mostBytes } from "../../src/site/frame.ts";
import { siteOf } from "../../src/site/site.ts";
import { createSiteWords } from "../../src/site/words.ts";
import { at, incident, notice, page, seen, work } from "./build.ts";
import { yearOf } from "./year.ts";

const pagesOf = (files: ReadonlyMap<string, string>) =>
  [...files].filter(([path]) => /\.(?:html|xml)$|^feed\.json$/.test(path));

const tooLarge = (files: ReadonlyMap<string, string>) =>
  pagesOf(files)
    .map(([path, text]) => [path, Buffer.byteLength(text)] as const)
    .filter(([, size]) => size > mostBytes);

describe("the files of a site", () => {
  test("are those that a reader or a machine asks for", () => {
    const data = page({ incidents: [incident()], maintenance: [work()] });
    expect([...siteOf(data).keys()].toSorted()).toEqual([
      ".nojekyll",
      "404.html",
      "api/v2/components.json",
      "api/v2/incidents.json",
      "api/v2/incidents/unresolved.json",
      "api/v2/scheduled-maintenances.json",
      "api/v2/scheduled-maintenances/active.json",
      "api/v2/scheduled-maintenances/upcoming.json",
      "api/v2/status.json",
      "api/v2/summary.json",
      "atom.xml",
      "feed.json",
      "history/2025-05/index.html",
      "history/index.html",
      "incidents/a1/index.html",
      "index.html",
      "maintenance/w1/index.html",
    ]);
  });

  test("are the same bytes for the same data", () => {
    const [one, other] = [
      siteOf(yearOf({ seed: 3, incidents: 60, open: 2 })),
      siteOf(yearOf({ seed: 3, incidents: 60, open: 2 })),
    ];
    expect([...one]).toEqual([...other]);
  });

  test("of what is over stay as they are while time goes on", () => {
    const over = incident({
      resolvedAt: at("11:00"),
      notices: [notice("10:05"), notice("11:00", { state: "resolved" })],
    });
    const data = page({ incidents: [over], maintenance: [work({ state: "completed" })] });
    const later = siteOf({ ...data, asOf: data.asOf + 400 * DAY });
    const changed = [...siteOf(data)]
      .filter(([path, text]) => later.get(path) !== text)
      .map(([path]) => path);
    expect(changed).toEqual(["index.html"]);
  });

  test("have a style sheet of at most 10 KB, no script and nothing from elsewhere", () => {
    const css = createSiteWords(siteTemplates())("style.css", {});
    expect(Buffer.byteLength(css)).toBeLessThanOrEqual(10_000);
    for (const [path, text] of siteOf(yearOf({ seed: 4, incidents: 30, open: 1 })))
      if (path.endsWith(".html")) {
        expect(text, path).not.toMatch(/<script|<iframe|<img|<form|@import|url\(|\son\w+=/);
        expect(text, path).toContain("default-src 'none'");
      }
  });
});

describe("a page stays within 60 KB", () => {
  test.each([
    ["a year of 500 incidents", { seed: 1, incidents: 500, open: 2 }],
    ["500 incidents, 40 of them open", { seed: 2, incidents: 500, open: 40 }],
  ])("%s", (_name, options) => {
    const files = siteOf(yearOf(options));
    expect(files.size).toBeGreaterThan(500);
    expect(tooLarge(files)).toEqual([]);
  });

  test("an incident with 300 long notices has several pages, each notice on one of them", () => {
    const long = (index: number) => `Notice ${index}: ${'<"&'.repeat(400)}`;
    const notices = Array.from({ length: 300 }, (_, index) =>
      notice("10:05", { at: at("10:05") + index * MINUTE, text: long(index) }),
    );
    const files = siteOf(page({ asOf: at("10:05") + 301 * MINUTE, incidents: [incident({ notices })] }));
    expect(tooLarge(files)).toEqual([]);
    const own = [...files].filter(([path]) => path.startsWith("incidents/a1/"));
    expect(own.length).toBeGreaterThan(10);
    const shown = own.flatMap(([, text]) =>
      Array.from(text.matchAll(/Notice (\d+):/g), ([, index]) => Number(index)),
    );
    expect(shown).toEqual(Array.from({ length: 300 }, (_, index) => 299 - index));
    expect(seen(files.get("index.html"))).toMatch(/\d+ more notices/);
  });

  test("one notice of 60,000 signs is cut", () => {
    const files = siteOf(
      page({ incidents: [incident({ notices: [notice("10:05", { text: '"'.repeat(60_000) })] })] }),
    );
    expect(tooLarge(files)).toEqual([]);
    expect(files.get("incidents/a1/index.html")).toContain("&quot;…");
  });

  test("300 services, of which the last does not work", () => {
    const services = Array.from({ length: 300 }, (_, index) => ({
      key: `s${index}`,
      title: `Service number ${index}`,
      group: "",
    }));
    const files = siteOf(page({ services, incidents: [incident({ services: ["s299"] })] }));
    expect(tooLarge(files)).toEqual([]);
    expect(seen(files.get("index.html"))).toContain("Service number 299 Partly down");
    expect(seen(files.get("index.html"))).toContain("199 more services are working.");
  });

  test("a month of 400 incidents has several pages, each incident on one of them", () => {
    const incidents = Array.from({ length: 400 }, (_, index) => {
      const startedAt = at("00:10") + index * MINUTE;
      return incident({ id: `n${index}`, startedAt, resolvedAt: startedAt + MINUTE });
    });
    const files = siteOf(page({ incidents }));
    expect(tooLarge(files)).toEqual([]);
    const month = [...files].filter(([path]) => path.startsWith("history/2025-05/"));
    expect(month.map(([path]) => path).slice(0, 2)).toEqual([
      "history/2025-05/index.html",
      "history/2025-05/2/index.html",
    ]);
    const linked = month.flatMap(([, text]) =>
      Array.from(text.matchAll(/incidents\/(n\d+)\//g), ([, id]) => id),
    );
    expect(linked).toEqual(Array.from({ length: 400 }, (_, index) => `n${399 - index}`));
  });
});

describe("links", () => {
  test("are relative, so that the site may stand anywhere, and all lead to a file", () => {
    const notices = Array.from({ length: 60 }, (_, index) =>
      notice("10:05", { at: at("10:05") + index, text: "x".repeat(3_900) }),
    );
    const files = siteOf({
      ...yearOf({ seed: 5, incidents: 200, open: 3 }),
      url: "",
      incidents: [...yearOf({ seed: 5, incidents: 200, open: 3 }).incidents, incident({ notices })],
    });
    const wrong = [...files].flatMap(([path, text]) =>
      path.endsWith(".html")
        ? Array.from(text.matchAll(/(?:href|src)="([^"#]+)"/g), ([, to = ""]) => to)
            .filter((to) => !to.startsWith("https://status.example.com/") && !to.startsWith("data:"))
            .map((to) => posix.join(posix.dirname(path), to))
            .filter((to) => !files.has(to.endsWith("/") || to === "." ? posix.join(to, "index.html") : to))
            .map((to) => `${path}: ${to}`)
        : [],
    );
    expect(wrong).toEqual([]);
  });

  test("of the page that stands at any address are whole, or none", () => {
    const hrefs = (url: string) =>
      Array.from(
        siteOf(page({ url }))
          .get("404.html")
          ?.matchAll(/<a href="([^"]*)"/g) ?? [],
        ([, to]) => to,
      );
    expect(hrefs("")).toEqual([]);
    expect(
      hrefs("https://status.example.org/acme").every((to) =>
        to?.startsWith("https://status.example.org/acme/"),
      ),
    ).toBe(true);
    expect(hrefs("https://status.example.org/acme").length).toBeGreaterThan(3);
  });

  test.each([["javascript:alert(1)"], ["acme"], ["ftp://acme.example"]])("no page is known at %s", (url) => {
    const files = siteOf(page({ url, incidents: [incident()] }));
    expect(files.get("index.html")).not.toContain("canonical");
    expect(JSON.parse(files.get("api/v2/status.json") ?? "").page.url).toBe("");
    expect([...files.values()].join("\n")).not.toContain("javascript:");
  });
});

describe("an id that can't be part of an address is refused", () => {
  test.each([["../x"], ["a/b"], [""], ["a b"], [".."], ["é"], ["-a"], ["x".repeat(101)]])("%j", (id) => {
    expect(() => siteOf(page({ incidents: [incident({ id })] }))).toThrow(RangeError);
    expect(() => siteOf(page({ maintenance: [work({ id })] }))).toThrow(/can't show maintenance/);
  });

  test("and one that is there twice, in whatever case", () => {
    expect(() => siteOf(page({ incidents: [incident({ id: "x1" }), incident({ id: "X1" })] }))).toThrow(
      RangeError,
    );
  });
});

describe("a page with nothing on it", () => {
  test("says that all is well, without services too", () => {
    expect(seen(siteOf(page()).get("index.html"))).toContain("All services are working");
    expect(seen(siteOf(page({ services: [] })).get("index.html"))).toContain("Everything is working");
    expect(seen(siteOf(page()).get("history/index.html"))).toContain("Nothing has happened yet.");
  });
});

test("an open incident is not passed over where none is over", () => {
  const said = (data: Partial<SiteData>) => seen(siteOf(page(data)).get("index.html"));
  expect(said({ incidents: [incident()] })).toContain("No other incident in these 90 days.");
  expect(said({})).toContain("No incident in these 90 days.");
});

test("a template that is not there, or a variable that it is not given, is named", () => {
  const words = createSiteWords({ one: "{{ nobody }}", two: "{{ 1 | nofilter }}" });
  expect(() => words("three", {})).toThrow(/no template "three"/);
  expect(() => words("one", {})).toThrow(/templates\/site\/one\.liquid/);
  expect(() => words("two", {})).toThrow();
});

test("an hour of open incidents does not change what is over", () => {
  const data = page({ incidents: [incident()] });
  const later = siteOf({ ...data, asOf: data.asOf + HOUR });
  expect(later.get("history/2025-05/index.html")).toBe(siteOf(data).get("history/2025-05/index.html"));
});
