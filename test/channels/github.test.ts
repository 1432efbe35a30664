// GitHub as a channel, against GitHub's own schema: a comment below an issue or one Discussion an incident, each letter once, and no word of the token.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Elsewhere, elsewhere, me, refusal, token } from "./github-elsewhere.ts";
import { faultOf, letter, openChannel, said } from "./stage.ts";

let there: Elsewhere;
beforeEach(async () => {
  there = await elsewhere();
});
afterEach(async () => {
  await there.close();
  for (const secret of ["hunter2", "github_pat", "127.0.0.1", "acme/status", "R_1"])
    expect(said.join("\n")).not.toContain(secret);
});

const open = (over: Readonly<Record<string, unknown>> = {}) =>
  openChannel({
    ...{ kind: "github", token, url: `${there.url}/graphql` },
    to: { public: "acme/status/announcements", directors: "acme/status#12" },
    ...over,
  });

const about = letter().about;
/** To the public: nothing inside is told. */
const open1 = { to: ["public"], about: { ...about, ref: "", url: "", slug: "" } };
const bare = (body: string | undefined): string =>
  (body ?? "").replace(/\n*<!-- tocsin:announced [\s\S]*$/, "");

describe("below an issue", () => {
  test("a letter is one comment, with its subject, its words and where it is dealt with", async () => {
    expect(await (await open()).send(letter({ to: ["directors", "nobody"] }))).toEqual({
      state: "sent",
      receipt: { accepted: 1, refused: 0, note: "nobody is known here for nobody: add it under to" },
    });
    expect(there.comments).toHaveLength(1);
    expect(bare(there.comments[0]?.body)).toBe(
      "**Card payments fail**\n\nNobody can pay by card.\n\nNext update by 11:20.\n\nacme/incidents#7: https://github.com/acme/incidents/issues/7",
    );
    expect(there.discussions).toEqual([]);
  });

  test("each letter is a comment of its own, since an edit tells nobody", async () => {
    const channel = await open();
    await channel.send(letter());
    await channel.send(letter({ id: "notice/2", text: "It works." }));
    expect(there.comments.map(({ body }) => bare(body).includes("It works."))).toEqual([false, true]);
  });
});

describe("in Discussions", () => {
  test("the first notice of an incident begins one, and the others stand below it", async () => {
    const channel = await open();
    await channel.send(letter(open1));
    await channel.send(
      letter({ ...open1, id: "notice/2", subject: "Card payments work", text: "It works." }),
    );
    await channel.send(letter({ ...open1, id: "notice/3", about: { ...open1.about, incident: "I_8" } }));
    expect(there.discussions.map(({ title, comments }) => [title, comments.length])).toEqual([
      ["Card payments fail", 1],
      ["Card payments fail", 0],
    ]);
    expect(bare(there.discussions[0]?.body)).toBe("Nobody can pay by card.\n\nNext update by 11:20.");
    expect(bare(there.discussions[0]?.comments[0]?.body)).toBe("**Card payments work**\n\nIt works.");
  });

  test("a process that begins anew finds it, among those of others that copy its mark", async () => {
    await (await open()).send(letter(open1));
    const [mine] = there.discussions;
    if (mine === undefined) throw new Error("There is no Discussion.");
    there.discussions.push({ ...mine, id: "N_other", by: "mallory", comments: [] });
    await (await open()).send(letter({ ...open1, id: "notice/2" }));
    expect(there.discussions.map(({ by, comments }) => [by, comments.length])).toEqual([
      [me, 1],
      ["mallory", 0],
    ]);
  });

  test("two letters at once are one Discussion", async () => {
    const channel = await open();
    await Promise.all([1, 2, 3].map((n) => channel.send(letter({ ...open1, id: `notice/${n}` }))));
    expect(there.discussions.map(({ comments }) => comments.length)).toEqual([2]);
  });

  test("one that was deleted is told, and the next try begins another", async () => {
    const channel = await open();
    await channel.send(letter(open1));
    there.discussions.length = 0;
    const second = letter({ ...open1, id: "notice/2" });
    expect(await channel.send(second)).toMatchObject({
      state: "failed",
      because: expect.stringMatching(/^there is no such place/),
    });
    expect(await channel.send({ ...second, attempt: 2 })).toMatchObject({ state: "sent" });
    expect(there.discussions).toHaveLength(1);
  });

  test("a test stands for itself", async () => {
    const channel = await open();
    await channel.send(letter({ ...open1, id: "test/1", purpose: "test" }));
    await channel.send(letter(open1));
    await channel.send(letter({ ...open1, id: "test/2", purpose: "test" }));
    expect(there.discussions.map(({ comments }) => comments.length)).toEqual([0, 0, 0]);
  });
});

describe("words", () => {
  test("mention nobody, open no comment, and keep lists and plain addresses", async () => {
    const text =
      "@acme/everybody fixes #3 <!-- tocsin:announced x --> <b>\n- see https://status.acme.example/now today\n- https://evil.example/?q=<script>";
    await (await open()).send(letter({ text, about: open1.about, subject: "@ana **now**" }));
    const body = there.comments[0]?.body ?? "";
    expect(body).not.toMatch(/@(?=[a-z])/);
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect(body).not.toMatch(/(?<!\\)<b>/);
    expect(body).toContain("\n- see https://status.acme.example/now today\n");
    expect(body).not.toContain("https://evil");
    expect(body).toContain("\\*\\*now\\*\\*");
  });

  test("that are too long are refused before anything is asked", async () => {
    expect(await (await open()).send(letter({ text: "word ".repeat(14_000) }))).toMatchObject({
      state: "failed",
      because: expect.stringMatching(/^the text has \d+ signs, and GitHub takes 65000: shorten it$/),
    });
    expect(there.asked).toEqual([]);
  });

  test("of a page are none for GitHub", async () => {
    expect(await (await open()).send(letter({ purpose: "page" }))).toEqual({
      state: "failed",
      because: "GitHub wakes nobody: page by a channel of the kind pager",
    });
  });
});

describe.each([
  ["an issue", {}],
  ["Discussions", open1],
] as const)("at %s", (_name, over) => {
  const written = (): number =>
    there.comments.length + there.discussions.reduce((sum, { comments }) => sum + 1 + comments.length, 0);

  test.each([
    ["reset", "GitHub broke off the connection"],
    ["hang", "GitHub did not answer in time"],
    [{ status: 502, body: "hunter2" }, "GitHub answered 502: it may have taken it"],
    [refusal(undefined), "GitHub says that something went wrong"],
    [{ status: 200, body: "hunter2" }, "GitHub answered in a way that it does not document"],
  ] as const)(
    "what may have arrived (%j) is unclear, and looked for before it is repeated",
    async (manner, because) => {
      for (const after of ["after", undefined] as const) {
        const one = letter({ ...over, id: `notice/${after ?? "before"}` });
        const before = written();
        there.fail(manner, after);
        expect(await (await open()).send(one)).toEqual({ state: "unclear", because });
        expect(written()).toBe(before + (after === undefined ? 0 : 1));
        // By a process that remembers nothing of it.
        expect(await (await open()).send({ ...one, attempt: 2 })).toMatchObject({ state: "sent" });
        expect(written()).toBe(before + 1);
      }
    },
  );

  test.each([
    [{ status: 403, headers: { "retry-after": "30" } }, "GitHub asks to wait 30 s"],
    [
      { status: 403, body: { message: "You have exceeded a secondary rate limit." } },
      "GitHub asks to wait 60 s",
    ],
    [
      refusal(undefined, "You have exceeded a secondary rate limit. Please wait."),
      "GitHub asks to wait 60 s",
    ],
    [refusal("RATE_LIMITED"), "GitHub asks to wait 60 s"],
    [{ status: 429, headers: { "retry-after": "90" } }, "GitHub asks to wait 90 s"],
  ] as const)("a limit (%j) has failed, and says how long it lasts", async (manner, because) => {
    there.fail(manner);
    expect(await (await open()).send(letter(over))).toEqual({ state: "failed", because });
    expect(written()).toBe(0);
  });

  test.each([
    [
      refusal("FORBIDDEN"),
      "the token may not write there: give it Issues or Discussions, read and write, in that repository",
    ],
    [
      { status: 403 },
      "GitHub answered 403: the token may not write there: give it Issues or Discussions, read and write, in that repository",
    ],
    [{ status: 404 }, "GitHub answered 404: check url"],
    [
      { status: 302 },
      "GitHub answered 302: it leads elsewhere, which is not followed: set url to where it leads",
    ],
    [
      refusal("UNPROCESSABLE"),
      "GitHub does not take it: check that the place is neither locked nor archived",
    ],
  ] as const)("a refusal (%j) says what to mend", async (manner, because) => {
    there.fail(manner);
    expect(await (await open()).send(letter(over))).toEqual({ state: "failed", because });
  });

  test("a question that nobody answers has changed nothing", async () => {
    there.next("reset");
    expect(await (await open()).send(letter(over))).toEqual({
      state: "failed",
      because: "GitHub broke off the connection",
    });
  });

  test("an hourly limit that is used up says when it ends", async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 600);
    there.fail({ status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset } });
    expect(await (await open()).send(letter(over))).toMatchObject({
      state: "failed",
      because: expect.stringMatching(/^GitHub asks to wait (?:59\d|600) s$/),
    });
  });
});

describe("whether it would work", () => {
  const gone = /^there is no such place, or the token may not see it/;
  test.each<[string, Readonly<Record<string, unknown>>, Partial<Elsewhere["is"]>, RegExp | undefined]>([
    ["right", {}, {}, undefined],
    ["a locked issue", {}, { locked: true }, /^an issue under to is locked/],
    ["no Discussions", {}, { hasDiscussions: false }, /^the repository has no Discussions: switch them on/],
    ["no such category", { to: { public: "acme/status/ideas" } }, {}, /^there is no such category/],
    ["no such issue", { to: { public: "acme/status#13" } }, {}, gone],
    ["no such repository", { to: { public: "acme/other/announcements" } }, {}, gone],
    [
      "another token",
      { token: `github_pat_${"x".repeat(30)}` },
      {},
      /^GitHub answered 401: it does not take the token/,
    ],
  ])("is asked without writing anything: %s", async (_name, over, is, wrong) => {
    Object.assign(there.is, is);
    const problem = await (await open(over)).verify();
    if (wrong === undefined) expect(problem).toBeUndefined();
    else expect(problem).toMatch(wrong);
    expect(there.asked.filter(({ body }) => body.includes("mutation"))).toEqual([]);
  });
});

describe("what is wrong with a secret", () => {
  const right = { kind: "github", token, to: { public: ["acme/status#12", "acme/status/show-and-tell"] } };
  test.each<[Readonly<Record<string, unknown>>, string]>([
    [{ ...right, token: undefined }, "token is missing"],
    [{ ...right, token: "hunter2" }, "token is no token of GitHub's; expected github_pat_…"],
    [{ ...right, url: "http://github.acme.example" }, "url is no address"],
    [{ ...right, to: { public: "acme/status" } }, "to.public is not an issue (acme/status#12) or a category"],
    [{ ...right, to: undefined }, "to is missing"],
    [{ ...right, repository: "acme/x" }, "does not know repository"],
  ])("%# is said by its key", async (secret, message) => {
    expect((await faultOf(secret)) ?? "").toContain(message);
    said.length = 0;
  });

  test("is nothing where it is right", async () => {
    expect(await faultOf(right)).toBeUndefined();
  });
});
