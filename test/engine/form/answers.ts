// Answers as people give them, and worse: arbitrary ones for any form, made of the pieces that break form parsers.
import fc from "fast-check";
import {
  type Answers,
  type Form,
  type FormField,
  fieldsOf,
  keyOf,
  oneLine,
} from "../../../src/engine/form.ts";

type Given = string | readonly string[] | undefined;

const WORDS = fc.constantFrom(
  "None",
  "none",
  "_No response_ was what it said",
  "see foo ### Severity",
  "###Severity",
  "#### Severity",
  "### Somebody's own heading",
  "## Severity",
  "- [x] done",
  "- [ ] I agree",
  "* [X] agreed",
  "a, b, c",
  "<!-- a comment --> and words",
  "`code` and ```inline``` code",
  "| a | b |",
  "    indented",
  "> ### Severity",
  "---",
  "\\### x",
  "\u{1f525} é 障害 ﬀ",
  "@alice #12 &amp; <b>x</b>",
  "__proto__",
  "$& $1 \\n",
);

/** A block in a fence that is opened and closed, holding any lines, its own field's heading among them. */
function fenced(headings: readonly string[]): fc.Arbitrary<string> {
  const line = fc.oneof(fc.constantFrom("", "### x", "words", ...headings), WORDS);
  const fence = fc.constantFrom(["```", "```"], ["````md", "````"], ["~~~", "~~~"], ["```js", "`````"]);
  return fc
    .tuple(fence, fc.array(line, { maxLength: 6 }))
    .map(([[open, close], lines]) => [open, ...lines, close].join("\n"));
}

function joined(pieces: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const gap = fc.constantFrom("\n", "\n\n", "\r\n", "\n\n\n", "\r\n\r\n");
  return fc
    .array(fc.tuple(pieces, gap), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.flat().join(""));
}

/**
 * Texts that a body can give back: any lines, headings of the form, and whole fences. Bare, a heading of the field itself
 * can't be told from the real one and is left out.
 */
function decidable(field: FormField, form: Form): fc.Arbitrary<string> {
  const headings = fieldsOf(form).map((one) => `### ${oneLine(one.label)}`);
  const others = headings.filter((heading) => heading !== `### ${oneLine(field.label)}`);
  const bare = others.length > 0 ? fc.oneof(WORDS, fc.constantFrom(...others)) : WORDS;
  const rendered = field.kind === "textarea" && field.render !== undefined;
  // A fence around the whole is the one that is taken off: inside it any fence may stand, but not the field's own heading.
  return rendered
    ? joined(fc.oneof(bare, fc.constantFrom("```", "~~~", "````", "```js")))
    : joined(fc.oneof({ weight: 3, arbitrary: bare }, fenced(headings)));
}

/** Texts without mercy: fences left open, the field's own heading, anything. */
function merciless(_field: FormField, form: Form): fc.Arbitrary<string> {
  const headings = fieldsOf(form).map((one) => `### ${oneLine(one.label)}`);
  return joined(
    fc.oneof(WORDS, fc.constantFrom("", "```", "~~~", "_No response_", ...headings), fc.string()),
  );
}

function given(field: FormField, text: fc.Arbitrary<string>): fc.Arbitrary<Given> {
  switch (field.kind) {
    case "input":
      return fc.option(WORDS, { nil: undefined });
    case "dropdown":
      if (field.multiple) return fc.shuffledSubarray([...field.options]);
      return fc.option(fc.constantFrom(...field.options), { nil: undefined });
    case "checkboxes":
      return fc.subarray(field.options.map((box) => box.label));
    default:
      return fc.option(text, { nil: undefined });
  }
}

function answersBy(form: Form, text: typeof decidable): fc.Arbitrary<Answers> {
  const each = fieldsOf(form).map((field) => [keyOf(field), given(field, text(field, form))] as const);
  return fc.record(Object.fromEntries(each));
}

/** Answers that a body can give back. */
export const decidableAnswers = (form: Form): fc.Arbitrary<Answers> => answersBy(form, decidable);

/** Any answers at all. */
export const mercilessAnswers = (form: Form): fc.Arbitrary<Answers> => answersBy(form, merciless);

/** What parseBody must give back: trimmed, LF, without what is empty, options in the form's spelling. */
export function normalised(form: Form, answers: Answers): Record<string, string | readonly string[]> {
  const entries = fieldsOf(form).flatMap((field): (readonly [string, string | readonly string[]])[] => {
    const answer = answers[keyOf(field)];
    if (answer === undefined || answer.length === 0) return [];
    if (typeof answer !== "string") return [[keyOf(field), answer]];
    const lines = answer.replaceAll("\r\n", "\n").trim();
    const text = field.kind === "input" ? oneLine(lines) : lines;
    return text === "" ? [] : [[keyOf(field), text]];
  });
  return Object.fromEntries(entries);
}
