// A pager over real HTTP, as PagerDuty documents Events v2: what rings, what is over, what is refused, and that a repeat rings once.
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Provider, provide } from "./provider.ts";
import { faultOf, letter, openChannel, said } from "./stage.ts";

const keys = { lead: "a1hunter2a1hunter2a1hunter2a1hun", duty: "b2hunter2b2hunter2b2hunter2b2hun" };
const accepted = {
  ...{ status: 202, body: { status: "success", message: "Event processed", dedup_key: "x" } },
} as const;

let provider: Provider;
beforeEach(async () => {
  provider = await provide(() => accepted);
});
afterEach(async () => {
  await provider.close();
  for (const secret of ["hunter2", "127.0.0.1", "enqueue"]) expect(said.join("\n")).not.toContain(secret);
});

const open = (over: object = {}) =>
  openChannel({ kind: "pager", url: provider.url, to: { lead: keys.lead, duty: keys.duty }, ...over });
const page = (over: Parameters<typeof letter>[0] = {}) => letter({ purpose: "page", to: ["lead"], ...over });
const over = { about: { ...letter().about, resolved: true } };
const events = () => provider.asked.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

test("a page rings the integration of its level, with what it is about", async () => {
  expect(await (await open()).send(page())).toEqual({
    state: "sent",
    receipt: { accepted: 1, refused: 0, note: "accepted by the pager" },
  });
  expect(provider.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /v2/enqueue"]);
  expect(events()).toEqual([
    {
      routing_key: keys.lead,
      dedup_key: expect.stringMatching(/^tocsin-[\da-f]{40}$/),
      event_action: "trigger",
      ...{ client: "Tocsin", client_url: "https://github.com/acme/incidents/issues/7" },
      links: [{ href: "https://github.com/acme/incidents/issues/7", text: "acme/incidents#7" }],
      payload: {
        ...{ summary: "Card payments fail", source: "acme/incidents#7", severity: "critical" },
        custom_details: {
          ...{ text: letter().text, title: "Card payments fail" },
          ...{ severity: "SEV1", incident: "incident-2025-04-01-payments" },
        },
      },
    },
  ]);
});

test("has the same key at every try and until it is over, and another for what is asked anew, another level and another incident", async () => {
  const channel = await open();
  const id = "page/escalate/lead/IC_1";
  await channel.send(page({ id }));
  await channel.send(page({ id, attempt: 2 }));
  await channel.send(page({ id: `${id}/resolved`, ...over }));
  await channel.send(page({ id: "page/escalate/lead/IC_2" }));
  await channel.send(page({ id, to: ["duty"] }));
  await channel.send(page({ id, about: { ...letter().about, incident: "I_8" } }));
  const [one, again, resolved, anew, level, other] = events().map(({ dedup_key }) => dedup_key);
  expect([again, resolved]).toEqual([one, one]);
  expect(new Set([one, anew, level, other]).size).toBe(4);
  expect(events()[2]).toEqual({ routing_key: keys.lead, dedup_key: one, event_action: "resolve" });
});

test("rings an integration once over all keys, and says for all of them that it is over", async () => {
  const channel = await open({ to: { lead: keys.lead, duty: [keys.lead, keys.duty] } });
  const both = page({ to: ["lead", "duty", "lead"] });
  expect(await channel.send(both)).toMatchObject({ receipt: { accepted: 2, refused: 0 } });
  expect(events().map(({ routing_key }) => routing_key)).toEqual([keys.lead, keys.duty]);
  const rung = new Set(events().map(({ dedup_key }) => dedup_key));
  provider.asked.length = 0;
  await channel.send({ ...both, ...over });
  const ended = events().map(({ dedup_key }) => dedup_key);
  expect(events().every(({ event_action }) => event_action === "resolve")).toBe(true);
  expect([...rung].filter((key) => !ended.includes(key))).toEqual([]);
});

test("summary has at most 1,024 signs, and is well-formed", async () => {
  await (await open()).send(page({ subject: `${"x".repeat(1_022)}😀 more` }));
  const { summary = "" } = (events()[0]?.payload ?? {}) as { summary?: string };
  expect(summary).toBe(`${"x".repeat(1_022)}…`);
});

test("a test is no incident: it rings as information, by a key of its own", async () => {
  const channel = await open({ severity: "error" });
  await channel.send(page());
  await channel.send(page({ purpose: "test" }));
  const payloads = events().map(({ payload }) => (payload as { severity: string }).severity);
  expect(payloads).toEqual(["error", "info"]);
  expect(events()[1]?.dedup_key).not.toBe(events()[0]?.dedup_key);
});

test("rings nobody for a notice, nor where nobody is known", async () => {
  const channel = await open();
  expect(await channel.send(letter({ to: ["lead"] }))).toEqual({
    state: "failed",
    because: "a pager rings people: send a notice by another channel",
  });
  expect(await channel.send(page({ to: ["directors-1"] }))).toEqual({
    state: "failed",
    because: "nobody is known here for directors-1: add it under to",
  });
  expect(provider.asked).toEqual([]);
  expect(await channel.send(page({ to: ["lead", "directors-1"] }))).toMatchObject({
    state: "sent",
    receipt: { accepted: 1, note: expect.stringContaining("directors-1") },
  });
});

test.each([
  [
    400,
    "failed",
    "the pager answered 400: it does not take this event: check that the integration is one of Events API v2",
  ],
  [
    403,
    "failed",
    "the pager answered 403: it does not know the integration: make a new key and set it under to",
  ],
  [404, "failed", "the pager answered 404: check url"],
  [302, "failed", "the pager answered 302: it leads elsewhere, which is not followed: set where it leads"],
  [500, "unclear", "the pager answered 500: it may have taken it"],
])("an answer %i is told as %s, and nothing of what it says", async (status, state, because) => {
  const answer = {
    status,
    headers: { location: "https://example.org/hunter2" },
    body: { status: "invalid event", errors: ["hunter2"] },
  };
  provider.next(answer, answer);
  expect(await (await open()).send(page())).toEqual({ state, because });
});

test("a wait that is short is kept within the send, a long one is told", async () => {
  provider.next({ status: 429, headers: { "retry-after": "2" } });
  const channel = await open();
  expect(await channel.send(page())).toMatchObject({ state: "sent" });
  expect(provider.slept).toEqual([2_000]);
  provider.next({ status: 429, headers: { "retry-after": "30" } });
  expect(await channel.send(page())).toEqual({ state: "failed", because: "the pager asks to wait 30 s" });
  const short = { status: 429, headers: { "retry-after": "1" } };
  provider.next(short, short, short);
  expect(await channel.send(page())).toEqual({ state: "failed", because: "the pager asks to wait 1 s" });
  expect(provider.asked).toHaveLength(6);
});

test.each([
  ["hang", "the pager did not answer in time"],
  ["reset", "the pager broke off the connection"],
] as const)(
  "what ends in a %s is repeated at once with the same key, and then unclear",
  async (manner, because) => {
    provider.next(manner);
    const channel = await open();
    expect(await channel.send(page())).toMatchObject({ state: "sent" });
    const [one, other] = events();
    expect(other).toEqual(one);
    provider.next(manner, manner);
    expect(await channel.send(page())).toEqual({ state: "unclear", because });
  },
);

test("nothing has left where nobody listens", async () => {
  const channel = await open();
  await provider.close();
  const because = "the pager can't be reached: check url";
  expect(await channel.send(page())).toEqual({ state: "failed", because });
  expect(await channel.verify()).toBe(because);
});

test("one that is refused does not keep the page from the others, and one that is unclear is told", async () => {
  const channel = await open();
  const both = page({ to: ["lead", "duty"] });
  provider.next({ status: 400 });
  expect(await channel.send(both)).toMatchObject({ state: "sent", receipt: { accepted: 1, refused: 1 } });
  provider.next({ status: 429, headers: { "retry-after": "60" } });
  expect(await channel.send(both)).toEqual({
    state: "failed",
    because: "accepted for 1 of 2, not taken for 1: the pager asks to wait 60 s",
  });
});

test("is asked nothing that rings when it is checked", async () => {
  expect(await (await open()).verify()).toBeUndefined();
  expect(provider.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["HEAD /"]);
});

test.each([
  [{ to: { lead: "hunter2 with spaces" } }, "to.lead is not an integration key of Events API v2"],
  [{}, "to is missing: say who is reached"],
  [{ to: { lead: keys.lead }, url: "http://pager.example.org" }, "url is no address; expected https://…"],
  [{ to: { lead: keys.lead }, severity: "hunter2" }, "severity is none that there is; expected critical"],
])("a secret that holds %j is refused", async (secret, fault) => {
  expect(await faultOf({ kind: "pager", ...secret })).toContain(fault);
});
