// The feeds: Atom by RFC 4287, JSON Feed by its version 1.1, the same entries in both.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { siteOf } from "../../src/site/site.ts";
import { at, incident, notice, page, work } from "./build.ts";
import { type Element, readXml } from "./xml.ts";
import { yearOf } from "./year.ts";

/** What JSON Feed 1.1 asks for, and of what it allows what we give. */
const jsonFeed = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string().min(1),
  home_page_url: z.url().optional(),
  feed_url: z.url().optional(),
  language: z.literal("en"),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      url: z.url().optional(),
      title: z.string().min(1),
      content_html: z.string().min(1),
      date_published: z.iso.datetime({ offset: true }),
      date_modified: z.iso.datetime({ offset: true }),
    }),
  ),
});

const feedsOf = (data: Parameters<typeof siteOf>[0]) => {
  const files = siteOf(data);
  return {
    atom: readXml(files.get("atom.xml") ?? ""),
    json: jsonFeed.parse(JSON.parse(files.get("feed.json") ?? "")),
  };
};

const only = ({ elements }: Element, name: string): string => {
  const found = elements.filter((one) => one.name === name);
  expect(found, name).toHaveLength(1);
  return found[0]?.text ?? "";
};

const year = yearOf({ seed: 7, incidents: 80, open: 2 });

describe.each([
  ["a year", year],
  ["a page of unknown address", { ...year, url: "" }],
  ["a page with nothing", page()],
])("the feeds of %s", (_name, data) => {
  const { atom, json } = feedsOf(data);
  const entries = atom.elements.filter(({ name }) => name === "entry");

  test("are valid Atom", () => {
    expect(atom).toMatchObject({
      name: "feed",
      attributes: { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": "en" },
    });
    for (const one of [atom, ...entries]) {
      expect(only(one, "id")).toMatch(/^(?:https:\/\/|urn:tocsin:)\S+$/);
      expect(only(one, "title")).not.toBe("");
      expect(z.iso.datetime().safeParse(only(one, "updated")).success).toBe(true);
    }
    expect(atom.elements.find(({ name }) => name === "author")?.elements.map(({ name }) => name)).toEqual([
      "name",
    ]);
    for (const entry of entries)
      expect(entry.elements.find(({ name }) => name === "content")?.attributes).toEqual({ type: "html" });
    expect(new Set(entries.map((one) => only(one, "id"))).size).toBe(entries.length);
  });

  test("tell the same, the newest first", () => {
    const told = json.items.map(({ id, title, content_html, date_published, date_modified }) => [
      id,
      title,
      content_html,
      date_published,
      date_modified,
    ]);
    expect(
      entries.map((one) => ["id", "title", "content", "published", "updated"].map((name) => only(one, name))),
    ).toEqual(told);
    const dates = json.items.map(({ date_modified }) => date_modified);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });
});

describe("an entry", () => {
  const notices = [
    notice("10:05", { nextBy: at("11:05") }),
    notice("10:40", { state: "identified", text: "A **change** & more.", nextBy: at("11:40") }),
  ];
  const { json } = feedsOf(page({ incidents: [incident({ notices })], maintenance: [work()] }));

  test("is an incident with its notices and the next update, with days in its times", () => {
    expect(json.items[0]).toEqual({
      id: "https://status.example.org/incidents/a1/",
      url: "https://status.example.org/incidents/a1/",
      title: "Card payments fail",
      content_html: expect.stringContaining("<p>A **change** &amp; more.</p>"),
      date_published: "2025-05-02T09:05:00.000Z",
      date_modified: "2025-05-02T09:40:00.000Z",
    });
    expect(json.items[0]?.content_html.replaceAll("\u00A0", " ")).toContain(
      "Fri 2 May 2025 11:40 BST (10:40 UTC)",
    );
  });

  test("is maintenance, by when it was announced", () => {
    expect(json.items[1]).toMatchObject({
      title: "The ledger moves",
      date_published: "2025-05-02T07:00:00.000Z",
    });
    expect(json.items[1]?.content_html).toContain("Refunds wait for an hour.");
  });
});

describe("the reader of these tests refuses what is no XML", () => {
  const head = '<?xml version="1.0" encoding="utf-8"?>\n';
  test.each([
    "<a>",
    "<a></b>",
    "<a>&nbsp;</a>",
    "<a>&</a>",
    '<a b="1" b="2"/>',
    "<a/>x",
    "<a/><b/>",
    "<a>\u0001</a>",
    "<a><</a>",
  ])("%j", (text) => {
    expect(() => readXml(`${head}${text}`)).toThrow();
  });
});
