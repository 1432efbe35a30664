// What an app may write by GraphQL, and what GitHub's checks refuse.
import { describe, expect, test } from "vitest";
import { askWith, type Stage, setStage } from "./stage.ts";

const incidents = "acme/incidents";

async function ids(
  stage: Stage,
): Promise<{ repository: string; vault: string; label: string; foreign: string }> {
  const { data } = await stage.ask(
    `{ a: repository(owner: "acme", name: "incidents") { id label(name: "incident") { id } }
       b: repository(owner: "acme", name: "vault") { id label(name: "incident") { id } } }`,
  );
  const found = data as Record<"a" | "b", { id: string; label: { id: string } }>;
  return { repository: found.a.id, vault: found.b.id, label: found.a.label.id, foreign: found.b.label.id };
}

const create = `mutation($r: ID!, $t: String!, $b: String, $l: [ID!], $p: ID, $m: String) {
  createIssue(input: {repositoryId: $r, title: $t, body: $b, labelIds: $l, parentIssueId: $p, clientMutationId: $m}) {
    clientMutationId issue { id number parent { number } labels(first: 5) { nodes { name } } author { __typename login } } } }`;

describe("creating an issue", () => {
  test("a child in another repository of the owner is linked, and all of it is logged under one id", async () => {
    const stage = setStage();
    const { repository, vault, foreign } = await ids(stage);
    const parent = await stage.ask(create, { r: repository, t: "Parent" });
    const { id } = (parent.data as { createIssue: { issue: { id: string } } }).createIssue.issue;
    const { data } = await stage.ask(create, {
      r: vault,
      t: "Child",
      b: "x",
      l: [foreign],
      p: id,
      m: "task/1",
    });
    expect(data).toEqual({
      createIssue: {
        clientMutationId: "task/1",
        issue: {
          id: expect.stringMatching(/^I_kwDO.{11,}$/),
          number: 1,
          parent: { number: 1 },
          labels: { nodes: [{ name: "incident" }] },
          author: { __typename: "Bot", login: "tocsin" },
        },
      },
    });
    const logged = stage.github.log.filter(({ mutationId }) => mutationId === "task/1");
    expect(logged.map(({ did, on, text }) => [did, on, text])).toEqual([
      ["created-issue", "acme/vault#1", "x"],
      ["labeled", "acme/vault#1", "incident"],
      ["linked", "acme/incidents#1", "acme/vault#1"],
    ]);
    expect(stage.github.issue("acme/incidents#1").subIssues).toEqual(["acme/vault#1"]);
  });

  test.each([
    ["a title of blanks", { t: "  " }, "Title can't be blank"],
    [
      "a body of 65,537 characters",
      { t: "A", b: "x".repeat(65_537) },
      "Body is too long (maximum is 65536 characters)",
    ],
  ])("%s is UNPROCESSABLE", async (_what, variables, message) => {
    const stage = setStage();
    const { repository } = await ids(stage);
    const { errors } = await stage.ask(create, { r: repository, ...variables });
    expect(errors).toMatchObject([{ type: "UNPROCESSABLE", message }]);
    expect(stage.github.issues()).toEqual([]);
  });

  test("a label of another repository is refused", async () => {
    const stage = setStage();
    const { repository, foreign } = await ids(stage);
    const { errors } = await stage.ask(create, { r: repository, t: "A", l: [foreign] });
    expect(errors).toMatchObject([{ type: "UNPROCESSABLE" }]);
  });

  test("the hundred and first sub-issue is refused", async () => {
    const stage = setStage();
    const { repository } = await ids(stage);
    stage.github.openIssue({ by: "alice", repo: incidents, title: "Parent", body: "" });
    const p = stage.github.issue("acme/incidents#1").id;
    for (let n = 0; n < 100; n++) await stage.ask(create, { r: repository, t: `Child ${n}`, p });
    const { errors } = await stage.ask(create, { r: repository, t: "One more", p });
    expect(errors).toMatchObject([{ message: "Parent cannot have more than 100 sub-issues" }]);
  });
});

describe("sub-issues", () => {
  const link = `mutation($p: ID!, $c: ID!, $x: Boolean) {
    addSubIssue(input: {issueId: $p, subIssueId: $c, replaceParent: $x}) { issue { number } subIssue { number } } }`;

  test("a child changes its parent only when asked to, and never holds its own ancestor", async () => {
    const stage = setStage();
    for (const title of ["A", "B", "C"])
      stage.github.openIssue({ by: "alice", repo: incidents, title, body: "" });
    const [a, b, c] = stage.github.issues().map(({ id }) => id);
    expect((await stage.ask(link, { p: a, c })).errors).toEqual([]);
    expect((await stage.ask(link, { p: b, c })).errors).toMatchObject([
      { message: "Sub issue may only have one parent" },
    ]);
    expect((await stage.ask(link, { p: c, c: a })).errors).toMatchObject([{ type: "UNPROCESSABLE" }]);
    expect((await stage.ask(link, { p: b, c, x: true })).errors).toEqual([]);
    expect(stage.github.issues().map(({ parent }) => parent)).toEqual([null, null, "acme/incidents#2"]);
  });
});

describe("comments of the app", () => {
  test("are its own, can be rewritten and folded away, and reactions are counted once", async () => {
    const stage = setStage();
    stage.github.openIssue({ by: "alice", repo: incidents, title: "A", body: "" });
    const issue = stage.github.issue("acme/incidents#1").id;
    const query = `mutation($i: ID!) { addComment(input: {subjectId: $i, body: "card"}) { commentEdge { node { id viewerDidAuthor } } } }`;
    const { data } = await stage.ask(query, { i: issue });
    const node = (data as { addComment: { commentEdge: { node: { id: string; viewerDidAuthor: boolean } } } })
      .addComment.commentEdge.node;
    expect(node.viewerDidAuthor).toBe(true);
    const { errors } = await stage.ask(
      `mutation($c: ID!) {
        a: updateIssueComment(input: {id: $c, body: "card 2"}) { issueComment { lastEditedAt } }
        b: minimizeComment(input: {subjectId: $c, classifier: OFF_TOPIC}) { minimizedComment { isMinimized minimizedReason } }
        c: addReaction(input: {subjectId: $c, content: EYES}) { reaction { content } }
        d: addReaction(input: {subjectId: $c, content: EYES}) { reactionGroups { content viewerHasReacted } }
      }`,
      { c: node.id },
    );
    expect(errors).toEqual([]);
    expect(stage.github.comments("acme/incidents#1")).toMatchObject([
      {
        author: "tocsin[bot]",
        body: "card 2",
        minimizedReason: "off-topic",
        reactions: [{ by: "tocsin[bot]", content: "eyes" }],
      },
    ]);
  });
});

describe("labels", () => {
  test("a name that is taken, in any case, is refused", async () => {
    const stage = setStage();
    const { repository } = await ids(stage);
    const query = `mutation($r: ID!, $n: String!) { createLabel(input: {repositoryId: $r, name: $n, color: "aabbcc"}) { label { name } } }`;
    expect((await stage.ask(query, { r: repository, n: "drill" })).data).toEqual({
      createLabel: { label: { name: "drill" } },
    });
    expect((await stage.ask(query, { r: repository, n: "Drill" })).errors).toMatchObject([
      { type: "UNPROCESSABLE", message: "Name has already been taken" },
    ]);
  });
});

describe("what tokens may do", () => {
  const commit = `mutation($h: GitObjectID!) { createCommitOnBranch(input: {
    branch: {repositoryNameWithOwner: "acme/incidents", branchName: "main"}, expectedHeadOid: $h, message: {headline: "Add a"},
    fileChanges: {additions: [{path: "docs/a.md", contents: "YQo="}]}}) { commit { oid url } ref { name } } }`;
  const head = `{ repository(owner: "acme", name: "incidents") { defaultBranchRef { target { oid } } } }`;

  test("the app may not commit files; a run whose token may, must know the head", async () => {
    const { github, ask } = setStage();
    const { data } = await ask(head);
    const h = (data as { repository: { defaultBranchRef: { target: { oid: string } } } }).repository
      .defaultBranchRef.target.oid;
    expect((await ask(commit, { h })).errors).toMatchObject([{ type: "FORBIDDEN" }]);
    const token = github.actionsToken(incidents, { contents: "write" });
    expect((await askWith(github, token, { query: commit, variables: { h } })).errors).toEqual([]);
    expect(github.file(incidents, "docs/a.md")).toBe("a\n");
    expect((await askWith(github, token, { query: commit, variables: { h } })).errors).toMatchObject([
      { type: "STALE_DATA" },
    ]);
  });

  test("the token of a run does not see the private repositories of its owner, as github-actions[bot]", async () => {
    const { github } = setStage();
    const token = github.actionsToken(incidents);
    const query = `{ viewer { login } own: repository(owner: "acme", name: "incidents") { name } other: repository(owner: "acme", name: "vault") { name } }`;
    expect(await askWith(github, token, { query })).toMatchObject({
      data: { viewer: { login: "github-actions[bot]" }, own: { name: "incidents" }, other: null },
      errors: [{ type: "NOT_FOUND", path: ["other"] }],
    });
  });

  test("an installation does not see the private repositories of other owners", async () => {
    const { github, ask } = setStage();
    github.addRepository({ owner: "globex", name: "vault", private: true });
    const { errors } = await ask(`{ repository(owner: "globex", name: "vault") { id } }`);
    expect(errors).toMatchObject([{ type: "NOT_FOUND" }]);
  });
});
