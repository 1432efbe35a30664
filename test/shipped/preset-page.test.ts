// The page of the presets names every rule of their processes, as carried out or as left out.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { presets } from "../../src/shipped/presets.ts";

const page = readFileSync(new URL("../../docs/presets.md", import.meta.url), "utf8");

/** How many rules each process has, by the letters of their ids. */
const rules = { D: 13, H: 47, HA: 11, HB: 4, HF: 3, HG: 8, HC: 2, S: 11, O: 6, L: 10 };

/** The ids in a text; `HA-6 to HA-11` are all six. */
function idsIn(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/\b(H[ABCFG]|[DHSOL])-(\d+)(?: to \1-(\d+))?\b/g),
    ([, letters, from, to]) =>
      Array.from(
        { length: Number(to ?? from) - Number(from) + 1 },
        (_, at) => `${letters}-${Number(from) + at}`,
      ),
  ).flat();
}

/** The words of every `source` in a preset, however deep. */
function sourcesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "source" && typeof inner === "string" ? [inner] : sourcesIn(inner),
  );
}

test("every rule of the processes stands on the page", () => {
  const all = Object.entries(rules).flatMap(([letters, count]) =>
    Array.from({ length: count }, (_, at) => `${letters}-${at + 1}`),
  );
  const named = idsIn(page);
  expect(all.filter((id) => !named.includes(id))).toEqual([]);
  expect(named.filter((id) => !all.includes(id))).toEqual([]);
});

test.each(Object.entries(presets()))("each source that %s names stands in its section", (name, text) => {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? "";
  expect(section).not.toBe("");
  const named = idsIn(section);
  expect(idsIn(sourcesIn(parse(text)).join(" ")).filter((id) => !named.includes(id))).toEqual([]);
});

test("no row of the page begins with the rules of another", () => {
  const rows = Array.from(page.matchAll(/^\| ([A-Z][^|]*-\d[^|]*) \|/gm), ([, ids]) => ids);
  expect(rows.filter((ids, at) => rows.indexOf(ids) !== at)).toEqual([]);
});
