// Reviews on the local GitHub: who may give which, whose count, and what they decide.
import { describe, expect, test } from "vitest";
import { by, named, propose, repo, writing } from "./proposals.ts";
import type { Stage } from "./stage.ts";

const review = `mutation($p: ID!, $e: PullRequestReviewEvent!, $b: String) { addPullRequestReview(input: {pullRequestId: $p, event: $e, body: $b}) {
  pullRequestReview { id state body author { login } authorCanPushToRepository commit { oid } url } } }`;
const decision = `query($i: ID!) { node(id: $i) { ... on PullRequest { reviewDecision mergeStateStatus
  latestOpinionatedReviews(first: 5, writersOnly: true) { nodes { state } } latestReviews(first: 5) { nodes { state author { login } } } } } }`;

async function decided({ ask, github }: Stage, pull: string): Promise<unknown> {
  const { data } = await ask(decision, { i: github.pull(pull).id });
  return (data as { node: { reviewDecision: unknown } }).node.reviewDecision;
}

/** A stage on which one approval is needed, and dave writes as well. */
function guarded(): Stage & { readonly pull: string } {
  const stage = writing();
  stage.github.addUser("dave");
  stage.github.setRole("dave", repo, "write");
  stage.github.set(repo, { protection: { bypass: [], approvals: 1 } });
  return { ...stage, pull: propose(stage) };
}

describe("a review", () => {
  test("by an app says what it says, of the commit that the head is at", async () => {
    const stage = writing();
    const { github, ask } = stage;
    const pull = propose(stage);
    const { id: p, headOid } = github.pull(pull);
    const { data, errors } = await ask(review, { p, e: "REQUEST_CHANGES", b: "Why?" });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      addPullRequestReview: {
        pullRequestReview: {
          state: "CHANGES_REQUESTED",
          body: "Why?",
          author: { login: "tocsin" },
          authorCanPushToRepository: false,
          commit: { oid: headOid },
        },
      },
    });
    expect(github.pull(pull).reviews).toMatchObject([
      { author: "tocsin[bot]", state: "changes_requested", counts: false },
    ]);
  });

  // github.com/juliangruber/approve-pull-request-action/issues/79, github.com/Dawn-Technology/aicelerate/issues/24
  test.each([
    ["APPROVE", "Review Can not approve your own pull request"],
    ["REQUEST_CHANGES", "Review Can not request changes on your own pull request"],
  ])("of one's own is refused as %s, and taken as a comment", async (e, message) => {
    const stage = writing();
    const { github, ask } = stage;
    github.setRole("tocsin[bot]", repo, "write");
    github.createBranch({ by, repo, branch: "report" });
    github.commitFile({ by, repo, branch: "report", path: "report.md", text: "# Report\n" });
    github.openPull({ by: "tocsin[bot]", repo, title: "Report", head: "report" });
    const { id: p } = github.pull(`${repo}#1`);
    expect((await ask(review, { p, e, b: "x" })).errors).toMatchObject([{ type: "UNPROCESSABLE", message }]);
    expect((await ask(review, { p, e: "COMMENT", b: "x" })).errors).toEqual([]);
  });

  test("that asks for changes needs words", () => {
    const stage = writing();
    const pull = propose(stage);
    expect(() => stage.github.review({ by: "bob", pull, verdict: "CHANGES_REQUESTED" })).toThrow(
      "Body can't be blank.",
    );
  });

  test("answers the request for it, and the author can't be asked", async () => {
    const stage = writing();
    const { github, ask } = stage;
    const pull = propose(stage);
    github.requestReview({ by, pull, logins: ["bob", "carol"] });
    github.review({ by: "bob", pull, verdict: "COMMENTED", body: "Reading." });
    expect(github.pull(pull).reviewers).toEqual(["carol"]);
    // github.com/kerthcet/github-workflow-as-kube/issues/16
    const message = "Review cannot be requested from pull request author.";
    expect(() => github.requestReview({ by, pull, logins: ["alice"] })).toThrow(message);
    const { data } = await ask(`{ bob: user(login: "bob") { id } mallory: user(login: "mallory") { id } }`);
    const { bob, mallory } = data as Record<"bob" | "mallory", { id: string }>;
    const request = `mutation($p: ID!, $u: [ID!], $n: Boolean) { requestReviews(input: {pullRequestId: $p, userIds: $u, union: $n}) { pullRequest { number } } }`;
    const p = github.pull(pull).id;
    expect((await ask(request, { p, u: [mallory.id] })).errors).toMatchObject([
      { message: "Reviews may only be requested from collaborators." },
    ]);
    expect((await ask(request, { p, u: [bob.id], n: true })).errors).toEqual([]);
    expect(github.pull(pull).reviewers).toEqual(["carol", "bob"]);
    expect((await ask(request, { p, u: [bob.id], n: false })).errors).toEqual([]);
    expect(github.pull(pull).reviewers).toEqual(["bob"]);
  });
});

describe("the decision", () => {
  // https://github.com/orgs/community/discussions/24375
  test("is null where no approval is needed", async () => {
    const stage = writing();
    const pull = propose(stage);
    stage.github.review({ by: "bob", pull, verdict: "APPROVED" });
    expect(await decided(stage, pull)).toBeNull();
  });

  test("is made by people with write: others may say what they like", async () => {
    const stage = guarded();
    const { github, pull } = stage;
    expect(await decided(stage, pull)).toBe("REVIEW_REQUIRED");
    github.review({ by: "bob", pull, verdict: "APPROVED" });
    expect(await decided(stage, pull)).toBe("REVIEW_REQUIRED");
    github.review({ by: "dave", pull, verdict: "CHANGES_REQUESTED", body: "Why?" });
    expect(await decided(stage, pull)).toBe("CHANGES_REQUESTED");
    github.review({ by: "dave", pull, verdict: "COMMENTED", body: "I see." });
    expect(await decided(stage, pull)).toBe("CHANGES_REQUESTED");
    github.review({ by: "dave", pull, verdict: "APPROVED" });
    expect(await decided(stage, pull)).toBe("APPROVED");
  });

  // github.com/microsoft/vscode-remote-repositories-github/issues/252
  test("stands before the merge", async () => {
    const stage = guarded();
    const { github, pull } = stage;
    expect(() => github.mergePull({ by, pull })).toThrow(
      "At least 1 approving review is required by reviewers with write access.",
    );
    github.review({ by: "dave", pull, verdict: "CHANGES_REQUESTED", body: "Why?" });
    expect(() => github.mergePull({ by, pull })).toThrow("Changes have been requested.");
    github.review({ by: "dave", pull, verdict: "APPROVED" });
    github.mergePull({ by, pull });
    expect(github.pull(pull)).toMatchObject({ state: "merged", mergedBy: "alice" });
  });

  test("forgets a review that is dismissed, which is told", async () => {
    const stage = guarded();
    const { github, pull, clock, delivered, ask } = stage;
    const { id } = github.review({ by: "dave", pull, verdict: "APPROVED" });
    const dismiss = `mutation($r: ID!) { dismissPullRequestReview(input: {pullRequestReviewId: $r, message: "Too early"}) { pullRequestReview { state } } }`;
    expect((await ask(dismiss, { r: id })).data).toEqual({
      dismissPullRequestReview: { pullRequestReview: { state: "DISMISSED" } },
    });
    expect(await decided(stage, pull)).toBe("REVIEW_REQUIRED");
    expect((await ask(dismiss, { r: id })).errors).toMatchObject([{ type: "UNPROCESSABLE" }]);
    await clock.settle();
    expect(named(delivered).at(-1)).toBe("pull_request_review.dismissed");
    expect(() => github.dismissReview({ by: "bob", review: id, message: "x" })).toThrow(
      /it takes write to dismiss reviews/,
    );
  });
});
