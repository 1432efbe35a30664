// Workflows of Teams over real HTTP: what card arrives, that "accepted" is never "delivered", and which URLs are of kinds that are gone.
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Provider, provide } from "./provider.ts";
import { faultOf, letter, openChannel, said } from "./stage.ts";

const path = "/powerautomate/automations/direct/workflows/7/triggers/manual/paths/invoke?sig=hunter2";

let provider: Provider;
beforeEach(async () => {
  provider = await provide(() => ({ status: 202 }));
});
afterEach(async () => {
  await provider.close();
  for (const secret of ["hunter2", "127.0.0.1", "/invoke"]) expect(said.join("\n")).not.toContain(secret);
});

const open = () =>
  openChannel({
    kind: "teams",
    to: { directors: provider.url + path, desk: [provider.url + path, `${provider.url}/other?sig=hunter2`] },
  });
const cards = () => provider.asked.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

test("a letter is a card, accepted by the flow and no more", async () => {
  expect(await (await open()).send(letter())).toEqual({
    state: "sent",
    receipt: { accepted: 1, refused: 0, note: "accepted by the flow" },
  });
  expect(provider.asked.map((one) => `${one.method} ${one.path}`)).toEqual([`POST ${path}`]);
  expect(provider.asked[0]?.headers["content-type"]).toBe("application/json");
  const block = { type: "TextBlock", wrap: true };
  expect(cards()).toEqual([
    {
      ...{ type: "message", summary: "Nobody can pay by card." },
      attachments: [
        {
          ...{ contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null },
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            ...{ type: "AdaptiveCard", version: "1.4", lang: "en", msteams: { width: "Full" } },
            body: [
              { ...block, text: "Card payments fail", weight: "Bolder", size: "Medium", style: "heading" },
              { ...block, text: "Nobody can pay by card." },
              { ...block, text: "Next update by 11:20." },
            ],
            actions: [
              {
                ...{ type: "Action.OpenUrl", title: "Open acme/incidents#7" },
                url: "https://github.com/acme/incidents/issues/7",
              },
            ],
          },
        },
      ],
    },
  ]);
});

test("each workflow is started once over all keys", async () => {
  const told = await (await open()).send(letter({ to: ["directors", "desk", "nobody"] }));
  expect(told).toEqual({
    state: "sent",
    receipt: {
      ...{ accepted: 2, refused: 0 },
      note: "accepted by the flow; nobody is known here for nobody: add it under to",
    },
  });
  expect(provider.asked.map((one) => one.path).toSorted()).toEqual(["/other?sig=hunter2", path]);
});

test("a card is 20 KB at most, and nothing leaves of one that is longer", async () => {
  const channel = await open();
  expect(await channel.send(letter({ text: "ü".repeat(9_000) }))).toMatchObject({ state: "sent" });
  expect(await channel.send(letter({ text: "ü".repeat(10_000) }))).toEqual({
    state: "failed",
    because: expect.stringMatching(/^the card has 20\d\d\d bytes, and Teams is sure to take 20000: shorten/),
  });
  expect(provider.asked).toHaveLength(1);
});

test.each([
  [400, "failed", "the workflow answered 400: it is off, or does not begin with a Teams webhook request"],
  [401, "failed", "the workflow answered 401: its URL is not whole, or it lets only some people in"],
  [
    404,
    "failed",
    "the workflow answered 404: the workflow is gone or off, as it is when its owner's account is",
  ],
  [413, "failed", "the workflow answered 413: the card is too long: shorten the text"],
  [502, "unclear", "the workflow answered 502: it may have taken it"],
])("an answer %i is told as %s", async (status, state, because) => {
  provider.next({ status, body: { error: { code: "hunter2", message: "hunter2" } } });
  expect(await (await open()).send(letter())).toEqual({ state, because: expect.stringContaining(because) });
  expect(provider.asked).toHaveLength(1);
});

test("a wait that is short is kept within the send, a long one is told", async () => {
  provider.next({ status: 429, headers: { "retry-after": "5" } });
  const channel = await open();
  expect(await channel.send(letter())).toMatchObject({ state: "sent" });
  expect(provider.slept).toEqual([5_000]);
  provider.next({ status: 429, headers: { "retry-after": "6" } });
  expect(await channel.send(letter())).toEqual({ state: "failed", because: "the workflow asks to wait 6 s" });
});

test.each([
  ["hang", "the workflow did not answer in time"],
  ["reset", "the workflow broke off the connection"],
] as const)("what ends in a %s is unclear, and not repeated by itself", async (manner, because) => {
  provider.next(manner);
  const channel = await open();
  expect(channel.looksUp).toBe(false);
  expect(await channel.send(letter())).toEqual({ state: "unclear", because });
  expect(provider.asked).toHaveLength(1);
});

test("where one has it and the other not yet, people are asked", async () => {
  provider.next({ status: 429, headers: { "retry-after": "60" } });
  expect(await (await open()).send(letter({ to: ["desk"] }))).toEqual({
    state: "unclear",
    because: "accepted for 1 of 2, not taken for 1: the workflow asks to wait 60 s",
  });
});

test("no workflow is started when it is checked", async () => {
  const channel = await open();
  expect(await channel.verify()).toBeUndefined();
  expect(provider.asked.map((one) => `${one.method} ${one.path}`)).toEqual(["HEAD /"]);
  await provider.close();
  expect(await channel.verify()).toBe("the workflow can't be reached: check url");
});

const retired =
  /^to\.directors has a URL of a kind that Microsoft has retired .*: open the workflow in Teams and copy its new URL/;
test.each([
  ["https://acme.webhook.office.com/webhookb2/hunter2", retired],
  ["https://webhook.office.com/webhookb2/hunter2", retired],
  ["https://outlook.office.com/webhook/hunter2", retired],
  ["https://prod-7.uksouth.logic.azure.com:443/workflows/hunter2", retired],
  ["https://PROD-7.uksouth.LOGIC.AZURE.com/workflows/hunter2", retired],
  ["http://flows.example.org/hunter2", /^to\.directors is not the URL of a Teams workflow$/],
  ["hunter2", /^to\.directors is not the URL of a Teams workflow$/],
])("a URL %s is refused with its place", async (url, fault) => {
  expect(await faultOf({ kind: "teams", to: { directors: url } })).toMatch(fault);
});

test.each([
  "https://default7.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/7/triggers/manual",
  "https://example.org/?next=https://x.logic.azure.com/",
  "https://mylogic.azure.com.example.org/",
  "https://notlogic.azure.com/",
])("a URL %s is none of them", async (url) => {
  expect(await faultOf({ kind: "teams", to: { directors: url } })).toBeUndefined();
});
