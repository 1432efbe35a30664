import { expect, test } from "vitest";
import { readSource } from "../../../src/engine/policy/source.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

function problemsOf(text: string) {
  return loadPolicy({ file: "tocsin.yml", text, presets: presets() }).problems;
}

const cases = [
  { fault: "an open bracket", text: "teams: {\n  a: [x\n", line: 3, says: "not valid YAML" },
  { fault: "a tab for a space", text: "teams:\n\tpay: acme/pay\n", line: 2, says: "not valid YAML" },
  { fault: "a wrong indent", text: "teams:\n    a: x/y\n  b: x/z\n", line: 3, says: "not valid YAML" },
  { fault: "an unknown tag", text: "extends: !preset sre\n", line: 1, says: "not valid YAML" },
  { fault: "two documents", text: "extends: sre\n---\nextends: hssi\n", line: 2, says: "not valid YAML" },
  { fault: "a list", text: "- extends: sre\n", line: 1, says: "A policy is a map of sections" },
  { fault: "a plain word", text: "sre\n", line: 1, says: "A policy is a map of sections" },
  { fault: "an alias without an anchor", text: "extends: *base\n", line: 1, says: "no anchor &base" },
];

test.each([
  [
    "a person in a list",
    "roles:\n  lead: { duty: [@octocat, ana] }\n",
    2,
    18,
    'put it in quotes: "@octocat"',
  ],
  ["a person in a map", "roles: { lead: { duty: @octocat } }\n", 1, 24, 'put it in quotes: "@octocat"'],
  [
    "a team on a line",
    "roles:\n  lead:\n    duty:\n      - @acme/on-call # day\n",
    4,
    9,
    'quotes: "@acme/on-call"',
  ],
  [
    "a heading with a colon",
    "fields:\n  a: { title: x }\n  b: one: two\n",
    3,
    6,
    "a text that holds a colon in quotes",
  ],
])(
  "%s that has to stand in quotes is named with its place, and that it has to",
  (_, text, line, column, says) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ line, column });
    expect(problem?.message).toContain(says);
  },
);

test.each(cases)("$fault is named with its line", ({ text, line, says }) => {
  const [problem] = problemsOf(text);
  expect(problem).toMatchObject({ file: "tocsin.yml", line });
  expect(problem?.message).toContain(says);
});

test("a doubled key is named with its path, and hides no other problem", () => {
  const text = "teams:\n  pay: acme/pay\n  pay: acme/buy\nincidents: { mode: wach }\n";
  expect(problemsOf(text).map(({ path, line, column }) => `${line}:${column} ${path}`)).toEqual([
    "3:3 teams.pay",
    "4:20 incidents.mode",
  ]);
});

test("a key that no map keeps is named once wherever it stands, and hides no other problem", () => {
  const text = `extends: sre
__proto__: { a: 1 }
tasks:
  __proto__: { opens: declared }
  plan: { opens: declared, __proto__: { a: 1 } }
fields: { __proto__: { title: x } }
retro: { exempt: { __proto__: x } }
incidents: { mode: wach }
`;
  const problems = problemsOf(text);
  expect(problems.map(({ path, line }) => `${line} ${path}`)).toEqual([
    "2 __proto__",
    "4 tasks.__proto__",
    "5 tasks.plan.__proto__",
    "6 fields.__proto__",
    "7 retro.exempt.__proto__",
    "8 incidents.mode",
  ]);
  for (const { message } of problems.slice(0, -1)) expect(message).toContain("Unknown key __proto__");
});

test("a file larger than 256 KiB is refused", () => {
  expect(problemsOf(`# ${"é".repeat(130_000)}\n`)).toEqual([]);
  expect(problemsOf(`# ${"é".repeat(132_000)}\n`)[0]?.message).toContain("256 KiB");
});

test.each([
  { shape: "nested flow lists", text: `teams: ${"[".repeat(21)}${"]".repeat(21)}` },
  { shape: "a hundred thousand brackets", text: "[".repeat(100_000) },
  { shape: "a hundred thousand dashes", text: "- ".repeat(100_000) },
])("$shape are refused and do no harm", ({ text }) => {
  expect(problemsOf(text).length).toBeGreaterThan(0);
});

test("fifty aliases are read and one more is refused", () => {
  const file = (count: number): string => `a: &x [1]\nb: [${Array(count).fill("*x").join(", ")}]\n`;
  expect(readSource("f", file(50)).problems).toEqual([]);
  expect(readSource("f", file(51)).problems[0]).toMatchObject({
    line: 2,
    message: expect.stringContaining("More than 50"),
  });
});

test("aliases that grow out of aliases are refused", () => {
  const text = "a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]\n";
  expect(readSource("f", text).problems[0]).toMatchObject({
    line: 3,
    message: expect.stringContaining("holds an alias itself"),
  });
  expect(readSource("f", "a: &a [*a]\n").problems.length).toBeGreaterThan(0);
});

test("an anchor spares writing a label twice", () => {
  const text = "severities:\n  sev3: { definition: &d Some users }\n  sev4: { definition: *d }\n";
  const { policy, problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  expect(problems).toEqual([]);
  expect(policy?.severities[3]?.definition).toBe("Some users");
});

test("a problem inside an alias is placed where its text stands", () => {
  const text = "attention:\n  fallback: &all [boss]\nescalation: *all\n";
  expect(problemsOf(text)).toMatchObject([{ path: "escalation.0", line: 2, column: 19 }]);
});

test("lines that end in CRLF count as lines", () => {
  expect(problemsOf("extends: sre\r\nincidents:\r\n  mode: wach\r\n")[0]).toMatchObject({
    line: 3,
    column: 9,
  });
});

test("a policy of very many keys or aliases is refused at the one that is too many, and nothing else is said", () => {
  const keys = Array.from({ length: 26_000 }, (_, n) => `k${n}: 1`).join("\n");
  expect(problemsOf(keys).map(({ message }) => message.slice(0, 20))).toEqual(["More than 5000 keys "]);
  const aliases = Array.from({ length: 4_000 }, (_, n) => `  b${n}: *x`).join("\n");
  expect(problemsOf(`people:\n  a: &x ana\n${aliases}`).map(({ line }) => line)).toEqual([53]);
});

test("a text of very many signs is refused before it is parsed, at the sign that is too many", () => {
  const [problem, ...others] = problemsOf(`# a\n${"\n".repeat(20_000)}`);
  expect(others).toEqual([]);
  expect(problem?.message).toContain("More than 16000 words, signs and spaces");
});

test.each([
  ["brackets", "[".repeat(30_000)],
  ["dashes", "- ".repeat(30_000)],
  ["colons", ": ".repeat(30_000)],
  ["pairs in brackets", `a: [${"a: 1".repeat(15_000)}`],
  [
    "lines that stand ever further in",
    Array.from({ length: 200 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
  ],
])("%s without end are nested too deep, and nothing is thrown", (_, text) => {
  expect(problemsOf(text).map(({ message }) => message)).toEqual([
    "Nested more than 20 deep; no such file needs more than 8.",
  ]);
});

test("of thousands of faults the first are told", () => {
  expect(problemsOf("name: a\n".repeat(1_500)).length).toBeLessThan(30);
  expect(problemsOf("a:\n".repeat(1_500)).length).toBeLessThan(50);
  expect(problemsOf(Array.from({ length: 1_500 }, (_, at) => `key${at}: a`).join("\n"))).toHaveLength(100);
  expect(problemsOf(`- a\n${"name: a\n".repeat(1_500)}`).length).toBeLessThanOrEqual(20);
});
