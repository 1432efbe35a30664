// What tokens and people can do outside of their own repositories: read what is public, and no more.
import { describe, expect, test } from "vitest";
import { askWith, setStage } from "./stage.ts";

const mine = "acme/incidents#1";
const theirs = "globex/shop#1";

/** Beside acme, where the app is installed: globex with a public and a private repository, in which mallory writes. */
function withGlobex() {
  const stage = setStage();
  const { github } = stage;
  github.addRepository({ owner: "globex", name: "shop", labels: ["bug"] });
  github.addRepository({ owner: "globex", name: "vault", private: true });
  for (const repo of ["globex/shop", "globex/vault"]) github.setRole("mallory", repo, "admin");
  github.openIssue({ by: "alice", repo: "acme/incidents", title: "Slow", body: "Very." });
  github.openIssue({ by: "mallory", repo: "globex/shop", title: "Broken", body: "Quite." });
  github.openIssue({ by: "mallory", repo: "globex/vault", title: "Secret", body: "Hush." });
  github.addRepository({ owner: "acme", name: "safe", private: true });
  github.setRole("alice", "acme/safe", "write");
  const tokens = [
    ["an installation", github.installationToken("tocsin", "acme")],
    ["a run", github.actionsToken("acme/incidents")],
  ] as const;
  return { ...stage, tokens };
}

type Stage = ReturnType<typeof withGlobex>;

const rest = async (
  { github }: Stage,
  token: string,
  [method, path, body]: readonly [string, string, (object | undefined)?],
) => {
  const headers = { authorization: `Bearer ${token}` };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return github.fetch(`http://github.local${path}`, { method, headers, ...sent });
};

describe("a token", () => {
  test("reads what is public at others', and finds nothing private there", async () => {
    const stage = withGlobex();
    const query = `{ shop: repository(owner: "globex", name: "shop") { issue(number: 1) { title } }
      vault: repository(owner: "globex", name: "vault") { id } }`;
    for (const [whose, token] of stage.tokens) {
      const { data, errors } = await askWith(stage.github, token, { query });
      expect([whose, data]).toEqual([whose, { shop: { issue: { title: "Broken" } }, vault: null }]);
      expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["vault"] }]);
      expect((await rest(stage, token, ["GET", "/repos/globex/shop/issues/1"])).status).toBe(200);
      expect((await rest(stage, token, ["GET", "/repos/globex/vault/issues/1"])).status).toBe(404);
    }
  });

  test("changes nothing there, and is not told who may", async () => {
    const stage = withGlobex();
    const { github } = stage;
    const { id } = github.issue(theirs);
    const asked = { body: "Hello", title: "Hello", labels: ["bug"], name: "x" };
    for (const [, token] of stage.tokens) {
      for (const mutation of [
        `addComment(input: {subjectId: "${id}", body: "Hello"}) { clientMutationId }`,
        `closeIssue(input: {issueId: "${id}"}) { clientMutationId }`,
        `addReaction(input: {subjectId: "${id}", content: EYES}) { clientMutationId }`,
      ]) {
        const { errors } = await askWith(github, token, { query: `mutation { ${mutation} }` });
        expect(errors).toMatchObject([{ type: "FORBIDDEN" }]);
      }
      for (const [method, path] of [
        ["POST", "issues"],
        ["PATCH", "issues/1"],
        ["POST", "issues/1/comments"],
        ["POST", "issues/1/labels"],
        ["POST", "labels"],
        ["GET", "collaborators/mallory/permission"],
      ] as const)
        expect([
          path,
          (
            await rest(stage, token, [
              method,
              `/repos/globex/shop/${path}`,
              method === "GET" ? undefined : asked,
            ])
          ).status,
        ]).toEqual([path, 403]);
    }
    expect(github.log.filter(({ by, on }) => by.endsWith("[bot]") && on.startsWith("globex/"))).toEqual([]);
  });

  test("is counted by itself", async () => {
    const { github, tokens } = withGlobex();
    const query = "{ rateLimit { used } }";
    const used = [];
    for (const [, token] of [...tokens, ...tokens]) used.push((await askWith(github, token, { query })).data);
    expect(used).toEqual([1, 1, 2, 2].map((count) => ({ rateLimit: { used: count } })));
  });
});

describe("a reference", () => {
  test("is made where its author can look, and to whom nobody is shown who can't look at its source", async () => {
    const stage = withGlobex();
    const { github } = stage;
    github.openIssue({ by: "alice", repo: "acme/safe", title: "Plans", body: "x" });
    github.comment({ by: "mallory", issue: theirs, body: "See acme/safe#1 and acme/incidents#1." });
    github.comment({ by: "mallory", issue: "globex/vault#1", body: "See acme/incidents#1." });
    expect(github.timeline("acme/safe#1")).toEqual([]);
    expect(github.timeline(mine)).toMatchObject([{ about: theirs }, { about: "globex/vault#1" }]);
    const query = `{ repository(owner: "acme", name: "incidents") { issue(number: 1) {
      timelineItems(first: 10) { nodes { ... on CrossReferencedEvent { source { ... on Issue { title } } } } } } } }`;
    for (const [, token] of stage.tokens)
      expect(JSON.stringify((await askWith(github, token, { query })).data)).toBe(
        '{"repository":{"issue":{"timelineItems":{"nodes":[{"source":{"title":"Broken"}}]}}}}',
      );
  });
});

describe("a sub-issue", () => {
  test("is of its parent's owner, takes triage in both places, and is hidden from who can't look", async () => {
    const { github } = withGlobex();
    github.openIssue({ by: "alice", repo: "acme/safe", title: "Plans", body: "x" });
    const hang = (by: string, issue: string, child: string) => () => github.addSubIssue({ by, issue, child });
    github.setRole("alice", "globex/shop", "admin");
    expect(hang("alice", mine, theirs)).toThrow("same owner");
    expect(hang("mallory", mine, mine)).toThrow("takes triage");
    hang("alice", mine, "acme/safe#1")();
    expect(github.issue(mine).subIssues).toEqual(["acme/safe#1"]);
    const query = `{ repository(owner: "acme", name: "incidents") { issue(number: 1) { subIssues(first: 9) { nodes { title } } } } }`;
    const { data } = await askWith(github, github.actionsToken("acme/incidents"), { query });
    expect(data).toEqual({ repository: { issue: { subIssues: { nodes: [] } } } });
  });
});

describe("a repository", () => {
  const named = (name: string) =>
    `{ repository(owner: "globex", name: "${name}") { nameWithOwner issue(number: 1) { title } } }`;

  test("is found by its old name until another takes that", async () => {
    const { github, tokens } = withGlobex();
    github.renameRepository({ by: "mallory", repo: "globex/shop", to: "store" });
    const [, token = ""] = tokens[0];
    expect((await askWith(github, token, { query: named("shop") })).data).toEqual({
      repository: { nameWithOwner: "globex/store", issue: { title: "Broken" } },
    });
    github.addRepository({ owner: "globex", name: "shop" });
    github.openIssue({ by: "alice", repo: "globex/shop", title: "New", body: "x" });
    expect((await askWith(github, token, { query: named("shop") })).data).toEqual({
      repository: { nameWithOwner: "globex/shop", issue: { title: "New" } },
    });
    expect(github.issue("globex/store#1").title).toBe("Broken");
    expect(github.repositories().filter((name) => name.startsWith("globex/"))).toEqual([
      "globex/store",
      "globex/vault",
      "globex/shop",
    ]);
  });

  test("is of another owner after it was given away, of which both owners' apps hear", async () => {
    const { github, clock } = withGlobex();
    github.install("tocsin", "globex");
    github.setRole("mallory", "acme/safe", "admin");
    const give = (repo: string, to: string) => () => github.transferRepository({ by: "mallory", repo, to });
    expect(give("acme/incidents", "globex")).toThrow("takes admin");
    expect(give("acme/safe", "nobody")).toThrow("no account nobody");
    give("acme/safe", "globex")();
    await clock.settle();
    const told = github.deliveries.filter(
      ({ event, action }) => event === "repository" && action === "transferred",
    );
    expect(told.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        repository: { full_name: "globex/safe" },
        changes: { owner: { from: { organization: { login: "acme" } } } },
      },
      { repository: { full_name: "globex/safe" } },
    ]);
    expect(new Set(told.map(({ installationId }) => installationId)).size).toBe(2);
    const query = `{ repository(owner: "globex", name: "safe") { id } }`;
    const seen = await askWith(github, github.installationToken("tocsin", "acme"), { query });
    expect(seen.errors).toMatchObject([{ type: "NOT_FOUND" }]);
  });
});
