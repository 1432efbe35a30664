// The guide to channels: each kind has its section with a secret that works as it stands.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { kinds, setUpChannels } from "../../src/channels/all.ts";
import { clock } from "./stage.ts";

const guide = readFileSync(new URL("../../docs/channels.md", import.meta.url), "utf8");

const anchors = Array.from(guide.matchAll(/^#+ (.+)$/gm), ([, title = ""]) =>
  title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-"),
);
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
    const own = /^docs\/channels\.md#(.+)$/.exec(page)?.[1];
    if (own === undefined) expect(URL.canParse(page)).toBe(true);
    else expect(anchors).toContain(own);
  });
});
