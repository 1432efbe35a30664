// Slack over real HTTP, as its Web API documents itself: threads, an incident's own channel, and that nothing is posted twice.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Held, type Workspace, workspace } from "./slack-workspace.ts";
import { faultOf, letter, openChannel, said } from "./stage.ts";

let slack: Workspace;
beforeEach(async () => {
  slack = await workspace();
});
afterEach(async () => {
  await slack.close();
  for (const secret of ["hunter2", "127.0.0.1", "C0", "U0", "B0"])
    expect(said.join("\n")).not.toContain(secret);
});

const open = (over: object = {}) =>
  openChannel({
    ...{ kind: "slack", token: "xoxb-hunter2", url: `${slack.url}/api` },
    to: { directors: "C0DIRECTORS", all: ["C0GENERAL", "C0DIRECTORS"], engineers: ["U0ANA00", "U0BEN00"] },
    ...over,
  });
const inRoom = (name: string): Held => {
  const found = [...slack.channels.values()].find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no #${name}.`);
  return found;
};
const directors = () => inRoom("directors").posts;
const posted = () => slack.calls().filter((one) => one === "chat.postMessage").length;
const second = { id: "notice/acme/incidents#7/second.1", text: "Some can pay again." };
const over = { id: "notice/acme/incidents#7/over.1", about: { ...letter().about, resolved: true } };

describe("a notice", () => {
  test("is a post whose text is its whole first sentence, with blocks, and its id in the metadata", async () => {
    const channel = await open();
    expect(channel.looksUp).toBe(true);
    expect(await channel.send(letter())).toEqual({ state: "sent", receipt: { accepted: 1, refused: 0 } });
    const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });
    const where = "<https://github.com/acme/incidents/issues/7|acme/incidents#7>";
    expect(directors()).toMatchObject([
      {
        text: "Nobody can pay by card.",
        blocks: [
          { type: "header", text: { type: "plain_text", text: "Card payments fail", emoji: false } },
          section("Nobody can pay by card.\n\nNext update by 11:20."),
          { type: "context", elements: [{ type: "mrkdwn", text: where, verbatim: true }] },
        ],
        metadata: {
          event_type: "tocsin_notice",
          event_payload: { id: letter().id, incident: expect.stringMatching(/^[\da-f]{40}$/) },
        },
      },
    ]);
  });

  test("mentions nobody, whatever it says, and its Markdown is Slack's", async () => {
    const text =
      "**Down** & <!channel> <@U0ANA00> since [the change](https://example.org/a).\n- one\n# Two\n[x](javascript:1)";
    await (await open()).send(letter({ text }));
    const [{ text: first = "", blocks = [] } = {}] = directors();
    expect(first).toBe("Down &amp; &lt;!channel&gt; &lt;@U0ANA00&gt; since the change.");
    expect(blocks[1]?.text?.text).toBe(
      "*Down* &amp; &lt;!channel&gt; &lt;@U0ANA00&gt; since <https://example.org/a|the change>.\n• one\n*Two*\n[x](javascript:1)",
    );
  });

  test("is in sections that Slack takes, with nothing of it left out", async () => {
    const text = `${"a&".repeat(4_000)}\n${"b ".repeat(1_000)}\n${"c".repeat(2_900)}`;
    await (await open()).send(letter({ text }));
    const sections = (directors()[0]?.blocks ?? []).flatMap(({ type, text: one }) =>
      type === "section" ? [one?.text ?? ""] : [],
    );
    expect(Math.max(...sections.map(({ length }) => length))).toBeLessThanOrEqual(3_000);
    expect(sections.join("").replaceAll("&amp;", "&").replaceAll("\n", "")).toBe(text.replaceAll("\n", ""));
  });

  test("is in the thread of its incident, also of a process that knows nothing of it; and that it is over is told to all", async () => {
    const channel = await open();
    await channel.send(letter());
    await channel.send(letter(second));
    await channel.send(letter({ ...second, id: "other", about: { ...letter().about, incident: "I_8" } }));
    await (await open()).send(letter(over));
    const [root, reply, other, last] = directors();
    expect([root, reply, other, last].map((one) => one?.thread_ts)).toEqual([
      undefined,
      root?.ts,
      undefined,
      root?.ts,
    ]);
    expect([reply?.broadcast, last?.broadcast]).toEqual([false, true]);
  });

  test("goes once to each channel over all keys, and what is not known is said", async () => {
    expect(await (await open()).send(letter({ to: ["directors", "all", "nobody"] }))).toEqual({
      state: "sent",
      receipt: { accepted: 2, refused: 0, note: "nobody is known here for nobody: add it under to" },
    });
    expect([directors().length, inRoom("general").posts.length]).toEqual([1, 1]);
  });

  test("is not sent where nobody is known, or only people are", async () => {
    const channel = await open();
    expect(await channel.send(letter({ to: ["nobody"] }))).toEqual({
      state: "failed",
      because: "nobody is known here for nobody: add it under to",
    });
    expect(await channel.send(letter({ to: ["engineers"] }))).toMatchObject({
      state: "failed",
      because: expect.stringContaining("there is no Slack channel for engineers"),
    });
    expect(posted()).toBe(0);
  });

  test("of a test is in no thread, and begins none", async () => {
    const channel = await open();
    await channel.send(letter({ purpose: "test", id: "test/1" }));
    await channel.send(letter());
    await channel.send(letter({ purpose: "test", id: "test/2" }));
    expect(directors().map(({ thread_ts }) => thread_ts)).toEqual([undefined, undefined, undefined]);
  });

  test("of two at once begin one thread", async () => {
    const channel = await open();
    await Promise.all([channel.send(letter()), channel.send(letter(second))]);
    expect(directors().map(({ thread_ts }) => thread_ts)).toEqual([undefined, directors()[0]?.ts]);
  });
});

describe("after an unclear answer", () => {
  test.each([
    ["reset", "Slack broke off the connection"],
    ["hang", "Slack did not answer in time"],
    [{ status: 500 }, "Slack answered 500: it may have taken it"],
    [
      { status: 200, body: { ok: false, error: "internal_error" } },
      "Slack says internal_error: it may have taken it",
    ],
    [{ status: 200, body: "<html>hunter2</html>" }, "Slack answered in a way that it does not document"],
  ] as const)("%j of a post that was taken, the next try finds it", async (manner, because) => {
    const channel = await open();
    slack.fail("chat.postMessage", manner, "after");
    expect(await channel.send(letter())).toEqual({ state: "unclear", because });
    expect(posted()).toBe(1);
    for (const one of [channel, await open()])
      expect(await one.send(letter({ attempt: 2 }))).toMatchObject({ state: "sent" });
    expect(directors()).toHaveLength(1);
  });

  test("of a reply that was taken, the next try finds it in the thread", async () => {
    const channel = await open();
    await channel.send(letter());
    slack.fail("chat.postMessage", "reset", "after");
    expect(await channel.send(letter(second))).toMatchObject({ state: "unclear" });
    expect(await (await open()).send(letter({ ...second, attempt: 2 }))).toMatchObject({ state: "sent" });
    expect(directors()).toHaveLength(2);
  });

  test("of a post that was not taken, the next try posts it once", async () => {
    slack.fail("chat.postMessage", "reset");
    const channel = await open();
    await channel.send(letter());
    await channel.send(letter({ attempt: 2 }));
    await channel.send(letter({ attempt: 3 }));
    expect(directors()).toHaveLength(1);
  });

  test("nothing is posted where it can't be looked for", async () => {
    const channel = await open();
    slack.fail("conversations.history", { status: 503 });
    expect(await channel.send(letter({ attempt: 2 }))).toMatchObject({ state: "unclear" });
    expect(posted()).toBe(0);
  });

  test("a post of somebody else's with our id is none of ours", async () => {
    inRoom("directors").posts.push({
      ...{ ts: "1700000000.000100", text: "x", blocks: [], bot_id: "B0OTHER", broadcast: false },
      metadata: { event_type: "tocsin_notice", event_payload: { id: letter().id, incident: "x" } },
    });
    await (await open()).send(letter({ attempt: 2 }));
    expect(posted()).toBe(1);
  });

  test("it is found behind two hundred posts of others", async () => {
    const channel = await open();
    await channel.send(letter());
    for (let count = 0; count < 450; count += 1)
      directors().push({ ts: `18${count}.1`, text: "x", blocks: [], bot_id: "B0OTHER", broadcast: false });
    expect(await (await open()).send(letter({ attempt: 2 }))).toMatchObject({ state: "sent" });
    expect(posted()).toBe(1);
  });
});

describe("what is refused", () => {
  test.each([
    [
      "not_in_channel",
      {},
      "failed",
      "Slack says not_in_channel: the app is not in the channel: invite it there",
    ],
    [
      "token_revoked",
      {},
      "failed",
      "Slack says token_revoked: the app was taken out of the workspace: install it again and set its token",
    ],
    [
      "missing_scope",
      { needed: "chat:write", provided: "x" },
      "failed",
      "Slack says missing_scope: give the app the scope chat:write under OAuth & Permissions, and install it again",
    ],
    ["never_heard_of", {}, "failed", "Slack says never_heard_of"],
    ["Hunter2 at https://hunter2", {}, "unclear", "Slack answered in a way that it does not document"],
  ])("with %s is told in words", async (error, more, state, because) => {
    slack.fail("chat.postMessage", { status: 200, body: { ok: false, error, ...more } });
    expect(await (await open()).send(letter())).toEqual({ state, because });
    expect(posted()).toBe(1);
  });

  test("by a limit is waited for where it is short, and told where it is long", async () => {
    const channel = await open();
    const limited = (after: string) => ({ status: 429, headers: { "retry-after": after } });
    slack.fail("chat.postMessage", limited("1"));
    expect(await channel.send(letter())).toMatchObject({ state: "sent" });
    expect(slack.slept).toEqual([1_000]);
    slack.fail("chat.postMessage", limited("30"));
    expect(await channel.send(letter(second))).toEqual({
      state: "failed",
      because: "Slack asks to wait 30 s",
    });
    slack.fail("chat.postMessage", { status: 429 });
    expect(await channel.send(letter(second))).toEqual({
      state: "failed",
      because: "Slack asks to wait 30 s",
    });
    expect(slack.slept).toEqual([1_000]);
  });

  test("in one channel goes to the others, and in the next try to nobody twice", async () => {
    const channel = await open();
    slack.fail("chat.postMessage", { status: 429, headers: { "retry-after": "60" } });
    expect(await channel.send(letter({ to: ["all"] }))).toEqual({
      state: "failed",
      because: "accepted for 1 of 2, not taken for 1: Slack asks to wait 60 s",
    });
    expect(await channel.send(letter({ to: ["all"], attempt: 2 }))).toMatchObject({
      receipt: { accepted: 2, refused: 0 },
    });
    expect([directors().length, inRoom("general").posts.length]).toEqual([1, 1]);
  });

  test("where nobody listens nothing has left", async () => {
    const channel = await open();
    await slack.close();
    const because = "Slack can't be reached: check url";
    expect(await channel.send(letter())).toEqual({ state: "failed", because });
    expect(await channel.verify()).toBe(because);
  });
});

describe("an announcement", () => {
  const announcement = (more: Parameters<typeof letter>[0] = {}) =>
    letter({ purpose: "announcement", id: "announcement/I_7", to: ["engineers", "all"], ...more });
  const slug = letter().about.slug;

  test("makes the incident's channel, invites, posts, pins the link, and is told in the others with a link to it", async () => {
    expect(await (await open()).send(announcement())).toEqual({
      state: "sent",
      receipt: { accepted: 5, refused: 0, note: `made #${slug}` },
    });
    const room = inRoom(slug);
    expect(room.purpose).toMatch(/^tocsin:[\da-f]{16} · acme\/incidents#7 · Card payments fail$/);
    expect([...room.members]).toEqual(["U0TOCSIN", "U0ANA00", "U0BEN00"]);
    expect(room.posts.map(({ ts }) => ts)).toEqual([...room.pins]);
    expect(JSON.stringify(room.posts[0]?.blocks)).toContain("<https://github.com/acme/incidents/issues/7|");
    for (const name of ["general", "directors"])
      expect(JSON.stringify(inRoom(name).posts[0]?.blocks)).toContain(`<#${room.id}>`);
  });

  test("is the beginning of the thread that notices go on", async () => {
    const channel = await open();
    await channel.send(announcement());
    await channel.send(letter());
    expect(directors().map(({ thread_ts }) => thread_ts)).toEqual([undefined, directors()[0]?.ts]);
  });

  test.each([
    "conversations.create",
    "conversations.setPurpose",
    "chat.postMessage",
    "pins.add",
    "conversations.invite",
  ])("whose %s broke off is whole after the next try, and nothing of it is there twice", async (method) => {
    slack.fail(method, "reset", "after");
    await (await open()).send(announcement());
    expect(await (await open()).send(announcement({ attempt: 2 }))).toMatchObject({
      state: "sent",
      receipt: { accepted: 5, refused: 0 },
    });
    const room = inRoom(slug);
    expect(slack.channels.size).toBe(3);
    expect(room.purpose).toMatch(/^tocsin:/);
    expect([room.members.size, room.posts.length, room.pins.size, directors().length]).toEqual([3, 1, 1, 1]);
  });

  test("never takes a channel of somebody else's or of another incident's", async () => {
    const channel = await open();
    await channel.send(announcement());
    const { posts } = inRoom(slug);
    const other = announcement({ about: { ...letter().about, incident: "I_8" } });
    expect(await channel.send(other)).toEqual({
      state: "failed",
      because: `there is a Slack channel #${slug} already that is not this incident's: rename it`,
    });
    expect(posts).toHaveLength(1);
  });

  test("counts whom it could not invite, and goes on", async () => {
    const channel = await open({ to: { engineers: ["U0ANA00", "U0GONE0"] } });
    expect(await channel.send(announcement({ to: ["engineers"] }))).toEqual({
      state: "sent",
      receipt: {
        ...{ accepted: 2, refused: 1 },
        note: `made #${slug}; refused for 1: Slack says user_not_found: check the id under to`,
      },
    });
  });

  test("has a name that Slack takes", async () => {
    const long = `incident-2025-04-01-${"Zahlungen ünd mehr ".repeat(6)}`;
    await (await open()).send(announcement({ about: { ...letter().about, slug: long } }));
    const names = Array.from(slack.channels.values(), ({ name }) => name);
    expect(names.at(-1)).toMatch(/^incident-2025-04-01-zahlungen-nd-mehr-[a-z-]*[a-z]$/);
    expect(names.at(-1)?.length).toBeLessThanOrEqual(80);
  });
});

test("what the app may not do yet is found when it is checked", async () => {
  const channel = await open();
  expect(await channel.verify()).toBeUndefined();
  slack.next({ status: 200, headers: { "x-oauth-scopes": "chat:write,channels:read" }, body: { ok: true } });
  expect(await channel.verify()).toBe(
    "give the app the scope channels:history,channels:manage,pins:write under OAuth & Permissions, and install it again",
  );
  slack.next({ status: 200, body: { ok: false, error: "invalid_auth" } });
  expect(await channel.verify()).toBe("Slack says invalid_auth: it does not take the token: set it anew");
  expect(posted()).toBe(0);
});

test.each([
  [{ token: "hunter2", to: { all: "C0GENERAL" } }, "token is no token of a Slack app; expected xoxb-…"],
  [
    { token: "xoxb-hunter2", to: { all: "#hunter2" } },
    "to.all is not an id of a Slack channel (C…) or of a person (U…)",
  ],
  [{ to: { all: "C0GENERAL" } }, "token is missing: set the Bot User OAuth Token"],
])("a secret that holds %j is refused", async (secret, fault) => {
  expect(await faultOf({ kind: "slack", ...secret })).toContain(fault);
});
