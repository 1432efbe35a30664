import { describe, expect, it } from "vitest";
import { fieldsOf, isAccepted, keyOf, parseForm } from "../../../src/engine/form.ts";
import { formOf, formText, withBody } from "./fixtures.ts";

const FIELD = "  - type: input\n    id: a\n    attributes:\n      label: A\n";

function errorsOf(text: string): string[] {
  return parseForm(text)
    .problems.filter((problem) => problem.severity === "error")
    .map((problem) => `${problem.line}:${problem.column} ${problem.path}: ${problem.message}`);
}

describe("a form that GitHub accepts", () => {
  it("is read with all its features", () => {
    const form = formOf(formText("outage"));
    expect(form.name).toBe("🚑 Outage");
    expect(form.labels).toEqual(["incident", "area: shop"]);
    expect(form.type).toBe("Bug");
    expect(form.elements.map((element) => element.kind)).toEqual([
      "markdown",
      "input",
      "dropdown",
      "dropdown",
      "textarea",
      "textarea",
      "textarea",
      "checkboxes",
      "upload",
    ]);
    expect(fieldsOf(form).map((field) => field.required)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(form.elements[2]).toMatchObject({ default: 1, multiple: false });
    expect(form.elements[3]).toMatchObject({
      multiple: true,
      options: expect.arrayContaining(["Asia, Pacific"]),
    });
    expect(form.elements[5]).toMatchObject({ render: "shell" });
  });

  it("may do without ids, in flow style, with labels in any language and comma-separated issue labels", () => {
    const form = formOf(formText("bare"));
    expect(form.labels).toEqual(["incident", "störung"]);
    expect(fieldsOf(form).map(keyOf)).toEqual(["サービス名", "影響範囲", "Schweregrad", "Was ist passiert?"]);
    expect(fieldsOf(form).at(-1)?.required).toBe(true);
  });

  it("may give two fields one label when an id tells them apart", () => {
    const twice = "  - type: input\n    id: b\n    attributes:\n      label: A\n";
    expect(errorsOf(withBody(FIELD + twice))).toEqual([]);
  });

  it("may begin with a byte order mark and have CRLF at its line ends", () => {
    const text = `\uFEFF${withBody(FIELD)}`.replaceAll("\n", "\r\n");
    expect(formOf(text)).toEqual(formOf(withBody(FIELD)));
    expect(errorsOf(text.replace("label: A", "label: yes"))).toEqual([expect.stringMatching(/^7:14 /)]);
  });

  it("keeps y and n as words, as GitHub's parser does", () => {
    const text = withBody("  - type: dropdown\n    attributes:\n      label: A\n      options: [y, n]\n");
    expect(formOf(text).elements[0]).toMatchObject({ options: ["y", "n"] });
  });

  it("is warned about what GitHub takes but changes or ignores", () => {
    const text = withBody(
      "  - type: dropdown\n    attributes:\n      label: A\n      description:\n      options: [1.20, b]\n    validations:\n      requird: true\n",
    );
    const { form, problems } = parseForm(text);
    expect(problems.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
      "warning body[0].attributes.description",
      "warning body[0].attributes.options[0]",
      "warning body[0].validations.requird",
    ]);
    expect(form?.elements[0]).toMatchObject({ options: ["1.2", "b"] });
    expect(isAccepted(parseForm(text))).toBe(true);
  });
});

/** What the documentation says it refuses: the form, then where and why the checker refuses it. */
const REFUSED: readonly (readonly [name: string, text: string, where: string, why: RegExp])[] = [
  ["without a name", `description: d\nbody:\n${FIELD}`, "1:1", /key `name` is missing/],
  ["without a description", `name: n\nbody:\n${FIELD}`, "1:1", /key `description` is missing/],
  ["without a body", "name: n\ndescription: d\n", "1:1", /body cannot be empty/],
  ["with an empty body", "name: n\ndescription: d\nbody: []\n", "3:7", /body cannot be empty/],
  ["cut in two by ---", `name: n\ndescription: d\n---\nbody:\n${FIELD}`, "3:1", /body cannot be empty.*---/],
  [
    "with a boolean for a text",
    `name: n\ndescription: true\nbody:\n${FIELD}`,
    "2:14",
    /must be a string.*"true"/,
  ],
  ["with a blank text", `name: ""\ndescription: d\nbody:\n${FIELD}`, "1:7", /`name` must not be empty/],
  [
    "with blank assignees",
    `name: n\ndescription: d\nassignees: "  "\nbody:\n${FIELD}`,
    "3:12",
    /must not be empty/,
  ],
  [
    "with a strange key at the top",
    `name: n\ndescription: d\nhello: x\nbody:\n${FIELD}`,
    "3:1",
    /`hello` is not a perm/,
  ],
  [
    "with about",
    `name: n\nabout: d\nbody:\n${FIELD}`,
    "2:1",
    /`about` is not a permitted key.*`description`/,
  ],
  [
    "with a boolean word as a key",
    `name: n\ndescription: d\non: x\nbody:\n${FIELD}`,
    "3:1",
    /`on` is forbidden/,
  ],
  [
    "of markdown only",
    withBody("  - type: markdown\n    attributes:\n      value: x\n"),
    "4:3",
    /non-markdown field/,
  ],
  ["with one id twice", withBody(FIELD + FIELD.replace("label: A", "label: B")), "8:5", /unique ids/],
  ["with one label twice", withBody(FIELD.replace("    id: a\n", "").repeat(2)), "7:5", /unique labels/],
  [
    "with labels too much alike",
    withBody(
      "  - type: input\n    attributes: {label: Név?}\n  - type: input\n    attributes: {label: nev!!}\n",
    ),
    "6:5",
    /labels are too similar/,
  ],
  [
    "with a box named like a field",
    withBody(
      "  - type: input\n    attributes: {label: Name}\n  - type: checkboxes\n    attributes:\n      label: B\n      options: [{label: name}]\n",
    ),
    "6:5",
    /checkboxes must have unique labels/,
  ],
  [
    "with an element without type",
    withBody("  - attributes:\n      label: A\n"),
    "4:5",
    /key `type` is missing/,
  ],
  [
    "with an unknown type",
    withBody(FIELD.replace("input", "slider")),
    "4:11",
    /not a valid input type.*upload/,
  ],
  ["with markdown without value", withBody(`${FIELD}  - type: markdown\n`), "8:5", /needs a map with value/],
  [
    "with an input without label",
    withBody("  - type: input\n    attributes:\n      value: x\n"),
    "6:7",
    /key `label`/,
  ],
  [
    "with a boolean label",
    withBody(FIELD.replace("label: A", "label: yes")),
    "7:14",
    /`label` must be a string.*"yes"/,
  ],
  [
    "with a bad id",
    withBody(FIELD.replace("id: a", "id: first name")),
    "5:9",
    /only contain numbers, letters/,
  ],
  [
    "with a strange key in an element",
    withBody(`${FIELD}    x: woof\n`),
    "8:5",
    /`x` is not a permitted key/,
  ],
  [
    "with a strange attribute",
    withBody(`${FIELD}      options: [a]\n`),
    "8:7",
    /`options` is not a permitted attribute/,
  ],
  [
    "that asks for a password",
    withBody(FIELD.replace("label: A", "label: Your Password")),
    "7:14",
    /forbidden word/,
  ],
];

function dropdown(attributes: string): string {
  return withBody(`  - type: dropdown\n    attributes:\n      label: A\n${attributes}`);
}

const REFUSED_CHOICES: typeof REFUSED = [
  ["without options", dropdown(""), "6:7", /`options` of this dropdown is missing/],
  ["with empty options", dropdown("      options: []\n"), "7:16", /at least one option/],
  ["with one option twice", dropdown("      options:\n        - a\n        - a\n"), "9:11", /must be unique/],
  ["with the option None", dropdown("      options: [a, None]\n"), "7:20", /reserved word None/],
  [
    "with a boolean option",
    dropdown("      options:\n        - Yes\n"),
    "8:11",
    /must not include booleans.*"Yes"/,
  ],
  ["with an option that is a map", dropdown("      options: [{label: a}]\n"), "7:17", /must be a text/],
  [
    "with a default outside",
    dropdown("      options: [a, b]\n      default: 2\n"),
    "8:16",
    /expected 0 to 1/,
  ],
  [
    "with a default in words",
    dropdown("      options: [a, b]\n      default: a\n"),
    "8:16",
    /whole number from 0/,
  ],
  [
    "with a default beside n/a",
    dropdown("      options: [a, n/a]\n      default: 0\n"),
    "8:16",
    /no option "n\/a"/,
  ],
  [
    "with multiple in quotes",
    dropdown('      options: [a]\n      multiple: "yes"\n'),
    "8:17",
    /must be true or false/,
  ],
  [
    "with boxes that are texts",
    withBody("  - type: checkboxes\n    attributes:\n      label: A\n      options: [a]\n"),
    "7:17",
    /a map with a `label`/,
  ],
  [
    "with one box twice",
    withBody(
      "  - type: checkboxes\n    attributes:\n      label: A\n      options: [{label: a}, {label: a}]\n",
    ),
    "7:37",
    /must be unique/,
  ],
];

describe("a form that GitHub's documentation says it refuses", () => {
  it.each([...REFUSED, ...REFUSED_CHOICES])(
    "is refused %s, with place and reason",
    (_name, text, where, why) => {
      const errors = errorsOf(text);
      expect(errors.filter((error) => error.startsWith(`${where} `) && why.test(error))).toHaveLength(1);
      expect(isAccepted(parseForm(text))).toBe(false);
    },
  );

  it("is refused with the place of the fault when it is no YAML", () => {
    expect(errorsOf("name: n\ndescription: d: e\n")).toEqual([
      expect.stringMatching(/^2:14 : not valid YAML: .*put a text that holds a colon in quotes$/),
    ]);
    expect(errorsOf("- a\n- b\n")).toEqual([expect.stringMatching(/a form is a map/)]);
    expect(errorsOf("")).toEqual([expect.stringMatching(/a form is a map/)]);
  });

  it("has all its faults named at once, in the file's order", () => {
    const text = "nam: n\nbody:\n  - type: inputt\n  - type: input\n    id: a b\n    attributes: {}\n";
    expect(errorsOf(text).map((error) => error.split(" ")[0])).toEqual([
      "1:1",
      "1:1",
      "1:1",
      "3:11",
      "5:9",
      "6:17",
    ]);
  });

  it("does not unfold without end", () => {
    const lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef"].map((pair) => [...pair])) {
      lines.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(", ")}]`);
    }
    expect(errorsOf(lines.join("\n"))[0]).toMatch(/^3:8 : .*holds an alias itself/);
    expect(errorsOf(`name: ${"[".repeat(200)}${"]".repeat(200)}`)).toEqual([
      expect.stringMatching(/Nested more than 20 deep/),
    ]);
  });
});

describe("what a form may hold", () => {
  const options = (count: number) =>
    withBody(
      `  - type: dropdown\n    id: a\n    attributes:\n      label: A\n      options: [${Array.from({ length: count }, (_, at) => `o${at}`).join(", ")}]\n`,
    );

  it("is refused at the alias that is too many, with nothing unfolded", () => {
    const text = `name: &a n\ndescription: d\nbody:\n${"  - *a\n".repeat(20_000)}`;
    expect(parseForm(text).problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "54 More than 50 aliases (*name); write some of them out.",
    ]);
  });

  it("is refused where aliases stand for more than a form needs", () => {
    const list = Array.from({ length: 300 }, () => "x").join(", ");
    const text = `a: &a [${list}]\nb: [${Array.from({ length: 40 }, () => "*a").join(", ")}]\n`;
    expect(parseForm(text).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("more than 10000 keys and values; use fewer of them"),
    ]);
  });

  it("is cut after 500 options and 200 elements, and says where", () => {
    const { form, problems } = parseForm(options(501));
    expect(form?.elements[0]).toMatchObject({ options: expect.objectContaining({ length: 500 }) });
    expect(problems).toMatchObject([
      { severity: "warning", path: "body[0].attributes.options[500]", message: /only the first 500 options/ },
    ]);
    const one = (at: number) => `  - { type: input, id: i${at}, attributes: { label: L${at} } }\n`;
    const many = parseForm(withBody(Array.from({ length: 203 }, (_, at) => one(at)).join("")));
    expect(many.form?.elements).toHaveLength(200);
    expect(many.problems.map(({ path, severity }) => `${severity} ${path}`)).toEqual(["warning body[200]"]);
  });

  it("and says of each doubled option that it is one", () => {
    const { problems } = parseForm(options(3).replace("o0, o1", "o2, o2"));
    expect(problems.map(({ path }) => path)).toEqual([
      "body[0].attributes.options[1]",
      "body[0].attributes.options[2]",
    ]);
  });
});
