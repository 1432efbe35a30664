// GOV.UK Notify over real HTTP: who gets what once, what is looked up before a second try, and its errors told apart by their names.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type NotifyService, notifyService, refusal, templates } from "./notify-service.ts";
import { faultOf, letter, openChannel, said } from "./stage.ts";

let notify: NotifyService;
beforeEach(async () => {
  notify = await notifyService();
});
afterEach(async () => {
  await notify.close();
  for (const secret of [
    "hunter2",
    "127.0.0.1",
    "7700",
    "900",
    "ana@",
    "example.org",
    ...Object.values(templates),
  ])
    expect(said.join("\n")).not.toContain(secret);
});

const both = { sms: { template: templates.sms }, email: { template: templates.email } };
const to = { directors: ["07700 900123", "ana@example.org"], duty: ["+44 7700 900123", "07700 900456"] };
const open = (over: object = {}) =>
  openChannel({ kind: "notify", url: notify.url, key: notify.key, ...both, to, ...over });
const posts = () => notify.asked.filter(({ method }) => method === "POST").length;
const again = (attempt = 2) => letter({ attempt });
const limit =
  "Notify says TooManyRequestsError: the service's limit for today is used up; ask Notify for a higher one";

describe("a letter", () => {
  test("is a message by template for each person, with its words in their fields", async () => {
    const channel = await open();
    expect(channel.looksUp).toBe(true);
    const text = "**Nobody** can pay by [card](https://example.org/card).\n\n## Next\nNext update by 11:20.";
    expect(await channel.send(letter({ text }))).toEqual({
      state: "sent",
      receipt: { accepted: 2, refused: 0 },
    });
    const personalisation = {
      ...{ subject: "Card payments fail", title: "Card payments fail", severity: "SEV1" },
      text: "Nobody can pay by card (https://example.org/card).\n\nNext\nNext update by 11:20.",
      incident: "incident-2025-04-01-payments",
      url: "https://github.com/acme/incidents/issues/7",
    };
    const reference = expect.stringMatching(/^tocsin-[\da-f]{40}$/);
    const common = { personalisation, reference, status: "sending" };
    expect(notify.kept).toEqual([
      { ...common, type: "sms", to: "+447700900123", template: templates.sms },
      { ...common, type: "email", to: "ana@example.org", template: templates.email },
    ]);
    expect(notify.kept[0]?.reference).not.toBe(notify.kept[1]?.reference);
  });

  test("goes once to each person over all keys, however their number is written", async () => {
    const told = await (await open()).send(letter({ to: ["directors", "duty", "nobody"] }));
    expect(told).toEqual({
      state: "sent",
      receipt: { accepted: 3, refused: 0, note: "nobody is known here for nobody: add it under to" },
    });
    expect(notify.kept.map((one) => one.to)).toEqual(["+447700900123", "ana@example.org", "+447700900456"]);
  });

  test("is from the sender that is set", async () => {
    const sender = "8e222534-7f05-4972-86e3-17c5d9f894e2";
    const channel = await open({
      sms: { template: templates.sms, sender },
      email: { template: templates.email, replyTo: sender },
    });
    await channel.send(letter());
    const bodies = notify.asked.map(({ body }) => JSON.parse(body) as object);
    expect(bodies).toMatchObject([{ sms_sender_id: sender }, { email_reply_to_id: sender }]);
  });

  test("that is too long for a text message goes by e-mail alone", async () => {
    expect(await (await open()).send(letter({ text: "x".repeat(919) }))).toEqual({
      state: "sent",
      receipt: {
        ...{ accepted: 1, refused: 1 },
        note: "refused for 1: a text message has at most 918 signs: shorten the text",
      },
    });
    expect(notify.kept.map(({ type }) => type)).toEqual(["email"]);
  });

  test("for nobody who is known is not sent", async () => {
    expect(await (await open()).send(letter({ to: ["directors-1"] }))).toEqual({
      state: "failed",
      because: "nobody is known here for directors-1: add it under to",
    });
    expect(notify.asked).toEqual([]);
  });
});

describe("after an unclear answer", () => {
  test.each([
    ["reset", "Notify broke off the connection"],
    ["hang", "Notify did not answer in time"],
    [refusal(500, "Exception"), "Notify answered 500: it may have taken it"],
    [{ status: 201, body: "<html>hunter2</html>" }, "Notify answered in a way that it does not document"],
  ] as const)(
    "%j of a message that was taken, the others get theirs, and the next try finds it",
    async (manner, because) => {
      const channel = await open();
      notify.fail(manner, "after");
      expect(await channel.send(letter())).toEqual({
        state: "unclear",
        because: `accepted for 1 of 2, not known for 1: ${because}`,
      });
      expect(notify.kept).toHaveLength(2);
      for (const one of [channel, await open()])
        expect(await one.send(again())).toEqual({ state: "sent", receipt: { accepted: 2, refused: 0 } });
      expect(notify.kept).toHaveLength(2);
    },
  );

  test("of a message that was not taken, the next try sends it, and that alone", async () => {
    const channel = await open();
    notify.fail("reset");
    expect(await channel.send(letter())).toMatchObject({ state: "unclear" });
    expect(await channel.send(again())).toMatchObject({ state: "sent" });
    expect(notify.kept.map(({ type }) => type)).toEqual(["email", "sms"]);
  });

  test("nothing is sent where it can't be looked for", async () => {
    notify.next({ status: 503 }, { status: 503 });
    expect(await (await open()).send(again())).toMatchObject({ state: "unclear" });
    expect(posts()).toBe(0);
  });

  test("what Notify could not deliver is sent again where that may help, and told where it can't", async () => {
    const channel = await open();
    await channel.send(letter());
    const [sms, email] = notify.kept;
    if (sms === undefined || email === undefined) throw new Error("Both were sent.");
    sms.status = "temporary-failure";
    email.status = "permanent-failure";
    expect(await channel.send(again())).toEqual({
      state: "sent",
      receipt: {
        ...{ accepted: 1, refused: 1 },
        note: "refused for 1: the phone or the mailbox does not exist: mend it under to",
      },
    });
    expect(notify.kept.map(({ type }) => type)).toEqual(["sms", "email", "sms"]);
    expect(await channel.send(again(3))).toMatchObject({ receipt: { accepted: 1, refused: 1 } });
    expect(notify.kept).toHaveLength(3);
  });

  test("another letter is another message", async () => {
    const channel = await open();
    await channel.send(letter());
    await channel.send(letter({ id: "notice/acme/incidents#7/second.1", attempt: 2 }));
    expect(notify.kept).toHaveLength(4);
  });
});

describe("two kinds of 429", () => {
  test("one is waited for", async () => {
    notify.fail(
      refusal(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    );
    expect(await (await open()).send(letter())).toMatchObject({ state: "sent" });
    expect(notify.slept).toEqual([5_000]);
    expect(notify.kept).toHaveLength(2);
  });

  test("and told where it goes on, nobody else asked", async () => {
    const limited = refusal(429, "RateLimitError");
    for (let count = 0; count < 3; count += 1) notify.fail(limited);
    expect(await (await open()).send(letter())).toEqual({
      state: "failed",
      because: "nobody got it: Notify asks to wait",
    });
    expect([posts(), notify.slept]).toEqual([3, [5_000, 5_000]]);
  });

  test("the other is the day's limit, told at once, whatever its words; who has it gets no second one", async () => {
    const channel = await open();
    const daily = refusal(429, "TooManyRequestsError", "Exceeded rate limit of 3000 requests per 60 seconds");
    notify.fail(daily);
    expect(await channel.send(letter())).toEqual({
      state: "failed",
      because: `nobody got it: ${limit}`,
    });
    expect([posts(), notify.slept]).toEqual([1, []]);
    notify.next({ status: 200, body: { notifications: [] } });
    await channel.send(letter({ to: ["duty"], attempt: 2 }));
    expect(await channel.send(again())).toMatchObject({ state: "sent" });
    expect(notify.kept.map((one) => one.to).toSorted()).toEqual([
      "+447700900123",
      "+447700900456",
      "ana@example.org",
    ]);
  });
});

describe("what is refused", () => {
  test("because this machine's clock is wrong is told apart from a wrong key", async () => {
    const date = new Date(Date.now() + 95_000).toUTCString();
    const skewed = refusal(
      403,
      "AuthError",
      "Error: Your system clock must be accurate to within 30 seconds",
      { date },
    );
    notify.fail(skewed);
    expect(await (await open()).send(letter({ to: ["duty"] }))).toEqual({
      state: "failed",
      because: expect.stringMatching(
        /Notify says AuthError: this machine's clock is \d+ s off, and may be 30: set it by a time server$/,
      ),
    });
    expect(posts()).toBe(1);
    const other = await open({ key: notify.key.replace(/.$/, "1") });
    expect(await other.send(letter())).toMatchObject({
      state: "failed",
      because: expect.stringContaining("it does not take the key: set it anew"),
    });
  });

  test("for one person goes to the others", async () => {
    const channel = await open({ to: { directors: ["12345678", "ana@example.org"] } });
    expect(await channel.send(letter())).toEqual({
      state: "sent",
      receipt: {
        ...{ accepted: 1, refused: 1 },
        note: expect.stringMatching(/^refused for 1: Notify says ValidationError: check the address/),
      },
    });
  });

  test("for all is told once", async () => {
    notify.templates.clear();
    expect(await (await open()).send(letter())).toMatchObject({
      state: "failed",
      because: expect.stringMatching(/^nobody got it: Notify says BadRequestError: check [^;]*$/),
    });
  });

  test("again and again by a service that is down is not asked for everybody", async () => {
    const many = Array.from({ length: 9 }, (_, place) => `0770090010${place}`);
    for (let count = 0; count < 9; count += 1) notify.fail("reset");
    expect(await (await open({ to: { directors: many } })).send(letter())).toEqual({
      state: "unclear",
      because: "accepted for 0 of 9, not known for 2, not taken for 7: Notify broke off the connection",
    });
    expect(posts()).toBe(2);
  });

  test("where nobody listens nothing has left", async () => {
    const channel = await open();
    await notify.close();
    const because = "Notify can't be reached: check url";
    expect(await channel.send(letter({ to: ["duty"] }))).toMatchObject({ state: "failed" });
    expect(await channel.verify()).toBe(because);
  });
});

describe("the templates are read when it is checked", () => {
  test("and nothing is sent", async () => {
    expect(await (await open()).verify()).toBeUndefined();
    expect(notify.asked.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  test.each([
    [
      { type: "sms", body: "((text)) ((name)) ((Next update??x))" },
      "sms.template asks for ((name)), ((Next update)), which no message has: take it out",
    ],
    [
      { type: "email", body: "((text))" },
      "sms.template is one for another kind of message: set that of one for sms",
    ],
    [undefined, "sms.template is not there: set the id of one of the service's"],
  ])("%j is told", async (template, problem) => {
    if (template === undefined) notify.templates.delete(templates.sms);
    else notify.templates.set(templates.sms, template);
    expect(await (await open()).verify()).toBe(problem);
  });
});

const key = "hunter2-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
test.each([
  [{ key: "hunter2", ...both, to }, "key is no API key of Notify"],
  [{ key, email: both.email, to }, "sms.template is missing, and there are phone numbers under to"],
  [{ key, sms: both.sms, to }, "email.template is missing, and there are e-mail addresses under to"],
  [{ key, ...both, to: { directors: "hunter2" } }, "to.directors is not a phone number or an e-mail address"],
  [
    { key, ...both, sms: { template: "hunter2" }, to },
    "sms.template is no id; expected one as Notify shows it",
  ],
])("a secret that holds %j is refused", async (secret, fault) => {
  expect(await faultOf({ kind: "notify", ...secret })).toContain(fault);
});
