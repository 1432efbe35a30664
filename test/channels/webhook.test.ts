// A webhook over real HTTP: what arrives passes Standard Webhooks' own check, and what is said of each kind of answer.
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { faultOf, letter, openChannel, said, slept, timeOut } from "./stage.ts";

const key = `whsec_${Buffer.from("hunter2".repeat(5)).toString("base64")}`;
const next = `whsec_${Buffer.from("hunter3".repeat(5)).toString("base64")}`;

interface Arrived {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = number | "hang" | "reset" | ((response: ServerResponse) => void);

interface Receiver {
  readonly url: string;
  readonly arrived: Arrived[];
  readonly server: Server;
}

const receivers: Receiver[] = [];
beforeEach(() => {
  slept.length = 0;
});
afterEach(async () => {
  await Promise.all(receivers.splice(0).map(({ server }) => closed(server)));
  for (const secret of ["hunter", key, next, "127.0.0.1", "/in/hook"])
    expect(said.join("\n")).not.toContain(secret);
});

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Answers in turn; the last for good. */
async function received(...answers: readonly Answer[]): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const left = [...answers];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      arrived.push({ method: request.method ?? "", headers: request.headers, body });
      const answer = (left.length > 1 ? left.shift() : left[0]) ?? 204;
      if (answer === "reset") request.socket.resetAndDestroy();
      else if (typeof answer === "number") response.writeHead(answer).end("no: hunter2");
      else if (answer === "hang") timeOut();
      else answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const receiver = { url: `http://127.0.0.1:${port}/in/hook`, arrived, server };
  receivers.push(receiver);
  return receiver;
}

const open = ({ url }: Receiver, keys: string | readonly string[] = key) =>
  openChannel({ kind: "webhook", url, keys });

const asks = (status: number, after: string) => (response: ServerResponse) =>
  void response.writeHead(status, { "retry-after": after }).end();

describe("a letter by webhook", () => {
  test("passes the check of Standard Webhooks with any of its keys, and with no other", async () => {
    const receiver = await received(200);
    expect(await (await open(receiver, [next, key])).send(letter())).toEqual({ state: "sent" });
    const [{ method, headers, body } = { method: "", headers: {}, body: "" }] = receiver.arrived;
    expect(method).toBe("POST");
    expect(headers["content-type"]).toBe("application/json");
    const signed = headers as Record<string, string>;
    const { id, to, subject, text, about } = letter();
    const content = { type: "tocsin.notice", data: { id, to, subject, text, about } };
    for (const one of [key, next]) expect(new Webhook(one).verify(body, signed)).toEqual(content);
    const other = `whsec_${Buffer.from("mallory".repeat(5)).toString("base64")}`;
    expect(() => new Webhook(other).verify(body, signed)).toThrow("No matching signature");
    expect(() => new Webhook(key).verify(`${body} `, signed)).toThrow("No matching signature");
  });

  test("has an id without dots, the same at every try, and the same body", async () => {
    const receiver = await received(200);
    await (await open(receiver)).send(letter());
    await (await open(receiver)).send(letter({ attempt: 2 }));
    await (await open(receiver)).send(letter({ id: "notice/acme/incidents#7/first.2" }));
    const [one, other, third] = receiver.arrived;
    const ids = receiver.arrived.map(({ headers }) => headers["webhook-id"]);
    for (const id of ids) expect(id).toMatch(/^msg_[\w-]{43}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(other?.body).toBe(one?.body);
    expect(third?.body).not.toBe(one?.body);
  });

  test("is not posted where it is longer than receivers have to take", async () => {
    const receiver = await received(200);
    expect(await (await open(receiver)).send(letter({ text: "ü".repeat(10_000) }))).toMatchObject({
      state: "failed",
      because: expect.stringMatching(
        /^the message has 20\d\d\d bytes, and a webhook takes 20000: shorten it$/,
      ),
    });
    expect(receiver.arrived).toEqual([]);
  });
});

describe("an answer", () => {
  test.each<[number, "sent" | "failed" | "unclear", string]>([
    [202, "sent", ""],
    [
      302,
      "failed",
      "the receiver answered 302: it leads elsewhere, which is not followed: set where it leads",
    ],
    [400, "failed", "the receiver answered 400: it does not take this message"],
    [401, "failed", "the receiver answered 401: check that it knows one of the keys"],
    [403, "failed", "the receiver answered 403: check that it knows one of the keys"],
    [404, "failed", "the receiver answered 404: check url"],
    [500, "unclear", "the receiver answered 500: it may have taken it"],
    [503, "unclear", "the receiver answered 503: it may have taken it"],
  ])("%i is %s, after one request", async (status, state, because) => {
    const receiver = await received(status);
    const expected = state === "sent" ? { state } : { state, because };
    expect(await (await open(receiver)).send(letter())).toEqual(expected);
    expect(receiver.arrived).toHaveLength(1);
  });

  test("410 stops it: it is not asked again", async () => {
    const receiver = await received(410, 200);
    const channel = await open(receiver);
    const stopped = {
      state: "failed",
      because:
        "the receiver said that it is gone (410), and is not asked again: set another url, or remove the channel",
    };
    expect(await channel.send(letter())).toEqual(stopped);
    expect(await channel.send(letter({ attempt: 2 }))).toEqual(stopped);
    expect(receiver.arrived).toHaveLength(1);
  });

  test.each([429, 503])(
    "%i with a short retry-after is waited for, with the id of before and a time of its own",
    async (status) => {
      const receiver = await received(asks(status, "2"), 200);
      expect(await (await open(receiver)).send(letter())).toEqual({ state: "sent" });
      expect(slept).toEqual([2_000]);
      const ids = receiver.arrived.map(({ headers }) => headers["webhook-id"]);
      expect(ids).toEqual([ids[0], ids[0]]);
    },
  );

  test.each([
    ["30", "the receiver asks to wait 30 s"],
    ["999999999", "the receiver asks to wait 999999999 s"],
  ])("429 with a long retry-after (%s) is said", async (after, because) => {
    const receiver = await received(asks(429, after));
    expect(await (await open(receiver)).send(letter())).toEqual({ state: "failed", because });
    expect(receiver.arrived).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  test("429 with a date, or with what is none, is understood", async () => {
    const late = new Date(Date.now() + 3_600_000).toUTCString();
    const receiver = await received(asks(429, late));
    expect(await (await open(receiver)).send(letter())).toMatchObject({
      because: expect.stringMatching(/^the receiver asks to wait 3(?:599|600) s$/),
    });
    const other = await received(asks(429, "-1"), asks(429, "soon"), 200);
    expect(await (await open(other)).send(letter())).toEqual({ state: "sent" });
    expect(slept).toEqual([1_000, 1_000]);
  });

  test("429 for ever is given up after three requests", async () => {
    const receiver = await received(asks(429, "1"));
    expect(await (await open(receiver)).send(letter())).toEqual({
      state: "failed",
      because: "the receiver asks to wait 1 s",
    });
    expect(receiver.arrived).toHaveLength(3);
  });
});

describe("no answer", () => {
  test.each([
    ["hang", "the receiver did not answer in time"],
    ["reset", "the receiver broke off the connection"],
  ] as const)(
    "(%s) is unclear after one request, and a second try has the same id",
    async (does, because) => {
      const receiver = await received(does, 200);
      const channel = await open(receiver);
      expect(await channel.send(letter())).toEqual({ state: "unclear", because });
      expect(receiver.arrived).toHaveLength(1);
      expect(await channel.send(letter({ attempt: 2 }))).toEqual({ state: "sent" });
      const ids = receiver.arrived.map(({ headers }) => headers["webhook-id"]);
      expect(ids[1]).toBe(ids[0]);
    },
  );

  test("that goes on without an end holds nothing up", async () => {
    const receiver = await received((response) => void response.writeHead(200).write("on and on"));
    expect(await (await open(receiver)).send(letter())).toEqual({ state: "sent" });
  });

  test("for nobody is there: it has failed", async () => {
    const receiver = await received(200);
    const channel = await open(receiver);
    await closed(receiver.server);
    const because = "the receiver can't be reached: check url";
    expect(await channel.send(letter())).toEqual({ state: "failed", because });
    expect(await channel.verify()).toBe(because);
  });
});

describe("whether it would work", () => {
  test.each([
    [204, undefined],
    [405, undefined],
    [410, "the receiver says that it is gone (410)"],
  ])("is asked without handing anything over: %s", async (status, wrong) => {
    const receiver = await received(status);
    expect(await (await open(receiver)).verify()).toBe(wrong);
    expect(receiver.arrived).toMatchObject([{ method: "HEAD", body: "" }]);
    expect(receiver.arrived[0]?.headers["webhook-id"]).toBeUndefined();
  });
});

describe("what is wrong with a secret for a webhook", () => {
  const right = { kind: "webhook", url: "https://example.org/in/hook", keys: key };

  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ ...right, url: undefined }, "url is missing: say where messages are posted to"],
    [{ ...right, url: "http://example.org/in/hook" }, "url is no address to post to; expected https://…"],
    [{ ...right, url: "https://hunter2@example.org/in/hook" }, "url is no address to post to"],
    [{ ...right, url: "hunter2" }, "url is no address to post to"],
    [{ ...right, keys: undefined }, "keys is missing"],
    [{ ...right, keys: "hunter2" }, "keys is no signing key; expected whsec_ and 24 to 64 bytes in base64"],
    [{ ...right, keys: [] }, "keys is empty: set one signing key at least"],
    [{ ...right, keys: [key, "whsec_hunter2"] }, "keys.1 is no signing key"],
    [{ ...right, key }, "does not know key"],
  ])("%# is said by its key", async (secret, message) => {
    expect(await faultOf(secret)).toContain(message);
  });

  test("is nothing where it is right", async () => {
    expect(await faultOf(right)).toBeUndefined();
    expect(await faultOf({ ...right, keys: [next, key] })).toBeUndefined();
  });
});
