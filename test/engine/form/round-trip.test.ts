import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf, keyOf, parseBody, renderBody } from "../../../src/engine/form.ts";
import { decidableAnswers, mercilessAnswers, normalised } from "./answers.ts";
import { formOf, formText, withBody } from "./fixtures.ts";

const TWINS = withBody(`  - type: textarea
    id: one
    attributes: { label: Notes }
  - type: textarea
    id: two
    attributes: { label: Log, render: text }
  - type: textarea
    id: three
    attributes: { label: "Notes  " }
  - type: textarea
    attributes: { label: "C++ #1: why? (a.b)*" }
`);

const FORMS = { outage: formOf(formText("outage")), bare: formOf(formText("bare")), twins: formOf(TWINS) };

/** A text without its white space. */
const bare = (text: string): string => text.replaceAll(/\s+/gu, "");

it("tells the real heading from a dozen of the same that people typed before and after it", () => {
  const fence = ["```", "", "### Notes", "", "```"].join("\n");
  const answers = {
    one: `${fence}\n\n${["```", "### Notes", "### Notes", "```"].join("\n")}\n\nNone`,
    two: "### Notes\n\n### Notes",
    three: `${fence}\n\n${fence}\n\n~~~\n~~~`,
    "C++ #1: why? (a.b)*": `${["```", "### Notes", "### Notes", "```"].join("\n")}\n\n### Notes\n\n### Notes\n\nNone`,
  };
  const body = renderBody(FORMS.twins, answers);
  expect(body.match(/^### Notes$/gmu)).toHaveLength(13);
  expect(parseBody(FORMS.twins, body).fields).toEqual(answers);
});

describe.each(Object.entries(FORMS))("the form %s", (_name, form) => {
  it("gives every decidable set of answers back from the body that GitHub renders", () => {
    fc.assert(
      fc.property(decidableAnswers(form), (answers) => {
        const reading = parseBody(form, renderBody(form, answers));
        expect(reading.fields).toEqual(normalised(form, answers));
        expect(reading).toMatchObject({ problems: [], headings: fieldsOf(form).map(keyOf) });
      }),
      { numRuns: 500 },
    );
  });

  it("finds all its headings in a rendered body whatever was typed", () => {
    fc.assert(
      fc.property(mercilessAnswers(form), (answers) => {
        expect(parseBody(form, renderBody(form, answers)).headings.length).toBe(fieldsOf(form).length);
      }),
      { numRuns: 300 },
    );
  });

  it("reads any text at all without a fault, and finds in it only what is there", () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom("", "```", "~~~", ...fieldsOf(form).map((f) => `### ${f.label}`)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (written) => {
        const body = written.join("\n");
        const { fields } = parseBody(form, body);
        const lines = Object.values(fields)
          .flat()
          .flatMap((value) => value.split("\n"));
        expect(lines.filter((line) => !bare(body).includes(bare(line)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
