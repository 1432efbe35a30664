// E-mail over real SMTP: what arrives, once a person and once a letter, and what is said where it does not.
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Letter } from "../../src/channels/channel.ts";
import { type MailServer, type Manners, serveMail, type Taken } from "./mail-server.ts";
import { faultOf, letter, openChannel, said, slept, timeOut } from "./stage.ts";

const people = ["ana@example.org", "ben@example.org", "cat@example.org"];
const [ana = "", ben = "", cat = ""] = people;

const servers: MailServer[] = [];
beforeEach(() => {
  slept.length = 0;
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  expect(said.join("\n")).not.toMatch(/@|hunter2|127\.0\.0\.1/);
});

async function served(manners: Manners = {}): Promise<MailServer> {
  const server = await serveMail(manners);
  servers.push(server);
  return server;
}

const secretFor = (port: number, over: Readonly<Record<string, unknown>> = {}) => ({
  ...{ kind: "email", host: "127.0.0.1", port, tls: "none", from: "incidents@acme.example" },
  to: { directors: people, ops: [ana.toUpperCase()], "on-call": ben },
  ...over,
});

const open = async (server: MailServer, over: Readonly<Record<string, unknown>> = {}) =>
  openChannel(secretFor(server.port, over));

const receivers = ({ taken }: MailServer): readonly string[] => taken.flatMap(({ to }) => to);

describe("a letter by e-mail", () => {
  test("goes to each person by a transaction of their own, over one conversation, word for word", async () => {
    const server = await served();
    const channel = await open(server, { sender: "Acme incidents", replyTo: "desk@acme.example" });
    expect(await channel.send(letter())).toEqual({ state: "sent", receipt: { accepted: 3, refused: 0 } });
    expect(server.taken.map(({ to }) => to)).toEqual(people.map((one) => [one]));
    expect(server.conversations()).toBe(1);
    for (const [index, { from, mail, raw }] of server.taken.entries()) {
      expect(from).toBe("incidents@acme.example");
      expect(mail.from?.value).toEqual([{ address: "incidents@acme.example", name: "Acme incidents" }]);
      expect(raw).toMatch(new RegExp(`^To: ${people[index]}\r$`, "m"));
      expect(raw).toMatch(/^Reply-To: desk@acme\.example\r$/m);
      expect(mail.subject).toBe("Card payments fail");
      expect(mail.text?.trimEnd()).toBe(
        "Nobody can pay by card.\n\nNext update by 11:20.\n\nacme/incidents#7: https://github.com/acme/incidents/issues/7",
      );
      expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
      expect(raw).not.toMatch(/^(?:List-Unsubscribe|Bcc|Cc|X-Priority):/im);
    }
  });

  test("keeps what people of all languages write, lines that begin with a dot, and long ones", async () => {
    const server = await served();
    const text = `Zahlungen fällig — “nicht möglich”\n.\n..two dots\n${"word ".repeat(400)}end\nFrom here on`;
    await (await open(server)).send(letter({ to: ["on-call"], subject: "Störung: Kasse ☎", text }));
    expect(server.taken[0]?.mail.subject).toBe("Störung: Kasse ☎");
    expect(server.taken[0]?.mail.text).toContain(`${text}\n\nacme/incidents#7: https://`);
  });

  test("to the public says no address of ours, and a text that has it says it once", async () => {
    const server = await served();
    const channel = await open(server);
    const about = letter().about;
    await channel.send(letter({ to: ["on-call"], about: { ...about, ref: "", url: "" } }));
    await channel.send(
      letter({ id: "page/1", to: ["on-call"], text: `/ack in ${about.url} says that you have it.` }),
    );
    expect(server.taken.map(({ mail }) => mail.text?.trimEnd())).toEqual([
      "Nobody can pay by card.\n\nNext update by 11:20.",
      "/ack in https://github.com/acme/incidents/issues/7 says that you have it.",
    ]);
  });

  test("takes no headers, files or addresses out of words", async () => {
    const server = await served();
    const subject = "Down\r\nBcc: mallory@evil.example\r\n\r\nhello";
    await (await open(server)).send(
      letter({ to: ["on-call"], subject, text: "file:///etc/passwd\n<img src='http://x'>" }),
    );
    const [{ to, mail, raw } = { to: [], mail: undefined, raw: "" }] = server.taken;
    expect(to).toEqual([ben]);
    expect(raw).not.toMatch(/^Bcc:/im);
    expect(mail?.subject).toContain("Bcc: mallory");
    expect(mail?.attachments).toEqual([]);
    expect(mail?.html).toBe(false);
  });

  test("reaches each person once over all its keys, and says which of them nobody is known for", async () => {
    const server = await served();
    const sent = await (await open(server)).send(letter({ to: ["ops", "directors", "on-call", "siro"] }));
    expect(receivers(server).map((one) => one.toLowerCase())).toEqual(people);
    expect(sent).toEqual({
      state: "sent",
      receipt: { accepted: 3, refused: 0, note: "nobody is known here for siro: add it under to" },
    });
  });

  test("to keys that nobody is known for is not sent", async () => {
    const server = await served();
    expect(await (await open(server)).send(letter({ to: ["siro", "cto"] }))).toEqual({
      state: "failed",
      because: "nobody is known here for siro, cto: add them under to",
    });
    expect(server.conversations()).toBe(0);
  });

  test("has the same Message-ID for a person at every try and in every process, and another for everybody else", async () => {
    const server = await served();
    await (await open(server)).send(letter());
    await (await open(server)).send(letter({ attempt: 2 }));
    await (await open(server)).send(letter({ id: "notice/acme/incidents#7/second" }));
    const ids = server.taken.map(({ mail }) => mail.messageId ?? "");
    expect(ids.slice(0, 3)).toEqual(ids.slice(3, 6));
    expect(new Set(ids).size).toBe(6);
    for (const id of ids) expect(id).toMatch(/^<[0-9a-f]{40}@acme\.example>$/);
  });

  test("stands in one thread with all others of its incident, whatever their subjects, and with no other incident's", async () => {
    const server = await served();
    const channel = await open(server);
    const { about } = letter();
    await channel.send(letter({ to: ["ops"] }));
    await channel.send(
      letter({ to: ["ops"], id: "two", subject: "Resolved", about: { ...about, resolved: true } }),
    );
    await channel.send(letter({ to: ["ops"], id: "three", about: { ...about, incident: "I_8" } }));
    const threads = server.taken.map(({ mail }) => mail.inReplyTo);
    expect(threads[0]).toMatch(/^<[0-9a-f]{40}@acme\.example>$/);
    expect(threads[1]).toBe(threads[0]);
    expect(threads[2]).not.toBe(threads[0]);
    expect(server.taken.map(({ mail }) => mail.references)).toEqual(threads);
  });

  test("that pages is marked as urgent", async () => {
    const server = await served();
    await (await open(server)).send(letter({ purpose: "page", to: ["ops"] }));
    expect(server.taken[0]?.raw).toMatch(/^Importance: High\r$/im);
  });
});

describe("what is refused", () => {
  test("for good for one is counted and said, and the others get it once", async () => {
    const server = await served({ recipient: (address) => (address === ben ? 550 : undefined) });
    expect(await (await open(server)).send(letter())).toEqual({
      state: "sent",
      receipt: {
        ...{ accepted: 2, refused: 1 },
        note: "refused for 1: the mail server refused the address for good (550): mend it under to",
      },
    });
    expect(receivers(server)).toEqual([ana, cat]);
    expect(slept).toEqual([]);
  });

  test("for all has failed, with what to mend", async () => {
    const server = await served({ recipient: () => 550 });
    expect(await (await open(server)).send(letter())).toEqual({
      state: "failed",
      because: "nobody got it: the mail server refused the address for good (550): mend it under to",
    });
  });

  test("for its sender has failed, with what to mend", async () => {
    const server = await served({ sender: 553 });
    expect(await (await open(server)).send(letter({ to: ["ops"] }))).toEqual({
      state: "failed",
      because: "the mail server refused the sender (553): set from to an address that it may send for",
    });
  });

  test("for its words has failed", async () => {
    const server = await served({ words: () => 554 });
    expect(await (await open(server)).send(letter({ to: ["ops"] }))).toEqual({
      state: "failed",
      because: "the mail server refused the message for good (554)",
    });
  });

  test("for now is tried once more for whom it was refused, after a pause", async () => {
    const server = await served({
      recipient: (address, time) => (address === ben && time === 1 ? 450 : undefined),
    });
    expect(await (await open(server)).send(letter())).toEqual({
      state: "sent",
      receipt: { accepted: 3, refused: 0 },
    });
    expect(receivers(server)).toEqual([ana, cat, ben]);
    expect(slept).toEqual([5_000]);
  });

  test("for now again is unclear, and a later try goes to whom it lacks alone", async () => {
    const server = await served({
      recipient: (address, time) => (address === ben && time < 3 ? 450 : undefined),
    });
    const channel = await open(server);
    expect(await channel.send(letter())).toEqual({
      state: "unclear",
      because:
        "accepted for 2 of 3, not taken for 1: the mail server does not take the address for now (450)",
    });
    expect(await channel.send(letter({ attempt: 2 }))).toEqual({
      state: "sent",
      receipt: { accepted: 3, refused: 0 },
    });
    expect(receivers(server)).toEqual([ana, cat, ben]);
  });

  test("for all for now has failed and is not repeated within a send", async () => {
    const server = await served({ words: () => 451 });
    expect(await (await open(server)).send(letter())).toEqual({
      state: "failed",
      because: "nobody got it: the mail server asked to try later (451)",
    });
    expect(slept).toEqual([]);
  });
});

describe("a mail server that fails", () => {
  test("and can't be reached has taken nothing", async () => {
    const server = await served();
    const channel = await open(server);
    await server.close();
    expect(await channel.send(letter())).toEqual({
      state: "failed",
      because: "nobody got it: the mail server can't be reached: check host and port",
    });
  });

  test("and does not greet has taken nothing", async () => {
    const server = await served({
      greets: () => {
        timeOut();
        return false;
      },
    });
    expect(await (await open(server)).send(letter())).toEqual({
      state: "failed",
      because: "nobody got it: the mail server did not answer in time",
    });
    expect(server.conversations()).toBe(1);
  });

  test.each([
    ["reset", "the mail server broke off the connection"],
    ["take and reset", "the mail server broke off the connection"],
    ["hang", "the mail server did not answer in time"],
  ] as const)(
    "after it was given the words (%s) is unclear for that person, and the others get it",
    async (does, because) => {
      const words = ({ to }: Taken): typeof does | "take" => {
        if (to[0] !== ben) return "take";
        if (does === "hang") timeOut();
        return does;
      };
      const server = await served({ words });
      expect(await (await open(server)).send(letter())).toEqual({
        state: "unclear",
        because: `accepted for 2 of 3, not known for 1: ${because}`,
      });
      expect(receivers(server).filter((one) => one !== ben)).toEqual([ana, cat]);
      expect(slept).toEqual([]);
    },
  );

  test("after it took the words: a second try goes to that person alone, with the same Message-ID", async () => {
    const server = await served({
      words: ({ to }, time) => (to[0] === ben && time === 1 ? "take and reset" : "take"),
    });
    const channel = await open(server);
    await channel.send(letter({ purpose: "page" }));
    expect(await channel.send(letter({ purpose: "page", attempt: 2 }))).toEqual({
      state: "sent",
      receipt: { accepted: 3, refused: 0 },
    });
    expect(receivers(server)).toEqual([ana, ben, cat, ben]);
    const ids = server.taken.map(({ mail }) => mail.messageId);
    expect(ids[1]).toBe(ids[3]);
  });

  test("again and again is not asked for everybody", async () => {
    const server = await served({ words: () => "reset" });
    const to = { all: Array.from({ length: 20 }, (_, index) => `p${index}@example.org`) };
    const answer = await (await open(server, { to })).send(letter({ to: ["all"] }));
    expect(answer).toEqual({
      state: "unclear",
      because:
        "accepted for 0 of 20, not known for 2, not taken for 18: the mail server broke off the connection; the mail server broke off again and again",
    });
    expect(server.conversations()).toBe(2);
  });
});

describe("who we are", () => {
  const asks = (secure: boolean): { readonly options: SMTPServerOptions } => ({
    options: {
      ...{ disabledCommands: [], authOptional: false, allowInsecureAuth: true, secure },
      onAuth: ({ username, password }, _session, callback) =>
        username === "tocsin" && password === "hunter2"
          ? callback(null, { user: "tocsin" })
          : callback(Object.assign(new Error("not hunter2"), { responseCode: 535 })),
    },
  });

  test("is said with user and password", async () => {
    const server = await served(asks(false));
    const channel = await open(server, { user: "tocsin", password: "hunter2" });
    expect(await channel.verify()).toBeUndefined();
    expect(await channel.send(letter())).toMatchObject({ state: "sent" });
  });

  test("that is refused is said with what to mend, by verify too, which sends nothing", async () => {
    const server = await served(asks(false));
    const channel = await open(server, { user: "tocsin", password: "hunter3" });
    const because = "the mail server refused its user and password (535): set them anew";
    expect(await channel.verify()).toBe(because);
    expect(await channel.send(letter({ to: ["ops"] }))).toEqual({ state: "failed", because });
    expect(server.taken).toEqual([]);
  });

  test("is not said where nobody asks", async () => {
    const server = await served();
    const channel = await open(server, { user: "tocsin", password: "hunter2" });
    expect(await channel.verify()).toBe("the mail server takes no password on this port: check port and tls");
  });

  test.each([
    ["starttls", false],
    ["implicit", true],
  ])("is told to no server whose certificate nobody vouches for (%s)", async (tls, secure) => {
    let asked = 0;
    const { options } = asks(secure);
    const server = await served({
      options: {
        ...options,
        onAuth: (...given) => {
          asked += 1;
          options.onAuth?.(...given);
        },
      },
    });
    const channel = await open(server, { tls, user: "tocsin", password: "hunter2" });
    expect(await channel.verify()).toBe(
      "the connection to the mail server can't be made safe: check tls, port and its certificate",
    );
    expect(asked).toBe(0);
  });

  test("is told to no server that does not offer to make the connection safe", async () => {
    const server = await served({ options: { disabledCommands: ["STARTTLS"] } });
    const channel = await open(server, { tls: "starttls" });
    expect(await channel.verify()).toBe(
      "the connection to the mail server can't be made safe: check tls, port and its certificate",
    );
  });
});

describe("what is wrong with a secret for e-mail", () => {
  const right = secretFor(587);
  const { host: _host, ...hostless } = right;
  const { to: _to, ...toless } = right;

  test.each<[Readonly<Record<string, unknown>>, string]>([
    [hostless, "host is missing: say which mail server takes the messages"],
    [{ ...right, host: "smtp://hunter2" }, "host is not the name of a mail server"],
    [{ ...right, port: "587" }, "port is not a port; expected a number such as 587"],
    [{ ...right, tls: "hunter2" }, "tls is none that there is; expected starttls, implicit or none"],
    [{ ...right, from: "hunter2" }, "from is missing or no e-mail address"],
    [{ ...right, user: "hunter2" }, "user and password go together"],
    [
      { ...right, host: "smtp.example.org", user: "hunter2", password: "hunter2" },
      "tls is none, so that the password would pass the wire in the open",
    ],
    [toless, "to is missing: say who is reached"],
    [{ ...right, to: {} }, "to is empty: say who is reached"],
    [{ ...right, to: { directors: "hunter2" } }, "to.directors is not an e-mail address"],
    [
      { ...right, to: { directors: [] } },
      "to.directors is empty: expected an e-mail address or a list of them",
    ],
    [
      { ...right, to: { directors: [ana, "hunter2"] } },
      "to.directors has, as its number 2, what is not an e-mail address",
    ],
    [{ ...right, to: { [ana]: "directors" } }, "to has a key that is no name of an audience"],
    [{ ...right, hots: "hunter2" }, "does not know hots"],
  ])("%# is said by its key", async (secret, message) => {
    expect(await faultOf(secret)).toContain(message);
  });

  test("is nothing where it is right, whatever names JavaScript gives every object", async () => {
    const to = JSON.parse('{"__proto__":"ana@example.org","constructor":["ben@example.org"]}') as unknown;
    expect(await faultOf({ ...right, to })).toBeUndefined();
    const server = await served();
    const channel = await open(server, { to });
    await channel.send(letter({ to: ["__proto__", "constructor", "toString"] } satisfies Partial<Letter>));
    expect(receivers(server)).toEqual([ana, ben]);
  });
});
