// What is read back from a review: the class of the cause, and what of all that it asked has no answer.
import { describe, expect, test } from "vitest";
import { loadPolicy } from "../../src/engine/policy.ts";
import { classesIn, gapsIn, headings } from "../../src/engine/review-body.ts";
import { presets } from "../../src/shipped/presets.ts";

const text = `extends: sre
fields: { cause-class: { type: choices, options: [technical, procedural, human] } }
retro:
  whys: 2
  class: cause-class
  questions: { way: { ask: "What got in the way, a_b?", required: true }, lessons: What was learned? }
`;
const { policy } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
if (policy === undefined) throw new Error("The policy of this test is none.");

const marks = [{ kind: "asks", words: ["class", "whys", "question/way"] }];

/** A review in which these were written under the three headings. */
function review({ whys = "", classes = "", way = "" }): string {
  return `## Cause\n\n### ${headings.whys}\n\n<!-- 1. a hint -->\n${whys}\n\n### ${headings.class}\n\n${classes}\n\n## Questions\n\n### What got in the way, a\\_b?\n\n${way}\n\n### What was learned?\n\n## Actions\n\n- [x] human\n`;
}

const boxes = "- [ ] technical\n- [ ] procedural\n- [ ] human";
const full = {
  whys: "1. It was full\n2. Nobody looked",
  classes: boxes.replace("[ ] h", "[x] h"),
  way: "A pager.",
};
const gapsOf = (written: Parameters<typeof review>[0]) => gapsIn({ body: review(written), marks }, policy);

describe("the class of a cause", () => {
  test.each([
    [boxes, []],
    [boxes.replace("[ ] p", "[X] p"), ["procedural"]],
    [boxes.replaceAll("[ ]", "[x]"), ["technical", "procedural", "human"]],
    ["Procedural", ["procedural"]],
    ["* human", ["human"]],
    ["> - [x] human\n\n```\n- [x] technical\n```", []],
    ["- [x] bad luck", []],
  ])("is what is ticked or written: %j", (classes, found) => {
    expect(classesIn(review({ classes }), policy)).toEqual(found);
  });

  test("is read under its heading alone, and not where that is gone", () => {
    expect(classesIn("- [x] human", policy)).toEqual([]);
  });
});

describe("what a review lacks", () => {
  test("is nothing where all that it asked has an answer", () => {
    expect(gapsOf(full)).toBeUndefined();
    // What is not required is not missed, and fewer whys are enough where the other lines were taken out.
    expect(gapsOf({ ...full, whys: "1. It was full" })).toBeUndefined();
    expect(gapsOf({ ...full, way: "```\nENOSPC\n```" })).toBeUndefined();
  });

  test.each([
    ["a number without an answer", { whys: "1. It was full\n2." }, { whys: true }],
    ["no whys at all", { whys: "It was full" }, { whys: true }],
    ["no class", { classes: boxes }, { class: true }],
    ["an empty answer", { way: "<!-- later -->\n\n-" }, { questions: ["What got in the way, a_b?"] }],
  ])("is named: %s", (_, written, found) => {
    expect(gapsOf({ ...full, ...written })).toEqual({ class: false, whys: false, questions: [], ...found });
  });

  test("is only what it asked when it was opened, and what the policy still asks", () => {
    expect(gapsIn({ body: "", marks: [] }, policy)).toBeUndefined();
    expect(gapsIn({ body: "", marks: [{ kind: "asks", words: ["question/gone"] }] }, policy)).toBeUndefined();
    expect(gapsIn({ body: "", marks: [{ kind: "asks", words: ["class"] }] }, policy)).toEqual({
      class: true,
      whys: false,
      questions: [],
    });
  });
});
