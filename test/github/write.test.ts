import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import type { Write } from "../../src/github/write.ts";
import { card, comment, ledgerOf, secret, setStage, start } from "./stage.ts";

const because = "a test asked for it";

function setUp(options?: Parameters<typeof setStage>[0]) {
  const stage = setStage(options);
  const ref = stage.open({
    by: "alice",
    repo: "acme/incidents",
    title: "Down",
    body: "x",
    labels: ["incident"],
  });
  return { ...stage, ref };
}

function label(
  snapshot: IncidentSnapshot,
  name: string,
  kind: "add-label" | "remove-label" = "add-label",
): Write {
  const labelId = snapshot.repository.labels.find((one) => one.name === name)?.id ?? "";
  return { kind, id: `label/${name}`, because, issueId: snapshot.issue.id, label: name, labelId };
}

function filing(id: string, more: Partial<Extract<Write, { kind: "create-issue" }>> = {}): Write {
  const said = { template: "t", values: {}, markers: [["of", "ID", "acme/incidents#1"]], text: "Do it." };
  const base = {
    kind: "create-issue",
    id,
    because,
    repository: "acme/payments",
    title: `Action ${id}`,
  } as const;
  return { ...base, ...said, labels: ["action"], assignees: [], ...more };
}

describe("a plan", () => {
  test("is one request, its card last, every entry tied to its effect", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const before = github.requests.graphql;
    const since = github.log.length;
    const applied = await apply(snapshot, [
      card(snapshot, "### Next"),
      label(snapshot, "severity: 1"),
      label(snapshot, "incident", "remove-label"),
    ]);
    expect(applied).toMatchObject({ again: false, failed: [] });
    expect(applied.written.map(({ id }) => id)).toEqual(["label/severity: 1", "label/incident", "card"]);
    expect(github.requests.graphql - before).toBe(1);
    expect(github.log.slice(since).map(({ did, mutationId }) => `${did} by ${mutationId}`)).toEqual([
      "labeled by label/severity: 1",
      "unlabeled by label/incident",
      "commented by card",
    ]);
  });

  test("takes ticks away only once the card that keeps what they did was written", async () => {
    const { github, see, apply, ref } = setUp();
    const first = await see(ref);
    await apply(first, [card(first, "### Next"), comment("list", first.issue.id, "- [x] It is done")]);
    const list = await apply(await see(ref), [comment("list", first.issue.id, "- [x] It is done")]);
    expect(list.written).toHaveLength(1);
    const snapshot = await see(ref);
    const [shown, found] = snapshot.issue.timeline.filter(({ kind }) => kind === "comment");
    const emptied: Write = {
      ...{ kind: "edit-comment", id: "list/1", because, issueId: first.issue.id },
      ...{ commentId: found?.id ?? "", template: "t", values: {}, markers: [["list"]] },
      ...{ text: "- [ ] It is done", takesTicks: true },
    };
    const kept = card(snapshot, "### After", ledgerOf(snapshot), shown?.id);
    const both = await apply(snapshot, [emptied, kept]);
    expect(both).toMatchObject({ again: true, written: [{ id: "card" }] });
    expect(github.comments(ref)[1]?.body).toContain("[x]");
    expect(await apply(snapshot, [emptied])).toMatchObject({ again: false, written: [{ id: "list/1" }] });
    expect(github.comments(ref)[1]?.body).toContain("[ ]");
  });

  test("whose mark of a blocked issue is refused leaves that, holds nothing up and tries it no second time", async () => {
    const { memory, see, apply, open, ref } = setUp();
    const snapshot = await see(ref);
    const other = open({ by: "alice", repo: "acme/incidents", title: "Do it", body: "" });
    const blockerId = (await see(other)).issue.id;
    const mark = { kind: "block", because, issueId: snapshot.issue.id } as const;
    const applied = await apply(snapshot, [
      { ...mark, id: "block/1", blockerId },
      { ...mark, id: "block/2", blockerId: snapshot.issue.id },
      label(snapshot, "severity: 1"),
    ]);
    expect(applied.written.map(({ id }) => id)).toEqual(["label/severity: 1", "block/1"]);
    expect(applied).toMatchObject({ again: false, failed: [], retryAt: undefined, unclearUntil: undefined });
    expect(applied.left).toMatchObject([{ effect: { id: "block/2" } }]);
    expect(memory.faults(ref)).toEqual([]);
  });

  test("with nothing in it asks for nothing", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const before = github.requests.graphql;
    expect(await apply(snapshot, [])).toEqual({ written: [], again: false, failed: [] });
    expect(github.requests.graphql).toBe(before);
  });

  test("of which one part is refused keeps the others, and names what was refused", async () => {
    const { see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const gone: Write = { kind: "minimize", id: "minimize/1", because, commentId: "IC_gone" };
    const applied = await apply(snapshot, [gone, comment("said/1", snapshot.issue.id, "Hello")]);
    expect(applied.written.map(({ id }) => id)).toEqual(["said/1"]);
    expect(applied.failed).toMatchObject([
      {
        effect: { id: "minimize/1" },
        message: expect.stringContaining("GitHub refused it: Could not resolve to a node"),
      },
    ]);
    expect((await see(ref)).faults).toMatchObject([{ effect: "minimize/1" }]);
    expect(applied.retryAt).toBe(start + 30_000);
  });

  test("that must make a label first puts it on in the next pass", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const make: Write = {
      ...{ kind: "create-label", id: "make", because, repositoryId: snapshot.repository.id },
      ...{ name: "status: open", color: "0e8a16", description: "" },
    };
    const first = await apply(snapshot, [label(snapshot, "status: open"), make]);
    expect(first).toMatchObject({ again: true, written: [{ id: "make" }], failed: [] });
    const next = await see(ref);
    expect(await apply(next, [label(next, "status: open")])).toMatchObject({ again: false });
    expect(github.issue(ref).labels).toContain("status: open");
  });

  test("for a label that nobody makes says so instead of waiting for ever", async () => {
    const { see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const applied = await apply(snapshot, [label(snapshot, "nowhere")]);
    expect(applied).toMatchObject({
      again: false,
      failed: [{ message: expect.stringContaining('"nowhere"') }],
    });
  });

  test("says one thing at a time on an issue, and closes it only after its words", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const words = ["said/1", "said/2"].map((id) => comment(id, snapshot.issue.id, id));
    const close: Write = {
      kind: "close",
      id: "close",
      because,
      issueId: snapshot.issue.id,
      reason: "COMPLETED",
    };
    const first = await apply(snapshot, [...words, close]);
    expect(first).toMatchObject({ written: [{ id: "said/1" }], again: true });
    expect(github.issue(ref).state).toBe("open");
    expect(await apply(snapshot, [close])).toMatchObject({ written: [{ id: "close" }], again: false });
    expect(github.issue(ref).state).toBe("closed");
  });

  test("remembers all that a comment says, not only what leads it", async () => {
    const { see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const said = comment("update/I_1/warn/1", snapshot.issue.id, "Two things");
    const markers = [
      ["reminder", "update/I_1/warn/1", "escalate/manager/I_1"],
      ["mentions", "ana"],
    ];
    await apply(snapshot, [{ ...said, markers } as Write]);
    const { recent, said: news } = await see(ref);
    expect([...recent.keys()].sort()).toEqual(["escalate/manager/I_1", "update/I_1/warn/1"]);
    expect(news).toEqual(["update/I_1/warn/1"]);
  });

  test("remembers for ten minutes what it wrote", async () => {
    const { clock, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    await apply(snapshot, [comment("said/1", snapshot.issue.id, "Hello")]);
    const seen = await see(ref);
    expect(seen.recent).toEqual(new Map([["said/1", seen.issue.timeline.at(-1)?.id]]));
    await clock.advanceTo(start + 11 * 60_000);
    expect((await see(ref)).recent).toEqual(new Map());
  });

  test("remembers of that what was said: new comments, a new card among them, and nothing else", async () => {
    const { see, apply, ref, open } = setUp();
    const other = (await see(open({ by: "bob", repo: "acme/incidents", title: "Review", body: "x" }))).issue;
    const snapshot = await see(ref);
    const { id: issueId } = snapshot.issue;
    await apply(snapshot, [card(snapshot, "### Next")]);
    await apply(await see(ref), [comment("said/1", issueId, "Hello")]);
    const written = await see(ref);
    const comments = written.issue.timeline.filter(({ kind }) => kind === "comment");
    const [cardId, commentId = ""] = comments.map(({ id }) => id);
    const again = { template: "t", values: {}, markers: [["said", "said/1"]], text: "Hello again" };
    const applied = await apply(written, [
      { ...card(written, "### Then", undefined, cardId), id: "card/2" },
      { kind: "edit-comment", issueId, id: "record/1", because, commentId, ...again },
      { kind: "react", id: "react/1", because, commentId, content: "THUMBS_UP" },
      { kind: "minimize", id: "minimize/1", because, commentId },
      label(written, "severity: 1"),
      comment("said/2", other.id, "On another issue"),
      filing("action/1"),
    ]);
    expect(applied).toMatchObject({ failed: [], again: false });
    const seen = await see(ref);
    expect(seen.recent.size).toBe(9);
    expect(seen.said.toSorted()).toEqual(["card", "said/1", "said/2"]);
  });

  test("remembers whom it mentioned, over all incidents", async () => {
    const { open, see, apply, ref } = setUp();
    const other = open({ by: "bob", repo: "acme/incidents", title: "Slow", body: "x" });
    const snapshot = await see(ref);
    const said = { ...comment("said/1", snapshot.issue.id, "@alice"), mentions: ["alice"] } as Write;
    await apply(snapshot, [said]);
    expect((await see(other)).mentioned.has("alice")).toBe(true);
  });
});

describe("a label that keeps the issue in sight", () => {
  test("comes off after the card", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const [label] = snapshot.repository.labels.filter(({ name }) => name === "incident");
    const off = {
      kind: "remove-label",
      id: "off",
      because: "withdrawn",
      issueId: snapshot.issue.id,
    } as const;
    await apply(snapshot, [
      { ...off, label: "incident", labelId: label?.id ?? "", last: true },
      card(snapshot, "Not an incident"),
    ]);
    const own = github.log.filter(({ by, on }) => by === "tocsin[bot]" && on === ref).map(({ did }) => did);
    expect(own).toEqual(["commented", "unlabeled"]);
  });
});

describe("somebody who is mentioned", () => {
  test("on one incident is not mentioned on another that was read before that", async () => {
    const { github, see, open, apply, ref } = setUp();
    const other = open({
      by: "alice",
      repo: "acme/incidents",
      title: "Also down",
      body: "x",
      labels: ["incident"],
    });
    const [first, second] = [await see(ref), await see(other)];
    const mentions = ["bob"];
    await apply(first, [{ ...comment("r/1", first.issue.id, "@bob, look"), mentions } as Write]);
    const applied = await apply(second, [
      { ...comment("r/2", second.issue.id, "@bob, look"), mentions } as Write,
    ]);
    expect(applied).toMatchObject({ written: [], again: true });
    expect(github.comments(other)).toEqual([]);
    expect((await see(other)).mentioned.has("bob")).toBe(true);
  });

  test("is known from what the comments say, by a process that has just started", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const said = {
      ...comment("r/1", snapshot.issue.id, "@bob, look"),
      markers: [["mentions", "bob"]],
    } as Write;
    await apply(snapshot, [said]);
    expect((await see(ref)).mentioned).toEqual(new Map([["bob", github.comments(ref)[0]?.createdAt]]));
  });

  test("waits for the next look alone, and not for what was refused beside it", async () => {
    const { memory, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    memory.mentioned("acme/other#1", "bob", start);
    const said = { ...comment("r/1", snapshot.issue.id, "@bob, look"), mentions: ["bob"] } as Write;
    const refused = filing("1", { repository: "other/thing" });
    const applied = await apply(snapshot, [said, refused]);
    expect(applied).toMatchObject({ written: [], again: true, failed: [{ effect: { id: "1" } }] });
    expect(applied.retryAt).toBeUndefined();
    expect((await apply(snapshot, [refused])).retryAt).toBeGreaterThan(start);
  });

  test.each([
    ["may be mentioned at once, where an unclear answer turns out to have said nothing", false],
    ["was mentioned, where an unclear answer turns out to have said it", true],
  ])("%s", async (_, applied) => {
    const { github, memory, see, apply, ref, clock } = setUp();
    const snapshot = await see(ref);
    const other = "acme/incidents#99";
    github.faults({ requests: { fail: 1, applied } });
    const said = {
      ...comment("r/1", snapshot.issue.id, "@bob, look"),
      ...{ mentions: ["bob"], markers: [["mentions", "bob"]] },
    } as Write;
    await apply(snapshot, [said]);
    github.faults({ requests: { fail: 0 } });
    expect(github.comments(ref)).toHaveLength(applied ? 1 : 0);
    expect(memory.mentions(other).has("bob")).toBe(true);
    const looking = see(ref);
    await clock.advanceTo(clock.now() + 30_000);
    await looking;
    expect(memory.mentions(other).has("bob")).toBe(applied);
  });

  test("is mentioned still, where the words could not be said", async () => {
    const { github, memory, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    github.faults({ rate: { secondary: { writes: 0, retryAfter: 60 } } });
    await apply(snapshot, [
      { ...comment("r/1", snapshot.issue.id, "@bob, look"), mentions: ["bob"] } as Write,
    ]);
    expect(github.comments(ref)).toEqual([]);
    expect(memory.mentions(ref)).toEqual(new Map());
  });
});

describe("new issues", () => {
  test("go three at a time, in one look-up, one request for labels and one for the issues", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const before = { ...github.requests };
    const applied = await apply(
      snapshot,
      ["1", "2", "3", "4"].map((id) => filing(id, { parentId: snapshot.issue.id })),
    );
    expect(applied.again).toBe(true);
    expect(applied.written.map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(github.requests.graphql - before.graphql).toBe(3);
    expect(github.requests.writes - before.writes).toBe(2);
    expect(
      github.issues("acme/payments").map(({ title, labels, parent }) => ({ title, labels, parent })),
    ).toEqual(["1", "2", "3"].map((id) => ({ title: `Action ${id}`, labels: ["action"], parent: ref })));
    await apply(snapshot, [filing("4")]);
    expect(github.requests.graphql - before.graphql).toBe(4);
  });

  test("are assigned to those who can be, and filed all the same for those who can't", async () => {
    const { github, see, apply, ref } = setUp();
    await apply(await see(ref), [filing("1", { assignees: ["alice", "mallory", "nobody-there"] })]);
    expect(github.issues("acme/payments")[0]?.assignees).toEqual(["alice"]);
  });

  test("in a repository out of sight fail with what to do, and leave the rest alone", async () => {
    const { see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const applied = await apply(snapshot, [
      filing("1", { repository: "other/thing" }),
      filing("2", { repository: "acme/nowhere" }),
      card(snapshot, "card"),
    ]);
    expect(applied.written.map(({ id }) => id)).toEqual(["card"]);
    expect(applied.failed.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        "other/thing belongs to another account than acme/incidents, so no issue can be filed there",
      ),
      expect.stringContaining("acme/nowhere is out of sight, so no issue can be filed there"),
    ]);
  });

  test("whose title is longer than GitHub takes get a shorter one", async () => {
    const { github, see, apply, ref } = setUp();
    await apply(await see(ref), [filing("1", { title: "x".repeat(300) })]);
    expect(github.issues("acme/payments")[0]?.title).toBe(`${"x".repeat(255)}…`);
  });

  test("say less in a public repository, where there is less to be said", async () => {
    const { github, see, apply, ref } = setUp();
    const inPublic = { title: "An action", text: "Do it for somebody." };
    const both = ["acme/payments", "acme/vault"].map((repository) =>
      filing(repository, { repository, inPublic }),
    );
    await apply(await see(ref), both);
    expect(github.issues("acme/payments")[0]).toMatchObject({
      title: "An action",
      body: expect.stringMatching(/^Do it for somebody\./),
    });
    expect(github.issues("acme/vault")[0]).toMatchObject({
      title: "Action acme/vault",
      body: expect.stringMatching(/^Do it\./),
    });
  });

  test("in a private repository are filed as anywhere", async () => {
    const { github, see, apply, ref } = setUp();
    await apply(await see(ref), [filing("1", { repository: "acme/vault", assignees: ["bob"] })]);
    expect(github.issues("acme/vault")).toMatchObject([{ title: "Action 1", assignees: ["bob"] }]);
  });
});

describe("a child", () => {
  test("that hangs under one incident is moved under the other, which is how a duplicate hands it on", async () => {
    const { open, see, apply, ref } = setUp();
    const parentId = (await see(ref)).issue.id;
    const filed = { ...filing("one", { repository: "acme/incidents" }), parentId } as Write;
    expect((await apply(await see(ref), [filed])).failed).toEqual([]);
    const other = open({ by: "bob", repo: "acme/incidents", title: "Down too", body: "x" });
    const from = await see(ref);
    const childId = from.children[0]?.id ?? "";
    const link: Write = {
      kind: "link",
      id: "link/1",
      because,
      issueId: (await see(other)).issue.id,
      childId,
    };
    expect(await apply(from, [link])).toMatchObject({ failed: [], written: [{ id: "link/1" }] });
    expect((await see(other)).children).toMatchObject([{ id: childId, linked: true }]);
  });
});

describe("an issue that is given to somebody", () => {
  const give = (issueId: string, ...assignees: string[]): Write => ({
    ...{ kind: "assign", id: "assign/1", because, issueId, assignees },
  });

  test("has those who may have it, and a second time changes nothing", async () => {
    const { github, see, apply, ref } = setUp();
    const { issue } = await see(ref);
    for (const _ of ["once", "again"])
      expect(await apply(await see(ref), [give(issue.id, "bob", "nobodyhere")])).toMatchObject({
        failed: [],
        written: [{ id: "assign/1" }],
      });
    expect(github.issue(ref).assignees).toEqual(["bob"]);
  });

  test("is said not to be given where nobody of them has access", async () => {
    const { see, apply, ref } = setUp();
    const { issue } = await see(ref);
    const { failed, written } = await apply(await see(ref), [give(issue.id, "nobodyhere")]);
    expect(written).toEqual([]);
    expect(failed[0]?.message).toMatch(
      /^nobodyhere can't be assigned in acme\/incidents; expected somebody who may triage/,
    );
  });
});

describe("lines of a retro", () => {
  function withRetro() {
    const stage = setUp();
    const body = "## Actions\r\n\r\n- [ ] Add a breaker team:payments\r\n- [ ] Write it down\r\n";
    const retro = stage.open({ by: "alice", repo: "acme/incidents", title: "Review", body });
    const edit = (issueId: string, seen: string): Write => ({
      ...{ kind: "edit-lines", id: "ticks", because, issueId, body: seen },
      lines: [
        {
          raw: "- [ ] Add a breaker team:payments",
          to: "- [x] Add a breaker team:payments → acme/payments#3",
        },
      ],
    });
    return { ...stage, retro, body, edit };
  }

  test("gain their tick and link and nothing else, line ends included", async () => {
    const { github, see, apply, ref, retro, body, edit } = withRetro();
    const snapshot = await see(ref);
    const child = await see(retro);
    expect(await apply(snapshot, [edit(child.issue.id, body)])).toMatchObject({ written: [{ id: "ticks" }] });
    expect(github.issue(retro).body).toBe(
      "## Actions\r\n\r\n- [x] Add a breaker team:payments → acme/payments#3\r\n- [ ] Write it down\r\n",
    );
  });

  test("wait while somebody writes", async () => {
    const { github, see, apply, ref, retro, body, edit } = withRetro();
    const snapshot = await see(ref);
    const child = await see(retro);
    github.editIssue({ by: "alice", issue: retro, body: `${body}- [ ] One more` });
    expect(await apply(snapshot, [edit(child.issue.id, body)])).toMatchObject({ written: [], again: true });
    expect(github.issue(retro).body).toBe(`${body}- [ ] One more`);
  });
});

describe("what goes wrong on the way", () => {
  test("with an unclear answer holds the key for half a minute and forgets nothing that was found", async () => {
    const { github, clock, see, apply, observer, moving, ref } = setUp();
    const snapshot = await see(ref);
    github.faults({ requests: { fail: 1 } });
    const applied = await apply(snapshot, [comment("said/1", snapshot.issue.id, "Hello")]);
    expect(applied).toMatchObject({ written: [], failed: [], unclearUntil: start + 30_000 });
    github.faults({ requests: { fail: 0 } });
    const seen = await moving(observer.observe(ref), 60_000);
    expect(seen?.recent).toEqual(new Map());
    expect(clock.now()).toBeGreaterThanOrEqual(start + 30_000);
  });

  test("with a secondary limit waits as long as GitHub says, and asks nothing meanwhile", async () => {
    const { github, see, apply, clock, ref } = setUp();
    const snapshot = await see(ref);
    github.faults({ rate: { secondary: { writes: 0, retryAfter: 120 } } });
    const said = [comment("said/1", snapshot.issue.id, "Hello")];
    expect(await apply(snapshot, said)).toMatchObject({ written: [], retryAt: start + 120_000 });
    const { graphql } = github.requests;
    expect(await apply(snapshot, said)).toMatchObject({ written: [], retryAt: start + 120_000 });
    await expect(see(ref)).rejects.toThrow("limit for acme is used up");
    expect(github.requests.graphql).toBe(graphql);
    github.faults({ rate: {} });
    await clock.advanceTo(start + 121_000);
    expect(await apply(snapshot, said)).toMatchObject({ written: [{ id: "said/1" }] });
  });
});

describe("installations", () => {
  test("never wait for each other, neither for a slot nor for a limit", async () => {
    const { github, open, see, apply, clock, ref } = setUp();
    github.addRepository({ owner: "other", name: "incidents" });
    github.setRole("alice", "other/incidents", "write");
    github.install("tocsin", "other");
    const elsewhere = await see(open({ by: "alice", repo: "other/incidents", title: "Slow", body: "x" }));
    const here = await see(ref);
    const at = clock.now();
    await apply(here, [comment("said/1", here.issue.id, "Hello")]);
    await apply(elsewhere, [comment("said/2", elsewhere.issue.id, "Hello")]);
    expect(github.requests.log.filter(({ write }) => write).map((request) => request.at - at)).toEqual([
      0, 10_000,
    ]);
    github.faults({ rate: { secondary: { writes: 0, retryAfter: 600 } } });
    expect(await apply(here, [comment("said/3", here.issue.id, "Hello")])).toHaveProperty("retryAt");
    github.faults({ rate: {} });
    expect(await apply(elsewhere, [comment("said/4", elsewhere.issue.id, "Hello")])).toMatchObject({
      written: [{ id: "said/4" }],
    });
  });

  test("file nothing in the repositories of another account, read nothing there, and are told of nobody's rights", async () => {
    const { github, see, apply, ref, open } = setUp({
      secret,
      questions: {
        rolesNeeded: ({ roles }: Pick<IncidentSnapshot, "roles">) =>
          roles.size > 1 ? [] : ["alice@other/open", "alice@other/backlog"],
      },
    });
    github.addRepository({ owner: "other", name: "backlog", private: true });
    github.addRepository({ owner: "other", name: "open", labels: ["action"] });
    for (const repo of ["other/backlog", "other/open"]) github.setRole("alice", repo, "admin");
    github.install("tocsin", "other");
    await see(open({ by: "alice", repo: "other/open", title: "Known to another", body: "x" }));
    const snapshot = await see(ref);
    expect(snapshot.roles).toEqual(
      new Map([
        ["alice@other/backlog", "none"],
        ["alice@other/open", "none"],
      ]),
    );
    const filings = ["other/backlog", "other/open"].map((repository) =>
      filing(repository, { repository, labels: ["action"] }),
    );
    const { failed } = await apply(snapshot, [
      ...filings,
      filing("3", { labels: ["new"], repository: "other/open" }),
    ]);
    expect(failed.map(({ message }) => message)).toEqual([
      expect.stringContaining("other/backlog belongs to another account than acme/incidents"),
      expect.stringContaining("other/open belongs to another account than acme/incidents"),
      expect.stringContaining("other/open belongs to another account than acme/incidents"),
    ]);
    const [secretly] = github.issues("other/open");
    github.openIssue({ by: "alice", repo: "other/backlog", title: "Hush", body: "x" });
    const created = new Map([["1", { id: github.issue("other/backlog#1").id, ref: "other/backlog#1" }]]);
    await apply(snapshot, [card(snapshot, "card", ledgerOf(snapshot, { created }))]);
    expect(await see(ref)).toMatchObject({ children: [], unseen: [github.issue("other/backlog#1").id] });
    expect(github.log.filter(({ by, on }) => by === "tocsin[bot]" && on.startsWith("other/"))).toEqual([]);
    expect(secretly?.title).toBe("Known to another");
  });
});

describe("reports from outside", () => {
  test("are answered after what people with rights wait for, until one is taken on", async () => {
    const { github, open, see, writer, moving, ref } = setUp();
    const opened = (title: string) => open({ by: "mallory", repo: "acme/incidents", title, body: "x" });
    const reports = await Promise.all(["a", "b", "c", "d"].map((title) => see(opened(title))));
    const [taken, ...others] = reports as [IncidentSnapshot, ...IncidentSnapshot[]];
    const incident = await see(ref);
    const written: string[] = [];
    github.onWrite(({ field }) => written.push(field));
    const writes = [
      ...others.map((one) => writer.write(one, [comment("asked", one.issue.id, "Who takes it on?")])),
      writer.write(incident, [label(incident, "severity: 1")]),
      writer.write(taken, [card(taken, "### Next")]),
    ];
    await moving(Promise.all(writes), 10_000);
    expect(written).toEqual(["addComment", "addLabelsToLabelable", "addComment", "addComment", "addComment"]);
    const firsts = [taken, ...others].map(({ key }) => github.comments(key)[0]?.createdAt ?? 0);
    expect(firsts.map((at) => (at - start) / 1_000)).toEqual([2, 0, 3, 4]);
  });
});

describe("a card that is too long", () => {
  test("drops what is folded before what is not, and keeps its ledger", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const text = `### Next\n<details><summary>More</summary>\n${"x".repeat(70_000)}\n</details>\nState at 09:00`;
    await apply(snapshot, [card(snapshot, text, ledgerOf(snapshot))]);
    expect(github.comments(ref)[0]?.body).toMatch(/^### Next\nState at 09:00\n\n<!-- tocsin:card /);
    expect((await see(ref)).trust).toBe("signed");
  });

  test("is cut with a line that says so, its open fence closed", async () => {
    const { github, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    await apply(snapshot, [card(snapshot, `### Next\n\`\`\`\n${"line\n".repeat(14_000)}`)]);
    const body = github.comments(ref)[0]?.body ?? "";
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toMatch(
      /\nline\n```\n\n\*Cut here: the text was longer than GitHub takes\.\*\n\n<!-- tocsin:card/,
    );
    expect((await see(ref)).trust).toBe("signed");
  });

  test("because of its record fails alone: what else there is to say is said", async () => {
    const { github, see, apply, ref } = setUp();
    const first = await see(ref);
    await apply(first, [card(first, "### Next")]);
    const snapshot = await see(ref);
    const idOf = (n: number) => createHash("sha256").update(`${n}`).digest("base64url").slice(0, 18);
    const acts = Array.from({ length: 3_800 }, (_none, n) => ({
      ...{ item: idOf(n), at: start, by: "dan", hash: idOf(-n), acts: [] },
      verdict: "refused" as const,
    }));
    const cardId = snapshot.issue.timeline.find((item) => item.kind === "comment")?.id;
    const long = { ...card(snapshot, "### Next", ledgerOf(snapshot, { acts }), cardId), id: "card/2" };
    const applied = await apply(snapshot, [comment("update/1/due", snapshot.issue.id, "Due."), long]);
    expect(applied.written.map(({ id }) => id)).toEqual(["update/1/due"]);
    expect(applied.failed.map(({ message }) => message)).toEqual([
      expect.stringContaining("its hidden part must shrink"),
    ]);
    expect(github.comments(ref)[1]?.body).toMatch(/^Due\./);
    expect((await see(ref)).trust).toBe("signed");
  });
});
