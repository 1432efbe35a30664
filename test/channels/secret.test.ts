// What an operator's secrets say of channels: read whole or refused in words that hold nothing of them, and bound to whom they serve.
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openChannels, setUpChannels } from "../../src/channels/all.ts";
import type { ChannelKind, Letter } from "../../src/channels/channel.ts";
import type { SendMessage } from "../../src/engine/leaving.ts";
import type { Carried } from "../../src/world.ts";

const letters: Letter[] = [];
const file: ChannelKind<z.ZodObject<{ path: z.ZodString }>> = {
  kind: "file",
  settings: z.strictObject({ path: z.string({ error: "is missing: say which file" }) }),
  page: "https://example.org/file",
  open: async () => ({
    looksUp: false,
    verify: async () => undefined,
    send: async (letter): Promise<Carried> => {
      letters.push(letter);
      return { state: "sent" };
    },
  }),
};
const kinds = { file: async () => file as unknown as ChannelKind };

const opening = (env: Readonly<Record<string, string>>) => ({
  env,
  readFile: (path: string) => {
    if (path !== "/run/secrets/file.json") throw new Error("ENOENT: hunter2");
    return '{"kind":"file","for":"acme","path":"from-a-file"}';
  },
  clock: { now: () => 0, sleep: async () => undefined, after: () => () => undefined },
  fetch: globalThis.fetch,
  web: "https://github.com",
});

const wrongs = async (env: Readonly<Record<string, string>>) =>
  (await setUpChannels(opening(env), kinds)).map((one) =>
    one.kind === "wrong" ? `${one.variable} ${one.message}` : one.secret.name,
  );

const secret = '{"kind":"file","for":["acme/incidents","other"],"path":"hunter2"}';

describe("a channel", () => {
  test("is named by its variable, and may stand in a file", async () => {
    expect(
      await wrongs({ TOCSIN_CHANNEL_ON_CALL: secret, TOCSIN_CHANNEL_LOG_FILE: "/run/secrets/file.json" }),
    ).toEqual(["log", "on-call"]);
  });

  test("is not there where the environment does not ask for it", async () => {
    expect(await openChannels(opening({ TOCSIN_CHANNEL_FILE: "", OTHER: secret }), kinds)).toEqual([]);
  });

  test("serves its owners and repositories, and nobody whose name only begins so", async () => {
    const [carrier] = await openChannels(opening({ TOCSIN_CHANNEL_FILE: secret }), kinds);
    const served = ["Acme/Incidents", "acme/other", "other/anything", "others/anything"];
    expect(served.map((name) => carrier?.serves(name))).toEqual([true, false, true, false]);
  });

  const effect: SendMessage = {
    ...{ kind: "send", id: "notice/I_1/1", because: "It is due.", purpose: "notice", channel: "file" },
    ...{ to: ["users"], subject: "Payments", template: "notice", values: {}, repeatable: false },
    about: {
      ...{ incident: "i", slug: "s", ref: "acme/incidents#7" },
      ...{ title: "Payments", severity: "SEV1", resolved: false },
    },
  };

  test("is handed a letter with the address of its incident", async () => {
    const [carrier] = await openChannels(opening({ TOCSIN_CHANNEL_FILE: secret }), kinds);
    expect(await carrier?.carry(effect, "Payments are down.", 2)).toEqual({ state: "sent" });
    expect(letters.at(-1)).toMatchObject({
      ...{ id: "notice/I_1/1", attempt: 2, text: "Payments are down.", to: ["users"] },
      about: { url: "https://github.com/acme/incidents/issues/7" },
    });
  });

  test("is handed a page with a link that opens in its words, and a notice as it was approved", async () => {
    const [carrier] = await openChannels(opening({ TOCSIN_CHANNEL_FILE: secret }), kinds);
    const words = "/ack in acme/incidents#7 says it; acme/incidents#70 and x-acme/incidents#7 are others.";
    await carrier?.carry({ ...effect, purpose: "page" }, words, 1);
    expect(letters.at(-1)?.text).toBe(
      "/ack in https://github.com/acme/incidents/issues/7 says it; acme/incidents#70 and x-acme/incidents#7 are others.",
    );
    await carrier?.carry(effect, words, 1);
    expect(letters.at(-1)?.text).toBe(words);
  });
});

describe("what is wrong", () => {
  test.each([
    ["hunter2", "is no JSON; expected one object"],
    ["[1]", "is no JSON; expected one object"],
    [`{"for":"acme"}`, "kind is missing: say which kind of channel this is"],
    ['{"kind":"file","path":"x"}', "for is missing: say which owners or repositories may use it"],
    ['{"kind":"file","for":"a/b/c","path":"x"}', "for is"],
    ['{"kind":"fax","for":"acme"}', "its kind is none that there is; expected one of file"],
    ['{"kind":"constructor","for":"acme"}', "its kind is none that there is"],
    ['{"kind":"file","for":"acme"}', "path is missing: say which file"],
    ['{"kind":"file","for":"acme","path":"x","passwort":"hunter2"}', "does not know passwort"],
  ])("in %s is said with the variable", async (text, message) => {
    const [said = ""] = await wrongs({ TOCSIN_CHANNEL_FILE: text });
    expect(said).toContain(`TOCSIN_CHANNEL_FILE ${message}`);
  });

  test("is never said with anything of the secret", async () => {
    const env = {
      TOCSIN_CHANNEL_A: "hunter2",
      TOCSIN_CHANNEL_B_FILE: "/nowhere",
      TOCSIN_CHANNEL_C: '{"kind":"hunter2","for":"acme"}',
      TOCSIN_CHANNEL_D: '{"kind":"file","for":"hunter2 hunter2"}',
      TOCSIN_CHANNEL_E: '{"kind":"file","for":"acme","path":["hunter2"]}',
      "TOCSIN_CHANNEL_!": secret,
    };
    const said = await wrongs(env);
    expect(said).toHaveLength(Object.keys(env).length);
    expect(said.join("\n")).not.toContain("hunter2");
    await expect(openChannels(opening(env), kinds)).rejects.toThrow(
      /^TOCSIN_CHANNEL_!.*tocsin channels check/s,
    );
  });

  test("is a kind whose client can't be made of it: that is told and stops nothing, as what it says is not", async () => {
    const broken = {
      ...file,
      open: () => Promise.reject(new Error("hunter2 is no token")),
    } as unknown as ChannelKind;
    const states = await setUpChannels(opening({ TOCSIN_CHANNEL_FILE: secret }), {
      file: async () => broken,
    });
    expect(states).toEqual([
      {
        ...{ kind: "wrong", variable: "TOCSIN_CHANNEL_FILE", page: "https://example.org/file" },
        message: "can't be opened: check its settings",
      },
    ]);
  });

  test("is a name that is set twice", async () => {
    const env = { TOCSIN_CHANNEL_LOG: secret, TOCSIN_CHANNEL_LOG_FILE: "/run/secrets/file.json" };
    expect(await wrongs(env)).toEqual([
      "log",
      "TOCSIN_CHANNEL_LOG_FILE TOCSIN_CHANNEL_LOG is set too; set one of them",
    ]);
  });
});
