// A notice as HTML and as plain text: paragraphs, line breaks, lists and addresses; whatever else people write is text.
import { describe, expect, test } from "vitest";
import { escaped } from "../../src/site/escape.ts";
import { htmlOf, textOf } from "../../src/site/markdown.ts";

const link = (address: string): string => `<a href="${address}" rel="nofollow noreferrer">${address}</a>`;

describe("a notice becomes HTML", () => {
  test.each<[string, string, string]>([
    ["paragraphs", "One.\n\n\nTwo.", "<p>One.</p><p>Two.</p>"],
    ["line breaks of each kind", "One\r\ntwo\rthree\u2028four", "<p>One<br>two<br>three<br>four</p>"],
    [
      "a list",
      "These:\n- one\n* two\n+ three\n\nAll.",
      "<p>These:</p><ul><li>one</li><li>two</li><li>three</li></ul><p>All.</p>",
    ],
    ["a list with gaps", "- one\n\n- two", "<ul><li>one</li><li>two</li></ul>"],
    ["an entry of two lines", "- one\n  more\n- two", "<ul><li>one more</li><li>two</li></ul>"],
    ["a numbered list", "1. one\n2) two", "<ol><li>one</li><li>two</li></ol>"],
    ["lists of two kinds", "- one\n1. two", "<ul><li>one</li></ul><ol><li>two</li></ol>"],
    ["a number that begins a sentence", "2025 was good.", "<p>2025 was good.</p>"],
    ["an address", "See https://example.com/a.", `<p>See ${link("https://example.com/a")}.</p>`],
    ["an address in brackets", "<https://example.com/a>", `<p>${link("https://example.com/a")}</p>`],
    [
      "words with an address",
      "[our blog](https://example.com/b)",
      `<p>our blog (${link("https://example.com/b")})</p>`,
    ],
    [
      "an address as its own words",
      "[https://example.com/](https://example.com/)",
      `<p>${link("https://example.com/")}</p>`,
    ],
    ["signs that Markdown was kept from", "3 \\* 4 \\[a\\]", "<p>3 * 4 [a]</p>"],
    ["other marks", "**bold** `code` # no", "<p>**bold** `code` # no</p>"],
    ["nothing", " \n ", ""],
  ])("%s", (_name, markdown, html) => expect(htmlOf(markdown)).toBe(html));

  test.each([
    ["another scheme", "[a](javascript:alert(1))"],
    ["plain http", "[a](http://example.com)"],
    ["data", "[a](data:text/html,x)"],
    ["a name and a password", "https://bank.example@evil.example/"],
    ["no host", "https://"],
    ["a mail address", "[a](mailto:ana@example.com)"],
    ["a picture", "![a](/x.png)"],
    ["a tag", '<a href="https://example.com">x'],
  ])("what leads elsewhere is no link as it is written: %s", (name, markdown) => {
    const html = htmlOf(markdown);
    if (name !== "a tag") expect(html).not.toContain("<a ");
    expect(
      html.replace(/<\/?p>|<br>|<a href="https:\/\/example\.com\/" rel="nofollow noreferrer">|<\/a>/g, ""),
    ).not.toMatch(/[<>]/);
  });

  test("shows an address as the browser takes it, so that no letter stands for another", () => {
    expect(htmlOf("https://аpple.com/")).toContain('href="https://xn--');
    expect(htmlOf("[https://bank.example](https://evil.example/)")).toBe(
      `<p>https://bank.example (${link("https://evil.example/")})</p>`,
    );
  });

  test("hides nothing and turns nothing round", () => {
    expect(htmlOf("a\u202Eb\u200Bc\u0000d\uFEFF\u2066")).toBe("<p>abcd</p>");
  });

  test("is cut after 4,000 characters, never in the middle of one", () => {
    const html = htmlOf("🙂".repeat(5_000));
    expect(Array.from(html.replace(/<\/?p>/g, ""))).toHaveLength(4_000);
    expect(html).toMatch(/🙂…<\/p>$/u);
  });
});

test("a notice as plain text keeps its lists and addresses", () => {
  expect(textOf("One\ntwo:\n- a\n- [b](https://example.com/b)\n\n1. c\n2. d\n\n<b>e</b>")).toBe(
    "One\ntwo:\n\n- a\n- b (https://example.com/b)\n\n1. c\n2. d\n\n<b>e</b>",
  );
});

test("what is escaped stays text between tags and in attributes, and holds nothing that XML can't", () => {
  expect(escaped(`<a href="x" title='y'>&amp;\u0001\uFFFE\uD800</a>`)).toBe(
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;\uFFFD&lt;/a&gt;",
  );
});
