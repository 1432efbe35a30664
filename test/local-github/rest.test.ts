// REST of the local GitHub: routes, pages, files, rights, and who is let in.
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { Octokit } from "@octokit/rest";
import { ProbotOctokit } from "probot";
import { describe, expect, test } from "vitest";
import { serveGitHub } from "../../src/local-github/http.ts";
import { observeIncident } from "./observe-incident.ts";
import { setStage } from "./stage.ts";

describe("reading by REST", () => {
  test("the rights of people are told by role and by the older permission", async () => {
    const { rest } = setStage();
    const told = async (login: string, repo: string) => {
      const answer = await rest(`/repos/acme/${repo}/collaborators/${login}/permission`);
      const { permission, role_name } = (await answer.json()) as { permission: string; role_name: string };
      return [permission, role_name];
    };
    expect(await told("alice", "incidents")).toEqual(["write", "write"]);
    expect(await told("bob", "incidents")).toEqual(["read", "triage"]);
    expect(await told("mallory", "incidents")).toEqual(["read", "read"]);
    expect(await told("mallory", "vault")).toEqual(["none", "none"]);
    expect((await rest("/repos/acme/incidents/collaborators/nobody/permission")).status).toBe(404);
  });

  test("a file has git's own oid, and a folder lists what lies in it", async () => {
    const { rest } = setStage();
    const oid = execFileSync("git", ["hash-object", "--stdin"], { input: "extends: sre\n" })
      .toString()
      .trim();
    const file = await (await rest("/repos/acme/incidents/contents/.github/tocsin.yml")).json();
    expect(file).toMatchObject({ sha: oid, size: 13, encoding: "base64", content: "ZXh0ZW5kczogc3JlCg==\n" });
    expect(await (await rest("/repos/acme/incidents/contents/.github")).json()).toMatchObject([
      { name: "tocsin.yml", type: "file", sha: oid },
    ]);
    expect((await rest("/repos/acme/incidents/contents/missing")).status).toBe(404);
  });

  test("lists come in pages that name the next one", async () => {
    const { github, rest } = setStage();
    for (let n = 1; n <= 5; n++)
      github.openIssue({ by: "alice", repo: "acme/incidents", title: `${n}`, body: "" });
    const answer = await rest("/api/v3/repos/acme/incidents/issues?per_page=2&page=2&direction=asc");
    expect(((await answer.json()) as { number: number }[]).map(({ number }) => number)).toEqual([3, 4]);
    expect(answer.headers.get("link")).toContain('page=3&direction=asc>; rel="next"');
  });

  test("a route that is not there says so", async () => {
    const { rest } = setStage();
    const answer = await rest("/repos/acme/incidents/milestones");
    expect([answer.status, await answer.json()]).toEqual([
      501,
      { message: "not implemented by the local GitHub: GET /repos/acme/incidents/milestones" },
    ]);
  });

  test("nobody gets in without a token, or with a made-up one", async () => {
    const { github } = setStage();
    const status = async (headers: Record<string, string>) =>
      (await github.fetch("http://github.local/repos/acme/incidents", { headers })).status;
    expect([await status({}), await status({ authorization: "token ghs_made_up" })]).toEqual([401, 401]);
  });

  test("every answer tells what is left of the allowance", async () => {
    const { rest } = setStage();
    const { headers } = await rest("/repos/acme/incidents");
    expect([headers.get("x-ratelimit-remaining"), headers.get("x-ratelimit-resource")]).toEqual([
      "4999",
      "core",
    ]);
  });

  test("a dispatch needs contents: write", async () => {
    const { rest } = setStage();
    const body = JSON.stringify({ event_type: "sweep" });
    expect((await rest("/repos/acme/incidents/dispatches", { method: "POST", body })).status).toBe(403);
  });
});

describe("writing by REST", () => {
  test("an issue is opened, labelled, answered and closed, each request one write", async () => {
    const { github } = setStage();
    const auth = github.installationToken("tocsin", "acme");
    const { rest } = new Octokit({ auth, request: { fetch: github.fetch } });
    const repo = { owner: "acme", repo: "incidents" };
    const on = { ...repo, issue_number: 1 };
    await rest.issues.create({ ...repo, title: "Down", labels: ["incident", "unheard of"] });
    await rest.issues.addLabels({ ...on, labels: ["severity: 1", "new here"] });
    await rest.issues.removeLabel({ ...on, name: "incident" });
    const { data } = await rest.issues.createComment({ ...on, body: "one" });
    await rest.issues.updateComment({ ...repo, comment_id: data.id, body: "two" });
    await rest.issues.update({ ...on, state: "closed", state_reason: "not_planned" });
    expect(github.issue("acme/incidents#1")).toMatchObject({
      author: "tocsin[bot]",
      labels: ["severity: 1", "new here"],
      state: "closed",
      stateReason: "not_planned",
    });
    expect(github.comments("acme/incidents#1").map(({ body }) => body)).toEqual(["two"]);
    expect(github.requests).toMatchObject({ rest: 6, writes: 6 });
    await expect(rest.issues.createLabel({ ...repo, name: "Incident" })).rejects.toThrow("Validation Failed");
  });
});

describe("Octokit", () => {
  test("talks to the facade in the same process, REST in pages and GraphQL", async () => {
    const { github } = setStage();
    for (let n = 1; n <= 3; n++)
      github.openIssue({ by: "alice", repo: "acme/incidents", title: `${n}`, body: "" });
    const auth = github.installationToken("tocsin", "acme");
    const octokit = new Octokit({ auth, request: { fetch: github.fetch } });
    const repo = { owner: "acme", repo: "incidents" };
    const issues = await octokit.paginate(octokit.rest.issues.listForRepo, { ...repo, per_page: 1 });
    expect(issues.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await octokit.graphql(`{ viewer { login } }`)).toEqual({ viewer: { login: "tocsin[bot]" } });
    expect(github.requests).toMatchObject({ rest: 3, graphql: 1, writes: 0 });
  });

  test("signs in as an app over real HTTP, with a key that is checked", async () => {
    const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const privateKey = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const { github } = setStage({ apps: [{ slug: "tocsin", id: 7, webhookSecret: "hush", privateKey }] });
    github.openIssue({ by: "alice", repo: "acme/incidents", title: "Down", body: "" });
    const served = await serveGitHub(github, {
      pages: async (request) =>
        new URL(request.url).pathname === "/hello" ? new Response("a page") : undefined,
    });
    const connect = (key: string) => {
      const auth = { appId: 7, privateKey: key, installationId: github.installations()[0]?.id };
      return new ProbotOctokit({
        auth,
        baseUrl: served.url,
        throttle: { enabled: false },
        retry: { enabled: false },
      });
    };
    try {
      const seen = await connect(privateKey).graphql(observeIncident, {
        owner: "acme",
        repo: "incidents",
        number: 1,
      });
      expect(seen).toMatchObject({ repository: { issue: { title: "Down" } } });
      expect(await (await fetch(`${served.url}/hello`)).text()).toBe("a page");
      const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
      const wrong = connect(other.export({ type: "pkcs8", format: "pem" }).toString());
      await expect(wrong.request("GET /installation/repositories")).rejects.toThrow("could not be decoded");
      expect(github.requests.log.map(({ name }) => name)).toEqual(["ObserveIncident"]);
    } finally {
      await served.close();
    }
  });
});

describe("lists by GraphQL", () => {
  test("go on from a cursor, filtered and ordered as asked", async () => {
    const { github, clock, ask } = setStage();
    for (let n = 1; n <= 4; n++) {
      const labels = n === 2 ? [] : ["incident"];
      github.openIssue({ by: "alice", repo: "acme/incidents", title: `${n}`, body: "", labels });
      await clock.advanceTo(clock.now() + 1_000);
    }
    const query = `query($after: String) { repository(owner: "acme", name: "incidents") {
      issues(first: 2, after: $after, states: OPEN, labels: ["incident"], orderBy: {field: UPDATED_AT, direction: DESC}) {
        totalCount pageInfo { hasNextPage endCursor } nodes { number } } } }`;
    const list = async (after: string | null) => {
      const { data } = await ask(query, { after });
      return (data as { repository: { issues: { pageInfo: { endCursor: string }; nodes: unknown } } })
        .repository.issues;
    };
    const page = await list(null);
    expect(page).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [{ number: 4 }, { number: 3 }],
    });
    expect(await list(page.pageInfo.endCursor)).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ number: 1 }],
    });
  });

  test("need a size of at most 100", async () => {
    const { ask } = setStage();
    const labels = (args: string) =>
      ask(`{ repository(owner: "acme", name: "incidents") { labels${args} { totalCount } } }`);
    expect((await labels("")).errors).toMatchObject([{ type: "MISSING_PAGINATION_BOUNDARIES" }]);
    expect((await labels("(first: 101)")).errors).toMatchObject([{ type: "EXCESSIVE_PAGINATION" }]);
  });
});
