// The local GitHub against GitHub's own description of its REST answers and webhooks.
import { describe, expect, test } from "vitest";
import { allRoutes, findRoute } from "../../src/local-github/rest/routes.ts";
import { playsMany } from "../laws/seeds.ts";
import { problemsOfAnswer, problemsOfPayload, routes, webhooks } from "./github-openapi.ts";
import { type Stage, setStage } from "./stage.ts";

const home = "/repos/acme/incidents";
const issue = "acme/incidents#1";

type Ask = readonly [method: string, path: string, status: number, body?: Readonly<Record<string, unknown>>];

/** What `git hash-object` says of `b` and a line's end. */
const bOid = "61780798228d17af2d34fce4cfbdf35556832472";

/** As an installation: every route once at least, and what GitHub says when something is wrong. */
const asInstallation: readonly Ask[] = [
  ["GET", "/installation/repositories", 200],
  ["GET", home, 200],
  ["GET", "/repos/acme/nothing", 404],
  ["GET", "/orgs/acme/issue-fields", 200],
  ["GET", "/orgs/zoe/issue-fields", 404],
  ["GET", `${home}/collaborators`, 200],
  ["GET", `${home}/collaborators/alice/permission`, 200],
  ["GET", `${home}/collaborators/mallory/permission`, 200],
  ["GET", "/repos/acme/vault/collaborators/mallory/permission", 200],
  ["GET", `${home}/collaborators/nobody/permission`, 404],
  ["GET", `${home}/contents/.github/tocsin.yml`, 200],
  ["GET", `${home}/contents/.github`, 200],
  ["GET", `${home}/contents/missing`, 404],
  ["GET", `${home}/issues?state=all`, 200],
  ["GET", "/repos/acme/nothing/issues", 404],
  ["GET", `${home}/issues/1`, 200],
  ["GET", `${home}/issues/2`, 200],
  ["GET", `${home}/issues/99`, 404],
  ["GET", `${home}/issues/1/comments`, 200],
  ["GET", `${home}/issues/99/comments`, 404],
  ["GET", `${home}/labels`, 200],
  ["POST", `${home}/labels`, 201, { name: "new", color: "FF0000", description: "Fresh" }],
  ["POST", `${home}/labels`, 422, { name: "new", color: "ff0000" }],
  ["POST", `${home}/issues`, 201, { title: "By REST", labels: ["incident"] }],
  ["POST", `${home}/issues`, 422, { body: "without a title" }],
  ["PATCH", `${home}/issues/2`, 200, { state: "closed", state_reason: "not_planned" }],
  ["PATCH", `${home}/issues/99`, 404, { state: "closed" }],
  ["POST", `${home}/issues/1/comments`, 201, { body: "by REST" }],
  ["POST", `${home}/issues/1/comments`, 422, {}],
  ["POST", `${home}/issues/1/labels`, 200, { labels: ["severity: 2"] }],
  ["DELETE", `${home}/issues/1/labels/severity:%202`, 200],
  ["DELETE", `${home}/issues/1/labels/severity:%202`, 404],
  ["POST", `${home}/dispatches`, 204, { event_type: "sweep", client_payload: { why: "a test" } }],
  ["POST", `${home}/dispatches`, 422, {}],
  ["GET", `${home}/issues/4`, 200],
  ["GET", `${home}/issues/4/comments`, 200],
  ["PATCH", `${home}/issues/4`, 200, { title: "Report of the outage" }],
  ["POST", `${home}/issues/4/comments`, 201, { body: "by REST" }],
  ["GET", `${home}/pulls?state=all`, 200],
  ["GET", `${home}/pulls/4`, 200],
  ["GET", `${home}/pulls/1`, 404],
  ["GET", `${home}/pulls/4/files`, 200],
  ["GET", `${home}/pulls/4/reviews`, 200],
  ["GET", `${home}/git/ref/heads/main`, 200],
  ["GET", `${home}/git/ref/heads/nothing`, 404],
  ["PUT", `${home}/contents/b.txt`, 201, { message: "Add b", content: "Ygo=" }],
  ["PUT", `${home}/contents/b.txt`, 200, { message: "Change b", content: "Yg==", sha: bOid }],
  ["PUT", `${home}/contents/b.txt`, 422, { message: "Change b", content: "Yg==" }],
  ["PUT", `${home}/contents/b.txt`, 404, { message: "Add b", content: "Ygo=", branch: "nothing" }],
  ["POST", `${home}/git/refs`, 422, { ref: "refs/heads/main", sha: bOid }],
];

/** A branch by REST, made and deleted. */
const asBranch = (sha: unknown): readonly Ask[] => [
  ["POST", `${home}/git/refs`, 201, { ref: "refs/heads/by-rest", sha }],
  ["DELETE", `${home}/git/refs/heads/by-rest`, 204],
];

const asApp = (id: number | undefined, delivery: number): readonly Ask[] => [
  ["GET", "/app", 200],
  ["GET", "/app/installations", 200],
  ["GET", `/app/installations/${id}`, 200],
  ["GET", "/app/installations/99", 404],
  ["POST", `/app/installations/${id}/access_tokens`, 201],
  [
    "POST",
    `/app/installations/${id}/access_tokens`,
    422,
    { permissions: { contents: "write", members: "write" } },
  ],
  ["POST", "/app/installations/99/access_tokens", 404],
  ["GET", "/orgs/acme/installation", 200],
  ["GET", "/users/zoe/installation", 200],
  ["GET", `${home}/installation`, 200],
  ["GET", "/repos/acme/nothing/installation", 404],
  ["GET", "/app/hook/deliveries", 200],
  ["GET", `/app/hook/deliveries/${delivery}`, 200],
  ["POST", `/app/hook/deliveries/${delivery}/attempts`, 202],
];

const events = [
  ...["issues", "issue_comment", "sub_issues", "issue_dependencies", "label", "push", "repository"],
  ...["pull_request", "pull_request_review", "create", "delete"],
];

/** A stage with somebody's own repository beside the organization's, where everything that is told of has happened. */
async function livelyStage(): Promise<Stage> {
  const webhook = async () => ({ status: 200 });
  const written = {
    issues: "write",
    contents: "write",
    pull_requests: "write",
    issue_fields: "read",
  } as const;
  const permissions = { ...written, members: "read", metadata: "read" } as const;
  const app = { slug: "tocsin", id: 1, webhookSecret: "hush", webhook, permissions, events };
  const stage = setStage({ apps: [app] });
  const { github } = stage;
  github.addRepository({ owner: "zoe", name: "own", ownerIsOrganization: false });
  github.install("tocsin", "zoe");
  github.addRepository({ owner: "acme", name: "payments", labels: ["incident"] });
  for (const repo of ["acme/payments", "zoe/own"]) github.setRole("alice", repo, "write");
  github.openIssue({
    by: "alice",
    repo: "acme/incidents",
    title: "Down",
    body: "All.",
    labels: ["incident"],
  });
  github.openIssue({ by: "mallory", repo: "acme/incidents", title: "Slow", body: "" });
  const { id } = github.comment({ by: "bob", issue, body: "Looking." });
  github.editComment({ by: "bob", comment: id, body: "Looking into it." });
  const gone = github.comment({ by: "mallory", issue, body: "Me too." });
  github.react({ by: "alice", to: id, content: "EYES" });
  github.deleteComment({ by: "alice", comment: gone.id });
  github.editIssue({ by: "alice", issue, title: "Payments down", body: "All of them." });
  github.addLabels({ by: "alice", issue, labels: ["severity: 1"] });
  github.removeLabels({ by: "alice", issue, labels: ["severity: 1"] });
  github.assign({ by: "alice", issue, logins: ["bob"] });
  github.commitFile({ by: "alice", repo: "acme/incidents", path: "a.txt", text: "a\n" });
  await linked(stage);
  github.addDateField("acme", "Target date");
  for (const day of ["2025-05-01", "2025-05-02", null])
    github.setField({ by: "alice", issue, field: "Target date", day });
  github.close({ by: "alice", issue, reason: "completed" });
  github.reopen({ by: "alice", issue });
  github.unassign({ by: "alice", issue, logins: ["bob"] });
  github.openIssue({ by: "alice", repo: "acme/incidents", title: "Elsewhere", body: "Move." });
  github.transfer({ by: "alice", issue: "acme/incidents#3", to: "acme/payments" });
  await proposed(stage);
  github.setRole("alice", "acme/payments", "admin");
  github.deleteIssue({ by: "alice", issue: "acme/payments#1" });
  github.archive({ by: "alice", repo: "acme/payments" });
  await stage.clock.settle();
  return stage;
}

/** A pull request that everything has happened to, and another that is closed with its branch. */
async function proposed({ github, ask }: Stage): Promise<void> {
  const repo = "acme/incidents";
  const by = "alice";
  for (const branch of ["report", "other"]) {
    github.createBranch({ by, repo, branch });
    github.commitFile({ by, repo, branch, path: `${branch}.md`, text: "# What happened\n" });
  }
  const pull = `${repo}#4`;
  github.openPull({ by, repo, title: "Report", head: "report", draft: true });
  github.editPull({ by, pull, title: "Report of the outage", body: "For #1" });
  github.readyForReview({ by, pull });
  github.convertToDraft({ by, pull });
  github.readyForReview({ by, pull });
  github.requestReview({ by, pull, logins: ["bob"] });
  const none = `mutation($p: ID!) { requestReviews(input: { pullRequestId: $p, userIds: [] }) { clientMutationId } }`;
  expect(await ask(none, { p: github.pull(pull).id })).toMatchObject({ errors: [] });
  github.addLabels({ by, issue: pull, labels: ["incident"] });
  github.removeLabels({ by, issue: pull, labels: ["incident"] });
  github.assign({ by, issue: pull, logins: ["bob"] });
  github.unassign({ by, issue: pull, logins: ["bob"] });
  const { id } = github.review({ by: "bob", pull, verdict: "CHANGES_REQUESTED", body: "Why?" });
  github.commitFile({ by, repo, branch: "report", path: "report.md", text: "# What happened, and why\n" });
  github.dismissReview({ by, review: id, message: "It says why now." });
  github.review({ by: "bob", pull, verdict: "APPROVED" });
  github.comment({ by: "carol", issue: pull, body: "Thank you." });
  github.closePull({ by, pull });
  github.reopenPull({ by, pull });
  github.mergePull({ by, pull });
  github.openPull({ by, repo, title: "Something else", head: "other" });
  github.deleteBranch({ by, repo, branch: "other" });
}

/** What only clients do here: children, and labels of another name. */
async function linked({ github, ask, rest }: Stage): Promise<void> {
  const [parent, child] = github.issues("acme/incidents");
  const pair = `issueId: "${parent?.id}", subIssueId: "${child?.id}"`;
  const blocked = `issueId: "${parent?.id}", blockingIssueId: "${child?.id}"`;
  const [label] = await listed(rest(`${home}/labels`));
  for (const change of [
    `addSubIssue(input: { ${pair} }) { clientMutationId }`,
    `removeSubIssue(input: { ${pair} }) { clientMutationId }`,
    `addBlockedBy(input: { ${blocked} }) { clientMutationId }`,
    `removeBlockedBy(input: { ${blocked} }) { clientMutationId }`,
    `updateLabel(input: { id: "${label?.node_id}", description: "Something is down" }) { clientMutationId }`,
  ])
    expect(await ask(`mutation { ${change} }`)).toMatchObject({ errors: [] });
}

/** The items of a list by REST. */
const listed = async (answer: Promise<Response>) =>
  (await (await answer).json()) as readonly { readonly id: number; readonly node_id: string }[];

/** Asks one thing; what comes back is judged. */
async function judged(stage: Stage, token: string, [method, path, status, sent]: Ask) {
  const answer = await stage.github.fetch(`http://github.local${path}`, {
    method,
    headers: { authorization: token },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await answer.text();
  const found = findRoute(method, path.replace(/\?.*/, ""))?.route;
  const route = `${found?.method} ${found?.path}`;
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  expect([method, path, answer.status, text.slice(0, 200)]).toEqual([
    method,
    path,
    status,
    expect.anything(),
  ]);
  return { route, asked: `${method} ${path} ${status}`, problems: problemsOfAnswer(route, status, body) };
}

describe("answers by REST", () => {
  test("every route of the local GitHub is one of GitHub's", () => {
    const served = allRoutes.map(({ method, path }) => `${method} ${path}`);
    // Where GitHub leads on to from an issue that went elsewhere; its description has the answer 301 and not the address.
    const undescribed = ["GET /repositories/:/issues/:"];
    expect(served.toSorted()).toEqual([...routes, ...undescribed].toSorted());
  });

  test("every answer, to a mistake as well, has the shape that GitHub documents", async () => {
    const stage = await livelyStage();
    const token = `token ${stage.github.installationToken("tocsin", "acme")}`;
    const [installation] = stage.github.installations();
    const [comment] = await listed(stage.rest(`${home}/issues/1/comments`));
    const found = [];
    for (const ask of asApp(installation?.id, Number(stage.github.deliveries[0]?.id)))
      found.push(await judged(stage, "bearer a.b.c", ask));
    const said = `${home}/issues/comments/${comment?.id}`;
    const onComment: readonly Ask[] = [
      ["PATCH", said, 200, { body: "Rewritten." }],
      ["DELETE", said, 204],
    ];
    const main = (await (await stage.rest(`${home}/git/ref/heads/main`)).json()) as {
      object: { sha: string };
    };
    const branch = asBranch(main.object.sha);
    for (const ask of [...asInstallation, ...branch, ...onComment])
      found.push(await judged(stage, token, ask));
    // Each of these statuses is documented, and what came with it fits.
    expect(found.filter(({ problems }) => problems?.length !== 0)).toEqual([]);
    expect([...new Set(found.map(({ route }) => route))].toSorted()).toEqual(routes.toSorted());
  });
});

describe("webhooks", () => {
  test.runIf(playsMany)("every payload has the shape that GitHub documents", async () => {
    const seen = new Map<string, readonly string[]>();
    const stage = await livelyStage();
    for (const { event, action, body } of stage.github.deliveries) {
      const name = [event, action]
        .filter((part) => part !== null)
        .join("-")
        .replaceAll("_", "-");
      seen.set(name, [...(seen.get(name) ?? []), ...problemsOfPayload(name, JSON.parse(body))]);
    }
    expect(Object.fromEntries([...seen].filter(([, problems]) => problems.length > 0))).toEqual({});
    const dispatched = "repository-dispatch-sample.collected";
    expect([...seen.keys()].toSorted()).toEqual(webhooks.filter((name) => name !== dispatched).toSorted());
  });

  test("a dispatch, which workflow runs hear of, has it too", async () => {
    const stage = await livelyStage();
    const heard: unknown[] = [];
    stage.github.onEvent((_event, payload) => heard.push(payload));
    const body = JSON.stringify({ event_type: "sample.collected" });
    await stage.rest(`${home}/dispatches`, { method: "POST", body });
    // A run's event names no installation; the webhook of an app does.
    const payload = Object.assign({ installation: { id: 1, node_id: "x" } }, heard[0]);
    expect(problemsOfPayload("repository-dispatch-sample.collected", payload)).toEqual([]);
  });

  test("the judge objects to what lacks something or has a wrong kind", () => {
    expect(problemsOfPayload("label-created", { action: "created", label: { id: "one" } })).toEqual(
      expect.arrayContaining([
        expect.stringContaining("/label must have required property 'name'"),
        expect.stringContaining("/label/id must be integer"),
      ]),
    );
  });
});
