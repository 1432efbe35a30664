// `tocsin channels`: what is set up, whether it would work, and a test message, with nothing of what the secrets hold.

import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type MailServer, serveMail } from "../channels/mail-server.ts";
import { emptyFolder } from "../folder.ts";
import { run, type Said } from "./terminal.ts";

const key = `whsec_${Buffer.alloc(32, "hunter2").toString("base64")}`;
let mail: MailServer;
let said: Said[];
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  said = [];
  mail = await serveMail({ recipient: (address) => (address.startsWith("gone") ? 550 : undefined) });
  closing.push(() => mail.close());
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  for (const { out, err } of said)
    for (const secret of ["@", "hunter2", key, "127.0.0.1", "/in/hook"])
      expect(`${out}${err}`).not.toContain(secret);
});

const email = (over: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    ...{ kind: "email", for: ["acme/incidents", "other"], host: "127.0.0.1", port: mail.port, tls: "none" },
    ...{ from: "incidents@acme.example" },
    to: { directors: ["ana@example.org", "ben@example.org", "gone@example.org"], ops: "ANA@example.org" },
    ...over,
  });

/** A receiver that answers all with a status, and where it is. */
async function hook(status: number): Promise<{ readonly secret: string; readonly methods: string[] }> {
  const methods: string[] = [];
  const server = createServer((request, response) => {
    methods.push(request.method ?? "");
    request.resume();
    response.writeHead(status).end("hunter2");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/in/hook`;
  return { secret: JSON.stringify({ kind: "webhook", for: "acme", url, keys: [key] }), methods };
}

async function channels(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<Said> {
  const one = await run(["channels", ...args], { env, ...(cwd !== undefined && { cwd }) });
  said.push(one);
  return one;
}

describe("channels check", () => {
  test("shows each channel with its kind, whom it serves and how many people it knows, and sends nothing", async () => {
    const { secret, methods } = await hook(405);
    const { code, out, err } = await channels(["check"], {
      TOCSIN_CHANNEL_EMAIL: email(),
      TOCSIN_CHANNEL_ON_CALL: secret,
      TOCSIN_CHANNEL_UNSET: "",
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(`email (email) for acme/incidents, other
  reaches directors 3, ops 1
  ready

on-call (webhook) for acme
  ready
`);
    expect(mail.taken).toEqual([]);
    expect(methods).toEqual(["HEAD"]);
  });

  test("says what is wrong, the variable and the page to mend it on, and exits with 1", async () => {
    const { secret } = await hook(410);
    const { code, out } = await channels(["check"], {
      TOCSIN_CHANNEL_A: "hunter2",
      TOCSIN_CHANNEL_B: email({ from: "hunter2" }),
      TOCSIN_CHANNEL_C: secret,
      TOCSIN_CHANNEL_EMAIL: email(),
    });
    expect(code).toBe(1);
    expect(out).toBe(`TOCSIN_CHANNEL_A
  wrong: is no JSON; expected one object: {"kind":"email","for":"acme/incidents",…}
  mend it: TOCSIN_CHANNEL_A, docs/channels.md

TOCSIN_CHANNEL_B
  wrong: from is missing or no e-mail address: say who the messages are from
  mend it: TOCSIN_CHANNEL_B, docs/channels.md#e-mail

c (webhook) for acme
  wrong: the receiver says that it is gone (410)
  mend it: TOCSIN_CHANNEL_C, docs/channels.md#webhook

email (email) for acme/incidents, other
  reaches directors 3, ops 1
  ready
`);
  });

  test("is one document with --json", async () => {
    const wrong = await channels(["check", "--json"], {
      TOCSIN_CHANNEL_A: "hunter2",
      TOCSIN_CHANNEL_EMAIL: email(),
    });
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out)).toEqual({
      ok: false,
      channels: [
        {
          variable: "TOCSIN_CHANNEL_A",
          problem: expect.stringContaining("is no JSON"),
          page: "docs/channels.md",
        },
        {
          ...{ variable: "TOCSIN_CHANNEL_EMAIL", name: "email", kind: "email" },
          ...{ for: ["acme/incidents", "other"], to: { directors: 3, ops: 1 } },
        },
      ],
    });
    const nothing = await channels(["check", "--json"], {});
    expect(nothing.code).toBe(0);
    expect(JSON.parse(nothing.out)).toEqual({ ok: true, channels: [] });
  });

  test("reads a secret from a file, as seen from where it runs", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "email.json"), email());
    const { code, out } = await channels(["check"], { TOCSIN_CHANNEL_EMAIL_FILE: "email.json" }, cwd);
    expect(code).toBe(0);
    expect(out).toContain("email (email) for acme/incidents, other\n");
  });

  test("where none is set up says so", async () => {
    const { code, out } = await channels(["check"], { OTHER: "hunter2" });
    expect(code).toBe(0);
    expect(out).toContain("No channel is set up: no variable begins with TOCSIN_CHANNEL_.");
  });
});

describe("channels test", () => {
  test("sends one message that says it is a test, and counts whom it reached", async () => {
    const env = { TOCSIN_CHANNEL_EMAIL: email() };
    const { code, out } = await channels(["test", "email", "--to", "directors", "--to", "ops"], env);
    expect(out).toBe(
      "email: sent: accepted for 2, refused for 1 (refused for 1: the mail server refused the address for good (550): mend it under to)\n",
    );
    expect(code).toBe(0);
    expect(mail.taken.map(({ to }) => to[0]?.toLowerCase())).toEqual(["ana@example.org", "ben@example.org"]);
    expect(mail.taken[0]?.mail.subject).toBe("TEST: Tocsin's channel email");
    expect(
      mail.taken[0]?.mail.text?.trimEnd(),
    ).toBe(`This is a test of Tocsin's channel email for acme/incidents, sent at 2025-04-01T12:00:00Z to directors, ops.

There is no incident, and nothing is to be done.`);
  });

  test("says what became of it as JSON", async () => {
    const { secret, methods } = await hook(204);
    const sent = await channels(["test", "hook", "--to", "x", "--json"], { TOCSIN_CHANNEL_HOOK: secret });
    expect(sent.code).toBe(0);
    expect(JSON.parse(sent.out)).toEqual({ ok: true, channel: "hook", state: "sent" });
    expect(methods).toEqual(["POST"]);
  });

  test.each([
    [403, "failed", "not sent: the receiver answered 403: check that it knows one of the keys"],
    [500, "unclear", "not known whether it arrived: the receiver answered 500: it may have taken it"],
  ])("that comes to %i exits with 1", async (status, state, words) => {
    const env = { TOCSIN_CHANNEL_HOOK: (await hook(status)).secret };
    const told = await channels(["test", "hook", "--to", "x"], env);
    expect(told).toMatchObject({ code: 1, out: `hook: ${words}\n` });
    const { code, out } = await channels(["test", "hook", "--to", "x", "--json"], env);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, channel: "hook", state });
  });

  test("for a key that nobody is known for is not sent", async () => {
    const env = { TOCSIN_CHANNEL_EMAIL: email() };
    expect(await channels(["test", "email", "--to", "siro"], env)).toMatchObject({
      code: 1,
      out: "email: not sent: nobody is known here for siro: add it under to\n",
    });
    expect(mail.taken).toEqual([]);
  });
});

describe("wrong use", () => {
  test.each([
    [[], "channels needs check or test; usage: tocsin channels check, or channels test NAME --to KEY …"],
    [["chekc"], 'channels needs check or test, not "chekc"'],
    [["check", "email"], 'channels check takes no "email"'],
    [["check", "--to", "ops"], "channels check takes no --to"],
    [["test"], "channels test takes the name of one channel"],
    [["test", "email", "more", "--to", "ops"], "channels test takes the name of one channel"],
    [["test", "email"], "channels test needs --to, one of directors, ops"],
    [
      ["test", "emial", "--to", "ops"],
      "no channel emial is set up rightly (tocsin channels check shows all); did you mean email?",
    ],
    [["test", "broken", "--to", "ops"], "no channel broken is set up rightly"],
  ])("%j is exit 2, and sends nothing", async (args, message) => {
    const env = { TOCSIN_CHANNEL_EMAIL: email(), TOCSIN_CHANNEL_BROKEN: "hunter2" };
    const { code, out, err } = await channels(args, env);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(mail.taken).toEqual([]);
  });
});
