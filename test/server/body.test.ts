// What of a request is read at all: the headers of a delivery first, then no more than there is room for.
import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createRoom, mostBytes, readBody } from "../../src/server/body.ts";

const signed = {
  "content-type": "application/json",
  "x-github-event": "issues",
  "x-github-delivery": "1",
  "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
};

function request(headers: Readonly<Record<string, string>> = signed): PassThrough & IncomingMessage {
  return Object.assign(new PassThrough({ highWaterMark: mostBytes }), { headers }) as PassThrough &
    IncomingMessage;
}

describe("a request without the headers of a delivery", () => {
  test.each([
    ["no signature", { ...signed, "x-hub-signature-256": "" }],
    ["a signature of another shape", { ...signed, "x-hub-signature-256": `sha256=${"g".repeat(64)}` }],
    [
      "an old signature alone",
      { ...signed, "x-hub-signature-256": "", "x-hub-signature": `sha1=${"0".repeat(40)}` },
    ],
    ["no event", { ...signed, "x-github-event": "" }],
    ["no id", { ...signed, "x-github-delivery": "" }],
  ])("(%s) is refused, and not a byte of it is read", async (_, headers) => {
    const sent = request(headers);
    expect(await readBody(sent, createRoom())).toMatchObject({ kind: "refused", status: 400 });
    expect(sent.listenerCount("data")).toBe(0);
  });
});

describe("bodies that are read at once", () => {
  test("share a room; who does not fit is refused, what was read of it is let go, and the others go on", async () => {
    const room = createRoom(1_000);
    const [one, other] = [request(), request()];
    const answers = [readBody(one, room), readBody(other, room)];
    one.write("x".repeat(700));
    other.write("x".repeat(400));
    expect(await answers[1]).toMatchObject({ kind: "refused", status: 503 });
    one.end(" ".repeat(300));
    expect(await answers[0]).toMatchObject({ kind: "refused", status: 400 });
    expect(room.take(1_000)).toBe(true);
  });

  test("give back what they took, however they end", async () => {
    const room = createRoom(1_000);
    const whole = request();
    const read = readBody(whole, room);
    whole.end('{"a":1}');
    expect(await read).toEqual({ kind: "text", text: '{"a":1}' });
    const broken = request();
    const cut = readBody(broken, room);
    broken.write("{");
    await new Promise((resolve) => setImmediate(resolve));
    broken.destroy();
    expect(await cut).toMatchObject({ kind: "refused", status: 400 });
    expect(room.take(1_000)).toBe(true);
  });

  test("have room for a few of the largest that GitHub sends, and no more", () => {
    const room = createRoom();
    const fits = Array.from({ length: 60 }, () => room.take(mostBytes)).filter(Boolean);
    expect(fits).toHaveLength(4);
  });
});
