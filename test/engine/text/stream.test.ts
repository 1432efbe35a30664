// What goes to terminals, logs and runners: characters that command one are shown, JSON stays JSON, no line is a command.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { annotation, oneLine, terminal } from "../../../src/engine/text/stream.ts";
import { anyText } from "../../any-text.ts";

describe("a terminal", () => {
  test.each([
    ["an escape", "\u001b[31mred\u001b]0;title\u0007", "\\u001b[31mred\\u001b]0;title\\u0007"],
    ["C1, which some take for an escape", "\u009b2J\u0085\u007f", "\\u009b2J\\u0085\\u007f"],
    ["what takes back what was printed", "fine\rbad\b\b\b", "fine\\u000dbad\\u0008\\u0008\\u0008"],
    [
      "direction",
      "\u202Aa\u202Bb\u202Cc\u202Dd\u202Ee\u2066f\u2067g\u2068h\u2069\u200Ei\u200Fj\u061Ck",
      "\\u202aa\\u202bb\\u202cc\\u202dd\\u202ee\\u2066f\\u2067g\\u2068h\\u2069\\u200ei\\u200fj\\u061ck",
    ],
    ["what nobody sees", "a\u200Bb\u00ADc\u2060d\uFEFFe\u3164f", "a\\u200bb\\u00adc\\u2060d\\ufeffe\\u3164f"],
    ["tags, by their two halves", "a\u{E0041}", "a\\udb40\\udc41"],
    ["half a character", "a\uD800b", "a\uFFFDb"],
    ["a command of the runner", "::warning::x\n  ::error::y", "\\u003a:warning::x\n  \\u003a:error::y"],
    ["its older form, wherever it stands", "x ##[add-mask]y", "x \\u0023#[add-mask]y"],
    ["line ends of Windows", "a\r\nb", "a\nb"],
  ])("shows %s", (_name, text, shown) => {
    expect(terminal(text)).toBe(shown);
  });

  test.each([
    "Größe, 日本語, می‌خواهم, עברית",
    "👨‍👩‍👧 ⚠️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩🏽‍🚀",
    "a\tb\n",
    "ask @\u2060ana, acme/x#\u206012",
    "at 10::20 and {::}",
  ])("leaves %j as it is", (text) => {
    expect(terminal(text)).toBe(text);
  });

  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "\u001b[",
          "\u009b",
          "::",
          "##[",
          "\n",
          "\r",
          "\t",
          " ",
          "\\u",
          "\\",
          '"',
          "\u2060",
          "@",
          "#",
        ),
        anyText({ maxLength: 4 }),
        fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(""));

  test("is given nothing that commands it, twice as once", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = terminal(text);
        expect(shown.replace(/[\n\t]/g, "")).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
        expect(shown).not.toMatch(/^\s*::|##\[/m);
        expect(terminal(shown)).toBe(shown);
      }),
      { numRuns: 3000 },
    );
  });

  test("is given JSON that means the same", () => {
    fc.assert(
      fc.property(fc.array(hostile), (texts) => {
        const document = { texts, "##[x]": Object.fromEntries(texts.map((text) => [text, text])) };
        const json = JSON.stringify(document, null, 2);
        expect(JSON.parse(terminal(json))).toEqual(JSON.parse(json));
        expect(JSON.parse(oneLine(JSON.stringify(document)))).toEqual(JSON.parse(json));
      }),
    );
  });

  test("a line of a log stays one", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(oneLine(text)).not.toMatch(/[\n\r\u2028\u2029]/);
      }),
    );
  });
});

test("an annotation is one line, whatever stands in it", () => {
  fc.assert(
    fc.property(anyText(), anyText(), (message, file) => {
      const line = annotation(message, { file });
      expect(line).toMatch(/^::error file=[^\n\r,:]*::[^\n\r]*\n$/);
      // A tab hides nothing.
      expect(line.trimEnd()).not.toMatch(/[^\P{Cc}\t]|\p{Bidi_Control}/u);
    }),
  );
});
