import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { differsFile, differsText, withoutDiffer } from "../../../docs/generate-differs.ts";
import { plainJsonSchema } from "../../../src/engine/policy/json-schema.ts";
import { sections } from "../../../src/engine/policy/sections.ts";
import { playsMany } from "../../laws/seeds.ts";
import { ownProblems, places, unchecked } from "./probe.ts";

/** Places where any word will do, and why no check can hold it against anything. */
const free: readonly { readonly why: string; readonly places: RegExp }[] = [
  {
    why: "words for people to read",
    places:
      /\.(?:title|noun|question|because|source|definition|note|edge|heading|stage|about|ask)$|^contacts\.\*$|^retro\.questions\.\*$/,
  },
  { why: "words that the policy itself brings", places: /^actions\.types\.-$/ },
  { why: "labels, and what they are called", places: /(?:^|[.-])label(?:\.|$)|^(?:teams|tasks)\.\*\.labels/ },
  {
    why: "further names of a thing, and the words of a choice",
    places: /\.aliases\.-$|\.options\.-(?:\.is)?$/,
  },
  {
    why: "logins, which only GitHub knows",
    places:
      /^incidents\.(?:authors|bots)|\.duty(?:\.(?:core|out))?(?:\.-)?$|^rota\.\*\.(?:people|ical\.names|swaps\.-\.who)|^services\.\*\.people\.\*|^attention\.fallback|^teams\.\*\.lead/,
  },
  { why: "words that people write into their calendar", places: /\.(?:no|still)-duty\.-$/ },
  {
    why: "names of its own",
    places:
      /\.(?:methods|inputs|raise|triggers|changes|intervals|availability)\.\{\}$|^maintenance\.fields\.\{\}$|^retro\.(?:mandatory|questions)\.\{\}$|\.key$/,
  },
  {
    why: "forms, which lie beside the policy",
    places: /^(?:incidents|maintenance)\.forms\.-$/,
  },
  {
    why: "labels, repositories and addresses, each taken as it is",
    places: /^services\.\*\.(?:problems|changes)$/,
  },
  { why: "words that people write into a problem", places: /^problems\.headings\./ },
  { why: "severities, checked by the section itself", places: /^(?:problems\.fix|actions\.due)\.\{\}$/ },
  { why: "words that people write in an action line", places: /^actions\.due-by-type\.\{\}$/ },
  { why: "the short form of escalation.levels", places: /^escalation\.-/ },
  { why: "channels, which only the operator knows", places: /^escalation\.levels\.-\.page$/ },
  { why: "ids of rules", places: /^documents\.\*\.rules\./ },
  { why: "branches, which only GitHub knows", places: /^log\.branch$/ },
  { why: "the beginning of short names", places: /^incidents\.slug$/ },
  { why: "channels, which an operator sets up", places: /^audiences\.\*\.channels/ },
  {
    why: "templates by channel, and words of a subject",
    places: /^notices\.\*\.(?:words|subject\.-\.words)/,
  },
  {
    why: "facts and components that the catalogue itself brings",
    places: /^services\.\*\.(?:tier|status|group)$/,
  },
];

/** A section that says what one of its things is called has keys of its own choice; the keys of all others are names from elsewhere. */
const defines = ([key, section]: readonly [string, object]): readonly string[] =>
  "one" in section ? [`${key}.{}`] : [];

test.runIf(playsMany)("every key of a policy that names something is held against what there is", () => {
  expect(ownProblems()).toEqual([]);
  const all = places(plainJsonSchema());
  expect(all.length).toBeGreaterThan(150);
  const own = Object.entries(sections).flatMap(defines);
  const held = all.filter((place) => !own.includes(place) && !free.some((one) => one.places.test(place)));
  expect(unchecked(held), "keys without a check: give each one, or say above why it needs none").toEqual([]);
});

test("a name that the schema would take and no check looks at is found", () => {
  const planted = {
    properties: { services: { additionalProperties: { properties: { owner: { type: "string" } } } } },
  };
  expect(unchecked(places(planted))).toContain("services.*.owner");
});

test("every section has its differ, and the list of them is up to date", () => {
  expect(withoutDiffer(Object.keys(sections))).toEqual([]);
  expect(readFileSync(differsFile, "utf8")).toBe(differsText());
});

test("a section without its differ is named", () => {
  expect(withoutDiffer(["flags", "suppliers"])).toEqual(["suppliers"]);
});
