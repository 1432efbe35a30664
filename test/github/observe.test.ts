import { describe, expect, test } from "vitest";
import type { IncidentSnapshot, Snapshot } from "../../src/engine/snapshot.ts";
import { createRoles } from "../../src/github/roles.ts";
import type { Write } from "../../src/github/write.ts";
import { card, comment, ledgerOf, setStage, start } from "./stage.ts";

const minute = 60_000;

describe("one look", () => {
  test("costs one request and shows issue, files, labels and history in one order", async () => {
    const { open, github, clock, see } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x", labels: ["incident"] });
    await clock.advanceTo(start + minute);
    github.comment({ by: "bob", issue: ref, body: "looking" });
    github.addLabels({ by: "alice", issue: ref, labels: ["severity: 1"] });
    github.close({ by: "alice", issue: ref, reason: "completed" });
    await see(ref);
    const before = github.requests.graphql + github.requests.rest;
    const snapshot = await see(ref);
    expect(github.requests.graphql + github.requests.rest - before).toBe(1);
    expect(snapshot.issue.timeline.map(({ kind, by }) => `${kind} ${by?.login}`)).toEqual([
      "labeled alice",
      "comment bob",
      "labeled alice",
      "closed alice",
    ]);
    expect(snapshot).toMatchObject({
      key: "acme/incidents#1",
      me: "tocsin",
      repository: { name: "acme/incidents", public: true, archived: false },
      sources: {
        policy: { text: "extends: sre\n" },
        ownerPolicy: undefined,
        forms: [{ path: ".github/ISSUE_TEMPLATE/incident.yml" }],
      },
      issue: {
        title: "Down",
        state: "closed",
        authorIsMember: true,
        labels: ["incident", "severity: 1"],
        versions: [{ body: "x" }],
      },
      trust: "none",
    });
  });

  test("of an issue that is not there says so, and of a repository out of sight says where to install", async () => {
    const { observer } = setStage();
    expect(await observer.observe("acme/incidents#99")).toBeUndefined();
    await expect(observer.observe("other/thing#1")).rejects.toThrow("the app must be installed there");
  });

  test("of an issue that went elsewhere is waited for by nobody, and where it went is remembered", async () => {
    const { open, github, clock, observer, memory } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    await clock.advanceTo(start + minute);
    for (const repo of ["acme/incidents", "acme/payments"]) github.setRole("alice", repo, "admin");
    github.transfer({ by: "alice", issue: ref, to: "acme/payments" });
    const now = clock.now();
    const looked = observer.observe(ref, { hint: now });
    clock.track(looked);
    await clock.settle();
    expect(await looked).toBeUndefined();
    expect([clock.now(), memory.movedTo(ref)]).toEqual([now, "acme/payments#1"]);
    expect(await observer.observe("acme/payments#1")).toMatchObject({ key: "acme/payments#1" });
    github.deleteIssue({ by: "alice", issue: "acme/payments#1" });
    expect(await observer.observe(ref)).toBeUndefined();
    expect(memory.movedTo(ref)).toBeUndefined();
  });

  test("of a private repository is a look like any other", async () => {
    const { open, see } = setStage();
    const ref = open({ by: "alice", repo: "acme/vault", title: "Secret", body: "x" });
    expect((await see(ref)).repository.public).toBe(false);
  });

  test("shows every entry of a long history, from several pages", async () => {
    const { open, github, see } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Long", body: "x" });
    for (let n = 0; n < 230; n++) github.comment({ by: "bob", issue: ref, body: `note ${n}` });
    const { issue } = await see(ref);
    expect(issue.timeline.flatMap((item) => (item.kind === "comment" ? [item.body] : []))).toEqual(
      Array.from({ length: 230 }, (_, n) => `note ${n}`),
    );
  });

  test("keeps every version of the body, oldest first", async () => {
    const { open, github, clock, see } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Edits", body: "v0" });
    for (let n = 1; n <= 60; n++) {
      await clock.advanceTo(start + n * minute);
      github.editIssue({ by: "alice", issue: ref, body: `v${n}` });
    }
    const { issue } = await see(ref);
    expect(issue.versions.map(({ body }) => body)).toEqual(Array.from({ length: 61 }, (_, n) => `v${n}`));
  });

  test("at many keys takes ten to a request", async () => {
    const { open, github, observer, see } = setStage();
    const keys: string[] = [];
    for (let n = 0; n < 25; n++) {
      const ref = open({ by: "alice", repo: "acme/incidents", title: `Old ${n}`, body: "x" });
      keys.push(ref);
    }
    await see(keys[0] ?? "");
    const before = github.requests.graphql;
    const snapshots = await observer.observeMany([...keys, "acme/incidents#99"]);
    expect(github.requests.graphql - before).toBe(3);
    expect([...snapshots.keys()].toSorted()).toEqual(keys.toSorted());
  });
});

describe("a replica that lags", () => {
  test("is read again until it shows what the delivery spoke of", async () => {
    const { open, github, clock, observer, see, moving } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    await clock.advanceTo(start + minute);
    await see(ref);
    github.faults({ reads: { lag: 2_500 } });
    github.comment({ by: "bob", issue: ref, body: "looking" });
    const before = github.requests.graphql;
    const snapshot = await moving(observer.observe(ref, { hint: clock.now() }), minute);
    expect(snapshot?.issue.timeline.map(({ kind }) => kind)).toEqual(["comment"]);
    expect(github.requests.graphql - before).toBe(3);
  });

  test("is taken as it is after eighteen seconds", async () => {
    const { open, github, clock, observer, moving } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    const before = github.requests.graphql;
    const snapshot = await moving(observer.observe(ref, { hint: clock.now() + 3_600_000 }), minute);
    expect(snapshot?.issue.title).toBe("Down");
    expect(github.requests.graphql - before).toBe(5);
  });

  test("is not waited for by an event of long ago, which is sent once more", async () => {
    const { open, observer, clock, github } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "", labels: ["incident"] });
    // What it spoke of is gone since, and shows nowhere.
    await clock.advanceTo(start + 10 * minute);
    const before = github.requests.graphql;
    const looked = observer.observe(ref, { hint: start + 5 * minute });
    clock.track(looked);
    await clock.settle();
    expect(await looked).toBeDefined();
    expect(github.requests.graphql - before).toBe(1);
  });

  test("is waited for once, however often the same event comes", async () => {
    const { open, observer, clock, github, moving } = setStage();
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "", labels: ["incident"] });
    await clock.advanceTo(start + 10 * minute);
    const hint = clock.now();
    await moving(observer.observe(ref, { hint }), 18_000);
    const before = github.requests.graphql;
    const again = observer.observe(ref, { hint });
    clock.track(again);
    await clock.settle();
    await again;
    expect(github.requests.graphql - before).toBe(1);
    const later = moving(observer.observe(ref, { hint: clock.now() }), 18_000);
    await later;
    expect(github.requests.graphql - before).toBe(1 + 5);
  });
});

describe("the card", () => {
  async function withCard(options?: Parameters<typeof setStage>[0]) {
    const stage = setStage(options);
    const ref = stage.open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    const snapshot = await stage.see(ref);
    await stage.apply(snapshot, [card(snapshot, "- [ ] Nothing new\n- [ ] Service is back")]);
    const seen = await stage.see(ref);
    const found = seen.issue.timeline.find((item) => item.kind === "comment");
    return { ...stage, ref, id: found?.id ?? "", snapshot: seen };
  }

  test("gives its ledger back, signed", async () => {
    const { snapshot } = await withCard();
    expect(snapshot.trust).toBe("signed");
    expect(snapshot.ledger).toEqual(ledgerOf(snapshot));
  });

  test("that a person forges means nothing", async () => {
    const { open, github, see, id, ref } = await withCard();
    const body = github.comments(ref)[0]?.body ?? "";
    const other = open({ by: "mallory", repo: "acme/incidents", title: "Mine", body });
    github.comment({ by: "mallory", issue: other, body });
    expect((await see(other)).trust).toBe("none");
    expect(id).not.toBe("");
  });

  test("whose ledger was tampered with has lost it", async () => {
    const { github, see, ref, id } = await withCard();
    const body = github.comments(ref)[0]?.body ?? "";
    github.editComment({ by: "alice", comment: id, body: body.replace(/(tocsin:ledger 2 .{9})./, "$1x") });
    expect(await see(ref)).toMatchObject({ trust: "lost", ledger: undefined });
  });

  test("shows a tick as somebody else's edit, with the text that it left", async () => {
    const { github, clock, see, ref, id } = await withCard();
    await clock.advanceTo(start + minute);
    github.tick({ by: "alice", comment: id, text: "Nothing new" });
    const snapshot = await see(ref);
    const [item] = snapshot.issue.timeline;
    expect(snapshot.trust).toBe("signed");
    expect(item).toMatchObject({ kind: "comment", edits: [{ by: { login: "alice" } }] });
    expect(item?.kind === "comment" && item.edits[0]?.body).toContain("- [x] Nothing new");
  });

  test("shows a tick that our own edit has covered, by one more request", async () => {
    const { github, clock, see, apply, ref, id } = await withCard();
    await clock.advanceTo(start + minute);
    const stale = await see(ref);
    github.tick({ by: "alice", comment: id, text: "Service is back" });
    await clock.advanceTo(start + 2 * minute);
    await apply(stale, [card(stale, "- [ ] Nothing new", ledgerOf(stale), id)]);
    const before = github.requests.graphql;
    const snapshot = await see(ref);
    expect(github.requests.graphql - before).toBe(2);
    const [item] = snapshot.issue.timeline;
    expect(
      item?.kind === "comment" && item.edits.map(({ body }) => body?.includes("- [x] Service is back")),
    ).toEqual([true]);
    const judged =
      item?.kind === "comment"
        ? item.edits.map(({ id: edit, at }) => ({ item: edit, at, verdict: "done", acts: [] }) as const)
        : [];
    await apply(snapshot, [card(snapshot, "- [ ] Nothing", ledgerOf(snapshot, { acts: judged }), id)]);
    const after = github.requests.graphql;
    await see(ref);
    expect(github.requests.graphql - after).toBe(1);
  });

  test("is believed without a secret, after a tick by our own last version", async () => {
    const { github, clock, see, ref, id, snapshot } = await withCard({});
    expect(snapshot.trust).toBe("believed");
    await clock.advanceTo(start + minute);
    github.tick({ by: "alice", comment: id, text: "Nothing new" });
    expect(await see(ref)).toMatchObject({ trust: "believed", ledger: { id: snapshot.ledger?.id } });
  });
});

describe("children", () => {
  async function withChild() {
    const stage = setStage();
    const ref = stage.open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    const first = await stage.see(ref);
    const body = { text: "The review", template: "retro", values: {}, markers: [["of", "ID", ref]] };
    const filed = {
      ...body,
      kind: "create-issue",
      id: "retro/1",
      because: "closed",
      labels: ["retro"],
      assignees: [],
    } as const;
    await stage.apply(first, [
      { ...filed, repository: "acme/incidents", title: "Review", parentId: first.issue.id },
    ]);
    return { ...stage, ref, snapshot: await stage.see(ref) };
  }

  test("come with what their duties need", async () => {
    const { snapshot } = await withChild();
    expect(snapshot.children).toMatchObject([
      {
        ref: "acme/incidents#2",
        title: "Review",
        linked: true,
        labels: ["retro"],
        state: "open",
        author: { login: "tocsin", kind: "bot" },
      },
    ]);
    expect(snapshot.recent).toEqual(new Map([["retro/1", snapshot.children[0]?.id]]));
  });

  test("show who ticked a box of ours and what stood before, by one more request while it is ticked", async () => {
    const { github, clock, see, apply, ref, snapshot } = await withChild();
    const review = snapshot.children[0];
    const list = (tick: string) => `- [${tick}] words <!-- tocsin:box verified I_1 -->`;
    const said = { ...comment("list/1", review?.id ?? "", list(" ")), markers: [["actions", "list"]] };
    await apply(snapshot, [said as Write]);
    const id = github.comments(review?.ref ?? "")[0]?.id ?? "";
    const plain = github.requests.graphql;
    expect((await see(ref)).children[0]?.comments).toMatchObject([{ id, edits: [] }]);
    expect(github.requests.graphql - plain).toBe(1);
    await clock.advanceTo(clock.now() + minute);
    github.tick({ by: "alice", comment: id, text: "words" });
    const before = github.requests.graphql;
    const [comments] = (await see(ref)).children.map((child) => child.comments);
    expect(github.requests.graphql - before).toBe(2);
    expect(comments?.[0]?.edits).toMatchObject([{ by: { login: "alice" } }]);
    expect(comments?.[0]?.edits[0]?.body).toContain(list("x"));
    expect(comments?.[0]?.edits[0]?.before).toContain(list(" "));
  });

  test("come with every comment, by one request more where two ends of their talk do not meet", async () => {
    const { github, see, ref } = await withChild();
    const seen = async () => {
      const before = github.requests.graphql;
      const [review] = (await see(ref)).children;
      return [review?.comments.map(({ body }) => body), github.requests.graphql - before] as const;
    };
    const said: string[] = [];
    const say = (count: number) => {
      for (let n = 0; n < count; n++) {
        const body = `Word ${said.length}`;
        github.comment({ by: "alice", issue: "acme/incidents#2", body });
        said.push(body);
      }
    };
    say(15);
    expect(await seen()).toEqual([said, 1]);
    say(80);
    expect(await seen()).toEqual([said, 2]);
    say(50);
    expect(await seen()).toEqual([said, 3]);
  });

  test("that left the list are found again by the ledger, the next time without a further request", async () => {
    const { github, apply, see, ref, snapshot } = await withChild();
    const [child] = snapshot.children;
    const created = new Map([
      ["retro/1", { id: child?.id ?? "", ref: child?.ref ?? "" }],
      ["action/1", { id: "I_gone", ref: "acme/payments#9" }],
    ]);
    await apply(snapshot, [card(snapshot, "card", ledgerOf(snapshot, { created }))]);
    const token = github.installationToken("tocsin", "acme");
    const query = "mutation M($i: RemoveSubIssueInput!) { removeSubIssue(input: $i) { clientMutationId } }";
    const input = { issueId: snapshot.issue.id, subIssueId: child?.id };
    const init = {
      method: "POST",
      headers: { authorization: `token ${token}` },
      body: JSON.stringify({ query, variables: { i: input } }),
    };
    await github.fetch("http://github.local/graphql", init);
    const seen = await see(ref);
    expect(seen.children).toMatchObject([{ ref: "acme/incidents#2", linked: false }]);
    expect(seen.unseen).toEqual(["I_gone"]);
    const before = github.requests.graphql;
    expect(await see(ref)).toMatchObject({ children: [{ linked: false }], unseen: ["I_gone"] });
    expect(github.requests.graphql - before).toBe(1);
  });
});

test("a pull request of a document comes with its whole history, a review between many commits too", async () => {
  const { github, apply, see, open } = setStage();
  const [by, repo, path] = ["alice", "acme/incidents", "report.md"];
  const ref = open({ by, repo, title: "Down", body: "x" });
  github.createBranch({ by, repo, branch: "report" });
  const commit = (from: number, to: number) => {
    for (let n = from; n < to; n++)
      github.commitFile({ by, repo, branch: "report", path, text: `Text ${n}\n` });
  };
  commit(0, 60);
  const { id, number } = github.openPull({ by, repo, title: "Report", body: "", head: "report" });
  const pull = `${repo}#${number}`;
  github.review({ by: "bob", pull, verdict: "CHANGES_REQUESTED", body: "Who was told?" });
  commit(60, 140);
  const first = await see(ref);
  const created = new Map([["document/report/ID", { id, ref: pull }]]);
  await apply(first, [card(first, "card", ledgerOf(first, { created }))]);
  const [seen] = (await see(ref)).pulls ?? [];
  expect(seen?.items.map(({ kind }) => kind)).toEqual([
    ...Array<string>(60).fill("commit"),
    "changes",
    ...Array<string>(80).fill("commit"),
  ]);
});

describe("roles", () => {
  test("are asked for once in five minutes, and only where an act waits", async () => {
    const commenters = (seen: Snapshot) =>
      (seen as IncidentSnapshot).issue.timeline.flatMap(({ by }) => (by === undefined ? [] : [by.login]));
    const { open, github, clock, see } = setStage({ questions: { rolesNeeded: commenters } });
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    for (const by of ["alice", "bob", "mallory"]) github.comment({ by, issue: ref, body: "/confirm" });
    const { roles } = await see(ref);
    expect(Object.fromEntries(roles)).toEqual({ alice: "write", bob: "triage", mallory: "read" });
    const { rest } = github.requests;
    await see(ref);
    expect(github.requests.rest).toBe(rest);
    await clock.advanceTo(start + 6 * minute);
    await see(ref);
    expect(github.requests.rest).toBe(rest + 3);
  });

  test("tell who was seen to have triage, until that is seen to be gone", async () => {
    const { github, clock, client } = setStage();
    const roles = createRoles(clock);
    const transport = await client.installationOf("acme/incidents");
    const look = async () => {
      for (const login of ["alice", "bob", "mallory"]) await roles.of(transport, "acme/incidents", login);
      return ["Alice", "bob", "mallory", "eve"].filter((login) => roles.isInsider("Acme/incidents", login));
    };
    expect(await look()).toEqual(["Alice", "bob"]);
    expect(roles.isInsider("acme/payments", "alice")).toBe(false);
    github.setRole("bob", "acme/incidents", "read");
    expect(await look()).toEqual(["Alice", "bob"]);
    await clock.advanceTo(start + 6 * minute);
    expect(await look()).toEqual(["Alice"]);
    expect(client.spare("ACME")?.share).toBeCloseTo(1, 1);
    expect(client.spare("other")).toBeUndefined();
  });
});

describe("a policy that broke", () => {
  test("leaves the last good one in the snapshot", async () => {
    const questions = {
      policyIsGood: ({ policy }: { policy?: { text: string } | undefined }) => policy?.text !== "broken",
    };
    const { open, github, see, apply } = setStage({ questions, secret: "s" });
    const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    const snapshot = await see(ref);
    const policies = [{ oid: snapshot.sources.policy?.oid ?? "", version: "1", since: start }];
    await apply(snapshot, [card(snapshot, "card", ledgerOf(snapshot, { policies }))]);
    github.commitFile({ by: "alice", repo: "acme/incidents", path: ".github/tocsin.yml", text: "broken" });
    expect((await see(ref)).sources).toMatchObject({
      policy: { text: "broken" },
      lastGood: { text: "extends: sre\n" },
    });
  });
});

test("our own markers and reactions are read back", async () => {
  const { open, github, see, apply } = setStage();
  const ref = open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
  github.comment({ by: "alice", issue: ref, body: "/confirm" });
  const snapshot = await see(ref);
  const said = snapshot.issue.timeline[0]?.id ?? "";
  await apply(snapshot, [
    { kind: "react", id: "react/1", because: "done", commentId: said, content: "THUMBS_UP" },
    comment("answer/1", snapshot.issue.id, "Confirmed."),
  ]);
  const items = (await see(ref)).issue.timeline;
  expect(items[0]).toMatchObject({ reacted: ["+1"] });
  const hidden = /^<!-- tocsin:said answer\/1 ~[\w-]{22} -->$/m;
  expect(items[1]).toMatchObject({ marks: [{ kind: "said", words: ["answer/1"] }] });
  expect(items[1]?.kind === "comment" && items[1].body).toMatch(hidden);
});
