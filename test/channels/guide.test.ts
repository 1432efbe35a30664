// The guide to channels: each kind has its section with a secret that works as it stands.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { kinds, setUpChannels } from "../../src/channels/all.ts";
import { clock } from "./stage.ts";

const pages = ["docs/channels.md", "docs/channels-kinds.md"];
const texts = new Map(
  pages.map((page) => [page, readFileSync(new URL(`../../${page}`, import.meta.url), "utf8")]),
);
const guide = [...texts.values()].join("\n");

const anchors = Array.from(texts, ([page, text]) =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, title = ""]) => {
    const anchor = title.toLowerCase().replaceAll(/[^\w -]/g, "");
    return `${page}#${anchor.replaceAll(" ", "-")}`;
  }),
).flat();
const secrets = Array.from(guide.matchAll(/^```json\n([\s\S]*?)^```$/gm), ([, text = ""]) => text);
const kindOf = (text: string): string => (JSON.parse(text) as { kind: string }).kind;

describe.each(Object.keys(kinds))("the kind %s", (name) => {
  test("has an example in the guide that is set up as it stands", async () => {
    const mine = secrets.filter((text) => kindOf(text) === name);
    expect(mine).not.toEqual([]);
    for (const text of mine) {
      const states = await setUpChannels({
        env: { TOCSIN_CHANNEL_IT: text },
        ...{ clock, fetch: globalThis.fetch, web: "https://github.com" },
      });
      expect(states).toMatchObject([{ kind: "open" }]);
    }
  });

  test("names a page to mend it on that exists", async () => {
    const { kind, page } = (await kinds[name]?.()) ?? { kind: "", page: "" };
    expect(kind).toBe(name);
    if (page.startsWith("docs/")) expect(anchors).toContain(page);
    else expect(URL.canParse(page)).toBe(true);
  });
});
