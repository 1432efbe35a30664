import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../src/local-github/pages/markdown.ts";

const place = { repo: "acme/incidents", web: "http://127.0.0.1:4000" };
const shown = (text: string, boxes?: string): string =>
  renderMarkdown(text, { ...place, ...(boxes !== undefined && { boxes }) }).text;

describe("Markdown on a page", () => {
  it("folds details and drops comments", () => {
    const text = shown("<details><summary>More</summary>\n\n**words** <!-- tocsin:card x -->\n\n</details>");
    expect(text).toContain("<details><summary>More</summary>");
    expect(text).toContain("<strong>words</strong>");
    expect(text).not.toContain("tocsin");
  });

  it.each([
    ["<script>alert(1)</script>", "<script"],
    ["<img src=x onerror=alert(1)>", "<img"],
    ["<b onclick=alert(1)>bold</b>", "onclick"],
    ["<details ontoggle=alert(1) open>", "ontoggle"],
    ["[a](javascript:alert(1))", "javascript"],
    ["[a](data:text/html,x)", "data:"],
    ["![a](https://example.org/a.png)", "<img"],
    ['<a href="https://example.org">a</a>', '<a href="https'],
    ["<style>*{}</style>", "<style"],
    ["<kbd><img src=x onerror=alert(1) ", "<img"],
  ])("lets nothing run or load: %s", (text, lost) => {
    expect(shown(text)).not.toContain(lost);
  });

  it("can't end what is around it, nor leave anything open", () => {
    expect(shown("</details></div></li> after")).not.toMatch(/<\/(?:details|div|li)>/);
    expect(shown("<details><summary>open")).toMatch(/<\/summary><\/details>\s*$/);
  });

  it("lets only its own tags through, whatever somebody writes", () => {
    const piece = fc.constantFrom(
      ..."< > </ <!-- --> <script <b </b> <details> </details> <summary> <kbd> <code> <pre> <img \" ' & ` ``` \n - [ ] x @ana #7 [a]( ) javascript: onerror= | * _ \\ http://e.org".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const tags = shown(pieces.join(" ")).match(/<[^>]*>/g) ?? [];
        for (const tag of tags)
          expect(tag).toMatch(
            /^<(?:\/?[a-z][a-z\d]*(?: (?:class|href|rel|role|start|tabindex|open|align|aria-[a-z]+)(?:="[^"<>]*")?)*)>$/,
          );
        for (const tag of tags) expect(tag).not.toMatch(/<(?:script|img|iframe|style|form|input)/);
      }),
      { numRuns: 500 },
    );
  });

  it("leads from numbers to issues, and mentions lead nowhere", () => {
    expect(shown("see #7 and acme/web#2, @ana")).toContain(
      'see <a href="/acme/incidents/issues/7">#7</a> and <a href="/acme/web/issues/2">acme/web#2</a>, <span class="mention">@ana</span>',
    );
    expect(shown("http://127.0.0.1:4000/acme/web/issues/2")).toContain(
      '<a href="/acme/web/issues/2">acme/web#2</a>',
    );
    expect(shown("`#7`, a@b.example and [#7](https://example.org)")).not.toContain("/issues/7");
  });

  it("numbers its boxes in order, with their words as names", () => {
    const text = shown("- [ ] one <!-- x -->\n- [x] **two**\n  - [ ] three", "tick-body");
    const boxes = [
      ...text.matchAll(/form="(.*?)" name="box" value="(\d)".*?aria-checked="(.*?)" aria-label="(.*?)"/g),
    ];
    expect(boxes.map(([, ...found]) => found)).toEqual([
      ["tick-body", "0", "false", "one"],
      ["tick-body", "1", "true", "two"],
      ["tick-body", "2", "false", "three"],
    ]);
  });

  it("has boxes that can't be pressed for those who may not change the text", () => {
    expect(shown("- [ ] one")).not.toContain("<button");
  });
});
