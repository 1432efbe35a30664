// What the timeline of an issue shows, and in which order.
import { describe, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";

const incidents = "acme/incidents";

const kinds = (stage: Stage, ref: string) => stage.github.timeline(ref).map(({ kind }) => kind);

async function itemsOf(stage: Stage, number: number, args = "last: 50"): Promise<unknown> {
  const { data, errors } = await stage.ask(
    `query($n: Int!) { repository(owner: "acme", name: "incidents") { issue(number: $n) { timelineItems(${args}) {
      totalCount filteredCount
      nodes { __typename
        ... on ClosedEvent { stateReason closer { __typename ... on PullRequest { number merged url } } }
        ... on MarkedAsDuplicateEvent { canonical { ... on Issue { number } } duplicate { ... on Issue { number } } }
        ... on UnmarkedAsDuplicateEvent { canonical { ... on Issue { number } } duplicate { ... on Issue { number } } }
        ... on CrossReferencedEvent { isCrossRepository willCloseTarget source { __typename ... on Issue { number } ... on PullRequest { number } } }
        ... on CommentDeletedEvent { deletedCommentAuthor { login } }
        ... on SubIssueAddedEvent { subIssue { number } }
        ... on ParentIssueAddedEvent { parent { number } } } } } } }`,
    { n: number },
  );
  expect(errors).toEqual([]);
  return (data as { repository: { issue: { timelineItems: unknown } } }).repository.issue.timelineItems;
}

const open = (stage: Stage, title: string, body = "") =>
  stage.github.openIssue({ by: "alice", repo: incidents, title, body });

describe("the timeline", () => {
  test("has comments and events in the order in which they happened", () => {
    const stage = setStage();
    open(stage, "A");
    stage.github.addLabels({ by: "bob", issue: "acme/incidents#1", labels: ["incident"] });
    stage.github.comment({ by: "bob", issue: "acme/incidents#1", body: "one" });
    stage.github.removeLabels({ by: "bob", issue: "acme/incidents#1", labels: ["incident"] });
    stage.github.editIssue({ by: "alice", issue: "acme/incidents#1", title: "B" });
    expect(kinds(stage, "acme/incidents#1")).toEqual([
      "LabeledEvent",
      "Comment",
      "UnlabeledEvent",
      "RenamedTitleEvent",
    ]);
  });

  test("a deleted comment leaves only the event of its deletion", async () => {
    const stage = setStage();
    open(stage, "A");
    const { id } = stage.github.comment({ by: "bob", issue: "acme/incidents#1", body: "one" });
    stage.github.deleteComment({ by: "alice", comment: id });
    expect(await itemsOf(stage, 1)).toEqual({
      totalCount: 1,
      filteredCount: 1,
      nodes: [{ __typename: "CommentDeletedEvent", deletedCommentAuthor: { login: "bob" } }],
    });
  });

  test("a merged fix closes the issue and is named as its closer", async () => {
    const stage = setStage();
    open(stage, "A");
    stage.github.mergeFix({ by: "alice", repo: incidents, issue: "acme/incidents#1" });
    expect(await itemsOf(stage, 1)).toMatchObject({
      nodes: [
        {
          __typename: "CrossReferencedEvent",
          willCloseTarget: true,
          source: { __typename: "PullRequest", number: 2 },
        },
        {
          __typename: "ClosedEvent",
          stateReason: "COMPLETED",
          closer: { __typename: "PullRequest", number: 2, merged: true },
        },
      ],
    });
  });

  test("a duplicate is marked on both issues, and unmarked when it is opened again", async () => {
    const stage = setStage();
    open(stage, "A");
    open(stage, "B");
    const duplicate = { by: "bob", issue: "acme/incidents#2", duplicateOf: "acme/incidents#1" };
    stage.github.close({ ...duplicate, reason: "duplicate" });
    stage.github.reopen({ by: "bob", issue: "acme/incidents#2" });
    const pair = { canonical: { number: 1 }, duplicate: { number: 2 } };
    expect(await itemsOf(stage, 1)).toMatchObject({
      nodes: [
        { __typename: "MarkedAsDuplicateEvent", ...pair },
        { __typename: "UnmarkedAsDuplicateEvent", ...pair },
      ],
    });
    expect(kinds(stage, "acme/incidents#2")).toEqual([
      "MarkedAsDuplicateEvent",
      "ClosedEvent",
      "UnmarkedAsDuplicateEvent",
      "ReopenedEvent",
    ]);
  });

  test("naming an issue leaves one cross-reference on it, hidden words and code left out", async () => {
    const stage = setStage();
    open(stage, "A");
    open(stage, "B", "<!-- see #1 --> and `#1`");
    expect(await itemsOf(stage, 1)).toMatchObject({ totalCount: 0 });
    stage.github.comment({
      by: "bob",
      issue: "acme/incidents#2",
      body: "Like #1, very like acme/incidents#1",
    });
    expect(await itemsOf(stage, 1)).toMatchObject({
      nodes: [{ __typename: "CrossReferencedEvent", isCrossRepository: false, source: { number: 2 } }],
    });
  });

  test("itemTypes leaves out what was not asked for, and totalCount still counts it", async () => {
    const stage = setStage();
    open(stage, "A");
    stage.github.comment({ by: "bob", issue: "acme/incidents#1", body: "one" });
    stage.github.addLabels({ by: "bob", issue: "acme/incidents#1", labels: ["incident"] });
    expect(await itemsOf(stage, 1, "first: 10, itemTypes: [LABELED_EVENT]")).toEqual({
      totalCount: 2,
      filteredCount: 1,
      nodes: [{ __typename: "LabeledEvent" }],
    });
  });
});

describe("versions of words", () => {
  test("the first edit also keeps what was there before; the newest comes first", async () => {
    const stage = setStage();
    open(stage, "A", "one");
    stage.github.editIssue({ by: "alice", issue: "acme/incidents#1", body: "two" });
    stage.github.editIssue({ by: "alice", issue: "acme/incidents#1", body: "three" });
    const { data } = await stage.ask(
      `{ repository(owner: "acme", name: "incidents") { issue(number: 1) { userContentEdits(first: 2) { totalCount nodes { diff } } } } }`,
    );
    expect(data).toEqual({
      repository: {
        issue: { userContentEdits: { totalCount: 3, nodes: [{ diff: "three" }, { diff: "two" }] } },
      },
    });
  });
});

describe("a transferred issue", () => {
  test("has a new address with all that was said, and is not found at the old one", async () => {
    const stage = setStage();
    const { github, clock } = stage;
    github.addRepository({ owner: "acme", name: "payments", labels: ["incident"] });
    github.setRole("alice", "acme/payments", "write");
    github.openIssue({
      by: "alice",
      repo: incidents,
      title: "A",
      body: "",
      labels: ["incident", "severity: 1"],
    });
    github.comment({ by: "bob", issue: "acme/incidents#1", body: "one" });
    const move = { issue: "acme/incidents#1", to: "acme/payments" };
    expect(() => github.transfer({ by: "bob", ...move })).toThrow("bob has the role triage");
    await clock.settle();
    stage.delivered.length = 0;
    github.transfer({ by: "alice", ...move });
    expect(github.issue("acme/payments#1").labels).toEqual(["incident"]);
    expect(kinds(stage, "acme/payments#1")).toEqual([
      "LabeledEvent",
      "LabeledEvent",
      "Comment",
      "TransferredEvent",
    ]);
    const { errors } = await stage.ask(
      `{ repository(owner: "acme", name: "incidents") { issue(number: 1) { id } } }`,
    );
    expect(errors).toMatchObject([{ type: "NOT_FOUND" }]);
    await clock.settle();
    expect(stage.delivered.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        action: "transferred",
        issue: { number: 1 },
        changes: { new_repository: { full_name: "acme/payments" } },
      },
      { action: "opened", repository: { full_name: "acme/payments" }, changes: { old_issue: { number: 1 } } },
    ]);
  });
});
