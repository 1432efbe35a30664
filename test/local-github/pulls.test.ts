// Pull requests of the local GitHub: opening them, what a reader sees, merging and what stands in its way.
import { describe, expect, test } from "vitest";
import { by, named, propose, repo, writing } from "./proposals.ts";
import { askWith, type Stage } from "./stage.ts";

const create = `mutation($r: ID!, $h: String!, $b: String = "main", $t: String = "Report", $d: Boolean = true) {
  createPullRequest(input: {repositoryId: $r, baseRefName: $b, headRefName: $h, title: $t, body: "For #1", draft: $d}) {
    pullRequest { id number state isDraft author { __typename login } } } }`;

async function idOf({ ask }: Pick<Stage, "ask">): Promise<string> {
  const { data } = await ask(`{ repository(owner: "acme", name: "incidents") { id } }`);
  return (data as { repository: { id: string } }).repository.id;
}

const on = (mutation: string, more = ""): string =>
  `mutation($p: ID!) { ${mutation}(input: {pullRequestId: $p${more}}) { pullRequest { state isDraft merged } } }`;

describe("opening a pull request", () => {
  test("by an app: a draft with the next number of the repository, which no list of issues has", async () => {
    const stage = writing();
    const { github, ask, rest } = stage;
    github.openIssue({ by, repo, title: "Down", body: "" });
    github.createBranch({ by, repo, branch: "report" });
    github.commitFile({ by, repo, branch: "report", path: "report.md", text: "# Report\n" });
    const { data, errors } = await ask(create, { r: await idOf(stage), h: "report" });
    expect([errors, data]).toMatchObject([
      [],
      {
        createPullRequest: {
          pullRequest: {
            number: 2,
            state: "OPEN",
            isDraft: true,
            author: { __typename: "Bot", login: "tocsin" },
          },
        },
      },
    ]);
    const listed = await ask(
      `{ repository(owner: "acme", name: "incidents") { issues(first: 9) { nodes { number } } issueOrPullRequest(number: 2) { __typename } } }`,
    );
    expect(listed.data).toEqual({
      repository: { issues: { nodes: [{ number: 1 }] }, issueOrPullRequest: { __typename: "PullRequest" } },
    });
    const asIssue = await ask(`{ repository(owner: "acme", name: "incidents") { issue(number: 2) { id } } }`);
    expect(asIssue.errors).toMatchObject([
      { type: "NOT_FOUND", message: "Could not resolve to an Issue with the number of 2." },
    ]);
    const shown = (await (await rest(`/repos/${repo}/issues/2`)).json()) as object;
    expect(shown).toMatchObject({
      number: 2,
      draft: true,
      html_url: `https://github.com/${repo}/pull/2`,
      pull_request: { merged_at: null },
    });
  });

  // github.com/odigos-io/odigos/pull/3138, github.com/vsoch/pull-request-action/issues/86, github.com/cli/cli/issues/5465
  test.each([
    ["from a branch without commits of its own", { h: "same" }, "No commits between main and same"],
    ["twice", { h: "report" }, "A pull request already exists for acme:report."],
    [
      "from no branch",
      { h: "nothing" },
      "Head sha can't be blank, Base sha can't be blank, No commits between main and nothing, Head ref must be a branch",
    ],
    [
      "into no branch",
      { h: "report", b: "nothing" },
      "Head sha can't be blank, Base sha can't be blank, No commits between nothing and report, Base ref must be a branch",
    ],
    ["without a title", { h: "report", t: " " }, "Title can't be blank"],
  ])("%s is refused", async (_what, variables, message) => {
    const stage = writing();
    propose(stage);
    stage.github.createBranch({ by, repo, branch: "same" });
    const { errors } = await stage.ask(create, { r: await idOf(stage), ...variables });
    expect(errors).toMatchObject([{ type: "UNPROCESSABLE", message }]);
    expect(stage.github.pulls(repo)).toHaveLength(1);
  });

  test("names what it is about on that issue's timeline, and says whether it will close it", () => {
    const { github } = writing();
    github.openIssue({ by, repo, title: "Down", body: "" });
    github.openIssue({ by, repo, title: "Slow", body: "" });
    github.createBranch({ by, repo, branch: "report" });
    github.commitFile({ by, repo, branch: "report", path: "report.md", text: "# Report\n" });
    github.openPull({ by, repo, title: "Report", body: "About #1, fixes #2", head: "report" });
    const kinds = (ref: string) => github.timeline(ref).map(({ kind }) => kind);
    expect([kinds(`${repo}#1`), kinds(`${repo}#2`)]).toEqual([
      ["CrossReferencedEvent"],
      ["CrossReferencedEvent"],
    ]);
    github.mergePull({ by, pull: `${repo}#3` });
    expect([github.issue(`${repo}#1`).state, github.issue(`${repo}#2`).state]).toEqual(["open", "closed"]);
  });
});

const whole = `query($b: String!) { repository(owner: "acme", name: "incidents") { pullRequests(headRefName: $b, states: [OPEN, MERGED], first: 5) { nodes {
  id number url state isDraft merged mergedAt closedAt createdAt updatedAt title body author { login } mergedBy { login } mergeCommit { oid parents(first: 3) { totalCount } message }
  baseRefName headRefName headRefOid headRepository { nameWithOwner } headRef { name } mergeable mergeStateStatus reviewDecision changedFiles additions deletions
  files(first: 10) { nodes { path changeType additions deletions } }
  commits(first: 10) { nodes { commit { messageHeadline } } } labels(first: 5) { nodes { name } }
  comments(first: 5) { nodes { body author { login } pullRequest { number } } }
  reviewRequests(first: 5) { nodes { requestedReviewer { ... on User { login } } } }
  reviews(first: 5) { totalCount nodes { author { login } state submittedAt body commit { oid } } }
  timelineItems(first: 50) { nodes { __typename ... on MergedEvent { actor { login } mergeRefName made: commit { oid } } ... on PullRequestCommit { commit { messageHeadline } }
    ... on PullRequestReview { state } ... on ReviewRequestedEvent { requestedReviewer { ... on User { login } } } ... on ReadyForReviewEvent { createdAt } } }
} } } }`;

describe("a reader of a pull request", () => {
  test("sees everything that happened, in order", async () => {
    const stage = writing();
    const { github, ask } = stage;
    const pull = propose(stage, { draft: true, body: "Please read." });
    github.readyForReview({ by, pull });
    github.requestReview({ by, pull, logins: ["bob"] });
    github.addLabels({ by, issue: pull, labels: ["incident"] });
    github.review({ by: "bob", pull, verdict: "CHANGES_REQUESTED", body: "Why?" });
    github.commitFile({ by, repo, branch: "report", path: "report.md", text: "# Report\n\nWhy.\n" });
    github.comment({ by: "carol", issue: pull, body: "Thank you." });
    github.mergePull({ by: "alice", pull });
    const { data, errors } = await ask(whole, { b: "report" });
    expect(errors).toEqual([]);
    const { headOid } = github.pull(pull);
    const [seen] = (data as { repository: { pullRequests: { nodes: Record<string, unknown>[] } } }).repository
      .pullRequests.nodes;
    expect(seen).toMatchObject({
      ...{
        number: 1,
        url: "https://github.com/acme/incidents/pull/1",
        state: "MERGED",
        isDraft: false,
        merged: true,
      },
      ...{
        author: { login: "alice" },
        mergedBy: { login: "alice" },
        baseRefName: "main",
        headRefName: "report",
      },
      ...{ headRefOid: headOid, headRepository: { nameWithOwner: repo }, headRef: { name: "report" } },
      ...{ reviewDecision: null, mergeable: "UNKNOWN", changedFiles: 1, additions: 3, deletions: 0 },
      files: { nodes: [{ path: "report.md", changeType: "ADDED", additions: 3, deletions: 0 }] },
      commits: {
        nodes: [
          { commit: { messageHeadline: "Create report.md" } },
          { commit: { messageHeadline: "Update report.md" } },
        ],
      },
      comments: { nodes: [{ body: "Thank you.", author: { login: "carol" }, pullRequest: { number: 1 } }] },
      reviewRequests: { nodes: [] },
      reviews: {
        totalCount: 1,
        nodes: [{ author: { login: "bob" }, state: "CHANGES_REQUESTED", body: "Why?" }],
      },
      mergeCommit: {
        parents: { totalCount: 2 },
        message: "Merge pull request #1 from acme/report\n\nReport",
      },
    });
    const { nodes } = (seen as { timelineItems: { nodes: { __typename: string }[] } }).timelineItems;
    expect(nodes.map(({ __typename }) => __typename)).toEqual([
      ...[
        "PullRequestCommit",
        "ReadyForReviewEvent",
        "ReviewRequestedEvent",
        "LabeledEvent",
        "PullRequestReview",
      ],
      ...["PullRequestCommit", "IssueComment", "MergedEvent", "ClosedEvent"],
    ]);
  });

  test("asks by node id as well, and a field that is not there fails loudly", async () => {
    const stage = writing();
    const { id } = stage.github.pull(propose(stage));
    const query = (fields: string) => `query($i: ID!) { node(id: $i) { ... on PullRequest { ${fields} } } }`;
    expect((await stage.ask(query("title"), { i: id })).data).toEqual({ node: { title: "Report" } });
    expect((await stage.ask(query("statusCheckRollup { state }"), { i: id })).errors).toMatchObject([
      { message: "not implemented by the local GitHub: PullRequest.statusCheckRollup" },
    ]);
  });
});

describe("the life of a pull request", () => {
  test("is told of by webhooks", async () => {
    const stage = writing();
    const { github, clock, delivered } = stage;
    await clock.settle();
    delivered.length = 0;
    const pull = propose(stage, { draft: true });
    github.readyForReview({ by, pull });
    github.convertToDraft({ by, pull });
    github.readyForReview({ by, pull });
    github.editPull({ by, pull, title: "The report" });
    github.requestReview({ by, pull, logins: ["bob"] });
    github.review({ by: "bob", pull, verdict: "APPROVED" });
    github.commitFile({ by, repo, branch: "report", path: "b.md", text: "b\n" });
    github.closePull({ by, pull });
    github.reopenPull({ by, pull });
    github.mergePull({ by, pull });
    await clock.settle();
    const told = named(delivered).filter((name) => name.startsWith("pull_request"));
    expect(told).toEqual([
      "pull_request.opened",
      "pull_request.ready_for_review",
      "pull_request.converted_to_draft",
      "pull_request.ready_for_review",
      "pull_request.edited",
      "pull_request.review_requested",
      "pull_request_review.submitted",
      "pull_request.synchronize",
      "pull_request.closed",
      "pull_request.reopened",
      "pull_request.closed",
    ]);
    const last = JSON.parse(delivered.at(-1)?.body ?? "{}") as object;
    expect(last).toMatchObject({
      number: 1,
      pull_request: { merged: true, state: "closed", merged_by: { login: "alice" } },
    });
  });

  test("an app that is not subscribed to them hears of none, but of comments as before", async () => {
    const stage = writing();
    const plain = (await import("./stage.ts")).setStage();
    await plain.clock.settle();
    plain.delivered.length = 0;
    const pull = propose({ ...stage, ...plain });
    plain.github.comment({ by, issue: pull, body: "Here." });
    await plain.clock.settle();
    expect(named(plain.delivered)).toEqual(["push", "push", "issue_comment.created"]);
    expect(JSON.parse(plain.delivered[2]?.body ?? "{}")).toMatchObject({
      issue: { number: 1, pull_request: {} },
    });
  });

  test("closes with its branch, and is opened again only while its branch is there and it is not merged", async () => {
    const stage = writing();
    const { github, ask } = stage;
    const pull = propose(stage);
    const p = github.pull(pull).id;
    github.closePull({ by, pull });
    expect((await ask(on("reopenPullRequest"), { p })).errors).toEqual([]);
    github.deleteBranch({ by, repo, branch: "report" });
    expect(github.pull(pull).state).toBe("closed");
    expect(
      github
        .timeline(pull)
        .slice(-2)
        .map(({ kind }) => kind),
    ).toEqual(["ClosedEvent", "HeadRefDeletedEvent"]);
    // As people quote the answer of `reopenPullRequest`.
    const message = "Could not open the pull request.";
    expect((await ask(on("reopenPullRequest"), { p })).errors).toMatchObject([
      { type: "UNPROCESSABLE", message },
    ]);
    const other = writing();
    const merged = propose(other);
    other.github.mergePull({ by, pull: merged });
    expect(() => other.github.reopenPull({ by, pull: merged })).toThrow(message);
  });

  test("is changed by an app: title, body, labels, state", async () => {
    const stage = writing();
    const { github, ask } = stage;
    const pull = propose(stage);
    const { data } = await ask(
      `{ repository(owner: "acme", name: "incidents") { label(name: "incident") { id } } }`,
    );
    const { id } = (data as { repository: { label: { id: string } } }).repository.label;
    const change = on(
      "updatePullRequest",
      `, title: "New", body: "Words", labelIds: ["${id}"], state: CLOSED`,
    );
    expect((await ask(change, { p: github.pull(pull).id })).errors).toEqual([]);
    expect(github.pull(pull)).toMatchObject({
      title: "New",
      body: "Words",
      labels: ["incident"],
      state: "closed",
    });
  });

  test("takes comments, reactions and labels like an issue, by GraphQL and REST", async () => {
    const stage = writing({ contents: "write", pull_requests: "write", metadata: "read" });
    const { github, ask, rest } = stage;
    const pull = propose(stage);
    const { id } = github.pull(pull);
    const say = `mutation($i: ID!) { addComment(input: {subjectId: $i, body: "by GraphQL"}) { subject { id } } addReaction(input: {subjectId: $i, content: EYES}) { reaction { content } } }`;
    expect((await ask(say, { i: id })).errors).toEqual([]);
    const post = (path: string, body: object) =>
      rest(`/repos/${repo}/issues/${path}`, { method: "POST", body: JSON.stringify(body) });
    expect((await post("1/comments", { body: "by REST" })).status).toBe(201);
    expect((await post("1/labels", { labels: ["incident"] })).status).toBe(200);
    expect(github.comments(pull).map(({ body }) => body)).toEqual(["by GraphQL", "by REST"]);
    expect(github.pull(pull)).toMatchObject({
      labels: ["incident"],
      reactions: [{ by: "tocsin[bot]", content: "eyes" }],
    });
    github.openIssue({ by, repo, title: "An issue", body: "" });
    // The right to pull requests is none to issues.
    expect((await ask(say, { i: github.issue(`${repo}#2`).id })).errors).toMatchObject([
      { type: "FORBIDDEN" },
      { type: "FORBIDDEN" },
    ]);
    expect((await post("2/comments", { body: "no" })).status).toBe(403);
  });
});

describe("merging", () => {
  const merge = on("mergePullRequest");

  test("brings the head's files to the base, by a commit of two parents or by one of its own", async () => {
    for (const method of ["MERGE", "SQUASH"]) {
      const stage = writing();
      const { github, ask } = stage;
      const pull = propose(stage);
      github.commitFile({ by, repo, path: "meanwhile.md", text: "m\n" });
      const p = github.pull(pull).id;
      expect((await ask(on("mergePullRequest", `, mergeMethod: ${method}`), { p })).errors).toEqual([]);
      expect([...github.files(repo).keys()].toSorted()).toEqual([
        ".github/tocsin.yml",
        "meanwhile.md",
        "report.md",
      ]);
      const query = `{ repository(owner: "acme", name: "incidents") { defaultBranchRef { target { ... on Commit { parents(first: 3) { totalCount } } } } } }`;
      const parents = method === "MERGE" ? 2 : 1;
      expect((await ask(query)).data).toEqual({
        repository: { defaultBranchRef: { target: { parents: { totalCount: parents } } } },
      });
    }
  });

  // github.com/alexwlchan/auto_merge_my_pull_requests/issues/1
  test("a draft is refused", async () => {
    const stage = writing();
    const p = stage.github.pull(propose(stage, { draft: true })).id;
    expect((await stage.ask(merge, { p })).errors).toMatchObject([
      { type: "UNPROCESSABLE", message: "Pull Request is still a draft" },
    ]);
  });

  test("a file that was changed on both sides is a conflict, and the same change is none", async () => {
    const stage = writing();
    const { github, ask } = stage;
    const pull = propose(stage);
    const state = async () =>
      (await ask(whole, { b: "report" })).data as { repository: { pullRequests: { nodes: object[] } } };
    // Another second, and so another commit.
    await stage.clock.advanceTo(stage.clock.now() + 1000);
    github.commitFile({ by, repo, path: "report.md", text: "# Report\n" });
    expect((await state()).repository.pullRequests.nodes).toMatchObject([
      { mergeable: "MERGEABLE", mergeStateStatus: "CLEAN" },
    ]);
    github.commitFile({ by, repo, path: "report.md", text: "# Another\n" });
    expect((await state()).repository.pullRequests.nodes).toMatchObject([
      { mergeable: "CONFLICTING", mergeStateStatus: "DIRTY" },
    ]);
    const { errors } = await ask(merge, { p: github.pull(pull).id });
    expect(errors).toMatchObject([{ type: "UNPROCESSABLE", message: "Pull Request is not mergeable" }]);
    expect(github.file(repo, "report.md")).toBe("# Another\n");
  });

  // The words of REST's 409, which `mergePullRequest` shares: docs.github.com/rest/pulls/pulls#merge-a-pull-request
  test("what was looked at is named by its oid, and what came since is not merged", async () => {
    const stage = writing();
    const { github, ask } = stage;
    const pull = propose(stage);
    const { id: p, headOid } = github.pull(pull);
    github.commitFile({ by, repo, branch: "report", path: "b.md", text: "b\n" });
    const { errors } = await ask(on("mergePullRequest", `, expectedHeadOid: "${headOid}"`), { p });
    expect(errors).toMatchObject([{ message: "Head branch was modified. Review and try the merge again." }]);
    expect(github.pull(pull).state).toBe("open");
  });

  test("what a pull request changed is still seen when it is merged", () => {
    const stage = writing();
    const pull = propose(stage);
    stage.github.mergePull({ by, pull });
    expect(stage.github.changes(pull)).toEqual([
      { path: "report.md", before: undefined, after: "# Report\n" },
    ]);
    expect(stage.github.pull(pull).commits).toHaveLength(1);
  });
});

describe("what tokens may do", () => {
  const forbidden = [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }];
  const review = `mutation($p: ID!) { addPullRequestReview(input: {pullRequestId: $p, event: COMMENT, body: "Hm"}) { pullRequestReview { state } } }`;

  test.each([
    ["opening", { contents: "write" }, (r: string, _p: string) => [create, { r, h: "other" }]],
    ["reviewing", { contents: "write" }, (_r: string, p: string) => [review, { p }]],
    ["closing", { contents: "write" }, (_r: string, p: string) => [on("closePullRequest"), { p }]],
    ["merging", { pull_requests: "write" }, (_r: string, p: string) => [on("mergePullRequest"), { p }]],
    // https://github.com/cli/cli/issues/8910: the permission for contents is needed as well.
    [
      "making ready",
      { pull_requests: "write" },
      (_r: string, p: string) => [on("markPullRequestReadyForReview"), { p }],
    ],
  ] as const)("%s takes its permission", async (_what, permissions, asked) => {
    const stage = writing({ metadata: "read", ...permissions });
    const p = stage.github.pull(propose(stage, { draft: true })).id;
    stage.github.createBranch({ by, repo, branch: "other", from: "report" });
    const [query, variables] = asked(await idOf(stage), p);
    expect((await stage.ask(query as string, variables as Record<string, unknown>)).errors).toMatchObject(
      forbidden,
    );
  });

  test("pull requests that are not public are read with the permission for them only", async () => {
    const query = `{ repository(owner: "acme", name: "vault") { pullRequests(first: 1) { totalCount } } }`;
    const less = writing({ issues: "write", contents: "write", metadata: "read" });
    expect((await less.ask(query)).errors).toMatchObject(forbidden);
    expect((await less.rest("/repos/acme/vault/pulls")).status).toBe(403);
    expect((await writing().ask(query)).errors).toEqual([]);
  });

  // https://github.com/microsoft/AL-Go/issues/159
  test("a workflow run opens and approves none, unless the repository lets it", async () => {
    const stage = writing();
    const { github } = stage;
    const pull = propose(stage);
    github.createBranch({ by, repo, branch: "other", from: "report" });
    const token = github.actionsToken(repo, { contents: "write", pull_requests: "write" });
    const open = { query: create, variables: { r: await idOf(stage), h: "other" } };
    const approve = {
      query: `mutation($p: ID!) { addPullRequestReview(input: {pullRequestId: $p, event: APPROVE}) { pullRequestReview { state } } }`,
      variables: { p: github.pull(pull).id },
    };
    const message = "GitHub Actions is not permitted to create or approve pull requests";
    for (const body of [open, approve])
      expect((await askWith(github, token, body)).errors).toMatchObject([{ message }]);
    github.set(repo, { actionsMayPropose: true });
    for (const body of [open, approve]) expect((await askWith(github, token, body)).errors).toEqual([]);
  });
});

describe("what people may do", () => {
  test.each([
    [
      "open one",
      "bob",
      "open a pull request",
      (stage: Stage, who: string) => stage.github.openPull({ by: who, repo, title: "x", head: "report" }),
    ],
    [
      "merge",
      "bob",
      "merge",
      (stage: Stage, who: string) => stage.github.mergePull({ by: who, pull: `${repo}#1` }),
    ],
    [
      "close another's",
      "carol",
      "close the work of others",
      (stage: Stage, who: string) => stage.github.closePull({ by: who, pull: `${repo}#1` }),
    ],
    [
      "make another's a draft",
      "bob",
      "make it a draft",
      (stage: Stage, who: string) => stage.github.convertToDraft({ by: who, pull: `${repo}#1` }),
    ],
    [
      "commit to a branch",
      "bob",
      "commit",
      (stage: Stage, who: string) =>
        stage.github.commitFile({ by: who, repo, branch: "report", path: "a", text: "" }),
    ],
  ] as const)("to %s takes more than %s has", (_what, who, deed, act) => {
    const stage = writing();
    propose(stage);
    expect(() => act(stage, who)).toThrow(new RegExp(`^${who} has the role .*to ${deed}\\.$`));
  });

  test("an issue is no pull request, and a pull request no issue", () => {
    const stage = writing();
    const pull = propose(stage);
    stage.github.openIssue({ by, repo, title: "Down", body: "" });
    expect(() => stage.github.mergePull({ by, pull: `${repo}#2` })).toThrow(
      "acme/incidents#2 is an issue, not a pull request.",
    );
    expect(() => stage.github.close({ by, issue: pull, reason: "completed" })).toThrow(
      "acme/incidents#1 is a pull request, not an issue.",
    );
  });
});
