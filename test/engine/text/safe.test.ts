import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMarkers } from "../../../src/engine/text/marker.ts";
import { block, inline, mention, plainName } from "../../../src/engine/text/safe.ts";
import { visible } from "../../../src/engine/text/visible.ts";
import { anyText } from "../../any-text.ts";

const joiner = "\u2060";

describe("people's words on one line", () => {
  const cases: readonly (readonly [name: string, text: string, shown: string])[] = [
    [
      "stay as they are when they are plain",
      "Payments down, 3 trusts (50%)!",
      "Payments down, 3 trusts (50%)!",
    ],
    ["keep an issue's number a link", "see #12 and acme/api#3", "see #12 and acme/api#3"],
    ["keep underscores inside a name", "payments_api_v2", "payments_api_v2"],
    ["mention nobody", "ask @ana or @acme/payments", `ask @${joiner}ana or @${joiner}acme/payments`],
    ["mention nobody through an entity", "ask &#64;ana", "ask \\&#64;ana"],
    ["mention nobody through an escape", "ask \\@ana", `ask @${joiner}ana`],
    ["open no HTML comment", "a <!-- tocsin:of x --> b", "a \\<!\\-\\- tocsin:of x \\-\\-> b"],
    ["open no tag", "<details><b>x</b>", "\\<details>\\<b>x\\</b>"],
    ["open no code", "run `x` and ```y", "run \\`x\\` and \\`\\`\\`y"],
    ["show no image", "![x](https://example.org/a.png)", "!\\[x\\](https\\://example.org/a.png)"],
    [
      "link to no address",
      "see https://a.example and HTTP://b.example",
      "see https\\://a.example and HTTP\\://b.example",
    ],
    [
      "link to no address without its scheme",
      "www.a.example, Www.b.example",
      "www\\.a.example, Www\\.b.example",
    ],
    ["link to no address in angle brackets", "<https://a.example>", "https\\://a.example"],
    ["write to nobody", "ask ana@a.example", `ask ana@${joiner}a.example`],
    ["keep commits and issues of here", "abc1234 GH-12", "abc1234 GH-12"],
    ["part no table cell", "a | b", "a \\| b"],
    ["make nothing bold", "**very** _much_ ~~so~~", "\\*\\*very\\*\\* \\_much\\_ \\~\\~so\\~\\~"],
    ["begin no heading", "# Title", "\\# Title"],
    ["begin no list", "- [ ] item", "\\- \\[ \\] item"],
    ["begin no numbered list", "1. item", "1\\. item"],
    ["begin no quote", "> old", "\\> old"],
    ["stand on one line", "one\r\ntwo\n\n\tthree", "one two three"],
    ["do not turn our words round", "a\u202Eb\u200Ec\u200Fd\u061Ce\u2066f\u2069", "abcdef"],
    ["hide nothing", "a\u200Bb\u00ADc\u3164d\u{E0041}e\uFFF9f\uFEFFg\uFE0F", "abcdefg"],
    ["keep what is seen", "👩🏽‍🚀 ⚠️ می‌خواهم", "👩🏽‍🚀 ⚠️ می‌خواهم"],
    ["have no controls", "a\u001b[31mb\u009bc\u0000", "a\\[31mbc"],
    ["do not escape what follows them", "path C:\\", "path C:\\\\"],
  ];
  test.each(cases)("%s", (_name, text, shown) => {
    expect(inline(text)).toBe(shown);
  });

  test("are cut at a word, with a sign that something is missing", () => {
    expect(inline("The restore is running since ten", 25)).toBe("The restore is running…");
    expect(inline("short", 25)).toBe("short");
    expect(Array.from(inline("😀😀😀😀😀", 3))).toEqual(["😀", "😀", "…"]);
  });
});

describe("people's words as a quote", () => {
  test("quote every line and squeeze blank ones", () => {
    expect(block("\nOne @ana\n\n\n```\ntwo\n")).toBe(`> One @${joiner}ana\n>\n> \\\`\\\`\\\`\n> two`);
  });

  test("never end within a number, which would read as another", () => {
    expect(inline("Ring 01632 960 001 at ten", 17)).toBe("Ring…");
    expect(inline("Ring room 12 at ten", 14)).toBe("Ring room 12…");
    expect(inline("12345678901234567890", 6)).toBe("12345…");
  });

  test("are cut over all lines together", () => {
    expect(block("one\ntwo\nthree", 6)).toBe("> one\n> two");
    expect(block("one\nfour five", 7)).toBe("> one\n> fou…");
  });

  test("are empty for nothing", () => {
    expect(block(" \n ")).toBe("");
  });
});

describe("names of people", () => {
  test.each(["ana", "a-n-a", "ana_acme", "A1"])("a login can be mentioned: %s", (login) => {
    expect(mention(login)).toBe(`@${login}`);
    expect(plainName(`@${login}`)).toBe(login);
  });

  test.each([
    ["dependabot[bot]", "dependabot\\[bot\\]"],
    ["acme/payments", "acme/payments"],
    ["-ana", "-ana"],
    ["ana @ben", `ana @${joiner}ben`],
    ["", ""],
  ])("what is no login is mentioned as nobody: %s", (login, shown) => {
    expect(mention(login)).toBe(shown);
  });
});

/** Texts made of what does harm in Markdown, mixed with any characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          "<!--",
          "-->",
          "--!>",
          "<!-- tocsin:of a -->",
          "@ana",
          "@",
          "```",
          "~~~",
          "`",
          "\n",
          "\r\n",
          "\\",
        ],
        ...[
          "&#64;",
          "&commat;",
          "&lt;",
          "![x](y)",
          "[x]",
          "<b>",
          "</details>",
          "|",
          "# ",
          "> ",
          "- [ ] ",
          "1. ",
        ],
        ...["--", "-", "<", ">", "!", "_", "*", "a", " ", "#", "$", "\u2060", "tocsin:", "\u2028", "==="],
      ),
      anyText(),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

describe("whatever people write", () => {
  const frames: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => `**Due** ${text}: see below\n\n<!-- tocsin:card x -->`,
    (text) => `| ${text} | x |`,
    (text) => `${text}ana`,
  ];

  test("no marker, comment or mention comes out of it, and no fence stays open", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...frames), (text, frame) => {
        for (const shown of [inline(text), block(text), inline(text, 10), mention(text).replace(/^@/, "")]) {
          const markers = frame("").includes("tocsin:card") ? 1 : 0;
          expect(readMarkers(frame(shown))).toHaveLength(markers);
          expect(shown).not.toMatch(/<!--|--!?>/);
          expect(frame(shown)).not.toMatch(/(?<!`)@[A-Za-z0-9]/);
          expect(visible(`${frame(shown)}\n\nafter`)).toMatch(/after$/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("neutralising twice changes nothing, and one line stays one line", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = inline(text);
        expect(inline(once)).toBe(once);
        expect(once).not.toMatch(/[\n\r\u2028\u2029]/);
      }),
      { numRuns: 2000 },
    );
  });

  test("every line of a quote is quoted", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of block(text).split("\n")) expect(line).toMatch(/^(?:>|$)/);
      }),
    );
  });
});
