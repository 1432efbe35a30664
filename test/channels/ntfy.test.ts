// ntfy over real HTTP, as it documents publishing in JSON: what a phone is told, and what is said of each kind of answer.
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Provider, provide } from "./provider.ts";
import { faultOf, letter, openChannel, said } from "./stage.ts";

let provider: Provider;
beforeEach(async () => {
  provider = await provide(({ path }) =>
    path === "/v1/health"
      ? { status: 200, body: { healthy: true } }
      : { status: 200, body: { id: "x", event: "message" } },
  );
});
afterEach(async () => {
  await provider.close();
  for (const secret of ["hunter2", "127.0.0.1", "hush"]) expect(said.join("\n")).not.toContain(secret);
});

const open = () =>
  openChannel({
    ...{ kind: "ntfy", url: provider.url, token: "tk_hunter2" },
    to: { directors: "hush-directors", all: ["hush-all", "hush-directors"] },
  });
const messages = () => provider.asked.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

test("a letter is one message for each topic, once over all keys", async () => {
  expect(await (await open()).send(letter({ to: ["directors", "all"] }))).toEqual({
    state: "sent",
    receipt: { accepted: 2, refused: 0 },
  });
  const [one] = messages();
  expect(one).toEqual({
    ...{ topic: "hush-directors", title: "Card payments fail", markdown: true, priority: 3 },
    message: "Nobody can pay by card.\n\nNext update by 11:20.",
    click: "https://github.com/acme/incidents/issues/7",
    sequence_id: expect.stringMatching(/^[\da-f]{40}$/),
  });
  expect(
    messages()
      .map(({ topic }) => topic)
      .toSorted(),
  ).toEqual(["hush-all", "hush-directors"]);
  for (const { method, path, headers } of provider.asked)
    expect([method, path, headers.authorization]).toEqual(["POST", "/", "Bearer tk_hunter2"]);
});

test("only a page breaks through a phone's silence, and a second try is of the same sequence", async () => {
  const channel = await open();
  await channel.send(letter({ purpose: "page" }));
  await channel.send(letter({ purpose: "page", attempt: 2 }));
  await channel.send(letter({ purpose: "page", id: "over", about: { ...letter().about, resolved: true } }));
  const [one, again, over] = messages();
  expect([one, again, over].map((message) => message?.priority)).toEqual([5, 5, 3]);
  expect(again).toEqual(one);
  expect(over?.sequence_id).not.toBe(one?.sequence_id);
});

test.each([
  [401, "failed", "ntfy answered 401: it does not take the token: make a new one"],
  [403, "failed", "ntfy answered 403: the token may not write to the topic: give it the right to"],
  [413, "failed", "ntfy answered 413: the text is too long for it: shorten it"],
  [400, "failed", "ntfy answered 400: it does not take this message"],
  [500, "unclear", "ntfy answered 500: it may have taken it"],
])("an answer %i is told as %s", async (status, state, because) => {
  provider.next({ status, body: { code: 42909, http: status, error: "hunter2" } });
  expect(await (await open()).send(letter())).toEqual({ state, because });
});

test("a wait that is short is kept within the send; where none is named it is a second, and told after three tries", async () => {
  provider.next({ status: 429, headers: { "retry-after": "1" } });
  const channel = await open();
  expect(await channel.send(letter())).toMatchObject({ state: "sent" });
  expect(provider.slept).toEqual([1_000]);
  const unsaid = { status: 429, body: { code: 42901 } };
  provider.next(unsaid, unsaid, unsaid);
  expect(await channel.send(letter())).toEqual({ state: "failed", because: "ntfy asks to wait" });
  expect(provider.slept).toEqual([1_000, 1_000, 1_000]);
});

test.each([
  ["hang", "ntfy did not answer in time"],
  ["reset", "ntfy broke off the connection"],
] as const)("what ends in a %s is unclear, and not repeated by itself", async (manner, because) => {
  provider.next(manner);
  expect(await (await open()).send(letter())).toEqual({ state: "unclear", because });
  expect(provider.asked).toHaveLength(1);
});

test("is asked whether it is well when it is checked", async () => {
  const channel = await open();
  expect(await channel.verify()).toBeUndefined();
  expect(provider.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v1/health"]);
  provider.next({ status: 404 });
  expect(await channel.verify()).toBe("ntfy answered 404: check url");
});

test.each([
  [{ to: { all: "hunter2/hush" } }, "to.all is not a topic"],
  [{ to: { all: "x" }, token: "hunter2 hunter2" }, "token is no access token; expected tk_…"],
  [{ to: { all: "x" }, url: "https://hunter2:hunter2@ntfy.example.org" }, "url is no address"],
])("a secret that holds %j is refused", async (secret, fault) => {
  expect(await faultOf({ kind: "ntfy", ...secret })).toContain(fault);
});
