// Branches of the local GitHub: making them, committing to them, protecting them, and how all of it is refused.
import { describe, expect, test } from "vitest";
import { by, headOid, named, propose, repo, writing } from "./proposals.ts";
import { askWith, type Stage } from "./stage.ts";

const commit = `mutation($b: String!, $h: GitObjectID!, $add: [FileAddition!], $del: [FileDeletion!]) { createCommitOnBranch(input: {
  branch: {repositoryNameWithOwner: "acme/incidents", branchName: $b}, expectedHeadOid: $h, message: {headline: "Write", body: "For #1"},
  fileChanges: {additions: $add, deletions: $del}}) { commit { oid messageHeadline messageBody parents(first: 5) { nodes { oid } } } ref { name target { oid } } } }`;
const createRef = `mutation($r: ID!, $n: String!, $o: GitObjectID!) { createRef(input: {repositoryId: $r, name: $n, oid: $o}) { ref { id name prefix target { oid } } } }`;
const refs = `{ repository(owner: "acme", name: "incidents") { id refs(refPrefix: "refs/heads/", first: 10) { nodes { id name } } } }`;

interface Refs {
  readonly repository: { id: string; refs: { nodes: { id: string; name: string }[] } };
}

const refsOf = async ({ ask }: Stage): Promise<Refs["repository"]> =>
  ((await ask(refs)).data as unknown as Refs).repository;
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const file = (path: string, text = "a\n") => ({ path, contents: base64(text) });

async function branched(name = "incident/7"): Promise<Stage & { readonly h: string }> {
  const stage = writing();
  const { id } = await refsOf(stage);
  const h = await headOid(stage);
  const answer = await stage.ask(createRef, { r: id, n: `refs/heads/${name}`, o: h });
  expect(answer).toMatchObject({
    errors: [],
    data: { createRef: { ref: { name, prefix: "refs/heads/", target: { oid: h } } } },
  });
  return { ...stage, h };
}

describe("a branch", () => {
  test("is made at a commit, found by its name, listed, and deleted", async () => {
    const stage = await branched();
    const { refs: listed } = await refsOf(stage);
    expect(listed.nodes.map(({ name }) => name)).toEqual(["incident/7", "main"]);
    const remove = `mutation($i: ID!) { deleteRef(input: {refId: $i}) { clientMutationId } }`;
    expect((await stage.ask(remove, { i: listed.nodes[0]?.id })).errors).toEqual([]);
    expect(stage.github.branches(repo)).toEqual(["main"]);
    expect((await stage.ask(remove, { i: listed.nodes[1]?.id })).errors).toMatchObject([
      { type: "UNPROCESSABLE" },
    ]);
  });

  // The words: github.com/shogo82148/actions-go-fuzz, and github.com/microsoft/vscode-remote-repositories-github/issues/122.
  test.each([
    [
      "one that is there",
      "refs/heads/incident/7",
      'A ref named "refs/heads/incident/7" already exists in the repository.',
    ],
    ["one within another", "refs/heads/incident/7/more", "Ref cannot be created"],
    ["a name that git refuses", "refs/heads/a..b", "Ref cannot be created"],
  ])("can't be made twice, nor like this: %s", async (_what, n, message) => {
    const stage = await branched();
    const { id: r } = await refsOf(stage);
    expect((await stage.ask(createRef, { r, n, o: stage.h })).errors).toMatchObject([
      { type: "UNPROCESSABLE", message },
    ]);
  });

  test("is told of by create, delete and push, which name it", async () => {
    const stage = writing();
    await stage.clock.settle();
    stage.delivered.length = 0;
    stage.github.createBranch({ by, repo, branch: "b" });
    stage.github.commitFile({ by, repo, branch: "b", path: "a.md", text: "a\n" });
    stage.github.deleteBranch({ by, repo, branch: "b" });
    await stage.clock.settle();
    expect(named(stage.delivered)).toEqual(["create", "push", "push", "delete", "push"]);
    const pushes = stage.delivered
      .filter(({ event }) => event === "push")
      .map(({ body }) => JSON.parse(body));
    expect(pushes).toMatchObject([
      { ref: "refs/heads/b", created: true, deleted: false, before: "0".repeat(40), commits: [] },
      { ref: "refs/heads/b", created: false, commits: [{ added: ["a.md"] }] },
      { ref: "refs/heads/b", deleted: true, after: "0".repeat(40), head_commit: null },
    ]);
  });
});

describe("a commit on a branch", () => {
  test("stands on its head, leaves the default branch alone, and its files are found by branch and by oid", async () => {
    const stage = await branched();
    const { data } = await stage.ask(commit, {
      b: "incident/7",
      h: stage.h,
      add: [file("reports/7.md", "# Seven\n")],
    });
    const made = (data as { createCommitOnBranch: { commit: { oid: string } } }).createCommitOnBranch.commit;
    expect(made).toMatchObject({
      messageHeadline: "Write",
      messageBody: "For #1",
      parents: { nodes: [{ oid: stage.h }] },
    });
    expect([stage.github.file(repo, "reports/7.md"), await headOid(stage)]).toEqual([undefined, stage.h]);
    const at = (expression: string) =>
      `object(expression: ${JSON.stringify(expression)}) { ... on Blob { text } ... on Commit { oid } }`;
    const query = `{ repository(owner: "acme", name: "incidents") { a: ${at("incident/7:reports/7.md")} b: ${at(`${made.oid}:reports/7.md`)}
      c: ${at("refs/heads/incident/7")} d: ${at("main:reports/7.md")} e: ${at("nothing:reports/7.md")} } }`;
    expect((await stage.ask(query)).data).toEqual({
      repository: {
        a: { text: "# Seven\n" },
        b: { text: "# Seven\n" },
        c: { oid: made.oid },
        d: null,
        e: null,
      },
    });
  });

  // https://github.com/planetscale/ghcommit/pull/153
  test("is STALE_DATA where the branch has moved on, and nothing is written", async () => {
    const stage = await branched();
    stage.github.commitFile({ by, repo, branch: "incident/7", path: "a.md", text: "by a person\n" });
    const { data, errors } = await stage.ask(commit, { b: "incident/7", h: stage.h, add: [file("a.md")] });
    const message = `Expected branch to point to "${stage.h}" but it did not. Pull and try again.`;
    expect([data, errors]).toMatchObject([{ createCommitOnBranch: null }, [{ type: "STALE_DATA", message }]]);
    expect(stage.github.log.at(-1)).toMatchObject({
      did: "refused",
      on: repo,
      text: expect.stringMatching(/^a\.md: /),
    });
    expect(stage.github.file(repo, "a.md", "incident/7")).toBe("by a person\n");
  });

  test("deletes files, and refuses to delete what is not there", async () => {
    const stage = await branched();
    const del = [{ path: ".github/tocsin.yml" }];
    expect((await stage.ask(commit, { b: "incident/7", h: stage.h, del })).errors).toEqual([]);
    expect([...stage.github.files(repo, "incident/7").keys()]).toEqual([]);
    const h = await headOid(stage, "incident/7");
    const message = `A path was requested for deletion which does not exist as of commit oid \`${h}\``;
    expect((await stage.ask(commit, { b: "incident/7", h, del })).errors).toMatchObject([{ message }]);
  });

  // The words of trees: github.com/anthropics/claude-code-action/pull/1636.
  test.each(["../a", "a//b", ".git/config", "a/./b"])("refuses the path %j", async (path) => {
    const stage = await branched();
    const { errors } = await stage.ask(commit, { b: "incident/7", h: stage.h, add: [file(path)] });
    expect(errors).toMatchObject([
      { type: "UNPROCESSABLE", message: "tree.path contains a malformed path component" },
    ]);
  });

  test("of a workflow takes the permission for workflows", async () => {
    const stage = await branched();
    const { errors } = await stage.ask(commit, {
      b: "incident/7",
      h: stage.h,
      add: [file(".github/workflows/a.yml")],
    });
    expect(errors).toMatchObject([{ type: "FORBIDDEN", message: "Resource not accessible by integration" }]);
  });

  test("on a branch that is not there is NOT_FOUND", async () => {
    const stage = writing();
    const { errors } = await stage.ask(commit, {
      b: "nothing",
      h: await headOid(stage),
      add: [file("a.md")],
    });
    expect(errors).toMatchObject([{ type: "NOT_FOUND" }]);
  });
});

describe("a protected default branch", () => {
  // https://github.com/satisfactory-factories/application/issues/67
  const message = "Repository rule violations found\n\nChanges must be made through a pull request.";

  test("takes commits from those alone who may bypass it, by every door", async () => {
    const stage = writing();
    const { github, ask, rest } = stage;
    const h = await headOid(stage);
    github.set(repo, { protection: { bypass: ["tocsin[bot]"], approvals: 0 } });
    const add = [file("a.md")];
    expect(() => github.commitFile({ by, repo, path: "a.md", text: "a\n" })).toThrow(message);
    expect((await ask(commit, { b: "main", h, add })).errors).toEqual([]);
    github.set(repo, { protection: { bypass: [], approvals: 0 } });
    expect((await ask(commit, { b: "main", h: await headOid(stage), add })).errors).toMatchObject([
      { type: "UNPROCESSABLE", message },
    ]);
    const put = await rest(`/repos/${repo}/contents/b.md`, {
      method: "PUT",
      body: JSON.stringify({ message: "Add b", content: base64("b\n") }),
    });
    expect([put.status, await put.json()]).toMatchObject([409, { message }]);
    expect(github.file(repo, "b.md")).toBeUndefined();
  });

  test("changes by a merge, and other branches by anybody with write", () => {
    const stage = writing();
    stage.github.set(repo, { protection: { bypass: [], approvals: 0 } });
    const pull = propose(stage);
    stage.github.mergePull({ by, pull });
    expect(stage.github.file(repo, "report.md")).toBe("# Report\n");
  });
});

describe("files by REST", () => {
  test("are read and written on a branch, and over a file only by who knows it", async () => {
    const { rest, github } = await branched();
    const put = (body: object) =>
      rest(`/repos/${repo}/contents/a.md`, {
        method: "PUT",
        body: JSON.stringify({ message: "Write", branch: "incident/7", ...body }),
      });
    const first = (await (await put({ content: base64("one\n") })).json()) as { content: { sha: string } };
    expect([
      (await put({ content: base64("two\n") })).status,
      github.file(repo, "a.md", "incident/7"),
    ]).toEqual([422, "one\n"]);
    expect((await put({ content: base64("two\n"), sha: first.content.sha })).status).toBe(200);
    const stale = await put({ content: base64("three\n"), sha: first.content.sha });
    expect([stale.status, await stale.json()]).toMatchObject([
      409,
      { message: `a.md does not match ${first.content.sha}` },
    ]);
    const read = await rest(`/repos/${repo}/contents/a.md?ref=incident/7`, {
      headers: { accept: "application/vnd.github.raw" },
    });
    expect([await read.text(), (await rest(`/repos/${repo}/contents/a.md`)).status]).toEqual(["two\n", 404]);
  });

  test("and branches take the permission for contents", async () => {
    const { rest } = writing({ issues: "write", contents: "read", metadata: "read" });
    const refused = await rest(`/repos/${repo}/git/refs`, {
      method: "POST",
      body: JSON.stringify({ ref: "refs/heads/b", sha: "a" }),
    });
    expect(refused.status).toBe(403);
    const missing = await writing().rest(`/repos/${repo}/git/refs/heads/nothing`, { method: "DELETE" });
    expect([missing.status, await missing.json()]).toMatchObject([
      422,
      { message: "Reference does not exist" },
    ]);
  });
});

test("what an app may do stays as it was, unless it is given more", async () => {
  const stage = writing({ issues: "write", contents: "read", members: "read", metadata: "read" });
  const h = await headOid(stage);
  expect((await stage.ask(commit, { b: "main", h, add: [file("a.md")] })).errors).toMatchObject([
    { type: "FORBIDDEN" },
  ]);
  const token = stage.github.actionsToken(repo, { contents: "write" });
  const variables = { b: "main", h, add: [file("a.md")] };
  expect((await askWith(stage.github, token, { query: commit, variables })).errors).toEqual([]);
});
