// Apprise's server over real HTTP, as it documents itself: one POST with tags, and what is said of each kind of answer.
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Provider, provide } from "./provider.ts";
import { faultOf, letter, openChannel, said } from "./stage.ts";

let provider: Provider;
beforeEach(async () => {
  provider = await provide(() => ({ status: 200, body: { error: "", details: [] } }));
});
afterEach(async () => {
  await provider.close();
  for (const secret of ["hunter2", "127.0.0.1"]) expect(said.join("\n")).not.toContain(secret);
});

const open = () =>
  openChannel({
    ...{ kind: "apprise", url: `${provider.url}/apprise/`, key: "hunter2", user: "us", password: "hunter2" },
    to: { directors: "directors", all: ["users", "directors"] },
  });

test("a letter is one POST, with a tag for each key and none twice", async () => {
  expect(await (await open()).send(letter({ to: ["all", "directors", "nobody"] }))).toEqual({
    state: "sent",
    receipt: {
      ...{ accepted: 2, refused: 0 },
      note: "accepted for these tags; Apprise does not say how many services that are; nobody is known here for nobody: add it under to",
    },
  });
  const [{ method, path, headers, body } = { method: "", path: "", headers: {}, body: "{}" }, ...rest] =
    provider.asked;
  expect([method, path, rest]).toEqual(["POST", "/apprise/notify/hunter2", []]);
  expect(headers.authorization).toBe(`Basic ${Buffer.from("us:hunter2").toString("base64")}`);
  expect(JSON.parse(body)).toEqual({
    ...{
      title: "Card payments fail",
      body: `${letter().text}\n\nacme/incidents#7: ${letter().about.url}\n`,
      format: "markdown",
    },
    ...{ type: "info", tag: "users,directors" },
  });
});

test("a page is of the kind that a service may mark", async () => {
  await (await open()).send(letter({ purpose: "page" }));
  expect(JSON.parse(provider.asked[0]?.body ?? "{}")).toMatchObject({ type: "failure" });
});

test.each([
  [204, "failed", "Apprise answered 204: there are no services under this key: add them, or check key"],
  [401, "failed", "Apprise answered 401: set user and password anew"],
  [400, "failed", "Apprise answered 400: it does not take this message"],
  [
    424,
    "unclear",
    "Apprise answered 424: at least one of its services did not take it, or none has the tag; the others may have it",
  ],
  [500, "unclear", "Apprise answered 500: it may have taken it"],
])("an answer %i is told as %s", async (status, state, because) => {
  provider.next({ status, ...(status !== 204 && { body: { error: "hunter2" } }) });
  expect(await (await open()).send(letter())).toEqual({ state, because });
  expect(provider.asked).toHaveLength(1);
});

test("a wait that is short is kept within the send, a long one is told", async () => {
  provider.next({ status: 429, headers: { "retry-after": "1" } });
  const channel = await open();
  expect(await channel.send(letter())).toMatchObject({ state: "sent" });
  expect(provider.slept).toEqual([1_000]);
  provider.next({ status: 429, headers: { "retry-after": "30" } });
  expect(await channel.send(letter())).toEqual({ state: "failed", because: "Apprise asks to wait 30 s" });
});

test.each([
  ["hang", "Apprise did not answer in time"],
  ["reset", "Apprise broke off the connection"],
] as const)("what ends in a %s is unclear, and not repeated by itself", async (manner, because) => {
  provider.next(manner);
  expect(await (await open()).send(letter())).toEqual({ state: "unclear", because });
  expect(provider.asked).toHaveLength(1);
});

test("is asked for its services without their secrets when it is checked", async () => {
  const channel = await open();
  expect(await channel.verify()).toBeUndefined();
  const asked = provider.asked.map(({ method, path }) => `${method} ${path}`);
  expect(asked).toEqual(["GET /apprise/json/urls/hunter2/?privacy=1"]);
  provider.next({ status: 204 });
  expect(await channel.verify()).toBe(
    "Apprise answered 204: there are no services under this key: add them, or check key",
  );
  provider.next({ status: 401 });
  expect(await channel.verify()).toBe("Apprise answered 401: set user and password anew");
});

const whole = { url: "https://apprise.example.org", key: "tocsin", to: { all: "users" } };
test.each([
  [{ ...whole, key: "hunter2/../x" }, "key is no key; expected letters, digits, _ and - alone"],
  [{ ...whole, url: undefined }, "url is missing: say where your Apprise server is"],
  [{ ...whole, user: "us" }, "user and password go together: set both, or neither"],
  [{ ...whole, to: { all: "hunter2, other" } }, "to.all is not a tag"],
])("a secret that holds %j is refused", async (secret, fault) => {
  expect(await faultOf({ kind: "apprise", ...secret })).toContain(fault);
});
