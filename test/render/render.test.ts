import { describe, expect, test } from "vitest";
import { createRenderer } from "../../src/render/render.ts";

/** What one template makes of values. */
function rendered(text: string, values = {}): string {
  return createRenderer({ one: text })("one", values);
}

describe("a renderer", () => {
  test("makes harmless what it prints, whoever forgot to, and once only", () => {
    expect(rendered("**{{ what }}** {{ what }}", { what: "a\\*b & <c> @ana" })).toBe(
      "**a\\*b & \\<c> @\u2060ana** a\\*b & \\<c> @\u2060ana",
    );
    expect(rendered("{% capture all %}{{ one }}{% endcapture %}{{ all | upfirst }}", { one: "a*b" })).toBe(
      "A\\*b",
    );
    expect(rendered("{{ count }} {{ list }} {{ none }}", { count: 3, list: ["<a>", "b"] })).toBe("3 \\<a>b");
  });

  test("prints as code between backticks, as HTML in a tag, an address as a link, and Markdown of ours as it is", () => {
    expect(rendered("`{{ a | code }}`", { a: "/set a_b `x` @ana" })).toBe("`/set a_b 'x' @ana`");
    expect(rendered("<b>{{ a | html }}</b>", { a: "<i> & @ana" })).toBe("<b>&lt;i&gt; &amp; @\u2060ana</b>");
    expect(
      rendered("{{ a | link }} {{ b | link }}", { a: "https://github.com/acme/x/pull/3", b: "https://x y" }),
    ).toBe("https://github.com/acme/x/pull/3 https\\://x y");
    expect(rendered("{{ a | raw }}", { a: "@ana, **x**" })).toBe("@ana, **x**");
  });

  test("leaves no line behind where a line holds only tags", () => {
    const text = "{% # why %}\nA\n{% if b %}\nB\n{% else %}\nC\n{% endif %}\nD\n";
    expect(rendered(text, { b: true })).toBe("A\nB\nD");
    expect(rendered(text)).toBe("A\nC\nD");
  });

  test("keeps the line of a partial, and hands it only what it is given", () => {
    const templates = {
      list: '{% for n in all %}\n- {% render "item", n: n %}\n{% endfor %}\n',
      item: "{{ n }}{{ all }}\n",
    };
    expect(createRenderer(templates)("list", { all: [1, 2] })).toBe("- 1\n- 2");
  });

  test("has at most one blank line in a row, none at the ends, and no spaces at the ends of lines", () => {
    expect(rendered("\n\nA  \n\n\n \nB\t\n\n")).toBe("A\n\nB");
  });

  test("reads templates with Windows line ends", () => {
    expect(rendered("{% if a %}\r\nA\r\n{% endif %}\r\nB\r\n", { a: true })).toBe("A\nB");
  });

  test("raises only the first letter, so that names of roles stay as they are", () => {
    expect(rendered("{{ role | upfirst }}", { role: "hSSI manager" })).toBe("HSSI manager");
  });

  test("names the templates that there are when it is asked for another", () => {
    expect(() => createRenderer({ card: "", help: "" })("cart", {})).toThrow(
      'There is no template "cart"; expected one of card, help.',
    );
    expect(() => createRenderer({ card: "" })("constructor", {})).toThrow(
      'There is no template "constructor"',
    );
  });

  test("names the template whose filter or tags it can't read", () => {
    expect(() => rendered("{{ a | shout }}")).toThrow('The template "one" could not be rendered');
    expect(() => rendered("{% if a %}")).toThrow('The template "one" could not be rendered');
  });

  test("gives a template nothing but its values", () => {
    expect(rendered("{{ constructor }}{{ a.constructor }}{{ a.toString }}", { a: {} })).toBe("");
  });
});
