// The diagrams that Tocsin writes, against Mermaid itself: whatever people wrote, GitHub can draw it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diagram } from "../../src/engine/text/safe.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { anyText } from "../any-text.ts";
import { parses } from "../mermaid.ts";

const hostile = [
  "15:40: down: again",
  "a : b : c",
  ": at its beginning",
  "at its end:",
  "a; b; c",
  "# a comment, #12 and acme/x#12",
  "%% a comment %%",
  "%%{init: {'theme': 'dark'}}%%",
  "--- title: x ---",
  "section other",
  "title other",
  "accDescr { more }",
  "```\nend of the fence\n```",
  "<b>bold</b> <script>alert(1)</script> &lt;i&gt; &#58; &amp;",
  '"`markdown`" and "quotes"',
  "$$x^2$$ {braces} [brackets] (rounds) |pipes| ~tildes~ \\slashes\\",
  "two\nlines\r\nand\u2028more",
  "@ana **bold** _it_ ~~gone~~",
  "::: class",
  "",
  "   ",
  "\u202Eturned\u200B \u0000",
  "é 漢字 🚨",
  "click A call b()",
  `long ${"word ".repeat(100)}`,
];

const drawn = (text: string): string =>
  `timeline\n    section Fri 1 May 2026\n        15.40 : ${diagram(text)}\n`;

describe("an entry of a diagram", () => {
  test.each(hostile)("is one entry to Mermaid, whatever it was: %s", async (text) => {
    await expect(parses(drawn(text))).resolves.toBeUndefined();
    expect(diagram(text)).not.toMatch(/[\n:;#<>`]|%%|^$/);
  });

  test("is so for any text", async () => {
    const bits = fc.constantFrom(...hostile, ":", ": ", "\n", "#", "%%", ";", "{", "}", '"', "x");
    const any = fc.oneof(
      anyText(),
      fc.array(bits, { maxLength: 6 }).map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        await parses(drawn(text));
      }),
      { numRuns: 200 },
    );
  });

  test("reads as it was written, but for the signs that would end it", () => {
    expect(diagram("told CTO at 15:40: by phone (mail\\_1)")).toBe("told CTO at 15.40 – by phone (mail_1)");
  });

  test("with a time that has a colon is refused, which is what the oracle is for", async () => {
    await expect(parses("timeline\n    section Fri 1 May\n        15:40 : down\n")).rejects.toThrow(
      /Parse error/,
    );
  });
});

test("the diagram of a review can be drawn, whatever stands in its title and its entries", async () => {
  const render = createRenderer(templates());
  const days = ["Fri 1 May 2026", "Sat 2 May 2026"].map((day) => ({
    day,
    entries: hostile.map((text) => ({ hour: "15.40", what: "update", by: "ana", text, written: "" })),
  }));
  const values = { incident: "acme/incidents#7", heading: "Actions", zone: "Europe/London", days };
  for (const title of hostile) {
    const body = render("retro", { ...values, title });
    const [, text = ""] = /```mermaid\n([\s\S]*?)\n```/.exec(body) ?? [];
    await expect(parses(text)).resolves.toBeUndefined();
    expect(text.match(/^ {8}15\.40 : /gm)).toHaveLength(2 * hostile.length);
  }
});
