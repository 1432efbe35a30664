import { describe, expect, test } from "vitest";
import type { Ledger } from "../../src/engine/ledger.ts";
import { fingerprintOf, isSamePrint } from "../../src/github/fingerprint.ts";
import { readHeads } from "../../src/github/heads.ts";
import { HeadMemory } from "../../src/run/queue/heads.ts";
import { card, comment, ledgerOf, setStage, start } from "./stage.ts";

const labels = {
  incident: ["incident"],
  followUp: ["incident: follow-up"],
  unfinished: ["status: open"],
  finished: ["status: closed"],
  subjects: {},
};
const minute = 60_000;

function setUp(repo = "acme/incidents") {
  const stage = setStage();
  const ref = stage.open({
    by: "alice",
    repo,
    title: "Down",
    body: "x",
    labels: ["incident"],
  });
  const heads = () =>
    readHeads({ client: stage.client, clock: stage.clock, proof: stage.proof }, repo, labels);
  const record = async () => {
    const snapshot = await stage.see(ref);
    const found = snapshot.issue.timeline.find((item) => item.kind === "comment");
    const ledger = ledgerOf(snapshot, { fingerprint: fingerprintOf(snapshot), wakeAt: start + 60 * minute });
    await stage.apply(snapshot, [card(snapshot, "- [ ] Nothing new", ledger, found?.id)]);
  };
  return { ...stage, ref, heads, record };
}

describe("the head of a handover", () => {
  test("is there where something is handed over, and changes with the rolling issue", async () => {
    const { client, clock, proof, open, github, heads } = setUp();
    const handed = () =>
      readHeads({ client, clock, proof }, "acme/incidents", {
        ...labels,
        subjects: { handover: ["severity: 1"] },
      });
    const print = async () => {
      const all = await handed();
      return all.find(({ key }) => key === "acme/incidents#handover")?.fingerprint;
    };
    const before = await print();
    expect(before).toBeDefined();
    expect(await heads()).toHaveLength(1);
    const ref = open({ by: "alice", repo: "acme/incidents", title: "H", body: "x", labels: ["severity: 1"] });
    const opened = await print();
    expect(opened).not.toBe(before);
    await clock.advanceTo(clock.now() + minute);
    github.comment({ by: "alice", issue: ref, body: "/ack" });
    expect(await print()).not.toBe(opened);
  });
});

describe("the heads of several subjects of a repository", () => {
  const subjects = { handover: ["severity: 1"], site: ["incident", "bug"], "action-list": ["nowhere"] };
  const keyOf = (name: string) => `acme/incidents#${name}`;

  const read = async ({ client, clock, proof }: ReturnType<typeof setUp>) => {
    const heads = await readHeads({ client, clock, proof }, "acme/incidents", { ...labels, subjects });
    return new Map(heads.map((head) => [head.key, head]));
  };

  test("stand there by one request, those too of which there is no issue, beside the incidents", async () => {
    const stage = setUp();
    const before = stage.github.requests.graphql;
    const heads = await read(stage);
    expect(stage.github.requests.graphql - before).toBe(1);
    expect([...heads.keys()]).toEqual([...Object.keys(subjects).map(keyOf), stage.ref]);
    for (const name of Object.keys(subjects)) {
      const key = keyOf(name);
      expect(heads.get(key)).toMatchObject({ id: key, state: "open", updatedAt: 0, changed: true });
    }
    expect(Object.keys(subjects).map((name) => heads.get(keyOf(name))?.newsAt)).toEqual([0, start, 0]);
  });

  test("change each with its own issues alone", async () => {
    const stage = setUp();
    const before = await read(stage);
    await stage.clock.advanceTo(stage.clock.now() + minute);
    stage.open({ by: "alice", repo: "acme/incidents", title: "H", body: "x", labels: ["severity: 1"] });
    const after = await read(stage);
    const changed = Object.keys(subjects).filter(
      (name) => before.get(keyOf(name))?.fingerprint !== after.get(keyOf(name))?.fingerprint,
    );
    expect(changed).toEqual(["handover"]);
    expect(after.get(keyOf("handover"))?.newsAt).toBe(start + minute);
  });

  test("are read once, however many pages of incidents follow", async () => {
    const stage = setUp();
    for (let count = 0; count < 50; count++)
      stage.open({ by: "alice", repo: "acme/incidents", title: "D", body: "x", labels: ["incident"] });
    const before = stage.github.requests.graphql;
    const heads = await read(stage);
    expect(stage.github.requests.graphql - before).toBe(2);
    expect(heads.size).toBe(3 + 51);
  });
});

describe("whose report an incident without a card is", () => {
  const report = {
    by: "mallory",
    repo: "acme/incidents",
    title: "Down",
    body: "x",
    formLabels: ["incident"],
  };
  const whose = async ({ heads }: ReturnType<typeof setUp>, ref: string) =>
    (await heads()).find(({ key }) => key === ref)?.stranger;

  test("a stranger's, while only people from outside had to do with it", async () => {
    const stage = setUp();
    const ref = stage.open(report);
    expect(await whose(stage, ref)).toBe("mallory");
    stage.github.addUser("eve");
    for (const by of ["mallory", "eve"]) {
      stage.github.comment({ by, issue: ref, body: "/accept" });
      expect(await whose(stage, ref)).toBe("mallory");
    }
    expect(await whose(stage, stage.ref)).toBeUndefined();
  });

  test("nobody's, once somebody from inside did something, or where it is not public", async () => {
    const stage = setUp();
    const spoken = stage.open(report);
    stage.github.comment({ by: "bob", issue: spoken, body: "/accept" });
    expect(await whose(stage, spoken)).toBeUndefined();
    const labelled = stage.open(report);
    stage.github.addLabels({ by: "bob", issue: labelled, labels: ["severity: 1"] });
    expect(await whose(stage, labelled)).toBeUndefined();
    const { client, clock, proof, github } = stage;
    github.addRepository({ owner: "acme", name: "closed", private: true, labels: ["incident"] });
    github.setRole("mallory", "acme/closed", "read");
    stage.open({ ...report, repo: "acme/closed" });
    const [secret] = await readHeads({ client, clock, proof }, "acme/closed", labels);
    expect(secret).toMatchObject({ key: "acme/closed#1", stranger: undefined });
  });

  test("nobody's, where a card of ours is among its first comments", async () => {
    const stage = setUp();
    const ref = stage.open(report);
    const snapshot = await stage.see(ref);
    await stage.apply(snapshot, [card(snapshot, "card", ledgerOf(snapshot))]);
    expect(await whose(stage, ref)).toBeUndefined();
  });
});

describe("a head", () => {
  test("of an incident without a card is worth a look", async () => {
    const { heads, ref } = setUp();
    expect(await heads()).toMatchObject([
      { key: ref, state: "open", changed: true, cardFingerprint: undefined },
    ]);
  });

  test("shows nothing new after a pass, and when something becomes due", async () => {
    const { heads, record } = setUp();
    await record();
    const [head] = await heads();
    expect(head).toMatchObject({ changed: false, wakeAt: start + 60 * minute });
    expect(head?.cardFingerprint).toBe(head?.fingerprint);
  });

  test("asks for one more look at what we said ourselves, which heals doubles, and then for none", async () => {
    const { heads, record, see, apply, ref } = setUp();
    await record();
    const snapshot = await see(ref);
    await apply(snapshot, [comment("said/1", snapshot.issue.id, "Reminder 1")]);
    const [head] = await heads();
    expect(head).toMatchObject({ changed: true });
    expect(isSamePrint(head?.fingerprint ?? "", fingerprintOf(await see(ref)))).toBe(true);
  });

  test.each([
    ["a comment", ({ github, ref }) => github.comment({ by: "bob", issue: ref, body: "looking" })],
    ["a label", ({ github, ref }) => github.addLabels({ by: "bob", issue: ref, labels: ["severity: 1"] })],
    ["an edit of the body", ({ github, ref }) => github.editIssue({ by: "alice", issue: ref, body: "y" })],
    [
      "a tick",
      ({ github, ref }) =>
        github.tick({ by: "alice", comment: github.comments(ref)[0]?.id ?? "", text: "Nothing new" }),
    ],
    [
      "the end of an older comment of somebody's",
      ({ github, ref }) => github.deleteComment({ by: "bob", comment: github.comments(ref)[1]?.id ?? "" }),
    ],
  ] as [string, (stage: ReturnType<typeof setUp>) => unknown][])("shows %s", async (_, act) => {
    const stage = setUp();
    await stage.record();
    for (const body of ["/severity one", "Looking at it"])
      stage.github.comment({ by: "bob", issue: stage.ref, body });
    await stage.clock.advanceTo(stage.clock.now() + minute);
    await stage.record();
    expect(await stage.heads()).toMatchObject([{ changed: false }]);
    await stage.clock.advanceTo(stage.clock.now() + minute);
    act(stage);
    expect(await stage.heads()).toMatchObject([{ changed: true }]);
    await stage.record();
    expect(await stage.heads()).toMatchObject([{ changed: false }]);
  });

  test("shows what happened to a child", async () => {
    const { github, clock, heads, record, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    const base = {
      template: "t",
      values: {},
      markers: [["of", "ID", ref]],
      labels: [],
      assignees: [],
      text: "## Actions",
    };
    const filed = { ...base, kind: "create-issue", id: "retro/1", because: "closed" } as const;
    await apply(snapshot, [
      { ...filed, repository: "acme/incidents", title: "Review", parentId: snapshot.issue.id },
    ]);
    await record();
    expect(await heads()).toMatchObject([{ changed: false }]);
    await clock.advanceTo(clock.now() + minute);
    github.editIssue({ by: "alice", issue: "acme/incidents#2", body: "## Actions\n- [ ] One" });
    expect(await heads()).toMatchObject([{ changed: true }]);
    await record();
    expect(await heads()).toMatchObject([{ changed: false }]);
    await clock.advanceTo(clock.now() + minute);
    // In public anybody could have everything read again so, by a mention elsewhere.
    github.comment({ by: "alice", issue: "acme/incidents#2", body: "/wont-do because it is retired" });
    expect(await heads()).toMatchObject([{ changed: false }]);
  });

  test("of a private repository shows an edit of an older comment, and what is said of a child", async () => {
    const { github, clock, heads, record, ref } = setUp("acme/vault");
    const child = `acme/vault#${github.openIssue({ by: "alice", repo: "acme/vault", title: "Review", body: "x" }).number}`;
    github.addSubIssue({ by: "alice", issue: ref, child });
    await record();
    github.comment({ by: "bob", issue: ref, body: "/severity one" });
    github.comment({ by: "bob", issue: ref, body: "Looking at it" });
    const later = () => clock.advanceTo(clock.now() + minute);
    await later();
    await record();
    await later();
    github.editComment({ by: "bob", comment: github.comments(ref)[1]?.id ?? "", body: "/severity sev1" });
    expect(await heads()).toMatchObject([{ changed: true }]);
    await later();
    await record();
    expect(await heads()).toMatchObject([{ changed: false }]);
    await later();
    github.comment({ by: "alice", issue: child, body: "/wont-do because it is retired" });
    expect(await heads()).toMatchObject([{ changed: true, newsAt: clock.now() }]);
  });

  test("shows what happened to an issue or a pull request beside the list of sub-issues, for one request more", async () => {
    const { github, clock, open, heads, see, apply, ref } = setUp();
    const other = open({ by: "alice", repo: "acme/vault", title: "Add a breaker", body: "x" });
    const id = github.issue(other)?.id ?? "";
    const record = async () => {
      const snapshot = await see(ref);
      const found = snapshot.issue.timeline.find((item) => item.kind === "comment");
      const created = new Map([
        ["action/1", { id, ref: other }],
        ["action/2", { id: "I_gone", ref: other }],
      ]);
      const ledger = ledgerOf(snapshot, { created, fingerprint: fingerprintOf(snapshot) });
      await apply(snapshot, [card(snapshot, `State ${clock.now()}`, ledger, found?.id)]);
    };
    await record();
    await clock.advanceTo(clock.now() + minute);
    await record();
    const before = github.requests.graphql;
    expect(await heads()).toMatchObject([{ changed: false }]);
    expect(github.requests.graphql - before).toBe(2);
    await clock.advanceTo(clock.now() + minute);
    github.comment({ by: "bob", issue: other, body: "/verified" });
    expect(await heads()).toMatchObject([{ changed: true, newsAt: clock.now() }]);
    await record();
    expect(await heads()).toMatchObject([{ changed: false }]);
  });

  test("of a forged card is no card", async () => {
    const { github, heads, record, ref } = setUp();
    await record();
    const body = github.comments(ref)[0]?.body ?? "";
    github.openIssue({ by: "alice", repo: "acme/incidents", title: "Copy", body: "x", labels: ["incident"] });
    github.comment({ by: "mallory", issue: "acme/incidents#2", body });
    const forged = (await heads()).find(({ key }) => key === "acme/incidents#2");
    expect(forged).toMatchObject({ changed: true, wakeAt: undefined });
  });
});

describe("a sweep", () => {
  test("of 120 open incidents and some closed ones costs three requests, each incident once", async () => {
    const { github, heads } = setUp();
    for (let n = 0; n < 119; n++)
      github.openIssue({
        by: "alice",
        repo: "acme/incidents",
        title: `Old ${n}`,
        body: "x",
        labels: ["incident"],
      });
    await heads();
    const before = github.requests.graphql;
    const found = await heads();
    expect(github.requests.graphql - before).toBe(3);
    expect(new Set(found.map(({ key }) => key)).size).toBe(120);
  });

  test("sees closed ones while they owe something", async () => {
    const { github, clock, apply, see, heads, ref } = setUp();
    await clock.advanceTo(clock.now() + 4 * 24 * 60 * minute);
    github.close({ by: "alice", issue: ref, reason: "completed" });
    expect(await heads()).toEqual([]);
    const snapshot = await see(ref);
    const make = {
      kind: "create-label",
      id: "make",
      because: "x",
      repositoryId: snapshot.repository.id,
    } as const;
    await apply(snapshot, [{ ...make, name: "incident: follow-up", color: "ededed", description: "" }]);
    await clock.settle();
    github.addLabels({ by: "alice", issue: ref, labels: ["incident: follow-up"] });
    expect(await heads()).toMatchObject([{ key: ref, state: "closed" }]);
  });

  test("sees a close that nobody heard of, for three days, until it was looked at", async () => {
    const { github, clock, heads, record, ref } = setUp();
    await record();
    github.close({ by: "alice", issue: ref, reason: "completed" });
    expect(await heads()).toMatchObject([{ key: ref, state: "closed", changed: true }]);
    await record();
    expect(await heads()).toEqual([]);
    await clock.advanceTo(clock.now() + minute);
    github.comment({ by: "alice", issue: ref, body: "One more thing" });
    expect(await heads()).toHaveLength(1);
    await clock.advanceTo(clock.now() + 4 * 24 * 60 * minute);
    expect(await heads()).toEqual([]);
  });

  test("leaves old closed ones that were never ours alone, also when somebody speaks on them", async () => {
    const { github, clock, open, heads } = setUp();
    for (let n = 0; n < 70; n++) {
      const old = open({
        by: "alice",
        repo: "acme/incidents",
        title: `Old ${n}`,
        body: "x",
        labels: ["incident"],
      });
      github.close({ by: "alice", issue: old, reason: "completed" });
    }
    await clock.advanceTo(clock.now() + 4 * 24 * 60 * minute);
    github.comment({ by: "bob", issue: "acme/incidents#2", body: "Was it ever found out?" });
    expect(await heads()).toHaveLength(1);
  });

  test("sees one that was opened and closed before anybody looked", async () => {
    const { github, clock, ref, heads } = setUp();
    github.close({ by: "alice", issue: ref, reason: "completed" });
    await clock.advanceTo(clock.now() + 60 * minute);
    expect(await heads()).toMatchObject([{ key: ref, state: "closed", changed: true }]);
  });
});

describe("a card of which nothing is new", () => {
  const recorded = async (more: Partial<Ledger>, can?: readonly string[]) => {
    const { client, clock, proof, see, apply, ref } = setUp();
    const snapshot = await see(ref);
    await apply(snapshot, [card(snapshot, "x", ledgerOf(snapshot))]);
    const seen = await see(ref);
    const found = seen.issue.timeline.find((item) => item.kind === "comment");
    const ledger = ledgerOf(seen, { fingerprint: fingerprintOf(seen), ...more });
    await apply(seen, [{ ...card(seen, "x", ledger, found?.id), id: "card/2" }]);
    const reach = can === undefined ? {} : { can: new Set(can) };
    const [head] = await readHeads({ client, clock, proof, ...reach }, "acme/incidents", labels);
    if (head === undefined) throw new Error("there is no head");
    const memory = new HeadMemory();
    return memory.judge(head, { now: clock.now(), grace: 0 }).kind;
  };

  test("is left alone", async () => {
    expect(await recorded({})).toBe("wait");
  });

  test("is looked at where it is one of before, so that its lines are proven", async () => {
    expect(await recorded({ version: 1 })).toBe("look");
  });

  test("is looked at where something waits for a carrier that this host has, and only there", async () => {
    const awaits = ["channel:email"];
    expect(await recorded({ awaits }, ["github", "channel:email"])).toBe("look");
    expect(await recorded({ awaits }, ["github"])).toBe("wait");
    expect(await recorded({ awaits })).toBe("wait");
  });
});
