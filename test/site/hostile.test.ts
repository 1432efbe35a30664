// Whatever people write stands on the page as text: no tag, attribute, script or address of theirs comes through, and nothing breaks.
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import type { SiteData } from "../../src/site/data.ts";
import { siteOf } from "../../src/site/site.ts";
import { at, incident, notice, page, work } from "./build.ts";
import { readXml } from "./xml.ts";

const hostile = [
  "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>",
  `"><a href="javascript:alert(1)" onclick='x'>`,
  "{{ 7 | times: 7 }}{% raw %}{% render 'frame' %}",
  '[x](javascript:alert(1)) [y](https://a.example/"onmouseover="alert(1)) ![z](https://a.example/z.png)',
  "]]> <!-- --> <?xml ?> &lt;b&gt; &#60;b&#62; &nbsp;",
  "\u202Egnp.exe\u202C\u0000\u0008\uFFFE\uD800",
  "<svg/onload=alert(1)> <style>*{display:none}</style> <base href=//evil.example>",
  "__proto__ constructor toString",
];

const dataOf = (text: string): SiteData =>
  page({
    title: text,
    about: text,
    services: [{ key: text, title: text, group: text }],
    incidents: [
      incident({
        title: text,
        services: [text],
        notices: [
          notice("10:05", { title: `${text} 1`, text }),
          notice("10:40", { title: text, text, nextBy: at("11:00") }),
        ],
      }),
      incident({
        id: "b2",
        title: text,
        resolvedAt: at("11:00"),
        notices: [notice("10:05", { title: text, text })],
      }),
    ],
    maintenance: [
      work({ title: text, text, services: [text] }),
      work({ id: "w2", title: text, text, state: "in_progress" }),
    ],
  });

/** Every tag and attribute that a page has with harmless words. */
const usual = new Set(tagsOf(siteOf(dataOf("[a](https://a.example/) - x\n- y\n\n1. z"))));

function tagsOf(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files]
    .filter(([path]) => path.endsWith(".html"))
    .flatMap(([, text]) =>
      Array.from(
        text.matchAll(/<([!/]?[A-Za-z?][\w-]*)((?:[^>"]|"[^"]*")*)>/g),
        ([, tag = "", rest = ""]) => {
          const names = Array.from(rest.matchAll(/([\w:-]+)="[^"]*"/g), ([, name = ""]) => name);
          // What is left of a tag without its quoted attributes may be nothing but the slash that ends it.
          const left = rest.replace(/\s+[\w:-]+="[^"]*"/g, "").trim();
          return [tag.toLowerCase(), names.toSorted().join(" "), left].join("|");
        },
      ),
    );
}

describe.each(hostile)("%j", (text) => {
  const files = siteOf(dataOf(text));

  test("brings no tag and no attribute of its own", () => {
    expect([...new Set(tagsOf(files))].filter((tag) => !usual.has(tag))).toEqual([]);
  });

  test("leads nowhere but to our pages and to https addresses, which it shows", () => {
    for (const [path, html] of files) {
      if (!path.endsWith(".html")) continue;
      for (const [, to = "", shown = ""] of html.matchAll(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g))
        if (!/^[\w./-]*$/.test(to) && !to.startsWith("https://status.example.org/")) {
          expect(to).toMatch(/^https:\/\/a\.example\//);
          expect(shown).toBe(to);
        }
    }
  });

  test("leaves the pages valid, the feeds and answers readable", async () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:standard"],
      rules: { "long-title": "off" },
    });
    for (const [path, content] of files) {
      if (path.endsWith(".html")) {
        const { results } = await validator.validateString(content);
        expect(
          results.flatMap(({ messages }) =>
            messages.map(({ ruleId, message }) => `${path}: ${ruleId} ${message}`),
          ),
        ).toEqual([]);
        expect(/[\uFFFE\p{Cs}\p{Bidi_Control}]|(?!\n)\p{Cc}/u.exec(content)?.[0]).toBeUndefined();
      }
      if (path.endsWith(".json")) expect(JSON.parse(content)).toBeTypeOf("object");
    }
    expect(readXml(files.get("atom.xml") ?? "").name).toBe("feed");
  });
});

test("what Liquid would carry out in a notice stands there as it was written", () => {
  const html = siteOf(dataOf("{{ 7 | times: 7 }}")).get("incidents/a1/index.html");
  expect(html).toContain("<h1>{{ 7 | times: 7 }}</h1>");
  expect(html).toContain("<p>{{ 7 | times: 7 }}</p>");
});
