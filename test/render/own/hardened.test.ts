// Attacks on the Liquid of a repository's own words: nothing is reached but the values, and everything ends.
import { describe, expect, test } from "vitest";
import { bare } from "../../../src/engine/named.ts";
import { createHardened, longestFile, ownFilters, ownTags } from "../../../src/render/own/hardened.ts";

const hardened = createHardened();
const values = {
  a: "x",
  list: bare([{ id: "i", title: "T", text: "hello\n @team <!-- tocsin:card -->\u202e" }]),
  plainList: [{ title: "with a prototype" }],
  field: bare({ impact: "Nobody can pay" }),
  big: "y".repeat(5_000),
};
const said = (text: string): readonly string[] => hardened.lines(hardened.parse(text), values);

describe("what it prints", () => {
  test.each([
    ["{{ a }} {{ field.impact }}", ["x Nobody can pay"]],
    [
      "{% for one in list %}{{ one.title }}: {{ one.text }}{% endfor %}",
      ["T: hello @team <!-- tocsin:card -->"],
    ],
    ["a\n{% if a == 'x' %}\nb\n{% endif %}\n\n\n\nc  \n", ["a", "b", "", "c"]],
    ["{{ nothing_of | default: a }}{{ a | upfirst }}", undefined],
    ["{{ list | map: 'title' | join: ', ' }} {{ list.size }} {{ list.first.title }}", ["T 1 T"]],
    ["{% case a %}{% when 'x' %}X{% else %}Y{% endcase %}{% unless a %}no{% endunless %}", ["X"]],
    ["{% comment %}{% nonsense", undefined],
    ["{% # a note %}x{% comment %} a word {% endcomment %}", ["x"]],
  ])("%s", (text, lines) => {
    if (lines === undefined) expect(() => said(text)).toThrow();
    else expect(said(text)).toEqual(lines);
  });
});

describe("prototypes", () => {
  test.each([
    "{{ constructor }}",
    "{{ a.constructor }}",
    "{{ list.constructor.name }}",
    "{{ list[0]['constructor'] }}",
    "{{ plainList[0].constructor }}",
    "{{ plainList[0].__proto__ }}",
    "{{ __proto__ }}",
    "{{ field.__proto__ }}",
    "{{ field['__proto__'] }}",
    "{{ toString }}",
    "{{ hasOwnProperty }}",
  ])("are out of reach: %s", (text) => {
    expect(() => said(text)).toThrow("undefined variable");
  });

  test.each(["constructor", "__proto__", "toString"])("are out of reach of map: %s", (name) => {
    expect(said(`[{{ plainList | map: '${name}' | join }}]`)).toEqual(["[]"]);
  });

  test("stay as they are", () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    for (const text of [
      "{% for x in list %}{{ x.text }}{% endfor %}",
      "{{ field.impact | map: '__proto__' | join }}",
    ])
      said(text);
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
  });
});

describe("what is not there", () => {
  test.each([
    ...["assign a = 1", "capture a", "increment a", "decrement a", "cycle 'a'", "tablerow a in list"],
    ...["include 'card'", "render 'card'", "layout 'card'", "block a", "raw", "echo a", "liquid echo a"],
  ])("the tag %s", (tag) => {
    expect(() => said(`{% ${tag} %}`)).toThrow("not found");
  });

  test.each([
    ...["raw", "append: a", "prepend: a", "replace: 'x', 'xx'", "times: 9", "date: '%Y'", "json", "inspect"],
    ...[
      "where: 'a'",
      "where_exp: 'x', '1'",
      "concat: list",
      "push: a",
      "strip_html",
      "escape",
      "split: ''",
      "newline_to_br",
    ],
  ])("the filter %s", (filter) => {
    expect(() => said(`{{ a | ${filter} }}`)).toThrow("undefined filter");
  });

  test("all that there is are the tags and filters that the guide names", () => {
    expect(Object.keys(hardened.reader.tags).toSorted()).toEqual([...ownTags].toSorted());
    expect(Object.keys(hardened.reader.filters).toSorted()).toEqual([...ownFilters].toSorted());
  });
});

describe("what would go on", () => {
  test.each([
    ["a range", "{% for i in (1..100000000) %}x{% endfor %}", "limit exceeded"],
    ["a range that is joined", "{{ (1..100000000) | join: ',' }}", "limit exceeded"],
    ["a range that is counted", "{{ (1..100000000) | size }}", "limit exceeded"],
    ["loops in loops", `${"{% for i in (1..99) %}".repeat(4)}x${"{% endfor %}".repeat(4)}`, "limit exceeded"],
    ["what prints much", "{{ big }}".repeat(5), "prints too much"],
    ["what prints much in a loop", `{% for i in (1..90) %}${"z".repeat(900)}{% endfor %}`, "prints too much"],
    ["a list", "{{ list }}", "a list or a map"],
    ["a map", "{{ field }}", "a list or a map"],
    ["a template of a megabyte", "x".repeat(1_000_000), "limit exceeded"],
    ["a template one sign too long", "x".repeat(longestFile + 1), "limit exceeded"],
    ["brackets in brackets", `{{ ${"(".repeat(4_000)} }}`, "call stack"],
    ["parts of parts", `{{ a${"[a".repeat(2_000)} }}`, "not closed"],
    ["tags that never close", "{% if a %}".repeat(600), "not closed"],
    ["what never ends", `${" ".repeat(8_000)}{%`, "not closed"],
  ])("ends: %s", (_name, text, why) => {
    expect(() => said(text)).toThrow(why);
  });

  test("ends after each rendering anew", () => {
    for (let count = 0; count < 5; count += 1)
      expect(said("{{ big }}{{ big }}{{ big }}")[0]).toHaveLength(15_000);
  });

  test("is no more than its own argument with filters in a row", () => {
    const [line = ""] = said(`{{ a ${"| upcase | truncate: 1, 'abc' ".repeat(200)}}}`);
    expect(line.length).toBeLessThan(10);
  });
});
