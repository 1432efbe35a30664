// GraphQL of the local GitHub: what it answers, and how it refuses.
import { describe, expect, test } from "vitest";
import { observeIncident } from "./observe-incident.ts";
import { setStage, start } from "./stage.ts";

const issueId = `query($n: Int!) { repository(owner: "acme", name: "incidents") { id issue(number: $n) { id } } }`;

describe("reading an incident whole", () => {
  test("one query has everything that happened, in order", async () => {
    const { github, clock, ask } = setStage();
    const opened = {
      by: "alice",
      repo: "acme/incidents",
      title: "Payments down",
      body: "### Service\n\npayments",
    };
    github.openIssue({ ...opened, labels: ["incident"] });
    await clock.advanceTo(start + 60_000);
    github.comment({ by: "bob", issue: "acme/incidents#1", body: "Looking." });
    github.addLabels({ by: "bob", issue: "acme/incidents#1", labels: ["severity: 1"] });
    github.editIssue({
      by: "alice",
      issue: "acme/incidents#1",
      title: "Payments are down",
      body: "### Service\n\ncards",
    });
    github.close({ by: "alice", issue: "acme/incidents#1", reason: "completed" });
    const answer = await ask(observeIncident, { owner: "acme", repo: "incidents", number: 1 });
    expect(answer.errors).toEqual([]);
    expect(answer.data).toMatchSnapshot();
  });
});

describe("refusing", () => {
  test("a field that is not implemented fails loudly", async () => {
    const { ask } = setStage();
    const { errors } = await ask(`{ repository(owner: "acme", name: "incidents") { stargazerCount } }`);
    expect(errors[0]?.message).toBe("not implemented by the local GitHub: Repository.stargazerCount");
  });

  test("an argument that nobody reads is refused", async () => {
    const { ask, github } = setStage();
    github.openIssue({ by: "alice", repo: "acme/incidents", title: "A", body: "" });
    const query = `{ repository(owner: "acme", name: "incidents") { issue(number: 1) { comments(first: 1, orderBy: {field: UPDATED_AT, direction: ASC}) { totalCount } } } }`;
    const { errors } = await ask(query);
    expect(errors[0]?.message).toBe(
      "not implemented by the local GitHub: the argument orderBy of Issue.comments",
    );
  });

  test("a field that GitHub does not have is refused before anything runs", async () => {
    const { ask } = setStage();
    const { data, errors } = await ask(`{ viewer { shoeSize } }`);
    expect(data).toBeNull();
    expect(errors[0]?.message).toMatch(/Cannot query field "shoeSize"/);
  });

  test("what is missing is NOT_FOUND in an answer of 200", async () => {
    const { ask } = setStage();
    const { status, errors } = await ask(issueId, { n: 9 });
    expect([status, errors[0]?.type]).toEqual([200, "NOT_FOUND"]);
  });
});

describe("a document with several mutations", () => {
  test("one that fails leaves the others as they are", async () => {
    const { github, ask } = setStage();
    github.openIssue({ by: "alice", repo: "acme/incidents", title: "A", body: "" });
    const { id } = github.issue("acme/incidents#1");
    const { data, errors } = await ask(
      `mutation($id: ID!) {
        a: addComment(input: {subjectId: $id, body: "one", clientMutationId: "a"}) { clientMutationId }
        b: addComment(input: {subjectId: "IC_missing", body: "two"}) { clientMutationId }
        c: closeIssue(input: {issueId: $id, stateReason: NOT_PLANNED, clientMutationId: "c"}) { issue { state } }
      }`,
      { id },
    );
    expect(data).toEqual({ a: { clientMutationId: "a" }, b: null, c: { issue: { state: "CLOSED" } } });
    expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["b"] }]);
    const own = github.log.filter((entry) => entry.by === "tocsin[bot]");
    expect(own.map(({ did, mutationId }) => [did, mutationId])).toEqual([
      ["commented", "a"],
      ["closed", "c"],
    ]);
  });
});
